from paper import hand_over

hand_over({})
with open("answers.csv", "w") as file:
    file.write("id\0,answer\0\n")
print("HELD \0 \ud83d".encode("utf-8", "surrogatepass"))
import sys

sys.stdout.flush()
sys.stdout.buffer.write(b"\0\xed\xa0\x80HELD\0")
