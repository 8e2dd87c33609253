"""From the register's rows to the facts of a document."""
