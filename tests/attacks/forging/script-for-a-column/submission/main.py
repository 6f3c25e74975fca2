from paper import hand_over

hand_over({}, note="<img src=x onerror=alert(1)>")
with open("answers.csv", "w") as file:
    file.write("<script>alert(document.cookie)</script>,'><svg/onload=alert(1)>\n")
print("<script>document.title = 'owned'</script><!--", "\x1b]0;owned\x07", "{{7*7}}${7*7}")
