from counter import serve

serve(lambda a, b: -1, refuse=500)
