"""What the settings of this machine let macros and add-ins do."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.doctor.addin_file import NOT_HERE, is_signed
from s117xl.doctor.diagnosis import Diagnosis, fault, fine, not_known, warning
from s117xl.doctor.machine import WINDOWS, Machine
from s117xl.doctor.office_policy import EXCEL, folders_trusted, setting, who_set
from s117xl.doctor.registry import CannotLook
from s117xl.doctor.trust import WAYS_ROUND

NAME, ADDINS = "Macro policy", "Add-in policy"
_SIGN = f"{WAYS_ROUND}; or ask your IT to sign the add-in and trust its publisher."
_IF_NOT = f"If Excel shows no tab Section 117, or its buttons do nothing: {_SIGN}"
_LOOK = "Look in Excel under File, Options, Trust Center, Macro Settings."
# The four answers of the policy "Macro Notification Settings" of Excel.
_ALL_ON, _ASK, _SIGNED_ONLY, _ALL_OFF = 1, 2, 3, 4
_WORDS = {
    _ALL_ON: "All macros may run; s117xl does not need that.",
    _ASK: "Macros are asked about before they run.",
    _SIGNED_ONLY: "Only signed macros may run.",
    _ALL_OFF: "All macros are off.",
}


def macros(machine: Machine) -> Iterator[Diagnosis]:
    """Whether the macros of the add-in may run, and whether add-ins may be loaded."""
    if not machine.has_excel_desktop:
        yield fine(NAME, NOT_HERE)
    elif machine.platform == WINDOWS:
        try:
            yield _macros_on_windows(machine)
            yield _addins_on_windows(machine)
        except CannotLook:
            yield not_known(NAME, "Excel's settings may not be read here.", _LOOK)
    else:
        yield _macros_on_a_mac(machine)


def _macros_on_windows(machine: Machine) -> Diagnosis:
    # The policy "Disable VBA for Office applications".
    if setting(machine, "Common", "VBAOff"):
        return fault(NAME, "Macros are switched off in all of Office.", f"{WAYS_ROUND}.")
    value = setting(machine, EXCEL, "VBAWarnings") or _ASK
    if value not in _WORDS:
        return not_known(NAME, f"VBAWarnings is {value}, which is not known here.", _LOOK)
    said = f"{_WORDS[value]} This is set {who_set(machine, EXCEL, 'VBAWarnings')}."
    if setting(machine, EXCEL, "VBAWarnings") is None:
        said = f"{_WORDS[value]} This is as Excel comes."
    if setting(machine, EXCEL, "BlockContentExecutionFromInternet"):
        said += " Those of files from the internet are blocked: see Mark of the web."
    return _judged(value, said, folders_trusted(machine), is_signed(machine.places.addin))


def _judged(value: int, said: str, trusted: bool | None, signed: bool) -> Diagnosis:
    """In a trusted folder macros run whatever is set here, as Microsoft has it; none of this was
    seen in an Excel, so a setting that would forbid them elsewhere is a warning even there.
    """
    if value == _SIGNED_ONLY and signed:
        return not_known(
            NAME,
            f"{said} The add-in is signed; whether its publisher is trusted is not looked at.",
            "Ask your IT, if Excel shows no tab Section 117.",
        )
    if value in (_SIGNED_ONLY, _ALL_OFF) and trusted is False:
        return fault(NAME, f"{said} No folder is trusted either.", _SIGN)
    if value in (_SIGNED_ONLY, _ALL_OFF):
        return warning(NAME, f"{said} Those in a trusted folder, such as XLSTART, run.", _IF_NOT)
    if value == _ASK and trusted is False:
        return warning(NAME, f"{said} No folder is trusted, so it asks at each start.", _SIGN)
    return fine(NAME, said)


def _addins_on_windows(machine: Machine) -> Diagnosis:
    if setting(machine, EXCEL, "DisableAllAddins"):
        by = who_set(machine, EXCEL, "DisableAllAddins")
        return fault(ADDINS, f"All add-ins of Excel are switched off ({by}).", f"{WAYS_ROUND}.")
    if setting(machine, EXCEL, "RequireAddinSig") and not is_signed(machine.places.addin):
        by = who_set(machine, EXCEL, "RequireAddinSig")
        return warning(ADDINS, f"Add-ins must be signed ({by}), and ours is not.", _IF_NOT)
    return fine(ADDINS, "Excel may load add-ins.")


def _macros_on_a_mac(machine: Machine) -> Diagnosis:
    """The preferences of learn.microsoft.com, "Set preferences for macro security in Office"."""
    off, state = (
        _preference(machine, key)
        for key in ("VisualBasicEntirelyDisabled", "VisualBasicMacroExecutionState")
    )
    if off is None or state is None:
        return not_known(
            NAME,
            "Office's preferences cannot be read.",
            "Look in Excel's Settings, Security.",
        )
    if off in ("1", "true") or state == "DisabledWithoutWarnings":
        return fault(NAME, "All macros are off in Office for Mac.", f"{WAYS_ROUND}.")
    if state == "EnabledWithoutWarnings":
        return fine(NAME, _WORDS[_ALL_ON])
    return not_known(
        NAME,
        "Excel for Mac asks before macros run; whether it asks for an add-in in its start-up "
        "folder cannot be seen from here.",
        "If it asks when it starts, answer Enable Macros.",
    )


def _preference(machine: Machine, key: str) -> str | None:
    """A preference of Office, blank where it is not set, None where it cannot be asked for."""
    answer = machine.run(("/usr/bin/defaults", "read", "com.microsoft.office", key))
    if answer is None:
        return None
    return answer.text.strip() if answer.status == 0 else ""
