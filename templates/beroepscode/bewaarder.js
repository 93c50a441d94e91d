// Keeps public reading pages of the code for when there is no network. It lies in /beroepscode/ and so reaches no
// further; of that folder it answers only for the pages below and their files, and asks the network first. It keeps
// what the server marks as the same for everybody, which nothing with a session ever is.
const { versie, aan, merk, bladzijden, zonderNetwerk, bestanden, melding } = {{ gegevens|safe }};
const VOOR = "vik-lezen-";
const KAST = VOOR + versie;
const BLADZIJDE = new RegExp(bladzijden);
const MEEST = 60; // pages; the one that was not opened for the longest time goes first
const GROOTST = 250_000; // bytes of a page
const GEDULD = 4000; // ms; a network that takes longer is no network when there is a kept page

self.addEventListener("install", (gebeurt) => gebeurt.waitUntil(begin()));
self.addEventListener("activate", (gebeurt) => gebeurt.waitUntil(aan ? neemOver() : stop()));
if (aan) {
  self.addEventListener("fetch", antwoord);
  self.addEventListener("message", (gebeurt) => gebeurt.waitUntil(haal(gebeurt)));
}

async function begin() {
  // Asked without cookies: a keeper may also be renewed while somebody is logged in, and their name stands in the page.
  const zonderNaam = new Request(zonderNetwerk, { credentials: "omit" });
  if (aan) await (await caches.open(KAST)).addAll([zonderNaam, ...bestanden]);
  await self.skipWaiting();
}

// A new release takes over what people had read; the files come from the release itself.
async function neemOver() {
  const kast = await caches.open(KAST);
  for (const naam of await oudeKasten()) {
    const oud = await caches.open(naam);
    for (const vraag of await oud.keys()) {
      if (BLADZIJDE.test(new URL(vraag.url).pathname)) await kast.put(vraag, await oud.match(vraag));
    }
    await caches.delete(naam);
  }
  await snoei(kast);
  await self.clients.claim();
}

async function stop() {
  for (const naam of [...(await oudeKasten()), KAST]) await caches.delete(naam);
  await self.registration.unregister();
}

async function oudeKasten() {
  return (await caches.keys()).filter((naam) => naam.startsWith(VOOR) && naam !== KAST);
}

function antwoord(gebeurt) {
  const { request } = gebeurt;
  const adres = new URL(request.url);
  if (request.method !== "GET" || adres.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (BLADZIJDE.test(adres.pathname) && !adres.search) gebeurt.respondWith(lees(gebeurt, adres.pathname));
  } else if (bestandVoor(adres.pathname)) {
    gebeurt.respondWith(fetch(request).catch(() => caches.match(bestandVoor(adres.pathname), { cacheName: KAST })));
  }
}

async function lees(gebeurt, pad) {
  const kast = await caches.open(KAST);
  const bewaard = await kast.match(pad);
  const vers = fetch(gebeurt.request).then((gekregen) => {
    gebeurt.waitUntil(bewaar(kast, pad, gekregen.clone()));
    return gekregen;
  });
  if (!bewaard) return vers.catch(() => kast.match(zonderNetwerk));
  gebeurt.waitUntil(vers.catch(() => {})); // also when it comes too late for now
  try {
    const gekregen = await Promise.race([vers, new Promise((_, teLaat) => setTimeout(teLaat, GEDULD))]);
    if (gekregen.status < 500) return gekregen;
  } catch {
    // no network
  }
  return opgeslagen(bewaard);
}

// The kept page, which says of when it is.
async function opgeslagen(bewaard) {
  const dag = new Date(bewaard.headers.get("Bewaard-Op"));
  const datum = dag.toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
  const html = (await bewaard.text()).replace('<main id="inhoud"', () => `${melding.replace("DATUM", datum)}<main id="inhoud"`);
  return new Response(html, { headers: bewaard.headers });
}

// A page that was open before this worker was there asks to be kept.
async function haal(gebeurt) {
  const pad = gebeurt.data?.bewaar;
  if (typeof pad !== "string" || !BLADZIJDE.test(pad)) return;
  const gekregen = await fetch(pad).catch(() => null);
  if (gekregen) await bewaar(await caches.open(KAST), pad, gekregen);
  gebeurt.source?.postMessage({ bewaard: pad });
}

async function bewaar(kast, pad, gekregen) {
  if ([404, 410].includes(gekregen.status)) await kast.delete(pad); // withdrawn
  if (!gekregen.ok || gekregen.redirected || gekregen.type !== "basic") return;
  if (gekregen.headers.get(merk) !== "ja" || (gekregen.headers.get("Cache-Control") ?? "").includes("no-store")) return;
  const inhoud = await gekregen.arrayBuffer();
  if (inhoud.byteLength > GROOTST) return;
  const koppen = new Headers(gekregen.headers);
  koppen.set("Bewaard-Op", new Date().toISOString());
  await kast.delete(pad); // keys stand in the order in which they came
  await kast.put(pad, new Response(inhoud, { headers: koppen }));
  await snoei(kast);
}

async function snoei(kast) {
  const vragen = (await kast.keys()).filter((vraag) => BLADZIJDE.test(new URL(vraag.url).pathname));
  for (const vraag of vragen.slice(0, Math.max(0, vragen.length - MEEST))) await kast.delete(vraag);
}

// A kept page of an earlier release asks for that release's files: the same file of this one will do.
function bestandVoor(pad) {
  const kaal = (naam) => naam.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
  return bestanden.find((naam) => kaal(naam) === kaal(pad));
}
