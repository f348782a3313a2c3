"""``occuguide check``: what is wrong, stale or hard to read in what authors wrote, by rules that have names."""
