"""A setting of Office on Windows, wherever it was made, and the three settings of trust."""

from __future__ import annotations

from s117xl.doctor.machine import Machine

EXCEL = r"Excel\Security"
TRUSTED = r"Excel\Security\Trusted Locations"
TRUSTED_OF_ALL = r"Common\Security\Trusted Locations"

# The cloud policy goes before the group policy, and that before what the user chose in Excel:
# learn.microsoft.com, "Manage active content in Office documents".
_PLACES = (
    ("HKCU", r"Software\Policies\Microsoft\Cloud\Office\16.0"),
    ("HKLM", r"Software\Policies\Microsoft\Office\16.0"),
    ("HKCU", r"Software\Policies\Microsoft\Office\16.0"),
    ("HKCU", r"Software\Microsoft\Office\16.0"),
)
_LAST = len(_PLACES) - 1


def setting(machine: Machine, key: str, name: str) -> int | None:
    """The setting that counts, None where nobody made one. Raises CannotLook."""
    return _found(machine, key, name)[0]


def who_set(machine: Machine, key: str, name: str) -> str:
    """Who made it, in words. Raises CannotLook."""
    return "in Excel's Trust Center" if _found(machine, key, name)[1] == _LAST else "by policy"


def folders_trusted(machine: Machine) -> bool | None:
    """Whether Excel trusts XLSTART; None where only folders named by policy are trusted, which
    are not looked at. Raises CannotLook.
    """
    if setting(machine, TRUSTED, "AllLocationsDisabled"):
        return False
    return None if setting(machine, TRUSTED_OF_ALL, "Allow User Locations") == 0 else True


def _found(machine: Machine, key: str, name: str) -> tuple[int | None, int]:
    for number, (hive, top) in enumerate(_PLACES):
        value = machine.registry.value(hive, rf"{top}\{key}", name)
        if isinstance(value, int):
            return value, number
    return None, _LAST
