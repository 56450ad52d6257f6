"""A user's own list of terms with a newer form: one a line, the old one, a tab, the new one."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from model.message import Message


class Terms(Struct, frozen=True):
    """The contents of a list of terms."""

    newer: Mapping[str, str] = field(default_factory=dict)
    """The newer form of each old term."""
    wrong: tuple[tuple[int, str, Message], ...] = ()
    """The lines that say nothing: number from 1, the line, why."""
    remarks: tuple[str, ...] = ()
    """The lines that begin with `#`."""


def read_terms(text: str) -> Terms:
    """The terms of a list."""
    newer: dict[str, str] = {}
    wrong: list[tuple[int, str, Message]] = []
    remarks: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if line.startswith("#"):
            remarks.append(line)
        if not line.strip() or line.startswith("#"):
            continue
        old, tab, new = (part.strip() if part != "\t" else part for part in line.partition("\t"))
        if not tab:
            wrong.append((number, line, Message.of("there is no tab between the old term and the new one")))
        elif "\t" in new:
            wrong.append((number, line, Message.of("there is more than one tab")))
        elif not old or not new:
            wrong.append((number, line, Message.of("one of the two terms is missing")))
        elif old == new:
            wrong.append((number, line, Message.of("both terms are the same")))
        elif old in newer and newer[old] != new:
            wrong.append((number, line, Message.of("“{old}” has another newer form above", old=old)))
        else:
            newer[old] = new
    return Terms(newer, tuple(wrong), tuple(remarks))


def write_terms(terms: Terms) -> str:
    """The list as text, remarks first; lines without meaning follow at its end, unchanged."""
    lines = [*terms.remarks, *(f"{old}\t{new}" for old, new in terms.newer.items()), *(line for _, line, _ in terms.wrong)]
    return "".join(f"{line}\n" for line in lines)
