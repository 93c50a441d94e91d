"""How fast the portal is, as a ratio beside a bare Django that does the same work (``make bench``).

Modules: ``rijen`` (what is measured; add yours there), ``meting`` (CPU accounting and arithmetic), ``belasting`` (the
clients, in a process of their own), ``opstelling`` (database and servers), ``vullen`` (what stands in the database),
``kaal`` (the bare Django).
"""
