"""What the images ask those that use them."""

from django.dispatch import Signal

#: Who refers to this image, so that it must stay? Argument: ``afbeelding``. Receivers return a list of names.
wie_gebruikt = Signal()
