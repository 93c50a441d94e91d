// The clock of this device, set right by the portal's, and how it is said.

import { kist } from "./kist.js";

export const MIS = 120_000; // ms that a clock may be wrong before it is said
const ZONE = { timeZone: "Europe/Amsterdam" };

export const klok = kist.lees("klok", { verschil: 0, bijgewerkt: 0 }); // ms that this clock is behind; when the portal answered

export const nu = () => Date.now() + (Math.abs(klok.verschil) > MIS ? klok.verschil : 0);

// The portal's time in an answer to what was asked at this moment of ours.
export function zetGelijk(daar, begin) {
  const eind = Date.now();
  if (eind - begin < 5000) klok.verschil = Math.round(daar - (begin + eind) / 2);
  klok.bijgewerkt = daar;
  kist.zet("klok", klok);
}

export const uurMinuut = (tijd) => new Date(tijd).toLocaleTimeString("nl-NL", { ...ZONE, hour: "2-digit", minute: "2-digit" });
export const dagVan = (tijd, lang) => new Date(tijd).toLocaleDateString("nl-NL", { ...ZONE, weekday: lang ? "long" : "short", day: "numeric", month: lang ? "long" : "short" });

export function klokzin() {
  if (Math.abs(klok.verschil) <= MIS) return "";
  const minuten = Math.round(Math.abs(klok.verschil) / 60_000);
  const hoe = minuten < 120 ? `${minuten} minuten` : minuten < 2880 ? `${Math.round(minuten / 60)} uur` : `${Math.round(minuten / 1440)} dagen`;
  return `De klok van dit scherm loopt ${hoe} ${klok.verschil > 0 ? "achter" : "voor"}. We houden de tijd van het portaal aan.`;
}
