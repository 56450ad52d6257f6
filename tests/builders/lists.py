"""Texts of numbered clauses, in one line: `"considering | a) x | +b y | -b) z"`."""

from __future__ import annotations

import re

from model.numbering import Labelling, read_label
from model.redline import KEPT_END, Clause, End, Kind, Label, Policy, Props, Redline, Run, Scheme, Status

_SCHEMES: dict[str, Scheme] = {"L": "letter", "R": "roman", "D": "decimal", "B": "bullet", "N": "none"}
_KINDS: dict[str, Kind] = {"#": "heading", "@": "annex", "=": "call"}


def listed(text: str, *, policy: Policy = "relabel", language: str = "en") -> Redline:
    """Clauses parted by `|`. Each is `[+-][#@=][>…][scheme] label text`.

    `+` inserted, `-` deleted; `=` call, `#` heading, `@` annex; each `>` is a level deeper; scheme is `L R D B N`, or,
    where it is absent, what the label says. A word alone is unlabelled text. Ids are `c0`, `c1` …
    """
    return Redline(tuple(_clause(number, part.strip()) for number, part in enumerate(text.split("|"))), {}, language, policy)


def _clause(number: int, part: str) -> Clause:
    found = re.fullmatch(r"([+-]?)([#@=]?)(>*)([LRDBN](?= |$))? ?(.*)", part)
    assert found is not None
    sign, opener, deeper, forced, rest = found.groups()
    status = {"+": Status.INSERTED, "-": Status.DELETED, "": Status.KEPT}[sign]
    head, _, words = rest.partition(" ")
    typed = read_label(head + "\t") if opener in ("", "#") and forced != "N" else None
    scheme = _SCHEMES[forced] if forced else typed.scheme if typed else "none"
    words = words if typed else rest
    kind = _KINDS.get(opener, "paragraph")
    level = 0 if kind in ("call", "annex") else 1 + len(deeper)
    return Clause(
        f"c{number}",
        Props(kind, level, scheme),
        (Run(words or f"text {number}", status),),
        KEPT_END if status is Status.KEPT else End(status),
        Label(head) if typed and status is not Status.INSERTED else None,
    )


def drafted(redline: Redline) -> str:
    """The draft's labels, with `.` for none, of the clauses that stand there."""
    labelling = Labelling.of(redline)
    return " ".join(labelling.draft(clause.id) or "." for clause in redline.clauses if clause.is_on("draft"))


def based(redline: Redline) -> str:
    """The base's labels likewise."""
    labelling = Labelling.of(redline)
    return " ".join(labelling.base(clause.id) or "." for clause in redline.clauses if clause.is_on("base"))
