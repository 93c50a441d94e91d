// What a browser keeps about dilemmas for its own reader: which were opened, whether stars were given, and one line for
// this tab. None of it is sent; without this script the pages work the same, without these.
const GEZIEN = "vik-dilemmas-gezien";
const STERREN = "vik-dilemmas-sterren";

// A browser may refuse to keep things; then nothing is remembered.
function lees(sleutel) {
  try {
    const lijst = JSON.parse(localStorage.getItem(sleutel));
    return new Set(Array.isArray(lijst) ? lijst : []);
  } catch {
    return new Set();
  }
}

function onthoud(sleutel, slug) {
  try {
    localStorage.setItem(sleutel, JSON.stringify([...lees(sleutel).add(slug)]));
  } catch { /* not remembered */ }
}

function tabblad(sleutel, waarde) {
  try {
    if (waarde !== undefined) sessionStorage.setItem(sleutel, waarde);
    return sessionStorage.getItem(sleutel) ?? "";
  } catch {
    return "";
  }
}

function opDilemma(deel) {
  const slug = deel.dataset.dilemma;
  const regel = `vik-regel-${slug}`;
  onthoud(GEZIEN, slug);
  const veld = deel.querySelector("[data-regel]");
  if (veld) {
    const tekst = veld.querySelector("textarea");
    veld.hidden = false;
    tekst.value = tabblad(regel);
    tekst.addEventListener("input", () => tabblad(regel, tekst.value));
  }
  const terug = deel.querySelector("[data-regel-terug]");
  if (terug && tabblad(regel).trim()) {
    terug.querySelector("[data-regel-tekst]").textContent = tabblad(regel);
    terug.hidden = false;
  }
  const sterren = document.querySelector("[data-sterren]");
  if (sterren) opSterren(sterren, slug);
}

function opSterren(form, slug) {
  const klaar = (zin) => {
    form.querySelector("fieldset").hidden = true;
    form.querySelector("[data-dank]").textContent = zin;
  };
  if (lees(STERREN).has(slug)) klaar("Je gaf dit dilemma al sterren op dit toestel.");
  form.addEventListener("submit", async (gebeurtenis) => {
    gebeurtenis.preventDefault();
    const body = new URLSearchParams({ sterren: gebeurtenis.submitter.value });
    const antwoord = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (antwoord?.ok) {
      onthoud(STERREN, slug);
      klaar("Dank je, je sterren zijn geteld.");
    } else {
      form.querySelector("[data-dank]").textContent = "Dit is niet gelukt. Probeer het over een minuut nog eens.";
    }
  });
}

function opBibliotheek(deel) {
  const keuze = deel.querySelector("[data-nieuw]");
  const vakje = keuze.querySelector("input");
  const regels = [...deel.querySelectorAll("li[data-slug]")];
  const aantal = deel.querySelector("[data-aantal]");
  const wis = deel.querySelector("[data-wis]");
  const over = () => regels.filter((regel) => !regel.hidden);

  function toon() {
    const gezien = lees(GEZIEN);
    for (const regel of regels) regel.hidden = vakje.checked && gezien.has(regel.dataset.slug);
    const n = over().length;
    aantal.textContent = `${n} dilemma${n === 1 ? "" : "’s"}`;
    deel.querySelector("[data-alles-gezien]").hidden = n > 0 || regels.length === 0;
    wis.hidden = gezien.size + lees(STERREN).size === 0;
    tabblad("vik-alleen-nieuw", vakje.checked ? "ja" : "");
  }

  keuze.hidden = false;
  vakje.checked = tabblad("vik-alleen-nieuw") === "ja";
  vakje.addEventListener("change", toon);
  deel.querySelector("[name=verras]").addEventListener("click", (klik) => {
    // By chance among what is on the page, unless the form asks for something else than the page shows.
    const gevraagd = new URLSearchParams(new FormData(deel.querySelector("form")));
    const getoond = new URLSearchParams(location.search);
    const anders = [...gevraagd].some(([naam, waarde]) => waarde !== (getoond.get(naam) ?? ""));
    if (!vakje.checked || anders || !over().length) return;
    klik.preventDefault();
    const kans = over();
    location.assign(kans[Math.floor(Math.random() * kans.length)].querySelector("a").href);
  });
  wis.querySelector("button").addEventListener("click", () => {
    for (const sleutel of [GEZIEN, STERREN]) localStorage.removeItem(sleutel);
    for (const sleutel of Object.keys(sessionStorage)) if (sleutel.startsWith("vik-regel-")) sessionStorage.removeItem(sleutel);
    vakje.checked = false;
    toon();
    aantal.textContent += ". Dit toestel weet niet meer wat je opende.";
    vakje.focus();
  });
  toon();
  // Back from a dilemma the browser may show this page as it was.
  window.addEventListener("pageshow", ({ persisted }) => persisted && toon());
}

for (const deel of document.querySelectorAll("[data-dilemma]")) opDilemma(deel);
for (const deel of document.querySelectorAll("[data-bibliotheek]")) opBibliotheek(deel);
