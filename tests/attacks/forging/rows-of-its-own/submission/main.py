from paper import hand_over

hand_over(dict.fromkeys(range(12), 0))
