"""The annual audit: what is asked, the sample, the register's evidence, and the scores."""
