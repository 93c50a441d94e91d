// A button that copies a field. Without this script, or where the browser forbids it, the field can be selected.
for (const knop of document.querySelectorAll("[data-kopieer]")) {
  const veld = document.getElementById(knop.dataset.kopieer);
  const wat = knop.dataset.wat ?? "link";
  const status = document.querySelector("[data-kopieer-status]");
  veld.addEventListener("focus", () => veld.select());
  if (!navigator.clipboard) continue;
  knop.hidden = false;
  knop.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(veld.value);
      knop.textContent = "Gekopieerd";
      status.textContent = `De ${wat} is gekopieerd.`;
    } catch {
      veld.focus();
      status.textContent = `Kopiëren lukt hier niet. De ${wat} is geselecteerd: kopieer zelf.`;
    }
  });
}
