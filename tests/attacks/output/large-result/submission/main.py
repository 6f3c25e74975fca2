open('answers.csv', 'wb').write(b'x' * 5_000_000)
