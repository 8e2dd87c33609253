"""Word templates made from text: the kit, and what it writes."""
