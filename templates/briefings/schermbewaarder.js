// Keeps a wall screen going without a network: its page, its files, and the images and films of the coming fortnight.
// It lies in /scherm/ and reaches no further; it knows nothing of the reading pages, which have a keeper of their own.
// What hangs when is not kept here: that is data, which the page keeps itself.
const { versie, schil, bestanden } = {{ gegevens|safe }};
const VOOR = "vik-scherm-";
const KAST = VOOR + versie;
const MEDIA = VOOR + "media";

self.addEventListener("install", (gebeurt) => gebeurt.waitUntil(begin()));
self.addEventListener("activate", (gebeurt) => gebeurt.waitUntil(neemOver()));
self.addEventListener("fetch", antwoord);
self.addEventListener("message", (gebeurt) => gebeurt.waitUntil(luister(gebeurt)));

// All or nothing, so that page and files are always of one release.
async function begin() {
  const vers = [schil, ...bestanden].map((pad) => new Request(pad, { cache: "reload" }));
  await (await caches.open(KAST)).addAll(vers);
  await self.skipWaiting();
}

async function neemOver() {
  for (const naam of await caches.keys()) {
    if (naam.startsWith(VOOR) && naam !== KAST && naam !== MEDIA) await caches.delete(naam);
  }
  await self.clients.claim();
}

// The page comes from here first, also with a network: a wall never shows an error page. A new release brings a new
// worker with a page of its own.
function antwoord(gebeurt) {
  const { request } = gebeurt;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if ((request.mode === "navigate" && pathname === schil) || bestanden.includes(pathname)) {
    gebeurt.respondWith(uitKast(request, request.mode === "navigate" ? schil : pathname));
  } else if (["image", "video", "audio", "track"].includes(request.destination) || request.headers.has("Range")) {
    gebeurt.respondWith(medium(request));
  }
}

async function uitKast(request, pad) {
  return (await caches.match(pad, { cacheName: KAST })) ?? fetch(request);
}

// A kept film, or the part of it that a player asks for to begin or to seek.
async function medium(request) {
  const bewaard = await caches.match(request.url, { cacheName: MEDIA });
  if (!bewaard) return fetch(request);
  const gevraagd = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  if (!gevraagd || (!gevraagd[1] && !gevraagd[2])) return bewaard;
  const alles = await bewaard.blob();
  const laatste = alles.size - 1;
  const van = gevraagd[1] ? Number(gevraagd[1]) : Math.max(0, alles.size - Number(gevraagd[2]));
  const tot = gevraagd[1] && gevraagd[2] ? Math.min(Number(gevraagd[2]), laatste) : laatste;
  if (van > tot) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${alles.size}` } });
  return new Response(alles.slice(van, tot + 1), {
    status: 206,
    headers: {
      "Content-Type": bewaard.headers.get("Content-Type") ?? "",
      "Content-Range": `bytes ${van}-${tot}/${alles.size}`,
      "Content-Length": String(tot - van + 1),
      "Accept-Ranges": "bytes",
    },
  });
}

async function luister(gebeurt) {
  const { bewaar, wis } = gebeurt.data ?? {};
  if (wis) await caches.delete(MEDIA);
  if (Array.isArray(bewaar)) gebeurt.source?.postMessage({ bewaard: await werkBij(bewaar) });
}

let bezig = Promise.resolve();

// Makes the kept media those of the list, one after the other; the addresses that are here and whole.
function werkBij(lijst) {
  bezig = bezig.catch(() => {}).then(async () => {
    const kast = await caches.open(MEDIA);
    const adressen = new Map(lijst.map(({ url, sha256 }) => [new URL(url, self.location).href, sha256]));
    const er = [];
    for (const vraag of await kast.keys()) {
      const sha256 = adressen.get(vraag.url);
      if (sha256 && (await kast.match(vraag)).headers.get("Sha256") === sha256) er.push(vraag.url);
      else await kast.delete(vraag);
    }
    for (const [url, sha256] of adressen) {
      if (!er.includes(url) && (await haal(kast, url, sha256).catch(() => false))) er.push(url);
    }
    return er.map((url) => new URL(url).pathname + new URL(url).search);
  });
  return bezig;
}

// Half a film, or another one, is not kept: it is fetched again the next time.
async function haal(kast, url, sha256) {
  const gekregen = await fetch(url, { cache: "no-store", redirect: "error" });
  if (gekregen.status !== 200) return false;
  const inhoud = await gekregen.arrayBuffer();
  const afdruk = new Uint8Array(await crypto.subtle.digest("SHA-256", inhoud));
  if ([...afdruk].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== sha256) return false;
  const koppen = { "Content-Type": gekregen.headers.get("Content-Type") ?? "", "Accept-Ranges": "bytes", Sha256: sha256 };
  await kast.put(url, new Response(inhoud, { headers: { ...koppen, "Content-Length": String(inhoud.byteLength) } }));
  return true;
}
