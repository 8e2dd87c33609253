"""Writes a Word template from text: a `Draft` grows by a block with each call, then gives bytes.

Text may hold tags (`{{ person.name }}`, `{% if x %}…{% endif %}`) and **bold** between two pairs
of asterisks, nothing else; a tag is whole within, or whole without, the bold. A condition is what
stands after `if`, without `{`, `}`, `%`. Wherever a row or an item takes a condition, it is there
only where that holds.

    d = Draft("Decision of the funding panel", look="letter",       # form, note, leaflet (Easy
              subject="Our decision about your aftercare")          # Read, 16 pt), plain leaflet

    d.heading("What we decided")                    d.heading("Why", level=2)     # up to 3
    d.para("The panel met on {{ panel.date }}. **It said yes.**")
    d.when("panel.approved"); d.para("Yes."); d.otherwise(); d.para("No."); d.end()
    d.each("service", "services"); d.heading("{{ service.name }}", 2); d.end()    # at most 2 deep
    d.bullets(["You do not pay.", ("You asked for this.", "panel.asked")])
    d.bullet_each("reason in panel.reasons", "{{ reason }}")
    d.numbered(["First", ("Then", "panel.approved")])               # from 1; not in a loop
    d.steps([("Talk to us.", "Ring {{ organisation.phone }}.")])    # numbered, the first bold
    d.box("You do not pay for this.")               d.box("It cannot end yet.", kind="warning")
    d.closing("Yours sincerely", ["**{{ document.author }}**", "Aftercare lead"])
    d.page_break()                                  # then a paragraph, not a table or a tag

Tables, each with a description made from its headings and, as caption, the heading above it:

    d.facts([("Name", "{{ person.name }}"), ("Until", "{{ plan.until }}", "plan.until")],
            header=("What", "The register says"))
    d.table(["Service", "From"], each="service in services",
            cells=["{{ service.name }}", "{{ service.start }}"], widths=[11, 5], when="service.on")
    d.grid(["Area", "Notes"], rows=[["Home", write_here("Home", lines=3)],
                                    (["Work", "{{ work }}"], "work")], row_headings=True)
    d.pictured([(png, "A house", "You can have help in your home."), (png, alt, text, "cto")])
    d.signature(["{{ organisation.council }}", "{{ organisation.board }}"])

A paragraph stands between two tables. A cell is text, a control, or a list of these.
Controls, for a cell or as the answer to a question; `value` is what they hold already:

    d.ask("Are the needs met?", choose("Needs met", ["Yes", "In part", "No"]), hint="Think …")
    d.ask("When did you meet?", pick_date("Date of review", value="{{ review.date }}"))
    d.ask("What does the person say?", write_here("The person says", lines=4))
    d.ask("Who was there?", [tick("The person"), tick("An advocate", ticked=True)])
    d.tick("On a community treatment order", when="person.on_cto")  # ticked where that holds

    d.picture(png, alt="A map of the offices", width_cm=8)
    d.chart("scores", kind="bar", title="Score by domain", number="0%", top=1,      # ChartFacts;
            series=["This year", "Last year"], alt="Scores: {{ in_words }}")        # none: no chart
    d.bytes()                                       # the file; d.members() its parts by name

What stands before the first block comes with the look: for a letter the letterhead with logo,
date, `recipient.lines`, reference and subject; for all, what is missing in its `source` and the
title. Header (DRAFT while it is one) and footer too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from s117xl.documents.building import lists, page, tables
from s117xl.documents.building.chart_parts import ChartKind, chart_part
from s117xl.documents.building.controls import (
    Control,
    Register,
    choose,
    pick_date,
    tick,
    write_here,
)
from s117xl.documents.building.drawings import Album
from s117xl.documents.building.elements import Element, paragraph, runs, xml
from s117xl.documents.building.looks import Look
from s117xl.documents.building.package import surroundings, zipped
from s117xl.documents.building.styles import styles
from s117xl.documents.building.theme import font_table, theme
from s117xl.documents.building.writing import Writing

__all__ = ["Control", "Draft", "choose", "pick_date", "tick", "write_here"]

Part = str | Control
Cell = Part | Sequence[Part]
Row = Sequence[Cell] | tuple[list[Cell], str]
Bytes = bytes  # within Draft, `bytes` is its method


class Draft(Writing):
    """A template in the making. Its blocks follow each other as its methods are called."""

    def __init__(
        self, title: str, look: Look, subject: str | None = None, source: str = "the register"
    ) -> None:
        self.look: Look = look
        self._album = Album()
        self._fields = Register()
        super().__init__(title, page.opening(look, subject or title, self._album.logo, source))

    # Tables

    def facts(
        self,
        rows: Iterable[tuple[str, Cell] | tuple[str, Cell, str | None]],
        header: tuple[str, str] = ("What", "The register says"),
        caption: str | None = None,
        widths: Sequence[float] = (5.2, 11.4),
    ) -> None:
        """A table of two columns, the first in bold; a row may have a condition."""
        made = []
        for label, value, *condition in rows:
            cells = [[paragraph(label, "RowHeading")], self._cell(value)]
            made += tables.conditional(tables.row(cells), condition[0] if condition else None, 2)
        self._table(header, made, widths, caption, row_headings=True)

    def table(
        self,
        headings: Sequence[str],
        each: str,
        cells: Sequence[Cell],
        widths: Sequence[float] | None = None,
        caption: str | None = None,
        when: str | None = None,
    ) -> None:
        """A table with a row for each of a list (where `when` holds): `service in services`."""
        made = tables.row([self._cell(content, in_loop=True) for content in cells])
        rows = tables.repeated(tables.conditional(made, when, len(headings)), each, len(headings))
        self._table(headings, rows, widths, caption, row_headings=False)

    def grid(
        self,
        headings: Sequence[str],
        rows: Iterable[Row],
        widths: Sequence[float] | None = None,
        caption: str | None = None,
        row_headings: bool = False,
    ) -> None:
        """A table of the rows given; a row may be a pair of its list of cells and a condition."""
        made = []
        for given in rows:
            cells, condition = parted(given)
            content = [self._cell(part) for part in cells]
            if row_headings:
                content[0] = [paragraph(str(cells[0]), "RowHeading")]
            made += tables.conditional(tables.row(content), condition, len(headings))
        self._table(headings, made, widths, caption, row_headings)

    def signature(self, signers: Iterable[str], caption: str = "Signatures") -> None:
        """Room for each to sign, with name and date; who signs stands on one page."""
        rows, signing = [], list(signers)
        for number, who in enumerate(signing, start=1):
            fields = [
                write_here(f"Name and role, signature {number}"),
                write_here(f"Signature {number}", empty="Sign here"),
                pick_date(f"Date of signature {number}"),
            ]
            style = "Signer" if number < len(signing) else "RowHeading"
            cells = [[paragraph(who, style)], *[self._cell(part) for part in fields]]
            rows.append(tables.row(cells, height_cm=1.3))
        headings = ["Signed by", "Name and role", "Signature", "Date"]
        self._table(headings, rows, [4, 4.4, 4.6, 3.6], caption, row_headings=True)

    def pictured(
        self,
        rows: Iterable[tuple[Bytes, str, str] | tuple[Bytes, str, str, str | None]],
        caption: str = "Pictures and what they mean",
    ) -> None:
        """Easy Read: a picture, its alternative text, a sentence, and perhaps a condition."""
        made = []
        for png, alt, sentence, *condition in rows:
            shown = paragraph([self._picture(png, alt, 3.2)], "EasyPicture")
            cells = [[shown], [paragraph(sentence, "EasyText")]]
            row = tables.row(cells, middle=True)
            made += tables.conditional(row, condition[0] if condition else None, 2)
        self._table(("Picture", "What it means"), made, (4, 12.6), caption, row_headings=False)

    def _table(
        self,
        headings: Sequence[str],
        rows: list[Element],
        widths: Sequence[float] | None,
        caption: str | None,
        row_headings: bool,
    ) -> None:
        caption = caption or self._heading
        self._flow.table(tables.table(headings, rows, widths, caption, row_headings))

    def _cell(self, content: Cell, in_loop: bool = False) -> list[Element]:
        loop = in_loop or self._flow.in_loop
        return [paragraph(self._line(part, loop), "TableText") for part in parts(content)]

    # Forms

    def ask(self, question: str, answer: Cell, hint: str | None = None) -> None:
        """A question, one sentence of help, and the field for the answer, or several."""
        self._flow.text(question, "Question")
        if hint:
            self._flow.text(hint, "Hint")
        given = parts(answer)
        boxes = all(isinstance(part, Control) and part.kind == "tick" for part in given)
        for part in given:
            self._flow.text(
                self._line(part, self._flow.in_loop), "AnswerTick" if boxes else "Answer"
            )

    def tick(self, label: str, when: str | None = None) -> None:
        """A box to tick with its label, already ticked where a condition holds."""
        loop = self._flow.in_loop
        if when is None:
            self._flow.text(self._fields.field(tick(label), loop), "Tick")
            return
        self.when(when)
        self._flow.text(self._fields.field(tick(label, ticked=True), loop), "Tick")
        self.otherwise()
        self._flow.text(self._fields.field(tick(label), loop, again=True), "Tick")
        self.end()

    def _line(self, part: Part, in_loop: bool) -> list[Element]:
        return runs(part) if isinstance(part, str) else self._fields.field(part, in_loop)

    def picture(self, png: Bytes, alt: str, width_cm: float) -> None:
        """A picture on a line of its own."""
        self._flow.text([self._picture(png, alt, width_cm)], "Picture")

    def _picture(self, png: Bytes, alt: str, width_cm: float) -> Element:
        if self._flow.in_loop:
            raise ValueError("A picture in a loop: each copy would need a number of its own")
        return self._album.show(png, alt, width_cm)

    def chart(
        self,
        fact: str,
        kind: ChartKind,
        title: str,
        alt: str,
        *,
        series: Sequence[str],
        number: str = "General",
        top: float | None = None,
        height_cm: float = 8,
    ) -> None:
        """A chart of the numbers in a fact; it is left out where the fact has none.

        `series` are those for which it has a look; `number` is how Excel writes the numbers, from
        0 to `top`.
        """
        if self._flow.in_loop:
            raise ValueError("A chart in a loop: each copy would need numbers of its own")
        made = chart_part(fact, kind, title, series, number, top, height_cm)
        self.when(f"{fact}.labels")
        self._flow.text([self._album.chart(made, alt)], "Picture")
        self.end()

    # The file

    def bytes(self) -> Bytes:
        """The template as a Word file, the same on each call."""
        return zipped(self.members())

    def members(self) -> dict[str, Bytes]:
        """The parts of the file by name, for a comparison that no zip library can upset."""
        roots = {
            "word/document.xml": page.document(self._flow.finished()),
            "word/styles.xml": styles(self.look),
            "word/numbering.xml": lists.numbering(self._numbered),
            "word/settings.xml": page.settings(),
            "word/fontTable.xml": font_table(),
            "word/theme/theme1.xml": theme(),
            "word/header1.xml": page.header(),
            "word/footer1.xml": page.footer(),
        }
        texts = {name: xml(root) for name, root in roots.items()}
        drawn = {**self._album.kept, **self._album.beside}
        pictures = {f"word/{name}": data for name, data in drawn.items()}
        return {**surroundings(self.title, self._album.kept), **texts, **pictures}


def parts(content: Cell) -> Sequence[Part]:
    """What a cell or an answer holds, one paragraph each."""
    return [content] if isinstance(content, str | Control) else content


def parted(row: Row) -> tuple[Sequence[Cell], str | None]:
    """The cells of a row and its condition, if it has one."""
    if isinstance(row, tuple) and len(row) == 2 and isinstance(row[0], list):
        return row[0], str(row[1])
    return row, None
