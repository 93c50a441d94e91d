// A wall screen. It keeps a fortnight of what hangs when, goes by its own clock (set right by the portal's), asks every
// half minute whether something changed, and says later what it showed. Without a network it just goes on.
// Rules of time are not here: the portal sends the stretches of time, worked out (briefings/rooster.py).
// What is loaded here has to be kept: MODULES in briefings/views/scherm.py.

import { beginOpnieuw } from "./scherm/plaats.js";
import { kijk } from "./scherm/ritme.js";
import { teken } from "./scherm/teken.js";
import { druk } from "./scherm/toetsen.js";
import { bewaarMedia, houdBij } from "./scherm/voorraad.js";
import { blijfWakker, nachts } from "./scherm/wakker.js";

setInterval(teken, 1000);
setInterval(nachts, 30_000);
setInterval(bewaarMedia, 600_000);
setInterval(blijfWakker, 60_000);
addEventListener("online", () => setTimeout(kijk, Math.random() * 5000));
document.addEventListener("visibilitychange", blijfWakker);
document.addEventListener("keydown", druk);
blijfWakker();
houdBij((meer) => { if (meer) beginOpnieuw(); teken(); });
teken();
kijk();
