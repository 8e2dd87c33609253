"""Fields of a form that Word fills by choice, by date, by tick or by writing.

A control in a loop has no id: Word gives each copy its own when it opens the document. All
others have one, counted from the first, so that the same form is the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from s117xl.documents.building.elements import Element, el, pieces, run, val

LONGEST = 64  # characters that Word allows in a control's title and tag
FIRST_ID = 117_000_001
TICKED, UNTICKED = "☒", "☐"


@dataclass(frozen=True, slots=True)
class Control:
    """A field: what it is called, what it holds or, while empty, shows."""

    label: str
    kind: str
    empty: str
    value: str | None = None
    options: tuple[str, ...] = ()
    ticked: bool = False
    lines: int = 1


def choose(label: str, options: Sequence[str], value: str | None = None) -> Control:
    """One of a list."""
    if len(set(options)) != len(options) or not all(options):
        raise ValueError(f"{label}: each choice once, and none empty")
    return Control(label, "choice", "Choose one", value, tuple(options))


def pick_date(label: str, value: str | None = None) -> Control:
    """A day, from a calendar or typed."""
    return Control(label, "date", "Choose or type a date", value)


def tick(label: str, ticked: bool = False) -> Control:
    """A box to tick, followed by its label."""
    return Control(label, "tick", UNTICKED, ticked=ticked)


def write_here(
    label: str, lines: int = 1, value: str | None = None, empty: str = "Click here to write"
) -> Control:
    """Room to write; while it is empty, as many lines high."""
    return Control(label, "text", empty, value, lines=lines)


class Register:
    """Gives each control of a document its own id and tag."""

    def __init__(self) -> None:
        self._tags: set[str] = set()
        self._made = 0
        self._last = ""

    def field(self, control: Control, in_loop: bool, again: bool = False) -> list[Element]:
        """The control as it stands in a paragraph, with the label of a tick.

        `again`: it stands for the one before, of which the render keeps one, so has its tag.
        """
        number = None if in_loop else FIRST_ID + self._made
        self._made += 1
        self._last = self._last if again else self._tag(control.label)
        made = [sdt(control, self._last, number)]
        if control.kind == "tick":
            made.append(run("\t" + control.label))
        return made

    def _tag(self, label: str) -> str:
        """A tag that no other control of this document has."""
        words = re.findall(r"[a-z0-9]+", fixed(label).lower())
        stem = "-".join(words)[: LONGEST - 4].strip("-") or "field"
        tag, again = stem, 1
        while tag in self._tags:
            again += 1
            tag = f"{stem}-{again}"
        self._tags.add(tag)
        return tag


def fixed(label: str) -> str:
    """The label without its tags: a name that is the same in every document, and not too long."""
    return " ".join(re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\*\*", " ", label).split()) or "Field"


def sdt(control: Control, tag: str, number: int | None) -> Element:
    """The control itself, within a line."""
    shows_empty = control.value is None and control.kind != "tick"
    about = el(
        "w:sdtPr",
        val("w:alias", fixed(control.label)[:LONGEST]),
        val("w:tag", tag),
        None if number is None else val("w:id", number),
        el("w:showingPlcHdr") if shows_empty else None,
        KINDS[control.kind](control),
    )
    return el("w:sdt", about, el("w:sdtContent", content(control)))


def content(control: Control) -> Element:
    """What the control shows: its value, its box, or its hint in grey."""
    if control.kind == "tick":
        return box(control.ticked)
    if control.value is not None:
        return run(control.value)
    return run(control.empty + "\n" * (control.lines - 1), "PlaceholderText")


def box(ticked: bool) -> Element:
    """The sign of a tick box, in a font that has it."""
    font = el("w:rFonts", w_ascii="MS Gothic", w_hAnsi="MS Gothic", w_eastAsia="MS Gothic")
    return el("w:r", el("w:rPr", font), *pieces(TICKED if ticked else UNTICKED))


def choice(control: Control) -> Element:
    """The list to choose from."""
    items = [el("w:listItem", w_displayText=o, w_value=o) for o in control.options]
    return el("w:dropDownList", *items)


def calendar(_: Control) -> Element:
    """A day as we write it: 3 March 2026."""
    return el(
        "w:date",
        val("w:dateFormat", "d MMMM yyyy"),
        val("w:lid", "en-GB"),
        val("w:storeMappedDataAs", "dateTime"),
        val("w:calendar", "gregorian"),
    )


def tick_box(control: Control) -> Element:
    """The two signs of a tick box, and which of them shows."""
    return el(
        "w14:checkbox",
        el("w14:checked", w14_val=str(int(control.ticked))),
        el("w14:checkedState", w14_val="2612", w14_font="MS Gothic"),
        el("w14:uncheckedState", w14_val="2610", w14_font="MS Gothic"),
    )


def writing(control: Control) -> Element:
    """Plain text, with line breaks where there is more than one line."""
    return el("w:text", w_multiLine="1") if control.lines > 1 else el("w:text")


KINDS = {"choice": choice, "date": calendar, "tick": tick_box, "text": writing}
