"""Word documents made from a register: facts, gate, templates, render."""
