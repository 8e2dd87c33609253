"""A closed workbook changed in place: only the parts that must change are written anew."""
