// The page: its elements by the name they carry, making new ones, and a line that goes away by itself.

export const lijf = document.getElementById("wand");
export const BASIS = lijf.dataset.basis;

export const $ = (naam) => document.querySelector(`[data-${naam}]`);
export const deel = (naam) => document.querySelector(`[data-deel="${naam}"]`);
export const zet = (naam, tekst) => { const element = $(naam); if (element.textContent !== tekst) element.textContent = tekst; };
export const uitSjabloon = (naam) => document.getElementById(naam).content.cloneNode(true);

export function maak(soort, eigenschappen = {}, ...kinderen) {
  const { klasse, ...rest } = eigenschappen;
  const element = Object.assign(document.createElement(soort), rest);
  if (klasse) element.className = klasse;
  element.append(...kinderen.filter(Boolean));
  return element;
}

let meldWekker = 0;

export function meld(zin) {
  const melding = $("melding");
  melding.textContent = zin;
  melding.hidden = false;
  clearTimeout(meldWekker);
  meldWekker = setTimeout(() => { melding.hidden = true; }, 6000);
}
