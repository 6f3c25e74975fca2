"""Keeps an index that nobody will read."""

with open("index.dat", "w") as file:
    file.write("{}")
