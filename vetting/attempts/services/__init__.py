"""The verbs of this app, one module for each thing that they change."""
