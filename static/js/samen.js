// Keeps scherm and regie in step: polls a small number and, when it changed, takes the new page's parts.
// Everything works without it too: every button is a form, and the page can be reloaded by hand.

import { begin, duurTot, pas } from "./film.js";

const body = document.body;
const stand = body.dataset.samen;
const RITME = 1000;
let tik = null;

function bezigMetTypen() {
  const veld = document.activeElement;
  if (!veld?.matches?.("input:not([type=hidden]), textarea, select")) return false;
  return veld.value !== veld.defaultValue || veld.form?.querySelector("[aria-invalid]") != null; // or mending what was refused
}

let beurt = 0;

async function ververs() {
  const mijn = ++beurt;
  const antwoord = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
  if (!antwoord.ok) return;
  const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  const achterhaald = () => mijn !== beurt || bezigMetTypen(); // a newer page is on its way, or somebody began to type
  if (achterhaald()) return;
  for (const deel of document.querySelectorAll("[data-vers]")) {
    const vers = nieuw.querySelector(`[data-vers="${deel.dataset.vers}"]`);
    if (!vers) continue;
    const film = deel.querySelector("[data-film]");
    const nieuweFilm = vers.querySelector("[data-film]");
    if (film && film.dataset.film === nieuweFilm?.dataset.film) {
      pas(film, nieuweFilm.dataset, druk); // the player stays: only what it has to do is new
      continue;
    }
    document.adoptNode(vers); // from here on its pictures load; they stand there before the old ones go
    await Promise.race([
      Promise.all([...vers.querySelectorAll("img:not([loading=lazy])")].map((beeld) => beeld.decode().catch(() => {}))),
      new Promise((klaar) => setTimeout(klaar, 1500)),
    ]);
    if (achterhaald()) return;
    const open = [...deel.querySelectorAll("details")].map((d) => d.open);
    deel.replaceWith(vers);
    vers.querySelectorAll("details").forEach((d, i) => { if (open[i] !== undefined) d.open = open[i]; });
  }
  maakKlaar();
}

// --- what a new part of the page needs ---------------------------------------------------------------
function maakKlaar() {
  for (const film of document.querySelectorAll("[data-film]:not([data-klaar])")) {
    film.dataset.klaar = "ja";
    begin(film, druk);
  }
  for (const tijd of document.querySelectorAll("[data-filmtijd]")) tijd.dataset.gezien ??= performance.now();
  const straks = document.querySelector("[data-straks]")?.dataset.straks;
  if (straks) new Image().src = straks;
  tikKlok();
}

async function kijk() {
  try {
    const antwoord = await fetch(stand, { cache: "no-store" });
    if (antwoord.ok) {
      const { tik: nu } = await antwoord.json();
      if (tik !== null && nu !== tik && !bezigMetTypen()) await ververs();
      if (!bezigMetTypen()) tik = nu;
      body.dataset.verbonden = "ja";
    }
  } catch {
    body.dataset.verbonden = "nee"; // the page keeps what it shows and looks again
  }
  setTimeout(kijk, RITME);
}

// --- the clock of the step -------------------------------------------------------------------------
function tikKlok() {
  for (const klok of document.querySelectorAll("[data-sinds]")) {
    const over = Math.round(Number(klok.dataset.minuten) * 60 - (Date.now() - Date.parse(klok.dataset.sinds)) / 1000);
    const abs = Math.abs(over);
    klok.textContent = `${over < 0 ? "+" : ""}${Math.floor(abs / 60)}:${String(abs % 60).padStart(2, "0")}`;
    klok.classList.toggle("over", over < 0);
  }
  for (const tijd of document.querySelectorAll("[data-filmtijd][data-speelt]")) {
    const nu = Number(tijd.dataset.filmtijd) + (performance.now() - Number(tijd.dataset.gezien)) / 1000;
    tijd.textContent = duurTot(Math.min(nu, Number(tijd.dataset.duur)));
  }
}

// --- keys and clickers on the screen ---------------------------------------------------------------
const TOETSEN = {
  ArrowRight: "volgende", PageDown: "volgende", " ": "volgende", ArrowLeft: "vorige", PageUp: "vorige", b: "zwart", ".": "zwart",
};

let vorige = Promise.resolve();

// One after the other: two presses at once would both start from the same place, and one would be lost.
function druk(actie, erbij = {}) {
  vorige = vorige.then(async () => {
    const data = new FormData(document.getElementById("toetsen"));
    for (const [naam, waarde] of Object.entries({ actie, ...erbij })) data.set(naam, waarde);
    await fetch(body.dataset.toetsen, { method: "POST", body: data, redirect: "manual" });
    await ververs();
  }).catch(() => {});
}

function drukFilm(toets) {
  const film = document.querySelector("[data-film]");
  if (!film || ![" ", "r"].includes(toets)) return false;
  druk(toets === "r" ? "film_opnieuw" : "film_wissel", { positie: film.querySelector("video").currentTime });
  return true;
}

if (body.dataset.toetsen) {
  document.addEventListener("keydown", (toets) => {
    if (toets.ctrlKey || toets.metaKey || toets.altKey || toets.repeat) return;
    if (toets.key === "f") {
      if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen();
    } else if (toets.key === "?") {
      const hulp = document.getElementById("hulp");
      hulp.hidden = !hulp.hidden;
      hulp.classList.toggle("sr", hulp.hidden);
    } else if (drukFilm(toets.key)) {
      toets.preventDefault();
    } else if (TOETSEN[toets.key]) {
      toets.preventDefault();
      druk(TOETSEN[toets.key]);
    }
  });
  navigator.wakeLock?.request("screen").catch(() => {});
}

setInterval(tikKlok, 1000);
maakKlaar();
kijk();
