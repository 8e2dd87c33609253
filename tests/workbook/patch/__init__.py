"""Tests of writing into a closed workbook."""
