"""The demo: one organization, one opening, eight candidates, real runs."""
