"""The API of runs, and of what shows or makes runs: attempts, hand-in, reports, submissions."""
