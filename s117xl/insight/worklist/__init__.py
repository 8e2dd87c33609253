"""The worklist: what is due and overdue, for whom, and by when it is done in working days."""
