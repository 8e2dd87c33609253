"""Proof that Excel and Word would open a file with no repair, and files to prove it on."""

from tests.ooxml.validators import assert_opens_clean, audit, open_xml_sdk

__all__ = ["assert_opens_clean", "audit", "open_xml_sdk"]
