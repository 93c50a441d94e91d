// What it showed and what was marked, kept until the portal has acknowledged it.

import { kist } from "./kist.js";
import { nu } from "./klok.js";
import { meld } from "./pagina.js";
import { nuAan } from "./plaats.js";
import { vraag } from "./portaal.js";

const GEZIEN = 10_000; // ms on the wall before something counts as shown

export let post = kist.lees("post", []); // what the portal has not acknowledged yet
let geboekt = kist.lees("geboekt", []); // keys of what was shown, so that it is not said twice
let opWand = { sleutel: "", sinds: 0 };

export function boek({ vak, aan }, tijd) {
  const sleutel = `${aan.item.vertoning} ${vak.dag} ${vak.moment}`;
  if (opWand.sleutel !== sleutel) opWand = { sleutel, sinds: tijd };
  if (tijd - opWand.sinds < GEZIEN || geboekt.includes(sleutel)) return;
  geboekt = [...geboekt.slice(-500), sleutel];
  kist.zet("geboekt", geboekt);
  legKlaar({ sleutel, vertoning: aan.item.vertoning, dag: vak.dag, moment: vak.moment });
}

function legKlaar(melding) {
  post = [...post.filter(({ sleutel }) => sleutel !== melding.sleutel), melding].slice(-2000);
  kist.zet("post", post);
}

export async function stuur() {
  while (post.length) {
    const lading = post.slice(0, 100);
    const { status, inhoud } = await vraag("bewijs", { method: "POST", body: JSON.stringify(lading) });
    if (status !== 200) return;
    // What was said once more meanwhile stays: only exactly what was sent goes.
    const weg = new Set(lading.filter(({ sleutel }) => inhoud.ontvangen.includes(sleutel)).map((melding) => JSON.stringify(melding)));
    if (!weg.size) weg.add(JSON.stringify(lading[0])); // unreadable, and it would stand in the way of the rest
    post = post.filter((melding) => !weg.has(JSON.stringify(melding)));
    kist.zet("post", post);
  }
}

export function merk(uitkomst, zin) {
  const { vak, aan } = nuAan(nu());
  if (!aan) return;
  const { vertoning } = aan.item;
  legKlaar({ sleutel: `${vertoning} ${vak.dag} ${vak.moment} merk`, vertoning, dag: vak.dag, moment: vak.moment, uitkomst });
  meld(zin);
  stuur().catch(() => {});
}

// Of another team, from now on: nothing of this one is said any more.
export function vergeetBewijs() {
  [post, geboekt] = [[], []];
}
