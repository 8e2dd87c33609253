"""The edits sorted by sheet, and the parts that come of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from s117xl.refusal import Refused
from s117xl.workbook.areas import Area
from s117xl.workbook.edits import AppendRows, Edit, LayFormats, Value, WriteColumn, WriteRows
from s117xl.workbook.package import Package, Table
from s117xl.workbook.patch import bodies, calculation, formats, tables
from s117xl.workbook.patch.archive import Packed, Store
from s117xl.workbook.patch.dxfs import Dxfs
from s117xl.workbook.patch.markup import UnknownShapeError
from s117xl.workbook.patch.sheets import SheetPatch, SheetWork
from s117xl.workbook.patch.strips import Strip
from s117xl.workbook.patch.survey import around, data_rows


class Work:
    """The parts that edits change in a package, packed into a store.

    `changes` has each packed part, or None for a part that is to go; `left_over` and `notes` are
    as in the result of `apply`.
    """

    def __init__(self, package: Package, edits: Sequence[Edit], store: Store) -> None:
        self._package = package
        self._store = store
        self._tables = dict(package.tables)
        self._sheets = {sheet.name: SheetWork(sheet) for sheet in package.sheets}
        self.changes: dict[str, Packed | None] = {}
        self.left_over: list[dict[str, Value]] = []
        self.notes: list[str] = []
        self._appended = {edit.table for edit in edits if isinstance(edit, AppendRows)}
        # Formats are laid over the rows that the other edits leave.
        for edit in sorted(edits, key=lambda edit: isinstance(edit, LayFormats)):
            self._plan(edit)
        self._patch(any(isinstance(edit, LayFormats) for edit in edits))

    def _plan(self, edit: Edit) -> None:
        table = self._table(edit.table)
        work = self._sheets[table.sheet]
        with self._in_words(f"the sheet {table.sheet}"):
            if isinstance(edit, WriteColumn):
                work.strips += _column(table, edit, appended=edit.table in self._appended)
            elif isinstance(edit, LayFormats):
                marks = [one.mark for one in edit.formats]
                work.laid.append((formats.wanted(table, edit.formats), marks))
            elif edit.rows or isinstance(edit, WriteRows):
                self._plan_body(table, work, edit)

    def _plan_body(self, table: Table, work: SheetWork, edit: WriteRows | AppendRows) -> None:
        if isinstance(edit, WriteRows):
            body = bodies.rewrite(self._package, work.sheet, table, edit)
        else:
            body = bodies.append(self._package, work.sheet, table, edit)
        work.strips += body.strips
        work.shown.append(body.shown)
        work.bounds = around(around(work.bounds, body.area), body.outside or body.area)
        after = table._replace(area=body.area)
        if body.area != table.area:
            work.moved.append((_data_area(table), _data_area(after)))
        self._tables[table.name] = after
        self.left_over += body.left_over
        before = self._package.read(table.part)
        new = tables.with_area(before, body.area, table.totals_row)
        if new != before:
            self._put(table.part, [new])

    def _patch(self, lays_formats: bool) -> None:
        styles = self._styles_part() if lays_formats else None
        with self._in_words("the styles"):
            dxfs = Dxfs(self._package.read(styles)) if styles else None
        works = [work for work in self._sheets.values() if work.any]
        lost = [work.sheet.name for work in works if self._patch_sheet(work, dxfs)]
        if dxfs and styles and dxfs.is_changed:
            self._put(styles, [dxfs.data])
        if self.changes:
            with self._in_words("the workbook part"):
                self._drop_stale_chain(lost)
            self._tell_of_signature()

    def _patch_sheet(self, work: SheetWork, dxfs: Dxfs | None) -> bool:
        """Put a sheet's new part in the store; true when a formula of it is gone."""
        with self._in_words(f"the sheet {work.sheet.name}"):
            patch = SheetPatch(self._package, work, dxfs)
            packed = self._store.add(patch.chunks())
        if not patch.changed:
            self._store.drop(packed)
            return False
        self.changes[work.sheet.part] = packed
        if patch.protected:
            self.notes.append(
                f"The sheet {work.sheet.name} is protected; marks were written all the same, "
                "but the Check button inside Excel cannot write there until it is unprotected."
            )
        return patch.formulas_lost

    def _drop_stale_chain(self, formulas_lost: Collection[str]) -> None:
        """The calculation chain goes where it names a sheet that has lost formulas.

        The workbook part is left as it is: what the Dashboard shows hangs on the day, so Excel
        works it out afresh whenever it opens the file.
        """
        chain = calculation.chain_of(self._package)
        if chain and calculation.names_sheet(self._package, chain, formulas_lost):
            for name, data in calculation.without_chain(self._package, chain).items():
                self.changes[name] = None if data is None else self._store.add([data])

    def _tell_of_signature(self) -> None:
        if any(part.startswith("_xmlsignatures/") for part in self._package.parts):
            self.notes.append(
                "The workbook was signed, and its signature no longer holds; sign it again."
            )

    def _put(self, part: str, chunks: Iterable[bytes]) -> None:
        self.changes[part] = self._store.add(chunks)

    def _styles_part(self) -> str:
        package = self._package
        for relation in package.relations(package.workbook_part):
            if relation.kind == "styles" and package.has(relation.target):
                return relation.target
        raise Refused(
            f"{package.path.name} has no styles; open it in Excel and save it, then try again."
        )

    def _table(self, name: str) -> Table:
        if name not in self._tables:
            raise Refused(
                f"{self._package.path.name} has no table {name}; if it was deleted, take it from "
                "a dated copy of the workbook."
            )
        return self._tables[name]

    @contextmanager
    def _in_words(self, where: str) -> Iterator[None]:
        try:
            yield
        except UnknownShapeError as error:
            raise Refused(
                f"{self._package.path.name} cannot be written to safely: in {where}, {error}; "
                "open it in Excel, save it, and try again."
            ) from None


def _column(table: Table, edit: WriteColumn, *, appended: bool) -> Iterator[Strip]:
    """The column as a strip. Where rows are appended too, its blank end is theirs to fill."""
    rows, values = data_rows(table), edit.values
    if len(values) != len(rows):
        raise ValueError(f"{len(values)} values for {len(rows)} rows of {table.name}")
    while appended and values and values[-1] is None:
        values = values[:-1]
    if values:
        yield Strip(bodies.column_of(table, edit.heading), rows.start, values)


def _data_area(table: Table) -> Area:
    rows = data_rows(table)
    return table.area._replace(top=rows.start, bottom=rows.stop - 1)
