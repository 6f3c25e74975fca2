from paper import hand_over, numbers

hand_over({one["id"]: one["a"] * one["b"] % 101 for one in numbers()})
print("done")
