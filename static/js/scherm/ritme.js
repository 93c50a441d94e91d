// The poll: asks whether something changed, takes it, and says what was shown.

import { stuur, vergeetBewijs } from "./bewijs.js";
import { toonCode } from "./koppelen.js";
import { lijf } from "./pagina.js";
import { ga } from "./plaats.js";
import { gelukt, ongeveer, RITME, terugval, vraag } from "./portaal.js";
import { teken } from "./teken.js";
import { data, gekoppeld, isVerouderd, neemAlles, pasToe, wis } from "./voorraad.js";

const SNEL = Number(lijf.dataset.snel) * 1000;
const KOPPELRITME = 3000;

let etag = "";
let tik = null;
let bestuurd = false;
let wekker = 0;
let onderweg = false;

export async function kijk() {
  if (onderweg) return;
  onderweg = true;
  clearTimeout(wekker);
  let straks;
  try {
    const { status, inhoud, etag: nieuw } = await vraag("stand", etag ? { headers: { "If-None-Match": etag } } : {});
    gelukt();
    if (status !== 304) {
      if (inhoud.gekoppeld) await pas(inhoud); else vergeet();
      etag = nieuw ?? "";
    }
    if (gekoppeld) {
      if (isVerouderd()) await neemAlles();
      await stuur();
    } else if (await toonCode()) etag = "";
    straks = bestuurd ? SNEL : ongeveer(gekoppeld ? RITME : KOPPELRITME);
  } catch (fout) {
    straks = terugval(fout);
  }
  onderweg = false;
  wekker = setTimeout(kijk, straks);
  teken();
}

async function pas(stand) {
  bestuurd = stand.bestuurd;
  await pasToe(stand);
  if (tik !== null && stand.tik !== tik && bestuurd && ga(stand.plek)) teken();
  tik = stand.tik;
}

function vergeet() {
  if (!gekoppeld && !data) return;
  [bestuurd, tik] = [false, null];
  vergeetBewijs();
  wis();
}
