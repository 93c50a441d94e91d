// What the page keeps on the device, under names of its own.

export const kist = {
  lees(naam, anders) {
    try { return JSON.parse(localStorage.getItem(`scherm:${naam}`)) ?? anders; } catch { return anders; }
  },
  zet(naam, waarde) {
    try { localStorage.setItem(`scherm:${naam}`, JSON.stringify(waarde)); } catch { /* full: it goes on from memory */ }
  },
  leeg() {
    for (const naam of Object.keys(localStorage)) if (naam.startsWith("scherm:")) localStorage.removeItem(naam);
  },
};
