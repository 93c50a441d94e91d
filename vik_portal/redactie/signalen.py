"""What the ground floor tells the apps: something became readable, changed, or went away."""

from django.dispatch import Signal

#: Sent after publishing or withdrawing, inside the transaction. Argument: ``stuk`` (the publication).
gepubliceerd = Signal()
