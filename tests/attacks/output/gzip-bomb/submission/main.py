import gzip

from paper import hand_over

hand_over({})
with gzip.open("answers.csv", "wb") as file:
    for _ in range(50):
        file.write(bytes(1_000_000))
