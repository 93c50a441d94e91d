// What hangs now: which item of the briefing, which part of it, and for how long.

import { nu } from "./klok.js";
import { deel } from "./pagina.js";
import { data, isHier, tijdvak } from "./voorraad.js";

const BEURT = 60_000; // ms per item when nobody leads

let plaats = { vak: 0, plek: "", zelf: false, sinds: 0 }; // zelf: somebody leads, so nothing moves by itself
let tijden = {}; // when each item of this briefing came on for whom leads

function plekken(vak) {
  const items = vak?.dag ? data.items.filter((item) => item.dag === vak.dag) : [];
  return items.flatMap((item) => item.plekken
    .filter((wat) => wat !== "beeld" || isHier(item.media))
    .map((wat) => ({ plek: `${item.vertoning}:${wat}`, wat, item })));
}

// Whether it went there: what does not hang now is no place to go to.
export function ga(plek) {
  const vak = tijdvak(nu());
  if (!plekken(vak).some((mogelijk) => mogelijk.plek === plek)) return false;
  plaats = { vak: vak.van, plek, zelf: true, sinds: nu() };
  return true;
}

export function stap(richting) {
  const vak = tijdvak(nu());
  const mogelijk = plekken(vak);
  if (!mogelijk.length) return false;
  const nummer = mogelijk.findIndex(({ plek }) => plek === plaats.plek);
  return ga(mogelijk[Math.min(Math.max(nummer + richting, 0), mogelijk.length - 1)].plek);
}

// A briefing that began without its film, for who just started or was just paired, begins anew with it.
export function beginOpnieuw() {
  if (!plaats.zelf && nu() - plaats.sinds < BEURT) plaats = { ...plaats, vak: 0 };
}

// At the begin of a briefing the first item hangs. When nobody leads, items take turns, so that each is seen.
export function nuAan(tijd) {
  const vak = tijdvak(tijd);
  const mogelijk = plekken(vak);
  if (!mogelijk.length) return { vak };
  let nummer = mogelijk.findIndex(({ plek }) => plek === plaats.plek);
  if (plaats.vak !== vak.van || nummer < 0) {
    plaats = { vak: vak.van, plek: mogelijk[0].plek, zelf: false, sinds: tijd };
    nummer = 0;
  } else if (!plaats.zelf && tijd - plaats.sinds > beurt(mogelijk[nummer])) {
    const vanZelf = mogelijk.filter(({ wat }) => wat !== "vraag");
    const volgende = vanZelf[(vanZelf.indexOf(mogelijk[nummer]) + 1) % vanZelf.length];
    if (volgende.plek !== plaats.plek) plaats = { ...plaats, plek: volgende.plek, sinds: tijd };
    nummer = mogelijk.indexOf(volgende);
  }
  return { vak, mogelijk, aan: mogelijk[nummer] };
}

function beurt({ wat, item }) {
  const film = wat === "beeld" && deel("item").querySelector("video");
  return film && film.duration ? film.duration * 1000 + 5000 : item.media.length || wat !== "beeld" ? BEURT : BEURT / 2;
}

export function sinds(item) {
  if (tijden.vak !== plaats.vak) tijden = { vak: plaats.vak };
  return (tijden[item.vertoning] ??= nu());
}

export function tijdOpnieuw() {
  tijden = {};
}
