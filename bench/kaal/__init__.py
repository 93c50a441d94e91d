"""The bare Django that the portal is compared with: what ``startproject`` makes, one app, one view per kind of page."""
