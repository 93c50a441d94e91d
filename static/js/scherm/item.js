// One item on the wall: its image or film, its points, or its question.

import { maak, uitSjabloon } from "./pagina.js";
import { qr } from "./qr.js";
import { isHier } from "./voorraad.js";

const kopMetQr = (item) => maak("header", { klasse: "wi-kop" }, maak("h1", { textContent: item.titel }), qr());

export function tekenItem({ wat, item }) {
  if (wat === "beeld") return tekenBeeld(item);
  if (wat === "vraag") {
    return [kopMetQr(item), maak("p", { klasse: "wr-label", textContent: "Vraag aan de ploeg" }), maak("p", { klasse: "voice wr-vraag", textContent: item.vraag })];
  }
  return [kopMetQr(item), tekenPunten(item)];
}

// As in templates/briefings/_wand.html: what was approved there is what hangs here. A film has a place of its own.
function tekenPunten(item) {
  const regels = (punten) => punten.map((punt) => maak("li", {}, maak("b", { textContent: punt.kop }), maak("span", { textContent: punt.tekst })));
  const beeld = item.media.filter(({ soort }) => soort === "beeld" && isHier(item.media)).map(({ url, alt }) => maak("figure", { klasse: "wandbeeld" }, maak("img", { src: url, alt })))[0];
  if (item.naast_elkaar) {
    const kant = (welke, klasse, kop) => maak("section", { klasse }, maak("h2", {}, uitSjabloon(klasse), kop), maak("ul", {}, ...regels(item.punten.filter((punt) => punt.kant === welke))));
    return maak("div", { klasse: beeld ? "naast met-beeld" : "naast" }, kant("niet", "zo-niet", " Zo niet"), beeld, kant("wel", "zo-wel", " Zo wel"));
  }
  if (item.punten.length === 4) {
    const punten = item.punten.map((punt, i) => maak("section", { klasse: `v${i + 1}` }, maak("h2", { textContent: punt.kop }), maak("p", { textContent: punt.tekst })));
    return maak("div", { klasse: "vier" }, punten[0], punten[1], uitSjabloon("wiel"), punten[2], punten[3]);
  }
  const klein = item.punten.length || beeld;
  const boodschap = maak("p", { klasse: klein ? "voice wr-vraag klein" : "voice wr-vraag", textContent: item.boodschap });
  const lijst = item.punten.length && maak("ol", {}, ...regels(item.punten));
  if (beeld) return maak("div", { klasse: "beeldnaast" }, beeld, maak("div", {}, boodschap, lijst));
  return lijst ? maak("div", { klasse: "rijpunten" }, boodschap, lijst) : boodschap;
}

function tekenBeeld(item) {
  return item.media.slice(0, 1).map(({ url, alt, ondertiteling_url: ondertiteling }) => {
    const spoor = ondertiteling && maak("track", { kind: "captions", srclang: "nl", label: "Nederlands", src: ondertiteling, default: true });
    const film = maak("video", { klasse: "wi-beeld", src: url, ariaLabel: alt, playsInline: true }, spoor);
    for (const regels of film.textTracks) regels.mode = "showing"; // whatever the browser remembers of captions
    // A browser plays sound only after somebody touched the page; a wall nobody touched plays without.
    film.play().catch(() => { film.muted = true; film.play().catch(() => {}); });
    return film;
  });
}
