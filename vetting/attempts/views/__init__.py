"""The API of this app. What shows runs beside an attempt stands in `vetting.runs`."""
