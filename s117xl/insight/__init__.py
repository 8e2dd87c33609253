"""What a manager asks of a register: worklists, lists compared, figures over time."""
