// Staying awake, and fresh: a wake lock, and every night a page of the newest release.

import { kist } from "./kist.js";
import { dagVan, nu, uurMinuut } from "./klok.js";
import { BASIS } from "./pagina.js";
import { GEDULD, mislukt, ongeveer } from "./portaal.js";
import { tijdvak } from "./voorraad.js";

let slot = null;

// A browser lets go of it when the page is out of sight, and may at any other moment. One that refuses is asked again
// later: then the settings of the device decide, and there is nothing to say to who stands before the wall.
export async function blijfWakker() {
  if (document.visibilityState !== "visible" || (slot && !slot.released)) return;
  try { slot = (await navigator.wakeLock?.request("screen")) ?? null; } catch { slot = null; }
}

// From a minute of its own between three and five in the morning on, once a night, between briefings and only when the
// portal answers: then there is something to load.
const NACHT = { van: 180, tot: 300 }; // minutes after midnight
const minuutVanDeNacht = NACHT.van + Math.floor(Math.random() * (NACHT.tot - NACHT.van));
let gehad = kist.lees("herladen", ""); // the day of it
let nietVoor = 0; // ms; a release that does not come in is left alone for a while

function magVerversen(tijd) {
  const [uur, minuut] = uurMinuut(tijd).split(":").map(Number);
  const hoeLaat = uur * 60 + minuut;
  return minuutVanDeNacht <= hoeLaat && hoeLaat < NACHT.tot && !mislukt && !tijdvak(tijd)?.dag;
}

export async function nachts() {
  const vandaag = dagVan(nu());
  if (gehad === vandaag || Date.now() < nietVoor || !magVerversen(nu())) return;
  gehad = vandaag;
  try {
    await neemUitgave();
    const vers = await fetch(BASIS, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(GEDULD) });
    if (!vers.ok || !vers.headers.get("Scherm-Klok") || !magVerversen(nu())) throw new Error("nu niet");
    kist.zet("herladen", vandaag);
    // A device that cannot remember that it did would do it all night.
    if (kist.lees("herladen", "") === vandaag) location.reload();
  } catch { [gehad, nietVoor] = ["", Date.now() + ongeveer(600_000)]; }
}

// A new release is a new worker. Until that one is at work a page comes from the one before, so loading waits for it.
async function neemUitgave() {
  const inschrijving = await navigator.serviceWorker?.getRegistration(BASIS);
  await inschrijving?.update();
  const nieuw = inschrijving?.installing ?? inschrijving?.waiting;
  if (!nieuw) return;
  await new Promise((klaar, stuk) => {
    const zie = () => {
      if (nieuw.state === "activated") klaar();
      else if (nieuw.state === "redundant") stuk(new Error("niet binnen"));
    };
    nieuw.addEventListener("statechange", zie);
    AbortSignal.timeout(4 * GEDULD).addEventListener("abort", () => stuk(new Error("te traag")));
    zie();
  });
}
