"""Long texts for the benchmarks, in the notation."""

from __future__ import annotations

from collections.abc import Iterator

CALLS = ("recalling", "considering", "recognizing", "noting", "resolves", "invites Member States")
ITEMS = 24
"""Lettered or numbered clauses under each call, z) not reached."""
KEPT = "that the studies on the continuity of services are continued in cooperation with the operators of "
OLD, NEW = "networks and of exchanges", "networks, of exchanges and of data centres"


def head() -> Iterator[str]:
    yield "RESOLUTION 112 (Rev. Geneva, 2022)"
    yield "Continuity of telecommunication services"
    yield "(Hammamet, 2016; Geneva, 2022)"
    yield "The World Telecommunication Standardization Assembly (Geneva, 2022),"


def long_text(clauses: int, *, tracked: bool) -> str:
    """A resolution of that many clauses; tracked, each of them has a deletion and an insertion."""
    lines = list(head())
    change = f"{{--{OLD}--}}{{++{NEW}++}}" if tracked else OLD
    while len(lines) < clauses:
        call = CALLS[len(lines) // (ITEMS + 1) % len(CALLS)]
        lines.append(f"*{call}*")
        for item in range(min(ITEMS, clauses - len(lines))):
            label = str(item + 1) if call.startswith(("resolves", "invites")) else f"{chr(ord('a') + item)})"
            lines.append(f"{label}\t{KEPT}{change};")
    return "\n".join(lines) + "\n"


def texts(notation: str) -> list[list[str]]:
    """The runs of each clause of such a text as texts alone, for the yardstick."""
    out = []
    for line in notation.splitlines():
        label, tab, text = line.rpartition("\t")
        for mark in ("{--", "--}", "{++", "++}"):
            text = text.replace(mark, "\0")
        out.append([run for run in (label + tab, *text.split("\0")) if run])
    return out
