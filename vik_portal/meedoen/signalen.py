"""What other rooms may want to know of a meeting."""

from django.dispatch import Signal

#: A planned meeting got another moment or place, or was cancelled, in this transaction. Sends ``bijeenkomst``, ``door``
#: and ``verteld``: the keys of the accounts that got a message of it already.
gewijzigd = Signal()
