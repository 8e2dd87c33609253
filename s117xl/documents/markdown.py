"""The documents as a page: `docs/documents.md` is generated from the catalogue and the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from s117xl.documents.catalogue import KINDS, TEMPLATES, Kind
from s117xl.documents.facts import Document
from s117xl.documents.statements import Statement, Statements, all_statements
from s117xl.law.authorities import authority
from s117xl.rules.catalogue import all_rules

_ABOUT = """\
# The documents

This page is generated from the catalogue of documents and their facts; do not edit it. Each
document says whose row it is about, what it must say, and what holds it back: then no file is made,
and the reason, the law and the mend are told. There is no switch to pass a stop. Nothing here is
legal advice.

`s117xl write KIND FILE --id ID --out DIR` makes one; in Excel the buttons of the menu Documents do.
The templates are Word files (`s117xl templates export DIR` gives the set to edit). A template may

- print the facts listed below: `{{ panel.reasons }}`;
- ask whether one is so: `{%p if panel.approved %}`, `{%p else %}`, `{%p endif %}`, each alone in
  its paragraph;
- go through a list: `{%p for service in services %}`, `{%p endfor %}`; or, for the rows of a table,
  `{%tr for service in services %}`, `{%tr endfor %}`, each alone in its row.

What the register does not hold prints as what is to be completed, and is not true for an `if`.

*Every document*: a letter does not go to somebody who has died (R115), nor to a person marked
`do not write`; one marked `representative` is addressed to the representative. A document with
something to be completed stays DRAFT. What the rules found besides stands in a note to the author,
a file of its own.

![Every document, page by page](documents.png)
"""
_ONLY = {
    "ended": "records that are ENDED",
    "ended before": "records that were ended before",
    "charged": "people who were charged for aftercare",
}


def documents_markdown() -> str:
    """The page: a section for each document, the statements, and every fact."""
    lines = [_ABOUT]
    for kind in KINDS.values():
        lines += [*_section(kind), ""]
    lines += [*_statements(), *_facts()]
    return "\n".join(lines) + "\n"


def _section(kind: Kind) -> Iterator[str]:
    yield f"## {kind.id}: {kind.title}"
    yield ""
    yield kind.tip
    yield ""
    to = (
        "a letter to the person or a representative"
        if kind.is_letter
        else "for those who work on it"
    )
    only = f"; only for {_ONLY[kind.only]}" if kind.only else ""
    yield f"- About a row of {kind.table}{only}; {to}. Template: `{kind.template}.docx`."
    if kind.stops:
        yield f"- Held back by: {'; '.join(_rule(code) for code in kind.stops)}."
    if kind.certain:
        yield (
            f"- Held back too where these cannot be tested: {', '.join(kind.certain)}; and where "
            "no reason is given that carries an ending."
        )
    if kind.own_words:
        words = ", ".join(f"`{path}`" for path in kind.own_words)
        yield f"- Held back where one of these texts asks for a charge: {words}."
    if kind.mends:
        yield f"- Puts right: {'; '.join(_rule(code) for code in kind.mends)}."
    must = [id for id, each in all_statements().items() if kind.template in each.where]
    yield f"- Must say: {', '.join(f'`{id}`' for id in must)}."
    names = _own_names(kind.facts)
    yield f"- Facts of its own: {', '.join(names) if names else 'none'}."


def _rule(code: str) -> str:
    title = all_rules()[code].title
    return f"[{code}](rules.md#{code.lower()}) {title[:1].lower()}{title[1:]}"


def _own_names(facts: type) -> list[str]:
    common = get_type_hints(Document)
    return [f"`{name}`" for name in get_type_hints(facts) if name not in common]


def _statements() -> Iterator[str]:
    yield "## What documents must say"
    yield ""
    yield "| name | words | law | where |"
    yield "| --- | --- | --- | --- |"
    for each in all_statements().values():
        law = "; ".join(authority(id).citation for id in each.authority)
        yield f"| `say.{each.id}` | {each.text} | {law} | {_where(each)} |"
    yield ""


def _where(each: Statement) -> str:
    parts = [", ".join(each.where)] if each.where else []
    if each.where_home:
        parts.append(f"where accommodation is aftercare: {', '.join(each.where_home)}")
    if each.where_no_public_funds:
        parts.append(f"with no recourse to public funds: {', '.join(each.where_no_public_funds)}")
    return "; ".join(parts)


def _facts() -> Iterator[str]:
    """Every group of facts once, in the order in which documents use them."""
    groups: dict[type, str] = {}
    others: dict[str, str] = {}
    for kind in TEMPLATES.values():
        for name, hint in get_type_hints(kind.facts, include_extras=True).items():
            group, about = _group(hint)
            if group is Statements:
                continue
            if group is not None:
                groups.setdefault(group, name)
            else:
                others.setdefault(name, f"{about} ({_shape(hint)})")
    yield "## Facts"
    yield ""
    yield from _table(others, "")
    for group, name in groups.items():
        yield f"### `{name}`"
        yield ""
        yield f"{(group.__doc__ or '').splitlines()[0]}"
        yield ""
        hints = get_type_hints(group, include_extras=True)
        rows = {n: f"{get_args(hint)[1]} ({_shape(hint)})" for n, hint in hints.items()}
        yield from _table(rows, f"{name}.")


def _table(rows: dict[str, str], owner: str) -> Iterator[str]:
    yield "| name | what it is |"
    yield "| --- | --- |"
    for name, about in rows.items():
        yield f"| `{owner}{name}` | {about} |"
    yield ""


def _group(hint: Any) -> tuple[type | None, str]:
    about = get_args(hint)[1] if get_origin(hint) is Annotated else ""
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(plain) is tuple:
        plain = get_args(plain)[0]
    return (plain if is_dataclass(plain) and isinstance(plain, type) else None), about


def _shape(hint: Any) -> str:
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(plain) is tuple:
        return "list"
    return "yes or no" if plain is bool else "text"
