"""The rules: what is checked, each with its law, and nothing about how."""
