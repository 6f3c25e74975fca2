with open("data/numbers.csv") as file:
    total = sum(int(line) for line in file)
with open("sum.txt", "w") as file:
    file.write(str(total))
print("added", total)
