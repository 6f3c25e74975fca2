"""Run a command that nobody trusts and hand back bytes. Knows no Django, no candidate, no score."""
