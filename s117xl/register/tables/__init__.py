"""What each table of the register holds: one module a table, the widest in five."""
