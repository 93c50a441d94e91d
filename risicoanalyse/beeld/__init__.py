"""View models of the risk analysis: pure functions from the published form to what is shown of it.

``uitslag.maak`` makes everything of a questionnaire round, ``matrix.maak`` everything of the votes on kans and
gevolg. Screen, report, slides, sheet and alt text take their words and numbers from these structures and compute
nothing themselves; the fragments in ``templates/risicoanalyse/beeld/`` draw them.
"""
