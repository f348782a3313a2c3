"""``occuguide preview``: one guide on this machine, made anew in the browser as its file is saved."""
