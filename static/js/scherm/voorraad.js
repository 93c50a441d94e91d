// What is here without a network: the fortnight, kept by the page, and its images and films, kept by the worker.

import { kist } from "./kist.js";
import { BASIS, lijf } from "./pagina.js";
import { vraag } from "./portaal.js";

const ALLES = 3600_000; // ms; the whole fortnight is asked for once an hour, whatever the poll says

export let data = kist.lees("gegevens", null);
export let gekoppeld = data !== null;
let alles = { etag: kist.lees("etag", ""), op: 0 };
let bewaard = null; // addresses of media that are here and whole; null: there is no keeper, so ask the network

export function tijdvak(tijd) {
  return data?.tijdvakken.find((vak) => vak.van <= tijd && tijd < vak.tot);
}

// --- the fortnight -----------------------------------------------------------------------------------
export const isVerouderd = () => Date.now() - alles.op > ALLES;

export async function pasToe({ items, tijdvak: { dag }, plan }) {
  gekoppeld = true;
  // What hangs now is in every answer of the poll: it is right also when the fortnight did not come through.
  if (data && dag) data.items = [...data.items.filter((item) => item.dag !== dag), ...items];
  if (!data || plan !== data.plan) await neemAlles();
  data.plan = plan; // another plan can come down to the same fortnight
}

export async function neemAlles() {
  const opties = alles.etag && data ? { headers: { "If-None-Match": alles.etag } } : {};
  const { status, inhoud, etag } = await vraag("gegevens", opties);
  alles.op = Date.now();
  if (status === 200) {
    data = inhoud;
    alles.etag = etag;
    kist.zet("gegevens", data);
    kist.zet("etag", etag);
  }
  bewaarMedia();
}

export function wis() {
  gekoppeld = false;
  data = null;
  alles = { etag: "", op: 0 };
  kist.leeg();
  navigator.serviceWorker?.controller?.postMessage({ wis: true });
}

// --- images and films --------------------------------------------------------------------------------
export const isHier = (media) => bewaard === null || media.every(({ url }) => bewaard.includes(url));

export function bewaarMedia() {
  const media = (data?.items ?? []).flatMap((item) => item.media);
  const lijst = media.map(({ url, sha256 }) => ({ url, sha256 }));
  navigator.serviceWorker?.controller?.postMessage({ bewaar: lijst });
}

// Puts the worker to its task; `anders` is called when it says what it has, with whether that is more than before.
export function houdBij(anders) {
  begin(anders).catch(() => { bewaard = null; });
}

async function begin(anders) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  serviceWorker.addEventListener("message", ({ data: bericht }) => {
    if (Array.isArray(bericht?.bewaard)) anders(neemBewaard(bericht.bewaard));
  });
  serviceWorker.addEventListener("controllerchange", bewaarMedia);
  bewaard = [];
  await serviceWorker.register(`${BASIS}bewaarder.js`);
  await serviceWorker.ready;
  lijf.dataset.bewaarder = "ja";
  bewaarMedia();
  navigator.storage?.persist?.().catch(() => {});
}

function neemBewaard(lijst) {
  const meer = lijst.length > (bewaard ?? []).length;
  bewaard = lijst;
  lijf.dataset.bewaard = bewaard.length;
  return meer;
}
