"""The register: its schema, and how its cells are read."""
