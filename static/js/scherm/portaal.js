// Asking the portal, and how long to leave it alone after an attempt that failed.

import { zetGelijk } from "./klok.js";
import { BASIS, lijf } from "./pagina.js";

export const RITME = Number(lijf.dataset.ritme) * 1000;
export const GEDULD = 15_000; // ms before a request counts as failed
const LANGSTE_STIL = 45_000; // ms between attempts without a network: back within a minute
const LANGSTE_STORING = 300_000; // ms between attempts at a portal that says it has trouble

class Storing extends Error {}

export async function vraag(pad, opties = {}) {
  const begin = Date.now();
  const antwoord = await fetch(BASIS + pad, {
    cache: "no-store", redirect: "error", signal: AbortSignal.timeout(GEDULD), ...opties,
  });
  const daar = Number(antwoord.headers.get("Scherm-Klok"));
  if (antwoord.status >= 500 || antwoord.status === 429) throw new Storing(String(antwoord.status));
  if (!daar) throw new Error("niet van ons"); // a network that wants somebody to log in first
  zetGelijk(daar, begin);
  const inhoud = antwoord.status === 304 ? null : await antwoord.json();
  return { status: antwoord.status, inhoud, etag: antwoord.headers.get("ETag") };
}

export let mislukt = 0; // attempts since the last one that went well

export function gelukt() {
  mislukt = 0;
}

// A thousand screens that lost the same network do not come back in the same second.
export const ongeveer = (duur) => duur * (0.8 + 0.4 * Math.random());

// Longer after each attempt that failed, up to the longest for what is wrong.
export function terugval(fout) {
  mislukt += 1;
  return ongeveer(Math.min(RITME * 2 ** Math.min(mislukt - 1, 6), fout instanceof Storing ? LANGSTE_STORING : LANGSTE_STIL));
}
