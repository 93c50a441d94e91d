// Types in a shuffled pile of paper forms. All of it lives in this page's memory until one request brings it to be
// counted: no storage, no draft, and nothing of a single form leaves before the pile is complete.

const { vragen, merk, meeste, minimum } = JSON.parse(document.getElementById("meegeven").textContent);
const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
const wortel = document.getElementById("papier");
const vak = wortel.querySelector("[data-vak]");
const WEET_NIET = 255;
const per = vragen.length;

let antwoorden = []; // of all forms, one after the other
let bezig = false;

const $ = (naam) => wortel.querySelector(`[data-${naam}]`);

// What each key means for a question: the byte, the key, and the words on the form.
function keuzes(vraag) {
  const eerste = vraag.schaal === "0-3" ? 0 : 1; // the key of the first option
  const byte = vraag.schaal === "1-5" ? 1 : 0; // and its answer
  const eigen = vraag.opties.map((tekst, i) => ({ toets: eerste + i < 10 ? String(eerste + i) : "", byte: byte + i, tekst }));
  const negen = eigen.some((keuze) => keuze.toets === "9") ? "-" : "9";
  return [...eigen, { toets: negen, byte: WEET_NIET, tekst: "Weet niet" }];
}

const volledig = () => Math.floor(antwoorden.length / per);
const halverwege = () => antwoorden.length % per;

function stand() {
  const aantal = volledig();
  const stapel = `${aantal} ${aantal === 1 ? "formulier" : "formulieren"} getypt.`;
  if (halverwege()) return `${stapel} Formulier ${aantal + 1} is nog niet af.`;
  if (aantal < minimum) return `${stapel} Vanaf vijf kun je tellen.`;
  return `${stapel} Klopt dat met de stapel?`;
}

function toon() {
  const vol = volledig() >= meeste;
  const vraag = vragen[halverwege()];
  $("plek").textContent = vol ? "De stapel is vol" : `Formulier ${volledig() + 1}, vraag ${halverwege() + 1} van ${per}`;
  $("deel").textContent = vraag.deel;
  $("tekst").textContent = vraag.tekst;
  $("keuzes").replaceChildren(...(vol ? [] : keuzes(vraag)).map(knop));
  const dit = antwoorden.slice(volledig() * per);
  $("spoor").textContent = dit.length ? `Dit formulier tot nu: ${dit.map(teken).join(" ")}` : "";
  $("stand").textContent = stand();
  const klaar = !bezig && !halverwege() && volledig() >= minimum;
  wortel.querySelector('[data-doe="tel"]').disabled = !klaar;
  for (const doe of ["undo", "weg"]) wortel.querySelector(`[data-doe="${doe}"]`).disabled = bezig || !antwoorden.length;
}

function teken(byte, plek) {
  return byte === WEET_NIET ? "–" : keuzes(vragen[plek]).find((keuze) => keuze.byte === byte).toets || "•";
}

function knop({ toets, byte, tekst }) {
  const knop = document.createElement("button");
  knop.type = "button";
  knop.className = "btn btn-line";
  knop.append(tekst);
  if (toets) {
    const teken = document.createElement("kbd");
    teken.textContent = toets;
    knop.prepend(teken, " ");
  }
  knop.addEventListener("click", () => antwoord(byte));
  return knop;
}

function antwoord(byte) {
  if (bezig || volledig() >= meeste) return;
  antwoorden.push(byte);
  zegFout("");
  toon();
  vak.focus(); // the keys work again after a click
}

function terug() {
  if (bezig) return;
  antwoorden.pop();
  toon();
  vak.focus();
}

function formulierWeg() {
  const nummer = halverwege() ? volledig() + 1 : volledig();
  if (bezig || !nummer || !confirm(`Formulier ${nummer} weghalen?`)) return;
  antwoorden.length = (nummer - 1) * per;
  toon();
  vak.focus();
}

function zegFout(zin) {
  $("fout").textContent = zin;
  $("fout").hidden = !zin;
}

async function tel() {
  if (bezig) return;
  bezig = true;
  zegFout("");
  toon();
  const formulieren = [];
  for (let plek = 0; plek < antwoorden.length; plek += per) formulieren.push(antwoorden.slice(plek, plek + per));
  try {
    const antwoord = await fetch(location.href, {
      method: "POST",
      cache: "no-store",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify({ vragen: merk, formulieren }),
    });
    const inhoud = await antwoord.json();
    if (antwoord.ok) {
      antwoorden = [];
      location.replace(inhoud.naar);
      return;
    }
    zegFout(inhoud.fout);
  } catch {
    zegFout("Het tellen lukte niet. Wat je typte, staat hier nog. Probeer het zo nog een keer.");
  }
  bezig = false;
  toon();
}

document.addEventListener("keydown", (toets) => {
  if (toets.ctrlKey || toets.metaKey || toets.altKey || bezig) return;
  const waar = document.activeElement;
  if (waar !== document.body && !vak.contains(waar)) return;
  // On a button the space bar presses that button.
  if (toets.key === " " && waar.matches("button")) return;
  if (toets.key === "Backspace") {
    toets.preventDefault();
    if (antwoorden.length) terug();
    return;
  }
  const gekozen = [" ", "-"].includes(toets.key)
    ? { byte: WEET_NIET }
    : keuzes(vragen[halverwege()]).find((keuze) => keuze.toets === toets.key);
  if (!gekozen) return;
  toets.preventDefault();
  if (!toets.repeat) antwoord(gekozen.byte); // a key that is held down is one answer
});

wortel.querySelector('[data-doe="undo"]').addEventListener("click", terug);
wortel.querySelector('[data-doe="weg"]').addEventListener("click", formulierWeg);
wortel.querySelector('[data-doe="tel"]').addEventListener("click", tel);
addEventListener("beforeunload", (weg) => { if (antwoorden.length) weg.preventDefault(); });

wortel.hidden = false;
toon();
vak.focus();
