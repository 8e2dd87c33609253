"""The catalogue of rules as a page: `docs/rules.md` is generated from it."""

from __future__ import annotations

from itertools import groupby

from s117xl.law.authorities import Authority, authority
from s117xl.rules.catalogue import Rule, all_rules

_ABOUT = """\
# The rules

This page is generated from the catalogue; do not edit it. Each rule says what it looks for, what
you are asked to do, who does it, and by which law or guidance. *To be confirmed by your lawyer*
stands where a number, a wording or a date has not been verified. Nothing here is legal advice.

A rule ends with one of four outcomes: `found`, `clean`, `not-applicable` (no row is of its sort) or
`not-run` (with the reason). A row whose cells are blank or cannot be read is counted as not tested.

`unlawful`, `missing` and `invalid` are to be fixed; `risk` and `overdue` to be fixed or explained;
`prompt` and `info` ask for nothing.
"""


def rules_markdown() -> str:
    """The page, with a table of all the rules and a section for each."""
    rules = list(all_rules().values())
    lines = [_ABOUT, "| rule | severity | what it looks for |", "| --- | --- | --- |"]
    lines += [
        f"| [{r.code}](#{r.code.lower()}) | {r.severity} | {r.title}{_force(r)} |" for r in rules
    ]
    for table, group in groupby(sorted(rules, key=lambda r: r.table), key=lambda r: r.table):
        lines += ["", f"## On the {table} table"]
        for rule in group:
            lines += ["", *_section(rule)]
    return "\n".join(lines) + "\n"


def _force(rule: Rule) -> str:
    return "" if rule.in_force else " *(not in force)*"


def _section(rule: Rule) -> list[str]:
    audit = f" Audit {', '.join(rule.audit)}." if rule.audit else ""
    lines = [
        f"### {rule.code}",
        "",
        f"**{rule.title}.** {rule.severity}: {rule.action}. {rule.owner}. "
        f"Pillar {rule.pillar}.{audit}",
        "",
        f"- Looks at: {', '.join(f'`{name}`' for name in rule.fields)}",
        f"- What to do: {rule.fix}",
    ]
    if rule.dormant:
        lines.append(f"- Not in force: {rule.dormant}")
    return lines + [f"- {_law(authority(name))}" for name in rule.authority]


def _law(law: Authority) -> str:
    citation = f"[{law.citation}]({law.link})" if law.link else law.citation
    doubt = "" if law.confidence == "settled" else f" *To be confirmed by your lawyer: {law.check}*"
    return f"{citation}: {law.summary}{doubt}"
