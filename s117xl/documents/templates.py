"""The Word templates: ours, and the organisation's own, which win where they have the same name."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from s117xl.documents.lint import asks_for_charge
from s117xl.documents.logo import with_logo
from s117xl.refusal import Refused

if TYPE_CHECKING:
    from s117xl.documents.compiled import CompiledTemplate

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_LOGO = 2 << 20
_MOST_TEMPLATE = 20 << 20


class Templated(Protocol):
    """What is made from a template: the template's name, what it is called, its facts."""

    @property
    def template(self) -> str:
        """The name of the file, without its ending."""

    @property
    def title(self) -> str:
        """What is made."""

    @property
    def facts(self) -> type:
        """The class of its facts."""


def ours(name: str) -> bytes:
    """Our template of this name, such as `decision`."""
    packed = resources.files("s117xl.documents").joinpath("docx_templates", f"{name}.docx")
    if packed.is_file():
        return packed.read_bytes()
    # In a checkout the templates stand at its top, where people look for them.
    return (Path(__file__).parents[2] / "docx_templates" / f"{name}.docx").read_bytes()


@dataclass(slots=True)
class Templates:
    """Templates for one run, each read and compiled once. `folder` is the organisation's, or None.

    Raises Refused where the folder, a template of its own or the logo cannot be used.
    """

    folder: Path | None = None
    logo_file: str = ""
    _compiled: dict[str, CompiledTemplate] = field(default_factory=dict)
    _logo: bytes | None = None

    def __post_init__(self) -> None:
        """The folder is there, and so is the logo."""
        if self.folder is not None and not self.folder.is_dir():
            raise Refused(
                "The folder of Word templates that Settings names is not there; correct the "
                "setting, or leave it blank for the templates that come with s117xl."
            )
        if self.logo_file:
            self._logo = self._read_logo()

    @property
    def has_logo(self) -> bool:
        """Whether letters bear a logo."""
        return self._logo is not None

    def own(self, name: str) -> Path | None:
        """The organisation's own template of this name, None where there is none."""
        if self.folder is None:
            return None
        wanted = f"{name}.docx".casefold()
        return next((p for p in self.folder.iterdir() if p.name.casefold() == wanted), None)

    def data(self, name: str) -> bytes:
        """The template of this name: the organisation's own, else ours."""
        path = self.own(name)
        return ours(name) if path is None else read_template(path)

    def compiled(self, kind: Templated) -> CompiledTemplate:
        """The template of a kind, ready to be filled. Raises Refused where it is at fault."""
        from s117xl.documents.compiled import compile_template

        if kind.template not in self._compiled:
            data, file = self.data(kind.template), f"{kind.template}.docx"
            data = with_logo(data, self._logo, file) if self._logo else data
            compiled = compile_template(data, kind.facts, file)
            _require_no_charge(compiled, file)
            self._compiled[kind.template] = compiled
        return self._compiled[kind.template]

    def _read_logo(self) -> bytes:
        name = self.logo_file
        if self.folder is None:
            raise Refused(
                "Settings names a logo and no folder of Word templates; name the folder that the "
                "logo stands in."
            )
        if Path(name).name != name or not (path := self.folder / name).is_file():
            raise Refused(
                "The logo that Settings names is not a file in the folder of Word templates; put "
                "it there, and write its name alone, such as logo.png."
            )
        data = path.read_bytes() if path.stat().st_size <= _MOST_LOGO else b""
        if not data.startswith(_PNG):
            raise Refused(
                "The logo that Settings names is no PNG file of up to 2 MB; save it as one."
            )
        return data


def read_template(path: Path) -> bytes:
    """The bytes of a template's file. Refused where it cannot be read."""
    try:
        if path.stat().st_size > _MOST_TEMPLATE:
            raise Refused(f"The template {path.name} is over 20 MB; make its pictures smaller.")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"There is no file {path.name}; check its name and its folder.") from None
    except OSError:
        raise Refused(
            f"The template {path.name} cannot be read; close it wherever it is open, and try again."
        ) from None


def _require_no_charge(compiled: CompiledTemplate, file: str) -> None:
    """Refused where the template itself asks for a charge for aftercare."""
    if wording := asks_for_charge(compiled.own_text):
        raise Refused(
            f"The template {file} asks for a charge (“{wording.words}”), and nobody may be charged "
            f"for aftercare; take it out, or run s117xl templates check {file}"
        )
