"""The survey of lived experience: what is asked of whom, the workbook, the import, the score."""
