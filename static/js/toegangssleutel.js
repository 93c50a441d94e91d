// Toegangssleutels (WebAuthn): maken, gebruiken als tweede stap, en inloggen zonder wachtwoord.
// Zonder JavaScript blijven de knoppen verborgen; wachtwoord en codes werken dan gewoon.

const UITLEG = {
  NotAllowedError: "Er is geen toegangssleutel gebruikt. Probeer het nog eens, of kies een andere manier.",
  InvalidStateError: "Dit apparaat heeft hier al een toegangssleutel. Je kunt die gewoon gebruiken.",
  SecurityError: "Een toegangssleutel werkt alleen op de eigen naam van het portaal. Open het via die naam.",
};
const ANDERS = "Dit lukt nu niet met een toegangssleutel. Kies een andere manier.";
const IS_IP_ADRES = /^[\d.]+$|:/.test(location.hostname);

function opties(form) {
  return JSON.parse(form.querySelector("script[type='application/json']").textContent);
}

async function maak(form) {
  const keuze = opties(form).creation_options;
  const zonderWachtwoord = form.elements.passwordless?.checked ?? false;
  Object.assign(keuze.publicKey.authenticatorSelection, {
    residentKey: zonderWachtwoord ? "required" : "discouraged",
    requireResidentKey: zonderWachtwoord,
    ...(zonderWachtwoord && { userVerification: "required" }),
  });
  return window.webauthnJSON.create(keuze);
}

async function inloggen(form) {
  const antwoord = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!antwoord.ok) throw new Error(`status ${antwoord.status}`);
  return window.webauthnJSON.get((await antwoord.json()).request_options);
}

const WEGEN = { maak, inloggen, vraag: (form) => window.webauthnJSON.get(opties(form).request_options) };

for (const form of document.querySelectorAll("form[data-sleutel]")) {
  const knop = form.querySelector("button");
  const fout = form.querySelector("[role=alert]");
  const zeg = (zin) => {
    fout.textContent = zin;
    fout.hidden = !zin;
  };
  if (!window.PublicKeyCredential) {
    if (form.dataset.sleutel !== "inloggen") zeg("Deze browser kent geen toegangssleutels. Kies een andere manier.");
    continue;
  }
  knop.hidden = false;
  form.addEventListener("submit", async (gebeurtenis) => {
    gebeurtenis.preventDefault();
    if (IS_IP_ADRES) return zeg(`Op ${location.hostname} werkt een toegangssleutel niet. Open het portaal op zijn naam, bijvoorbeeld localhost.`);
    zeg("");
    knop.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(await WEGEN[form.dataset.sleutel](form));
      form.submit();
    } catch (reden) {
      zeg(UITLEG[reden.name] ?? ANDERS);
      knop.disabled = false;
    }
  });
}
