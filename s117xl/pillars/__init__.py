"""The nine pillars: one view over the register, the audit, the competencies and the figures."""
