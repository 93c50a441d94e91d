// Keeps scherm and regie in step: polls a small number and, when it changed, takes the new page's parts.
// Everything works without it too: every button is a form, and the page can be reloaded by hand.

const body = document.body;
const stand = body.dataset.samen;
const RITME = 1000;
let tik = null;

function bezigMetTypen() {
  const veld = document.activeElement;
  return veld?.matches?.("input:not([type=hidden]), textarea, select") && veld.value !== veld.defaultValue;
}

async function ververs() {
  const antwoord = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
  if (!antwoord.ok) return;
  const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  for (const deel of document.querySelectorAll("[data-vers]")) {
    const vers = nieuw.querySelector(`[data-vers="${deel.dataset.vers}"]`);
    if (!vers) continue;
    const open = [...deel.querySelectorAll("details")].map((d) => d.open);
    deel.replaceWith(vers);
    vers.querySelectorAll("details").forEach((d, i) => { if (open[i] !== undefined) d.open = open[i]; });
  }
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
}

// --- keys and clickers on the screen ---------------------------------------------------------------
const TOETSEN = {
  ArrowRight: "volgende", PageDown: "volgende", " ": "volgende", ArrowLeft: "vorige", PageUp: "vorige", b: "zwart", ".": "zwart",
};

async function druk(actie) {
  const data = new FormData(document.getElementById("toetsen"));
  data.set("actie", actie);
  await fetch(body.dataset.toetsen, { method: "POST", body: data });
  await ververs();
}

if (body.dataset.toetsen) {
  document.addEventListener("keydown", (toets) => {
    if (toets.ctrlKey || toets.metaKey || toets.altKey) return;
    if (toets.key === "f") {
      if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen();
    } else if (toets.key === "?") {
      const hulp = document.getElementById("hulp");
      hulp.hidden = !hulp.hidden;
      hulp.classList.toggle("sr", hulp.hidden);
    } else if (TOETSEN[toets.key]) {
      toets.preventDefault();
      druk(TOETSEN[toets.key]);
    }
  });
  navigator.wakeLock?.request("screen").catch(() => {});
}

setInterval(tikKlok, 1000);
tikKlok();
kijk();
