// The deck of dialogue cards: shuffles the cards that stand on the page and shows one at a time. Without this script
// every card has a page of its own, and a link leads to one by chance.
const stapel = document.querySelector("[data-stapel]");
const kaarten = [...document.querySelectorAll("[data-kaarten] a")].map((link) => ({
  vraag: link.querySelector("b").textContent,
  kort: link.querySelector("b + span").textContent,
}));
let plek = 0;

function toon() {
  stapel.querySelector("[data-vraag]").textContent = kaarten[plek].vraag;
  stapel.querySelector("[data-kort]").textContent = kaarten[plek].kort;
  stapel.querySelector("[data-stand]").textContent = `Kaart ${plek + 1} van ${kaarten.length}`;
}

const doe = {
  volgende: () => { plek = (plek + 1) % kaarten.length; },
  vorige: () => { plek = (plek + kaarten.length - 1) % kaarten.length; },
  schud: () => {
    for (let i = kaarten.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [kaarten[i], kaarten[j]] = [kaarten[j], kaarten[i]];
    }
    plek = 0;
  },
  groot: () => {
    if (document.fullscreenElement) return document.exitFullscreen();
    stapel.focus(); // off the button: the space bar is for the next card now
    return stapel.requestFullscreen();
  },
};
const TOETSEN = {
  ArrowRight: "volgende", PageDown: "volgende", " ": "volgende", ArrowLeft: "vorige", PageUp: "vorige", s: "schud", f: "groot",
};

function voer(naam) {
  doe[naam]();
  toon();
}

if (stapel && kaarten.length) {
  for (const deel of stapel.querySelectorAll("[data-doe], [data-toetsen], [data-stand]")) deel.hidden = false;
  stapel.querySelector("[data-zonder]").hidden = true;
  if (!stapel.requestFullscreen) stapel.querySelector("[data-doe=groot]").hidden = true;
  for (const knop of stapel.querySelectorAll("[data-doe]")) knop.addEventListener("click", () => voer(knop.dataset.doe));
  document.addEventListener("keydown", (toets) => {
    if (toets.ctrlKey || toets.metaKey || toets.altKey || toets.repeat) return;
    if (!TOETSEN[toets.key] || (toets.key === " " && toets.target.closest("button, a"))) return;
    // Letters and page keys belong to the page, unless somebody is at the deck.
    const bij = document.fullscreenElement || stapel.contains(document.activeElement);
    if (!bij && !toets.key.startsWith("Arrow")) return;
    toets.preventDefault();
    voer(TOETSEN[toets.key]);
  });
  voer("schud");
}
