// A wall screen. It keeps a fortnight of what hangs when, goes by its own clock (set right by the portal's), asks every
// half minute whether something changed, and says later what it showed. Without a network it just goes on.
// Rules of time are not here: the portal sends the stretches of time, worked out (briefings/rooster.py).

const lijf = document.getElementById("wand");
const BASIS = lijf.dataset.basis;
const RITME = Number(lijf.dataset.ritme) * 1000;
const SNEL = Number(lijf.dataset.snel) * 1000;
const KOPPELRITME = 3000;
const GEDULD = 15_000; // ms before a request counts as failed
const LANGSTE_STIL = 45_000; // ms between attempts without a network: back within a minute
const LANGSTE_STORING = 300_000; // ms between attempts at a portal that says it has trouble
const ALLES = 3600_000; // the whole fortnight is asked for once an hour, whatever the poll says
const GEZIEN = 10_000; // ms on the wall before something counts as shown
const BEURT = 60_000; // ms per item when nobody leads
const MIS = 120_000; // ms that a clock may be wrong before it is said
const ZONE = { timeZone: "Europe/Amsterdam" };

const $ = (naam) => document.querySelector(`[data-${naam}]`);
const deel = (naam) => document.querySelector(`[data-deel="${naam}"]`);

// --- what stays on the device ------------------------------------------------------------------------
const kist = {
  lees(naam, anders) {
    try { return JSON.parse(localStorage.getItem(`scherm:${naam}`)) ?? anders; } catch { return anders; }
  },
  zet(naam, waarde) {
    try { localStorage.setItem(`scherm:${naam}`, JSON.stringify(waarde)); } catch { /* full: it goes on from memory */ }
  },
  leeg() {
    for (const naam of Object.keys(localStorage)) if (naam.startsWith("scherm:")) localStorage.removeItem(naam);
  },
};

let data = kist.lees("gegevens", null);
let klok = kist.lees("klok", { verschil: 0, bijgewerkt: 0 }); // ms that this clock is behind; when the portal answered
let post = kist.lees("post", []); // what the portal has not acknowledged yet
let geboekt = kist.lees("geboekt", []); // keys of what was shown, so that it is not said twice
let gekoppeld = data !== null;
let bewaard = null; // addresses of media that are here and whole; null: there is no keeper, so ask the network

const nu = () => Date.now() + (Math.abs(klok.verschil) > MIS ? klok.verschil : 0);

// --- the portal --------------------------------------------------------------------------------------
class Storing extends Error {}

async function vraag(pad, opties = {}) {
  const begin = Date.now();
  const antwoord = await fetch(BASIS + pad, {
    cache: "no-store", redirect: "error", signal: AbortSignal.timeout(GEDULD), ...opties,
  });
  const daar = Number(antwoord.headers.get("Scherm-Klok"));
  if (antwoord.status >= 500 || antwoord.status === 429) throw new Storing(String(antwoord.status));
  if (!daar) throw new Error("niet van ons"); // a network that wants somebody to log in first
  const eind = Date.now();
  if (eind - begin < 5000) klok.verschil = Math.round(daar - (begin + eind) / 2);
  klok.bijgewerkt = daar;
  kist.zet("klok", klok);
  const inhoud = antwoord.status === 304 ? null : await antwoord.json();
  return { status: antwoord.status, inhoud, etag: antwoord.headers.get("ETag") };
}

let etag = "";
let alles = { etag: kist.lees("etag", ""), op: 0 };
let tik = null;
let bestuurd = false;
let mislukt = 0;
let wekker = 0;
let onderweg = false;

// A thousand screens that lost the same network do not come back in the same second.
const ongeveer = (duur) => duur * (0.8 + 0.4 * Math.random());

// Longer after each attempt that failed, up to the longest for what is wrong.
function terugval(fout) {
  return ongeveer(Math.min(RITME * 2 ** Math.min(mislukt - 1, 6), fout instanceof Storing ? LANGSTE_STORING : LANGSTE_STIL));
}

