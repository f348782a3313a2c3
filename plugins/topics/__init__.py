"""Topics that occupations are found by, made from facts."""
