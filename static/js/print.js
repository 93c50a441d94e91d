// A button that opens the browser's own print window. Without this script the browser's menu does the same.
for (const knop of document.querySelectorAll("[data-print]")) {
  knop.hidden = false;
  knop.addEventListener("click", () => window.print());
}
