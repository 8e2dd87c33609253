"""Workbooks: templates, reading, and writing without harm."""
