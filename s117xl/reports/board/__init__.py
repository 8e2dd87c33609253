"""The board report and the evidence pack: the same figures in Word, on a page, and beside files."""
