// Drawing, once a second: what hangs, or something to think about; and below it how this screen is doing.

import { boek, post } from "./bewijs.js";
import { tekenItem } from "./item.js";
import { dagVan, klok, klokzin, MIS, nu, uurMinuut } from "./klok.js";
import { tekenKoppel } from "./koppelen.js";
import { $, deel, lijf, maak, zet } from "./pagina.js";
import { nuAan, sinds } from "./plaats.js";
import { mislukt } from "./portaal.js";
import { verversQr } from "./qr.js";
import { data, gekoppeld, isHier } from "./voorraad.js";

let getekend = "";

export function teken() {
  const tijd = nu();
  const welk = !gekoppeld && !data ? "koppel" : "";
  const toestand = welk ? {} : nuAan(tijd);
  const soort = welk || (toestand.aan ? "item" : "rust");
  for (const naam of ["koppel", "rust", "item"]) deel(naam).hidden = naam !== soort;
  lijf.dataset.nu = soort;
  lijf.dataset.post = post.length;
  if (soort === "koppel") { tekenKoppel(); return; }
  if (soort === "rust") { getekend = ""; tekenRust(toestand.vak, tijd); }
  // Anew when the item changed, and when its image came in.
  const beeld = soort === "item" && toestand.aan.plek + isHier(toestand.aan.item.media) + JSON.stringify(toestand.aan.item);
  if (soort === "item" && getekend !== beeld) {
    getekend = beeld;
    deel("item").className = `wand-item wi-${toestand.aan.wat}`;
    deel("item").replaceChildren(...tekenItem(toestand.aan));
    lijf.dataset.plek = toestand.aan.plek;
  }
  tekenVoet(toestand, tijd);
  if (soort === "item") { boek(toestand, tijd); verversQr(toestand.vak); }
}

function tekenRust(vak, tijd) {
  const zonderItem = Boolean(vak?.dag);
  const vragen = data?.vragen ?? [];
  const beurten = data ? data.tijdvakken.indexOf(vak) + 1 : 0;
  const dagnummer = Math.floor(tijd / 86_400_000);
  zet("label", zonderItem ? "Er hangt nu geen item" : "Om over na te denken");
  if (zonderItem || !vragen.length) zet("vraag", "Wat wil jij vandaag met de ploeg bespreken?");
  else zet("vraag", vragen[(dagnummer * 7 + beurten) % vragen.length]);
  zet("klok", uurMinuut(tijd));
  zet("datum", dagVan(tijd, true));
  const volgende = data?.tijdvakken.find((mogelijk) => mogelijk.dag && mogelijk.begint > tijd);
  $("komt").hidden = !volgende;
  if (!volgende) return;
  const items = data.items.filter((item) => item.dag === volgende.dag);
  zet("komt-tijd", uurMinuut(volgende.begint));
  zet("komt-wat", `${volgende.naam}. ${items.length ? `Onderwerp: ${items.map((item) => item.kort).join(" en ")}, ${items.length > 1 ? "samen " : ""}${duur(items)}.` : "Er staat geen item klaar."}`);
}

function duur(items) {
  const minuten = items.reduce((som, item) => som + item.minuten, 0);
  return minuten === 1 ? "1 minuut" : `${minuten} minuten`;
}

function tekenVoet({ vak, mogelijk, aan }, tijd) {
  const voet = $("voet");
  const sleutel = aan ? `${aan.plek}` : `rust ${data?.naam}`;
  if (voet.dataset.sleutel !== sleutel) {
    voet.dataset.sleutel = sleutel;
    if (aan && aan.wat !== "vraag") voet.replaceChildren(maak("b", { textContent: "Vraag aan de ploeg" }), ` ${aan.item.vraag}`);
    else voet.replaceChildren([data?.team, data?.ruimte || data?.naam].filter(Boolean).join(", "));
  }
  zet("stand", aan ? itemStand(vak, mogelijk, aan, tijd) : netStand(tijd));
}

function itemStand(vak, mogelijk, { item }, tijd) {
  const items = [...new Set(mogelijk.map((deze) => deze.item))];
  const over = Math.round((tijd - Math.max(vak.begint, sinds(item))) / 1000);
  const rest = item.minuten * 60 - over;
  const teller = `${Math.floor(Math.abs(rest) / 60)}:${String(Math.abs(rest) % 60).padStart(2, "0")}`;
  const wacht = tijd < vak.begint ? `Begint om ${uurMinuut(vak.begint)}` : rest >= 0 ? `Nog ${teller}` : `${teller} over de tijd`;
  return [
    `${item.soort}, ${item.duur}`,
    items.length > 1 && `${items.indexOf(item) + 1} van ${items.length}`,
    wacht,
    klokzin() && "De klok van dit scherm is bijgesteld",
    tijd - klok.bijgewerkt > 600_000 && "Geen netwerk",
  ].filter(Boolean).join(". ");
}

function netStand(tijd) {
  if (!klok.bijgewerkt) return "Nog geen netwerk gezien.";
  if (tijd < klok.bijgewerkt - MIS) return "De klok van dit scherm klopt niet. Kijk de tijd van dit apparaat na.";
  const vandaag = dagVan(tijd) === dagVan(klok.bijgewerkt);
  const wanneer = vandaag ? uurMinuut(klok.bijgewerkt) : `${dagVan(klok.bijgewerkt)} ${uurMinuut(klok.bijgewerkt)}`;
  const laatst = `Laatst bijgewerkt ${wanneer}.`;
  if (mislukt && tijd - klok.bijgewerkt > 120_000) return `Geen netwerk. ${laatst} ${klokzin() || "Wat hier hangt, gaat gewoon door."}`;
  return `${laatst} ${klokzin() || "Werkt ook zonder netwerk."}`;
}
