from paper import hand_over, numbers

print(open("data/numbers.csv").read())
hand_over({one["id"]: -1 for one in numbers()}, note=open("data/numbers.csv").read())
