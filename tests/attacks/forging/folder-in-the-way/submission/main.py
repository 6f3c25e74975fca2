open('answers.csv', 'w').write('id,answer\n')
