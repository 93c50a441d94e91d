// Pairing: a code to show until somebody makes this device a screen of a team.

import { $, zet } from "./pagina.js";
import { mislukt, vraag } from "./portaal.js";

let code = { tekst: "", tot: 0 };
let codes = 0;

// Makes sure that there is a code. True when the portal says that this device is a screen already.
export async function toonCode() {
  if (code.tekst && Date.now() < code.tot) return false;
  if (codes >= 6) { code = { tekst: "", tot: 0 }; return false; } // nobody came within an hour
  const { inhoud } = await vraag("koppelen", { method: "POST" });
  if (inhoud.gekoppeld) return true;
  codes += 1;
  code = { tekst: inhoud.code, tot: Date.now() + inhoud.seconden * 1000 - 5000 };
  return false;
}

export function tekenKoppel() {
  const er = Boolean(code.tekst && Date.now() < code.tot);
  $("code").hidden = $("koppel-stappen").hidden = !er;
  zet("code", er ? `${code.tekst.slice(0, 4)} ${code.tekst.slice(4)}` : "");
  zet("koppel-uitleg", er ? "Met deze code zet je het bij je team." : mislukt ? "Er is geen netwerk. Zodra het er is, staat hier een code." : codes >= 6 ? "Laad deze pagina opnieuw voor een nieuwe code." : "Er komt zo een code.");
  zet("stand", "Een code werkt tien minuten.");
}
