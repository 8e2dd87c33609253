"""The audit's workbook, sheet by sheet; `s117xl.audit.book` puts them together."""
