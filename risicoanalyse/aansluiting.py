def sluit_aan() -> None:
    """Nothing yet."""
