// Keys and clickers.

import { merk } from "./bewijs.js";
import { $, deel } from "./pagina.js";
import { stap, tijdOpnieuw } from "./plaats.js";
import { teken } from "./teken.js";

const loop = (richting) => { if (stap(richting)) teken(); };
const zwart = () => { $("zwart").hidden = !$("zwart").hidden; };

const TOETSEN = {
  ArrowRight: () => loop(1), PageDown: () => loop(1), ArrowLeft: () => loop(-1), PageUp: () => loop(-1),
  " ": () => { const film = deel("item").querySelector("video"); if (film) { if (film.paused) film.play(); else film.pause(); } else loop(1); },
  b: zwart, ".": zwart,
  v: () => merk("besproken", "Genoteerd: besproken."),
  n: () => merk("niet", "Genoteerd: niet aan toegekomen."),
  t: () => { tijdOpnieuw(); teken(); },
  f: () => { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen().catch(() => {}); },
  "?": () => { $("hulp").hidden = !$("hulp").hidden; },
  Escape: () => { $("hulp").hidden = true; },
};

export function druk(toets) {
  if (toets.ctrlKey || toets.metaKey || toets.altKey || toets.repeat || !TOETSEN[toets.key]) return;
  toets.preventDefault();
  TOETSEN[toets.key]();
}
