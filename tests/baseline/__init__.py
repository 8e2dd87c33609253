"""The baseline: its questions, its workbook, how it is read and scored."""
