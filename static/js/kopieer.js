// Buttons that copy a field, and links that copy their own address. Without this script, or where the browser forbids
// it, the field can be selected and the link is a link.
for (const knop of document.querySelectorAll("[data-kopieer]")) {
  const veld = document.getElementById(knop.dataset.kopieer);
  const wat = knop.dataset.wat ?? "link";
  const status = document.querySelector("[data-kopieer-status]");
  veld.addEventListener("focus", () => veld.select());
  if (!navigator.clipboard) continue;
  knop.hidden = false;
  knop.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(veld.value);
      knop.textContent = "Gekopieerd";
      status.textContent = `De ${wat} is gekopieerd.`;
    } catch {
      veld.focus();
      status.textContent = `Kopiëren lukt hier niet. De ${wat} is geselecteerd: kopieer zelf.`;
    }
  });
}

const links = navigator.clipboard ? document.querySelectorAll("a[data-kopieer-link]") : [];
const status = document.createElement("p");
status.className = "sr";
status.setAttribute("role", "status");
if (links.length) document.body.append(status);
for (const link of links) {
  link.addEventListener("click", async (klik) => {
    if (!link.hash) klik.preventDefault(); // it leads to this page
    try {
      await navigator.clipboard.writeText(link.href);
      link.lastChild.textContent = " Gekopieerd";
      status.textContent = "De link is gekopieerd.";
    } catch {
      status.textContent = "Kopiëren lukt hier niet. Het adres staat bovenin je browser.";
    }
  });
}
