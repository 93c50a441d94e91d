// The briefer's phone: a code to scan, of this briefing and never too old.

import { BASIS, maak } from "./pagina.js";
import { mislukt } from "./portaal.js";

const QR_VERS = 300_000; // ms; a code works for a quarter of an hour, so whoever scans has ten minutes left

// One picture, which moves along from place to place.
const qrBeeld = maak("img", { klasse: "wi-qr", alt: "QR-code voor de telefoon van de briefer", hidden: true });
qrBeeld.addEventListener("load", () => { qrBeeld.hidden = false; });
qrBeeld.addEventListener("error", () => { qrBeeld.hidden = true; });

let qrOp = 0;
let qrVan = 0;

export function qr() {
  return maak("div", { klasse: "wi-qrvak" }, qrBeeld, maak("span", { textContent: "Briefer" }));
}

export function verversQr(vak) {
  if (mislukt) { qrBeeld.hidden = true; qrOp = 0; return; } // a code that is too old helps nobody
  if (qrVan === vak.van && Date.now() - qrOp < QR_VERS) return;
  [qrOp, qrVan] = [Date.now(), vak.van];
  qrBeeld.src = `${BASIS}qr.svg?${qrOp}`;
}
