"""What every document has round its text: paper, header, footer, letterhead, what is missing."""

from __future__ import annotations

from collections.abc import Callable

from s117xl.documents.building.elements import (
    Element,
    el,
    marker,
    paragraph,
    qualified,
    run,
    runs,
    val,
)
from s117xl.documents.building.package import FOOTER, HEADER

WIDTH, HEIGHT, MARGIN = 11906, 16838, 1247  # A4, and 2.2 cm, in twentieths of a point
TEXT_WIDTH = WIDTH - 2 * MARGIN
NOT_YET = "**Draft. Not to be sent yet.** To be completed in"


def section() -> Element:
    """A4 upright with our header and footer."""
    margins = {f"w_{side}": str(MARGIN) for side in ("top", "right", "bottom", "left")}
    return el(
        "w:sectPr",
        el("w:headerReference", w_type="default", r_id=HEADER),
        el("w:footerReference", w_type="default", r_id=FOOTER),
        el("w:pgSz", w_w=str(WIDTH), w_h=str(HEIGHT)),
        el("w:pgMar", **margins, w_header="624", w_footer="567", w_gutter="0"),
    )


def settings() -> Element:
    """Word's newest behaviour, no hyphens of its own making, British English."""
    uri = "http://schemas.microsoft.com/office/word"
    mode = el("w:compatSetting", w_name="compatibilityMode", w_uri=uri, w_val="15")
    return el(
        "w:settings",
        el("w:zoom", w_percent="100"),
        val("w:defaultTabStop", 567),
        val("w:autoHyphenation", "0"),
        val("w:characterSpacingControl", "doNotCompress"),
        el("w:compat", mode),
        val("w:themeFontLang", "en-GB"),
        val("w:decimalSymbol", "."),
        val("w:listSeparator", ","),
    )


def header() -> Element:
    """The subject on each page, and the word DRAFT while it is one."""
    mark = run("{% if document.is_draft %}DRAFT{% endif %}", "DraftMark")
    return el("w:hdr", paragraph([run("Section 117 aftercare\t"), mark], "Header"))


def footer() -> Element:
    """What the document is, its page, the law's date, and whether it is final."""
    first = [
        run("{{ document.title }} · {{ document.reference }}\tPage "),
        field("PAGE"),
        run(" of "),
        field("NUMPAGES"),
    ]
    second = runs("Law as at {{ document.law_as_at }}\t**{{ document.state }}**")
    return el("w:ftr", paragraph(first, "FooterRule"), paragraph(second, "Footer"))


def field(name: str) -> Element:
    """A number that Word counts."""
    return el("w:fldSimple", run("1"), w_instr=f" {name} ")


def warning_of_missing(source: str) -> list[Element]:
    """What is to be completed, and where, while anything is."""
    return [
        marker("{%p if missing %}"),
        paragraph(f"{NOT_YET} {source}:", "MissingBox"),
        marker("{%p for item in missing %}"),
        paragraph("{{ item }}", "MissingItem"),
        marker("{%p endfor %}"),
        marker("{%p endif %}"),
    ]


def letterhead(logo: Element) -> list[Element]:
    """Logo, the two bodies that share the duty, and how to reach them."""
    lines = (
        "{% for line in organisation.contact_lines %}{{ line }}"
        "{% if not loop.last %}  ·  {% endif %}{% endfor %}"
    )
    return [
        marker("{%p if organisation.has_logo %}"),
        paragraph([logo], "Logo"),
        marker("{%p endif %}"),
        *names(),
        marker("{%p if organisation.contact_lines %}"),
        paragraph(lines, "Contact"),
        marker("{%p endif %}"),
    ]


def names() -> list[Element]:
    """Council and board."""
    return [
        paragraph("{{ organisation.council }}", "Letterhead"),
        paragraph("{{ organisation.board }}", "LetterheadRule"),
    ]


def address() -> list[Element]:
    """Date, to whom, and our reference."""
    return [
        paragraph("{{ document.date }}", "DateLine"),
        marker("{%p for line in recipient.lines %}"),
        paragraph("{{ line }}", "Address"),
        marker("{%p endfor %}"),
        paragraph("Our reference: {{ document.reference }}", "ReferenceLine"),
    ]


def opening(look: str, subject: str, logo: Callable[[], Element], source: str) -> list[Element]:
    """All that stands before the first words of a document; `source` is what it is made from."""
    title = [paragraph(subject, "Title")]
    if look == "letter":
        return [*warning_of_missing(source), *letterhead(logo()), *address(), *title]
    return [*names(), *title, *warning_of_missing(source)]


def document(body: list[Element]) -> Element:
    """The part `document.xml`."""
    root = el("w:document", el("w:body", *body, section()))
    root.set(qualified("mc:Ignorable", ":"), "w14")
    return root
