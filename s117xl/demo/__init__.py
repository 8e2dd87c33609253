"""The demonstration: invented people, faults sown among them, and the whole chain run."""
