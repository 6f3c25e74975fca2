"""What is asked and how it is checked. Knows no Django."""
