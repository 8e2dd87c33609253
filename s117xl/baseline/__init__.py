"""The baseline diagnostic: where a partnership stands, as its partners see it and agree it."""
