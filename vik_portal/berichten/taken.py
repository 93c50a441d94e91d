def bij_start(app):
    """Procrastinate calls this when its app is ready."""
