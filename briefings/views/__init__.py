"""Pages of briefings: ``planner`` (week, year, one showing), ``campagne`` (the wizard and a campaign), ``items``."""
