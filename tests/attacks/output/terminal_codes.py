"""Prints what a terminal or a browser would act on; here it is bytes.

Expected: exited 0
"""

print('\x1b]0;owned\x07\x1b[2J<script>alert(1)</script>HELD')
