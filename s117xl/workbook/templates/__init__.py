"""New workbooks, made with XlsxWriter from the schema."""
