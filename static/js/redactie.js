/* The editor: rich text, rows without a page load, autosave. Without this file the form works by itself. */
import { maakOpmaak } from "./redactie-opmaak.js";

const RUST = 20_000;
const form = document.getElementById("redactie");
const stand = document.getElementById("red-stand");
const nummer = form.elements._conceptnummer;
let gewijzigd = "gewijzigd" in form.dataset;
let gestopt = "botsing" in form.dataset;
let onderweg = false;

function meld(tekst, mis = false) {
  stand.textContent = tekst;
  stand.classList.toggle("is-mis", mis);
}

function wijzig() {
  gewijzigd = true;
  if (!gestopt) meld("Nog niet bewaard");
}

/** Posts to the desk; resolves to the answer, or to null when the network or the login is gone. */
async function stuur(gegevens) {
  try {
    const antwoord = await fetch(form.dataset.bewaar, { method: "POST", body: gegevens, redirect: "manual" });
    if (!antwoord.headers.get("content-type")?.includes("json")) {
      return { zin: "Je bent uitgelogd. Log in een ander tabblad in en druk dan hier op Bewaar." };
    }
    return await antwoord.json();
  } catch {
    return { zin: "Geen netwerk. Laat deze pagina open, dan bewaren we zo weer." };
  }
}

async function klop() {
  // A forgotten tab is no sign of life.
  if (gestopt || onderweg || (document.hidden && !gewijzigd)) return;
  onderweg = true;
  const bewaart = gewijzigd;
  const gegevens = new FormData(form);
  gegevens.set("_doe", bewaart ? "bewaar" : "hartslag");
  gewijzigd = false;
  const antwoord = await stuur(gegevens);
  onderweg = false;
  if (antwoord.stand === "bewaard") {
    nummer.value = antwoord.conceptnummer;
    if (!gewijzigd) meld(`Bewaard om ${antwoord.om}`);
  } else if (antwoord.stand !== "ok") {
    gewijzigd ||= bewaart;
    gestopt = antwoord.stand === "botsing" || antwoord.stand === "bezet";
    meld(gewijzigd ? `Nog niet bewaard. ${antwoord.zin}` : antwoord.zin, true);
  }
}

/** A row button: the server makes the list, we put that list in its place and leave the rest of the page alone. */
async function schuif(knop) {
  const lijst = knop.closest("[data-lijst]");
  const gegevens = new FormData(form, knop);
  let pagina;
  try {
    const antwoord = await fetch(form.action, { method: "POST", body: gegevens });
    pagina = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  } catch {
    meld("Geen netwerk. De rij is niet veranderd.", true);
    return;
  }
  const nieuw = pagina.querySelector(`[data-lijst="${lijst.dataset.lijst}"]`);
  if (!nieuw) {
    meld("Je bent uitgelogd. Log in een ander tabblad in en probeer het opnieuw.", true);
    return;
  }
  const plek = [...lijst.querySelectorAll("button[name=_doe]")].indexOf(knop);
  lijst.replaceWith(nieuw);
  maakOpmaak(form, nieuw);
  laatPassen();
  const knoppen = nieuw.querySelectorAll("button[name=_doe]");
  (nieuw.querySelector("[autofocus]") ?? knoppen[Math.min(plek, knoppen.length - 1)]).focus();
  wijzig();
}

/** Fields that do not go with what was chosen beside them are left out of sight, unless something stands in them. */
function laatPassen() {
  for (const veld of form.querySelectorAll("[data-bij]")) {
    const waarde = veld.querySelector("input, select, textarea").value;
    const past = veld.dataset.een.split(" ").includes(form.elements[veld.dataset.bij]?.value);
    veld.hidden = !past && (waarde === "" || waarde === "0");
  }
}

form.addEventListener("change", laatPassen);
form.addEventListener("input", wijzig);
form.addEventListener("click", (gebeurtenis) => {
  const knop = gebeurtenis.target.closest("button[name=_doe]");
  if (knop?.value.includes(":") && knop.closest("[data-lijst]")) {
    gebeurtenis.preventDefault();
    schuif(knop);
  }
});
form.addEventListener("submit", () => {
  gewijzigd = false;
  gestopt = true;
});
window.addEventListener("beforeunload", (gebeurtenis) => {
  if (gewijzigd) gebeurtenis.preventDefault();
});

maakOpmaak(form, form);
laatPassen();
klop();
setInterval(klop, RUST);
