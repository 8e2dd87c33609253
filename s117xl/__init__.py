"""Section 117 aftercare registers: checked, marked, scored and written up from Excel.

Nothing here is legal advice.
"""

__version__ = "0.1.0"
