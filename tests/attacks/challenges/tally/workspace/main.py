from paper import hand_over, numbers

hand_over({one["id"]: -1 for one in numbers()})
