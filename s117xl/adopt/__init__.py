"""Bringing a council's own workbook into a register of ours, with every cell accounted for."""
