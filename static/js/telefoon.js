// A participant's phone. Answers live in this page's memory only; they are sealed here and leave as 384 bytes.
// One module, no dependency: what a sceptical reader wants to check fits on a few screens.

const wortel = document.getElementById("telefoon");
const basis = `/meedoen/${wortel.dataset.code}/`;
const WEET_NIET = 255;
const WEET_NIET_TEKST = "Weet ik niet, of zeg ik liever niet";
const NONCE_BYTES = 16;

let formulier = null; // the open round: questions, public key, number of seats
let antwoorden = []; // one byte per question, or null
let vraag = 0;
let envelop = null; // sealed bytes, kept until the server has acknowledged them
let verzonden = ""; // id of the round that has been acknowledged
let zit = false;
let zitting = null; // another number than before: everybody sits down anew
let bezig = false;

const $ = (kiezer, in_ = wortel) => in_.querySelector(kiezer);

function toon(naam) {
  for (const scherm of wortel.querySelectorAll("[data-scherm]")) scherm.hidden = scherm.dataset.scherm !== naam;
  for (const voet of wortel.querySelectorAll("[data-voet]")) {
    voet.hidden = voet.dataset.voet !== (naam === "vraag" || naam === "klaar" ? naam : "weten");
  }
  const invullen = naam === "vraag" || naam === "klaar";
  $("#kop").hidden = invullen;
  $('[data-kop="invullen"]').hidden = !invullen;
  if (wortel.dataset.nu !== naam) {
    wortel.dataset.nu = naam;
    window.scrollTo(0, 0);
    document.getElementById("inhoud").focus({ preventScroll: true });
  }
}

function zegFout(naam, zin) {
  const plek = $(`[data-scherm="${naam}"] [data-fout]`);
  plek.textContent = zin;
  plek.hidden = !zin;
}

async function vraagOp(pad, opties = {}) {
  const antwoord = await fetch(basis + pad, { cache: "no-store", ...opties });
  let inhoud = {};
  try { inhoud = await antwoord.json(); } catch { /* an empty or foreign answer: the status says enough */ }
  return { status: antwoord.status, inhoud };
}

// --- seat ------------------------------------------------------------------------------------------
async function neemPlaats() {
  if (bezig) return;
  bezig = true;
  zegFout("welkom", "");
  try {
    const kaartje = document.getElementById("kaartje");
    const { status, inhoud } = await vraagOp("stoel", {
      method: "POST",
      body: JSON.stringify({ kaartje: kaartje ? kaartje.value : "" }),
    });
    if (status === 200 || status === 201) {
      zit = true;
      sessionStorage.setItem(basis, "zit"); // only that this tab sat down: after a reload the page can say so
      if (wortel.dataset.nu === "welkom") await kijk();
    } else {
      zegFout("welkom", inhoud.fout || "Dit lukte niet. Probeer het nog een keer.");
    }
  } catch {
    zegFout("welkom", "Je telefoon heeft geen netwerk. Probeer het nog een keer.");
  } finally {
    bezig = false;
  }
}

// --- where the meeting is --------------------------------------------------------------------------
async function kijk() {
  let stand;
  try {
    ({ inhoud: stand } = await vraagOp("stand"));
  } catch {
    return; // no network: the page stays as it is and looks again
  }
  if (zit && stand.deur && zitting !== null && stand.zitting !== zitting) await neemPlaats();
  zitting = stand.zitting;
  if (stand.klaar) return formulier && envelop ? undefined : toon("einde");
  if (!zit) {
    if (wortel.dataset.nu !== "inapp") toon(stand.deur || !stand.ronde ? "welkom" : "geenstoel");
    return;
  }
  if (!stand.ronde) {
    if (formulier && !verzondenNu()) return meld("De ronde is gestopt", "Wat je had ingevuld is niet verzonden en niet bewaard.");
    formulier = null;
    if (wortel.dataset.nu !== "dank" && wortel.dataset.nu !== "melding") toon("wachten");
  } else if (stand.ronde !== formulier?.ronde && stand.ronde !== verzonden) {
    await openRonde(stand.ronde);
  }
}

const verzondenNu = () => formulier && verzonden === formulier.ronde;

function meld(kop, zin) {
  formulier = null;
  envelop = null;
  antwoorden = [];
  $("[data-meldkop]").textContent = kop;
  $("[data-meldzin]").textContent = zin;
  toon("melding");
}

