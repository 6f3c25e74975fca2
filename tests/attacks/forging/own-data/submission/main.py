from paper import hand_over, numbers

assert len(numbers()) == 12
hand_over({one['id']: -1 for one in numbers()})
