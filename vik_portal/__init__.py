"""VIK-portaal: preventing integrity problems by talking about them in time."""