// --- the form --------------------------------------------------------------------------------------
async function openRonde(id) {
  const { status, inhoud } = await vraagOp(`ronde/${id}`);
  if (status !== 200) return;
  formulier = inhoud;
  antwoorden = new Array(inhoud.vragen.length).fill(null);
  envelop = null;
  vraag = 0;
  toonNetwerk(false); // what an earlier round left
  tekenVraag();
  toon("vraag");
}

function keuze(naam, waarde, tekst, gekozen, anders) {
  const label = document.createElement("label");
  label.className = anders ? "choice choice-alt" : "choice";
  const knop = document.createElement("input");
  Object.assign(knop, { type: "radio", name: naam, value: waarde, checked: gekozen });
  const woord = document.createElement("span");
  woord.textContent = tekst;
  label.append(knop, woord);
  return label;
}

function tekenVraag() {
  const nu = formulier.vragen[vraag];
  const eerste = nu.schaal === "1-5" ? 1 : 0;
  // It promises what a practice does not keep.
  const inleiding = formulier.oefening ? "" : nu.inleiding ?? "";
  $("[data-inleiding]").textContent = inleiding;
  $("[data-inleiding]").hidden = !inleiding;
  $("[data-deel]").textContent = nu.deel;
  $("[data-tekst]").textContent = nu.tekst;
  $("[data-keuzes]").replaceChildren(
    ...nu.opties.map((tekst, i) => keuze("a", i + eerste, tekst, antwoorden[vraag] === i + eerste)),
  );
  $("[data-weetniet]").replaceChildren(
    keuze("a", WEET_NIET, WEET_NIET_TEKST, antwoorden[vraag] === WEET_NIET, true),
  );
  $("[data-teller]").textContent = `Vraag ${vraag + 1} van ${formulier.vragen.length}`;
  const balk = $("progress");
  balk.max = formulier.vragen.length;
  balk.value = vraag + 1;
  $('[data-voet="vraag"] [data-doe="terug"]').disabled = vraag === 0;
}

function tekenKlaar() {
  $("[data-teller]").textContent = "Klaar om te versturen";
  const leeg = antwoorden.flatMap((antwoord, i) => (antwoord === null ? [i] : []));
  const aantal = formulier.vragen.length;
  $("[data-klaarkop]").textContent = `${aantal - leeg.length} van de ${aantal} beantwoord`;
  $("[data-klaarzin]").textContent = leeg.length
    ? "Waar je nog niets koos, geldt ‘weet ik niet, of zeg ik liever niet’. Dat mag zo blijven."
    : "Je kunt nog terug om iets te wijzigen. Na versturen kan dat niet meer.";
  $("[data-open]").hidden = !leeg.length; // an empty list is a line
  $("[data-open]").replaceChildren(
    ...leeg.map((i) => {
      const li = document.createElement("li");
      const knop = document.createElement("button");
      knop.type = "button";
      knop.className = "btn btn-plain";
      knop.textContent = `Vraag ${i + 1}: ${formulier.vragen[i].tekst}`;
      knop.addEventListener("click", () => { vraag = i; tekenVraag(); toon("vraag"); });
      li.append(knop);
      return li;
    }),
  );
  const zin = document.createElement("p");
  zin.textContent = `${formulier.stoelen} stoelen. Tel de mensen. Meer stoelen dan mensen? Verstuur niet.`;
  const vorm = document.createElement("p");
  vorm.textContent = formulier.vragen.some((een) => een.uitslag === "leiding")
    ? "De uitslag komt niet op het scherm. Alleen wie dit leidt, ziet hem, in grove woorden zoals ‘een deel’ of ‘bijna iedereen’. Nooit precieze aantallen."
    : formulier.vorm === "aantallen"
    ? "Van deze ronde komen de precieze aantallen op het scherm."
    : "Op het scherm komen alleen grove woorden, zoals ‘een deel’ of ‘bijna iedereen’. Nooit precieze aantallen.";
  $("[data-stoelen]").replaceChildren(zin, vorm);
}

// --- seal and send ---------------------------------------------------------------------------------
const bytes = (base64) => Uint8Array.from(atob(base64), (teken) => teken.charCodeAt(0));

async function verzegel() {
  const inhoud = new Uint8Array(NONCE_BYTES + antwoorden.length);
  crypto.getRandomValues(inhoud.subarray(0, NONCE_BYTES));
  antwoorden.forEach((antwoord, i) => { inhoud[NONCE_BYTES + i] = antwoord ?? WEET_NIET; });
  const sleutel = await crypto.subtle.importKey(
    "spki", bytes(formulier.sleutel), { name: "RSA-OAEP", hash: "SHA-256" }, false, ["encrypt"],
  );
  const label = new TextEncoder().encode(formulier.ronde);
  const dicht = await crypto.subtle.encrypt({ name: "RSA-OAEP", label }, sleutel, inhoud);
  inhoud.fill(0);
  return new Uint8Array(dicht);
}