async function kijk() {
  if (onderweg) return;
  onderweg = true;
  clearTimeout(wekker);
  let straks;
  try {
    const { status, inhoud, etag: nieuw } = await vraag("stand", etag ? { headers: { "If-None-Match": etag } } : {});
    mislukt = 0;
    if (status !== 304) {
      if (inhoud.gekoppeld) await pas(inhoud); else await vergeet();
      etag = nieuw ?? "";
    }
    if (gekoppeld) {
      if (Date.now() - alles.op > ALLES) await neemAlles();
      await stuur();
    } else await toonCode();
    straks = bestuurd ? SNEL : ongeveer(gekoppeld ? RITME : KOPPELRITME);
  } catch (fout) {
    mislukt += 1;
    straks = terugval(fout);
  }
  onderweg = false;
  wekker = setTimeout(kijk, straks);
  teken();
}

async function pas(stand) {
  gekoppeld = true;
  bestuurd = stand.bestuurd;
  neemItems(stand.items, stand.tijdvak.dag);
  if (!data || stand.plan !== data.plan) await neemAlles();
  data.plan = stand.plan; // another plan can come down to the same fortnight
  if (tik !== null && stand.tik !== tik && bestuurd) ga(stand.plek);
  tik = stand.tik;
}

// What hangs now is in every answer of the poll: it is right also when the fortnight did not come through.
function neemItems(items, dag) {
  if (!data || !dag) return;
  data.items = [...data.items.filter((item) => item.dag !== dag), ...items];
}

async function neemAlles() {
  const opties = alles.etag && data ? { headers: { "If-None-Match": alles.etag } } : {};
  const { status, inhoud, etag: nieuw } = await vraag("gegevens", opties);
  alles.op = Date.now();
  if (status === 200) {
    data = inhoud;
    alles.etag = nieuw;
    kist.zet("gegevens", data);
    kist.zet("etag", nieuw);
  }
  bewaarMedia();
}

async function vergeet() {
  if (!gekoppeld && !data) return;
  gekoppeld = bestuurd = false;
  data = null;
  [post, geboekt, alles, tik] = [[], [], { etag: "", op: 0 }, null];
  kist.leeg();
  navigator.serviceWorker?.controller?.postMessage({ wis: true });
}

// --- pairing -----------------------------------------------------------------------------------------
let code = { tekst: "", tot: 0 };
let codes = 0;

async function toonCode() {
  if (code.tekst && Date.now() < code.tot) return;
  if (codes >= 6) { code = { tekst: "", tot: 0 }; return; } // nobody came within an hour
  const { inhoud } = await vraag("koppelen", { method: "POST" });
  if (inhoud.gekoppeld) { etag = ""; return; }
  codes += 1;
  code = { tekst: inhoud.code, tot: Date.now() + inhoud.seconden * 1000 - 5000 };
}

// --- images and films --------------------------------------------------------------------------------
function bewaarMedia() {
  const media = (data?.items ?? []).flatMap((item) => item.media);
  const lijst = media.map(({ url, sha256 }) => ({ url, sha256 }));
  navigator.serviceWorker?.controller?.postMessage({ bewaar: lijst });
}

async function houdBij() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  serviceWorker.addEventListener("message", ({ data: bericht }) => {
    if (Array.isArray(bericht?.bewaard)) neemBewaard(bericht.bewaard);
  });
  serviceWorker.addEventListener("controllerchange", bewaarMedia);
  bewaard = [];
  await serviceWorker.register(`${BASIS}bewaarder.js`);
  await serviceWorker.ready;
  lijf.dataset.bewaarder = "ja";
  bewaarMedia();
  navigator.storage?.persist?.().catch(() => {});
}

// A briefing that began without its film, for who just started or was just paired, begins anew with it.
function neemBewaard(lijst) {
  const meer = lijst.length > (bewaard ?? []).length;
  bewaard = lijst;
  lijf.dataset.bewaard = bewaard.length;
  if (meer && !plaats.zelf && nu() - plaats.sinds < BEURT) plaats = { ...plaats, vak: 0 };
  teken();
}

const isHier = (media) => bewaard === null || media.every(({ url }) => bewaard.includes(url));

// --- what hangs now ----------------------------------------------------------------------------------
let plaats = { vak: 0, plek: "", zelf: false, sinds: 0 }; // zelf: somebody leads, so nothing moves by itself

