"""Long texts for the benchmarks: in the notation, and a treaty text with margin numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from model.redline import Clause, Label, Props, Redline, Run, Status

CALLS = ("recalling", "considering", "recognizing", "noting", "resolves", "invites Member States")
ITEMS = 24
"""Lettered or numbered clauses under each call, z) not reached."""
KEPT = "that the studies on the continuity of services are continued in cooperation with the operators of "
OLD, NEW = "networks and of exchanges", "networks, of exchanges and of data centres"


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWN = (W + "t", W + "delText", W + "tab")


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


def runs_of(docx: Path) -> list[list[str]]:
    """The texts of the runs of each paragraph of a Word file, for the yardstick."""
    with ZipFile(docx) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return [[_text(run) for run in paragraph.iter(W + "r")] for paragraph in body.iter(W + "p")]


def _text(run: etree._Element) -> str:
    return "".join(part.text or "" if part.tag in (W + "t", W + "delText") else "\t" for part in run if part.tag in SHOWN)


def sparse_text(clauses: int) -> str:
    """A resolution of that many clauses of about 245 characters, one in eight amended."""
    lines = list(head())
    while len(lines) < clauses:
        number = len(lines)
        call, item = divmod(number, ITEMS + 1)
        name = CALLS[call % len(CALLS)]
        if item == 0:
            lines.append(f"*{name}*")
            continue
        label = str(item) if name.startswith(("resolves", "invites")) else f"{chr(ord('a') + item - 1)})"
        change = f"{{--{OLD}--}}{{++{NEW}++}}" if number % 8 == 0 else OLD
        lines.append(f"{label}\t{KEPT}{change}, {KEPT}{change};")
    return "\n".join(lines) + "\n"


def treaty_text(clauses: int) -> Redline:
    """A treaty text of that many clauses as long: articles of forty provisions with margin numbers, every third one with a
    paragraph that continues it, one provision in eight amended."""
    out: list[Clause] = []
    while len(out) < clauses:
        place, article = len(out), 1 + len(out) // 54
        at = place % 54
        if at == 0:
            out.append(Clause(f"c{place}", Props("heading", 2), (Run(f"ARTICLE {article}"),)))
            continue
        continues = at % 4 == 3
        number = None if continues else Label(f"{article}.{at - at // 4}")
        runs = [Run(f"{KEPT}{OLD}, {KEPT}{OLD};")]
        if place % 8 == 0:
            runs = [Run(KEPT), Run(OLD, Status.DELETED), Run(NEW, Status.INSERTED), Run(f", {KEPT}{OLD};")]
        out.append(Clause(f"c{place}", Props(provision=not continues), tuple(runs), number=number))
    return Redline(tuple(out), language="en", instrument="RR")
