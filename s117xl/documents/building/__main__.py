"""Builds the Word templates of a checkout: python -m s117xl.documents.building"""

from pathlib import Path

from s117xl.documents.building.build import build_all

build_all(Path(__file__).parents[3] / "docx_templates")
