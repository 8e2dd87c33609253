"""Measures letters against a plain docxtpl loop, in one run and in turn.

    python -m benchmarks.letters              1,000 letters each, in batches of 50 in turn
    python -m benchmarks.letters --profile    where the time of ours goes

The letter is docx_templates/decision.docx, or with --made a letter of two pages made here. Its
facts are invented from their types, so any template will do.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

from s117xl.documents.compiled import CompiledTemplate, compile_template, visible_text
from s117xl.documents.facts import DecisionLetter
from s117xl.documents.language import Kind, ListOf, members

TEMPLATE = Path(__file__).resolve().parents[1] / "docx_templates" / "decision.docx"
BATCH = 50
FROM_LETTER = 100  # from which on memory is not to grow


def context(number: int) -> dict[str, Any]:
    """The facts of one letter; no two letters have the same."""
    made = invented(DecisionLetter, "letter", number)
    return {field.name: getattr(made, field.name) for field in fields(DecisionLetter)}


def invented(kind: Kind, name: str, number: int) -> Any:
    """A fact of this kind, told from others by its name and number."""
    if isinstance(kind, ListOf):
        return tuple(invented(kind.item, f"{name} {each}", number) for each in range(1, 4))
    if kind is str:
        return f"{name.replace('_', ' ')} of O'Brien & Sons, no. {number}"
    if kind is bool:
        return True
    assert kind is not None
    return kind(**{part: invented(each, part, number) for part, each in members(kind).items()})


def made_template() -> bytes:
    """A letter of two pages: a letterhead, headings, a table of reasons, the rights."""
    from docx import Document

    letter = Document()
    letter.sections[0].header.paragraphs[0].text = "{{ organisation.council }}"
    letter.sections[0].footer.paragraphs[0].text = "{{ document.reference }} {{ document.state }}"
    for line in _LINES:
        letter.add_paragraph(line)
    table = letter.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "What was asked", "What was decided"
    for asked, decided in _ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = asked, decided
    letter.add_heading("Your rights", 1)
    for name in ("legal_duty", "no_charge", "advocacy", "review_any_time", "complaint",
                 "judicial_review", "your_data"):  # fmt: skip
        letter.add_paragraph(f"{{{{ say.{name} }}}} " + "This is said to everybody. " * 8)
    out = BytesIO()
    letter.save(out)
    return out.getvalue()


_LINES = (
    "{%p for line in recipient.lines %}", "{{ line }}", "{%p endfor %}", "{{ document.date }}",
    "Dear {{ recipient.salutation }}",
    "The panel sat on {{ panel.date }}. It was asked for {{ panel.request }}.",
    "{%p if panel.approved %}", "It agreed, from {{ panel.start }}.", "{%p else %}",
    "It did not agree: {{ panel.decision }}. Ask again by {{ panel.ask_again_by }}.",
    "{%p endif %}", "{{ panel.reasons }}", "Meanwhile: {{ panel.interim }}.",
    "{% if panel.conditions %}Conditions: {{ panel.conditions }}{% endif %}",
    "{{ responsible.lead }}, {{ responsible.lead_role }}, {{ responsible.team }}",
)  # fmt: skip
_ROWS = (
    ("{{ panel.request }}", "{{ panel.decision }}"), ("{%tr if plan.home_is_aftercare %}", ""),
    ("{{ plan.home_reason }}", "{{ plan.shares }}"), ("{%tr endif %}", ""),
    ("{{ panel.shares }}", "{{ plan.share_reason }}"),
)  # fmt: skip


def plain_docxtpl(path: Path) -> Callable[[dict[str, Any]], bytes]:
    """How docxtpl's own pages show it, with the settings that make it safe."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    def make(facts: dict[str, Any]) -> bytes:
        letter = DocxTemplate(path)
        letter.render(facts, SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
        out = BytesIO()
        letter.save(out)
        return out.getvalue()

    return make


def timed(make: Callable[[dict[str, Any]], object], contexts: Iterable[dict[str, Any]]) -> float:
    """Milliseconds for each letter."""
    made = list(contexts)
    start = time.perf_counter()
    for each in made:
        make(each)
    return (time.perf_counter() - start) / len(made) * 1000


def resident() -> float:
    """MB that this process holds."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def same_text(ours: bytes, theirs: bytes) -> bool:
    """Whether both letters read the same in python-docx."""
    from docx import Document

    read = [
        [p.text for p in Document(BytesIO(each)).element.iter("{*}p")] for each in (ours, theirs)
    ]
    return read[0] == read[1]


def memory_growth(template: CompiledTemplate, count: int) -> float:
    """MB by which the process grew from letter 100 to the last."""
    before = 0.0
    for number in range(count):
        if number == FROM_LETTER:
            before = resident()
        template.render(context(number))
    return resident() - before


def measure(path: Path, count: int) -> None:
    """Print what each takes, and how much memory ours grows by."""
    theirs = plain_docxtpl(path)
    start = time.perf_counter()
    template = compile_template(path.read_bytes(), DecisionLetter, path.name)
    print(f"made ready in {(time.perf_counter() - start) * 1000:.0f} ms")
    first = template.render(context(0))
    plain = theirs(context(0))
    print(f"a letter has {len(first):,} bytes, docxtpl's {len(plain):,}")
    print("both read the same" if same_text(first, plain) else "THE TWO DO NOT READ THE SAME")
    print(f"ours grew by {memory_growth(template, count):.1f} MB from letter {FROM_LETTER} on")
    pairs = []
    for batch in range(0, count, BATCH):
        numbers = range(batch, batch + BATCH)
        pairs.append(
            (timed(template.render, map(context, numbers)), timed(theirs, map(context, numbers)))
        )
    ours, slow = (statistics.median(each[place] for each in pairs) for place in (0, 1))
    print(f"ours {ours:.3f} ms a letter, docxtpl {slow:.2f} ms")
    print(f"one {statistics.median(b / a for a, b in pairs):.0f}th of docxtpl's time")
    parts = template.render_parts(context(0))
    xml = timed(template.render_parts, map(context, range(200)))
    text = timed(lambda _: visible_text(parts), map(context, range(200)))
    print(f"of it {xml:.3f} ms for the XML; besides, {text:.3f} ms where its text is read")


def profile(path: Path, count: int) -> None:
    """Print the twenty functions in which our letters spend the most time."""
    template = compile_template(path.read_bytes(), DecisionLetter, path.name)
    made = [context(number) for number in range(count)]
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [template.render(each) and None for each in made])
    pstats.Stats(profiler).sort_stats("tottime").print_stats(20)


def main() -> None:
    """Measure what was asked for."""
    from tempfile import TemporaryDirectory

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--letters", type=int, default=1000)
    asked.add_argument("--made", action="store_true", help="a letter made here")
    asked.add_argument("--profile", action="store_true")
    wanted = asked.parse_args()
    with TemporaryDirectory() as folder:
        path = TEMPLATE
        if wanted.made:
            path = Path(folder) / "made.docx"
            path.write_bytes(made_template())
        (profile if wanted.profile else measure)(path, wanted.letters)


if __name__ == "__main__":
    main()
