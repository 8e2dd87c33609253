"""The packages that s117xl needs: there or not, and of which version. None of them is imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from s117xl import __version__
from s117xl.doctor.diagnosis import Diagnosis, fault, fine, not_known
from s117xl.doctor.machine import MAC, WINDOWS, Machine
from s117xl.doctor.requirements import Requirement, of_extra

_ANEW = "Install s117xl anew into this Python: pip install -c constraints.txt . in its folder."
_BRIDGES = {WINDOWS: ("pywin32", "win32api"), MAC: ("appscript", "appscript")}
"""What xlwings reaches Excel through: the package, and a module of it."""
_SERVER = {"FastAPI": "fastapi", "uvicorn": "uvicorn", "PyJWT": "jwt"}


def packages(machine: Machine) -> Iterator[Diagnosis]:
    """Every package that s117xl always needs, within the versions that it names."""
    name = "Packages"
    if machine.requirements is None:
        yield not_known(
            name, "s117xl was not installed by pip, so what it needs is not written down.", _ANEW
        )
        return
    needed = list(of_extra(machine.requirements))
    if wrong := [text for each in needed if (text := _wrong(machine, each))]:
        yield fault(name, " ".join(wrong), _ANEW)
    else:
        yield fine(name, f"s117xl {__version__}, and the {len(needed)} packages that it needs.")


def xlwings(machine: Machine) -> Iterator[Diagnosis]:
    """xlwings and what it reaches Excel through; on a Mac also whether it may."""
    yield _xlwings(machine)
    if machine.platform == MAC:
        yield not_known(
            "Permission",
            "Whether macOS lets this Python speak to Excel cannot be looked at; it asks at the "
            "first press of a button.",
            "Look under System Settings, Privacy & Security, Automation: Microsoft Excel is to be "
            "ticked under Terminal or Python, and under Excel itself.",
        )


def _xlwings(machine: Machine) -> Diagnosis:
    name, version = "xlwings", machine.version_of("xlwings")
    if not machine.has_excel_desktop:
        there = f"xlwings {version} is there" if version else "xlwings is not there"
        return fine(name, f"{there}; it is for an open Excel, which does not run on this system.")
    wrong = [text for each in _named("xlwings", machine) if (text := _wrong(machine, each))]
    if version is None or not machine.importable("xlwings"):
        wrong = ["xlwings is not there, so no button can reach Excel."]
    package, module = _BRIDGES[machine.platform]
    if not machine.importable(module):
        wrong.append(f"{package} is not there, through which xlwings reaches Excel.")
    if wrong:
        return fault(name, " ".join(wrong), _ANEW)
    return fine(name, f"xlwings {version}, with {package}.")


def server(machine: Machine) -> Iterator[Diagnosis]:
    """Whether the server can run here; few machines need it, so it is only told."""
    absent = [name for name, module in _SERVER.items() if not machine.importable(module)]
    said = (
        f"Not installed ({', '.join(absent)}); only a machine that serves Excel on the web needs "
        "it: pip install s117xl[server]"
        if absent
        else "What the server needs is there."
    )
    yield fine("Server", said)


def _named(name: str, machine: Machine) -> Sequence[Requirement]:
    return [each for each in of_extra(machine.requirements or ()) if each.name == name]


def _wrong(machine: Machine, needed: Requirement) -> str:
    """What is wrong with a package, in a sentence; blank where nothing is."""
    version = machine.version_of(needed.name)
    if version is None:
        return f"{needed.name} is not installed."
    if not needed.allows(version):
        return f"{needed.name} is {version}, and is to be {needed.wanted}."
    return ""
