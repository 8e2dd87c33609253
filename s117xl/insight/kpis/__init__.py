"""The figures K01 to K38: declared once, counted from the register, kept and compared."""
