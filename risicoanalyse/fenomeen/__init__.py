"""One phenomenon over several teams: the deep analyses of it together, and what landelijk makes of them.

``bevriezen`` makes the picture by the one rule over teams (:mod:`risicoanalyse.overzicht.kern`); ``rapport`` is what
page, PDF and slides say of it.
"""