async function verstuur() {
  if (bezig || !formulier) return;
  bezig = true;
  const knop = $('[data-doe="verstuur"]');
  knop.disabled = true;
  zegFout("klaar", "");
  try {
    envelop ??= await verzegel();
    const { status, inhoud } = await vraagOp(`ronde/${formulier.ronde}/envelop`, {
      method: "POST", body: envelop, headers: { "Content-Type": "application/octet-stream" },
    });
    if (status === 200) {
      verzonden = formulier.ronde;
      formulier = null;
      envelop = null;
      antwoorden = [];
      toon("dank");
    } else if (status === 410) {
      meld("De ronde is dicht", inhoud.fout);
    } else if (status === 409) {
      verzonden = formulier.ronde;
      meld("Je had al verstuurd", inhoud.fout);
    } else if (status >= 500) {
      opnieuwStraks();
    } else {
      zegFout("klaar", inhoud.fout || "Dit lukte niet. Probeer het nog een keer.");
    }
  } catch {
    opnieuwStraks(); // the network dropped: the same envelope is sent again, and counts once
  } finally {
    bezig = false;
    knop.disabled = false;
  }
}

// The buttons at the foot may lie over the note: the first time it comes into sight, at a next try nothing moves.
function toonNetwerk(weg) {
  const blok = $("[data-netwerk]");
  const nieuw = weg && blok.hidden;
  blok.hidden = !weg;
  $('[data-doe="verstuur"]').textContent = weg ? "Verstuur opnieuw" : "Verstuur";
  if (nieuw) window.scrollTo(0, 0);
}

function opnieuwStraks() {
  toonNetwerk(true);
  setTimeout(verstuur, 3000 + Math.random() * 2000);
}

// --- buttons ---------------------------------------------------------------------------------------
const DOE = {
  neemplaats: neemPlaats,
  tochhier: () => toon("welkom"),
  verstuur,
  terug() {
    if (wortel.dataset.nu === "klaar") { tekenVraag(); toon("vraag"); }
    else if (vraag > 0) { vraag -= 1; tekenVraag(); window.scrollTo(0, 0); }
  },
  volgende() {
    if (vraag + 1 < formulier.vragen.length) { vraag += 1; tekenVraag(); window.scrollTo(0, 0); }
    else { tekenKlaar(); toon("klaar"); }
  },
};
wortel.addEventListener("click", (gebeurtenis) => {
  const knop = gebeurtenis.target.closest("[data-doe]");
  if (knop && !knop.disabled) DOE[knop.dataset.doe]();
});
document.getElementById("vraagform").addEventListener("change", (gebeurtenis) => {
  antwoorden[vraag] = Number(gebeurtenis.target.value);
  envelop = null; // another answer needs another envelope
});
document.getElementById("vraagform").addEventListener("submit", (gebeurtenis) => {
  gebeurtenis.preventDefault();
  DOE.volgende();
});
window.addEventListener("beforeunload", (gebeurtenis) => {
  if (formulier && antwoorden.some((antwoord) => antwoord !== null)) gebeurtenis.preventDefault();
});

// --- begin -----------------------------------------------------------------------------------------
const IN_APP = /\b(FBAN|FBAV|Instagram|Snapchat|Line\/|MicroMessenger|TikTok|musical_ly|LinkedInApp|WhatsApp)\b/i;

async function begin() {
  if (!window.isSecureContext || !window.crypto?.subtle) return toon("ongeschikt");
  if (sessionStorage.getItem(basis)) {
    // A reload: the cookie may still hold the seat. Asking again never makes a second one for the same phone.
    zit = true;
    try {
      const { status } = await vraagOp("stoel", { method: "POST", body: "{}" });
      zit = status === 200 || status === 201;
    } catch { /* no network: the next look will tell */ }
  } else if (IN_APP.test(navigator.userAgent)) {
    return toon("inapp");
  }
  await kijk();
  if (!wortel.dataset.nu) toon(zit ? "wachten" : "welkom");
  const ritme = async () => {
    if (!document.hidden) await kijk();
    setTimeout(ritme, 1500 + Math.random() * 1000);
  };
  setTimeout(ritme, 1500);
}
begin();
