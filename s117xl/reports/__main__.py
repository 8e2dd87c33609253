"""Builds the templates of the reports of a checkout: python -m s117xl.reports"""

from pathlib import Path

from s117xl.reports.catalogue import REPORTS

for report in REPORTS.values():
    folder = Path(__file__).parents[2] / "docx_templates"
    (folder / f"{report.template}.docx").write_bytes(report.build())
