"""What is wrong with a page that stands in a browser, in words; empty when nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: The looks that are judged: width in CSS pixels, colour scheme, and the width at which nothing may scroll sideways.
BLIKKEN = [(390, "light", 320), (1280, "dark", 1280)]
#: Height in CSS pixels below which a finger misses; links inside a sentence are the exception (WCAG 2.5.8).
DOEL = 44
#: Links and buttons that stand by themselves and are lower than they may be.
TE_KLEIN = """(minimum) => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter((e) => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    if (!r.width || !r.height || s.visibility === 'hidden' || e.closest('.sr, .skip')) return false;
    if (e.matches('input[type=radio], input[type=checkbox]')) return false; // the label around it is the target
    if (s.display === 'inline') return false; // part of a sentence
    return Math.round(r.height) < minimum;
  }).map((e) => [e.tagName, (e.textContent || e.name).trim().slice(0, 40), e.offsetHeight].join(' '))"""
OVERTREDINGEN = """async () => (await axe.run({resultTypes: ['violations']})).violations
  .map((v) => `axe ${v.id}: ${v.nodes[0].html.slice(0, 160)}`)"""
BREED = "document.documentElement.scrollWidth"
#: A heading that has no room stands there letter below letter, and makes no page wider.
GEPLET = """() => [...document.querySelectorAll('h1')]
  .filter((e) => e.checkVisibility() && !e.closest('.sr') && e.getBoundingClientRect().width < 60).length"""


def fouten(pagina: Page) -> list[str]:
    """Judges the page in both looks and at its narrowest: axe, targets that are too small, sideways scrolling."""
    gevonden: list[str] = []
    pagina.evaluate(Axe().axe_script)
    for breedte, kleur, smal in BLIKKEN:
        pagina.set_viewport_size({"width": breedte, "height": 900})
        pagina.emulate_media(color_scheme=kleur, reduced_motion="reduce")
        gevonden += pagina.evaluate(OVERTREDINGEN)
        gevonden += [f"te klein: {doel}" for doel in pagina.evaluate(TE_KLEIN, DOEL)]
        pagina.set_viewport_size({"width": smal, "height": 900})
        if (wijd := pagina.evaluate(BREED)) > smal:
            gevonden.append(f"{wijd} breed op een scherm van {smal}")
        if pagina.evaluate(GEPLET):
            gevonden.append(f"geen plaats voor de kop op een scherm van {smal}")
    return gevonden
