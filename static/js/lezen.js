// On public reading pages: lets the browser keep them for when there is no network. Without it they read the same.
const bewaarder = document.querySelector("script[data-bewaarder]").dataset.bewaarder;

if ("serviceWorker" in navigator) {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.bewaard === location.pathname) document.documentElement.dataset.bewaard = "ja";
  });
  serviceWorker.startMessages();
  // The worker keeps what is opened from now on; this page was there before it.
  const bewaarDeze = ({ active }) => serviceWorker.controller || active.postMessage({ bewaar: location.pathname });
  serviceWorker.register(bewaarder).then(() => serviceWorker.ready).then(bewaarDeze).catch(() => {});
}

for (const knop of document.querySelectorAll("[data-wis]")) {
  if (!("caches" in window)) continue;
  knop.hidden = false;
  knop.addEventListener("click", async () => {
    for (const naam of await caches.keys()) {
      const kast = await caches.open(naam);
      for (const vraag of await kast.keys()) {
        const pad = new URL(vraag.url).pathname;
        if (pad.startsWith("/beroepscode/") && pad !== knop.dataset.wis) await kast.delete(vraag);
      }
    }
    knop.textContent = "Gewist";
  });
}
