"""Whether Windows lets Excel start a program, as the ribbon must: Defender's rule against it."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.doctor.diagnosis import Diagnosis, fault, fine, not_known, warning
from s117xl.doctor.machine import WINDOWS, Machine
from s117xl.doctor.registry import CannotLook
from s117xl.doctor.trust import WAYS_ROUND

NAME = "ASR rule"
RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Block all Office applications from creating child processes."""

_GUARD = r"Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
GROUP_POLICY = rf"SOFTWARE\Policies\Microsoft\{_GUARD}"
LOCAL = rf"SOFTWARE\Microsoft\{_GUARD}"
MANAGED = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
# Microsoft's table of where each tool writes has these three: group policy and Configuration
# Manager, then Intune (one text, `rule=value|rule=value`), then PowerShell on the machine.
_BLOCK, _AUDIT, _WARN = "1", "2", "6"
_MEND = (
    f"{WAYS_ROUND} and start nothing from Excel; or ask your IT to except from this rule the "
    "pythonw.exe that the buttons start."
)


def child_programs(machine: Machine) -> Iterator[Diagnosis]:
    """What Defender's rule on programs that Office starts says on this machine."""
    if machine.platform != WINDOWS:
        yield fine(NAME, "It is a rule of Windows alone.")
        return
    try:
        state = _state(machine)
    except CannotLook:
        yield not_known(
            NAME,
            "Whether Windows lets Office start programs may not be read by this user.",
            f"Ask your IT whether the rule {RULE} blocks. If a button says that s117xl could not "
            f"be started: {WAYS_ROUND}.",
        )
        return
    yield _judged(state)


def _judged(state: str) -> Diagnosis:
    if state == _BLOCK:
        return fault(NAME, "Windows stops Office from starting any program (rule: block).", _MEND)
    if state == _WARN:
        said = "Windows asks whenever Office starts a program (rule: warn)."
        return warning(NAME, said, f"Choose Unblock when it asks. {_MEND}")
    if state == _AUDIT:
        return fine(NAME, "Windows only notes when Office starts a program (rule: audit).")
    if state:
        return fine(NAME, "The rule is off: Office may start a program.")
    return fine(NAME, "The rule is set in none of the three places where Windows keeps it.")


def _state(machine: Machine) -> str:
    """The rule's state where it is first set; blank where it is nowhere. Raises CannotLook."""
    for key in (GROUP_POLICY, MANAGED, LOCAL):
        if key == MANAGED:
            state = _managed(machine)
        else:
            state = _text(machine.registry.value("HKLM", key, RULE))
        if state:
            return state
    return ""


def _managed(machine: Machine) -> str:
    rules = str(machine.registry.value("HKLM", MANAGED, "ASRRules") or "").lower()
    pairs = (each.partition("=") for each in rules.split("|"))
    return next((state.strip() for name, _, state in pairs if name.strip() == RULE), "")


def _text(value: object | None) -> str:
    return "" if value is None else str(value)
