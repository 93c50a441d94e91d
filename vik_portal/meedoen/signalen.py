"""What other rooms may want to know of a meeting."""

from django.dispatch import Signal

#: A planned meeting got another moment or place, or was cancelled, in this transaction. Sends ``bijeenkomst``, ``door``
#: and ``verteld``: the keys of the accounts that got a message of it already. ``door`` is ``None`` when it follows from
#: something else that changed.
gewijzigd = Signal()

#: Somebody leads a meeting from now on, or leads it no more, in this transaction. Sends ``bijeenkomst`` and either
#: ``erbij`` or ``eraf``: the account.
begeleiders_gewijzigd = Signal()
