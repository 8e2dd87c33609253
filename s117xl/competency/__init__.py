"""The workforce competency framework: what is expected, who meets it, and what is proposed."""
