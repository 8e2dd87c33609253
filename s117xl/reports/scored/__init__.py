"""Reports on what was scored: the audit, the baseline and its plan, the competencies."""