function tijdvak(tijd) {
  return data?.tijdvakken.find((vak) => vak.van <= tijd && tijd < vak.tot);
}

function plekken(vak) {
  const items = vak?.dag ? data.items.filter((item) => item.dag === vak.dag) : [];
  return items.flatMap((item) => item.plekken
    .filter((wat) => wat !== "beeld" || isHier(item.media))
    .map((wat) => ({ plek: `${item.vertoning}:${wat}`, wat, item })));
}

function ga(plek) {
  const vak = tijdvak(nu());
  if (!plekken(vak).some((mogelijk) => mogelijk.plek === plek)) return;
  plaats = { vak: vak.van, plek, zelf: true, sinds: nu() };
  teken();
}

function stap(richting) {
  const vak = tijdvak(nu());
  const mogelijk = plekken(vak);
  if (!mogelijk.length) return;
  const nummer = mogelijk.findIndex(({ plek }) => plek === plaats.plek);
  ga(mogelijk[Math.min(Math.max(nummer + richting, 0), mogelijk.length - 1)].plek);
}

// At the begin of a briefing the first item hangs. When nobody leads, items take turns, so that each is seen.
function nuAan(tijd) {
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

// --- drawing -----------------------------------------------------------------------------------------
function maak(soort, eigenschappen = {}, ...kinderen) {
  const { klasse, ...rest } = eigenschappen;
  const element = Object.assign(document.createElement(soort), rest);
  if (klasse) element.className = klasse;
  element.append(...kinderen.filter(Boolean));
  return element;
}

const kopMetQr = (item) => maak("header", { klasse: "wi-kop" }, maak("h1", { textContent: item.titel }), qr());

// One picture, which moves along from place to place.
const qrBeeld = maak("img", { klasse: "wi-qr", alt: "QR-code voor de telefoon van de briefer", hidden: true });
qrBeeld.addEventListener("load", () => { qrBeeld.hidden = false; });
qrBeeld.addEventListener("error", () => { qrBeeld.hidden = true; });

function qr() {
  return maak("div", { klasse: "wi-qrvak" }, qrBeeld, maak("span", { textContent: "Briefer" }));
}

function tekenItem({ wat, item }) {
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

const uitSjabloon = (naam) => document.getElementById(naam).content.cloneNode(true);

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

const uurMinuut = (tijd) => new Date(tijd).toLocaleTimeString("nl-NL", { ...ZONE, hour: "2-digit", minute: "2-digit" });
const dagVan = (tijd, lang) => new Date(tijd).toLocaleDateString("nl-NL", { ...ZONE, weekday: lang ? "long" : "short", day: "numeric", month: lang ? "long" : "short" });
const zet = (naam, tekst) => { const element = $(naam); if (element.textContent !== tekst) element.textContent = tekst; };

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

let tijden = {}; // when each item of this briefing came on for whom leads
function sinds(item) {
  if (tijden.vak !== plaats.vak) tijden = { vak: plaats.vak };
  return (tijden[item.vertoning] ??= nu());
}

function klokzin() {
  if (Math.abs(klok.verschil) <= MIS) return "";
  const minuten = Math.round(Math.abs(klok.verschil) / 60_000);
  const hoe = minuten < 120 ? `${minuten} minuten` : minuten < 2880 ? `${Math.round(minuten / 60)} uur` : `${Math.round(minuten / 1440)} dagen`;
  return `De klok van dit scherm loopt ${hoe} ${klok.verschil > 0 ? "achter" : "voor"}. We houden de tijd van het portaal aan.`;
}

function netStand(tijd) {
  if (!klok.bijgewerkt) return "Nog geen netwerk gezien.";
  if (tijd < klok.bijgewerkt - MIS) return "De klok van dit scherm klopt niet. Kijk de tijd van dit apparaat na.";
  const vandaag = dagVan(tijd) === dagVan(klok.bijgewerkt);
  const wanneer = vandaag ? uurMinuut(klok.bijgewerkt) : `${dagVan(klok.bijgewerkt)} ${uurMinuut(klok.bijgewerkt)}`;
  const laatst = `Laatst bijgewerkt ${wanneer}.`;
  if (mislukt && tijd - klok.bijgewerkt > 120_000) return `Geen netwerk. ${laatst} ${klokzin() || "Wat hier hangt, gaat gewoon door."}`;
  return `${laatst} ${klokzin() || "Werkt een dag zonder netwerk."}`;
}

function tekenKoppel() {
  const er = Boolean(code.tekst && Date.now() < code.tot);
  $("code").hidden = $("koppel-stappen").hidden = !er;
  zet("code", er ? `${code.tekst.slice(0, 4)} ${code.tekst.slice(4)}` : "");
  zet("koppel-uitleg", er ? "Met deze code zet je het bij je team." : mislukt ? "Er is geen netwerk. Zodra het er is, staat hier een code." : codes >= 6 ? "Laad deze pagina opnieuw voor een nieuwe code." : "Er komt zo een code.");
  zet("stand", "Een code werkt tien minuten.");
}

let getekend = "";

function teken() {
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

// --- the briefer's phone -----------------------------------------------------------------------------
const QR_VERS = 300_000; // ms; a code works for a quarter of an hour, so whoever scans has ten minutes left
let qrOp = 0;
let qrVan = 0;

function verversQr(vak) {
  if (mislukt) { qrBeeld.hidden = true; qrOp = 0; return; } // a code that is too old helps nobody
  if (qrVan === vak.van && Date.now() - qrOp < QR_VERS) return;
  [qrOp, qrVan] = [Date.now(), vak.van];
  qrBeeld.src = `${BASIS}qr.svg?${qrOp}`;
}

// --- what it showed ----------------------------------------------------------------------------------
let opWand = { sleutel: "", sinds: 0 };

function boek({ vak, aan }, tijd) {
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

async function stuur() {
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

function merk(uitkomst, zin) {
  const { vak, aan } = nuAan(nu());
  if (!aan) return;
  const { vertoning } = aan.item;
  legKlaar({ sleutel: `${vertoning} ${vak.dag} ${vak.moment} merk`, vertoning, dag: vak.dag, moment: vak.moment, uitkomst });
  meld(zin);
  stuur().catch(() => {});
}

let meldWekker = 0;
function meld(zin) {
  const melding = $("melding");
  melding.textContent = zin;
  melding.hidden = false;
  clearTimeout(meldWekker);
  meldWekker = setTimeout(() => { melding.hidden = true; }, 6000);
}

// --- keys and clickers -------------------------------------------------------------------------------
const TOETSEN = {
  ArrowRight: () => stap(1), PageDown: () => stap(1), ArrowLeft: () => stap(-1), PageUp: () => stap(-1),
  " ": () => { const film = deel("item").querySelector("video"); if (film) { if (film.paused) film.play(); else film.pause(); } else stap(1); },
  b: zwart, ".": zwart,
  v: () => merk("besproken", "Genoteerd: besproken."),
  n: () => merk("niet", "Genoteerd: niet aan toegekomen."),
  t: () => { tijden = {}; teken(); },
  f: () => { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen().catch(() => {}); },
  "?": () => { $("hulp").hidden = !$("hulp").hidden; },
  Escape: () => { $("hulp").hidden = true; },
};

function zwart() { $("zwart").hidden = !$("zwart").hidden; }

document.addEventListener("keydown", (toets) => {
  if (toets.ctrlKey || toets.metaKey || toets.altKey || toets.repeat || !TOETSEN[toets.key]) return;
  toets.preventDefault();
  TOETSEN[toets.key]();
});

// --- staying awake and fresh -------------------------------------------------------------------------
let slot = null;

// A browser lets go of it when the page is out of sight, and may at any other moment. One that refuses is asked again
// later: then the settings of the device decide, and there is nothing to say to who stands before the wall.
async function blijfWakker() {
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

async function nachts() {
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

setInterval(teken, 1000);
setInterval(nachts, 30_000);
setInterval(bewaarMedia, 600_000);
setInterval(blijfWakker, 60_000);
addEventListener("online", () => setTimeout(kijk, Math.random() * 5000));
document.addEventListener("visibilitychange", blijfWakker);
blijfWakker();
houdBij().catch(() => { bewaard = null; });
teken();
kijk();
