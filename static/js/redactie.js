/* The editor: rich text, rows without a page load, autosave. Without this file the form works by itself. */
import { maakOpmaak } from "./redactie-opmaak.js";

const RUST = 20_000;
const form = document.getElementById("redactie");
const stand = document.getElementById("red-stand");
const nummer = form.elements._conceptnummer;
let gewijzigd = "gewijzigd" in form.dataset;
let gestopt = "botsing" in form.dataset;
let onderweg = null;
let uitgelogd = false;
let gekeurd = false;

const UITGELOGD = "Je bent uitgelogd. Log in een ander tabblad in en druk dan hier op Bewaar.";
const MISLUKT = "Het bewaren lukte niet. Kopieer wat je niet kwijt wilt en laad de pagina opnieuw.";

function meld(tekst, mis = false) {
  stand.textContent = tekst;
  stand.classList.toggle("is-mis", mis);
}

function wijzig() {
  gewijzigd = true;
  if (!gestopt) meld("Nog niet bewaard");
}

/** Logging in elsewhere makes the token of this page worthless: takes a new one. False when nobody is logged in. */
async function verversToken() {
  const antwoord = await fetch(form.action);
  // Another redirect is no logout: what was edited may be gone, and the server says so itself.
  uitgelogd = antwoord.redirected && new URL(antwoord.url).pathname.startsWith("/account/login/");
  if (uitgelogd || !antwoord.ok) return false;
  const pagina = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  const vers = pagina.querySelector("input[name=csrfmiddlewaretoken]");
  if (vers) form.elements.csrfmiddlewaretoken.value = vers.value;
  return Boolean(vers);
}

/** Posts the form, once more with a new token when the old one was refused. ``maak`` makes what is sent. */
async function post(adres, maak) {
  const een = () => fetch(adres, { method: "POST", body: maak(), redirect: "manual" });
  let antwoord = await een();
  if (antwoord.status === 403 && (await verversToken())) antwoord = await een();
  if (antwoord.type === "opaqueredirect") uitgelogd = true;
  return antwoord;
}

/** Posts to the desk; resolves to its answer, or to a sentence when there was none. */
async function stuur(doe) {
  const maak = () => {
    const gegevens = new FormData(form);
    gegevens.set("_doe", doe);
    return gegevens;
  };
  try {
    const antwoord = await post(form.dataset.bewaar, maak);
    if (antwoord.headers.get("content-type")?.includes("json")) {
      uitgelogd = false;
      return await antwoord.json();
    }
    return { zin: uitgelogd ? UITGELOGD : MISLUKT };
  } catch {
    return { zin: "Geen netwerk. Laat deze pagina open, dan bewaren we zo weer." };
  }
}

function klop() {
  // A forgotten tab is no sign of life.
  if (gestopt || onderweg || (document.hidden && !gewijzigd)) return;
  onderweg = bewaarOfLeef().finally(() => {
    onderweg = null;
  });
}

async function bewaarOfLeef() {
  const bewaart = gewijzigd;
  gewijzigd = false;
  const antwoord = await stuur(bewaart ? "bewaar" : "hartslag");
  if (antwoord.stand === "bewaard") {
    nummer.value = antwoord.conceptnummer;
    if (!gewijzigd) meld(`Bewaard om ${antwoord.om}`);
  } else if (antwoord.stand === "ok") {
    if (!gewijzigd && stand.classList.contains("is-mis")) meld("Alles is bewaard.");
  } else {
    gewijzigd ||= bewaart;
    gestopt = antwoord.stand === "botsing" || antwoord.stand === "bezet";
    meld(gewijzigd ? `Nog niet bewaard. ${antwoord.zin}` : antwoord.zin, true);
  }
}

/** A row button: the server makes the list, we put that list in its place and leave the rest of the page alone. */
async function schuif(knop) {
  const lijst = knop.closest("[data-lijst]");
  let pagina;
  try {
    const antwoord = await post(form.action, () => new FormData(form, knop));
    pagina = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  } catch {
    meld("Geen netwerk. De rij is niet veranderd.", true);
    return;
  }
  const nieuw = pagina.querySelector(`[data-lijst="${lijst.dataset.lijst}"]`);
  if (!nieuw) {
    meld(uitgelogd ? UITGELOGD : "De rij is niet veranderd. Probeer het nog een keer.", true);
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
form.addEventListener("submit", (gebeurtenis) => {
  // A press leaves the page: first it must be sure that the server takes what it sends.
  if (!gekeurd) {
    gebeurtenis.preventDefault();
    drukStraks(gebeurtenis.submitter);
    return;
  }
  gewijzigd = false;
  gestopt = true;
});

/** The same press again, when what is under way has landed and somebody is logged in. */
async function drukStraks(knop) {
  await onderweg;
  try {
    if (!(await verversToken())) {
      meld(uitgelogd ? UITGELOGD : MISLUKT, true);
      return;
    }
    gekeurd = true;
    form.requestSubmit(knop);
  } catch {
    meld("Geen netwerk. Laat deze pagina open en druk zo nog een keer.", true);
  }
}

// Back from another tab: perhaps somebody logged in there.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) klop();
});
window.addEventListener("beforeunload", (gebeurtenis) => {
  if (gewijzigd) gebeurtenis.preventDefault();
});

maakOpmaak(form, form);
laatPassen();
klop();
setInterval(klop, RUST);
