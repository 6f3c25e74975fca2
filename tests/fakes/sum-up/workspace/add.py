with open("sum.txt", "w") as file:
    file.write("0")
