"""The verbs of this app, in the order of a run's life."""
