from paper import hand_over

hand_over({})
with open("answers.csv", "w") as file:
    file.write("x" * (64 * 1024 + 1))
