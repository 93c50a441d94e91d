"""The pulse: looking back with a team three and six months after its analysis.

``kiezen`` and ``beeld`` are pure: which questions are asked again, and what may be said of toen and nu. ``plannen`` are
the verbs, ``gehouden`` reads what was held, ``stappen`` and ``aansluiting`` connect it to the house.
"""
