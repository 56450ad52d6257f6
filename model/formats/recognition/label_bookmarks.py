"""Labels that have not the shape of one, `Art. 5 –` or any in a table: in a Word file, a hidden bookmark marks each.

The bookmark spans the label and its separator, on both sides; its name begins with `_Label`, and Word hides names that begin
with `_`. If it spans nothing, what follows is no label: a provision that begins with `– `. Another one, `_Number`, spans the
margin number of a provision with its separator.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from model.numbering import read_label
from model.numbering.provision_labels import read_provision_label
from model.redline import ANCHOR, Clause, Run

NAME = '"_Label'
NUMBER_NAME = '"_Number'
_LONGEST_PART = 6
"""The longest part of a compound label, with a blank."""


def with_bookmark(
    clause: Clause, runs: tuple[Run, ...], labels: Sequence[tuple[str, str]], *, language: str, id: Callable[[], int]
) -> tuple[Run, ...]:
    """The runs of a label, in a bookmark if it would be read as text.

    clause: the clause that bears it
    runs: the runs of the label with its separator
    labels: each side's label with its separator
    language: code of the text's language
    id: gives a number that no other bookmark has
    """
    if any(needs_mark(clause, text, after, language) for text, after in labels):
        return between_edges(runs, id)
    return runs


def needs_mark(clause: Clause, label: str, after: str, language: str) -> bool:
    """Whether a label followed by `after` would be read back as text, or as another label."""
    if clause.cell is not None or not _is_read(label, after, language):
        return True
    return clause.props.provision and _is_compound(label, after, clause.words_on("draft")[:_LONGEST_PART], language)


@lru_cache(maxsize=4096)
def _is_read(label: str, after: str, language: str) -> bool:
    read = read_label(f"{label}{after}x", language)
    return read is not None and (read.label, read.after) == (label, after)


def _is_compound(label: str, after: str, words: str, language: str) -> bool:
    """Whether the first words of a provision would be read as a part of the label before them."""
    read = read_provision_label(f"{label}{after}{words} x", language)
    return read is None or (read.label, read.after) != (label, after)


def between_edges(runs: Sequence[Run], id: Callable[[], int], name: str = NAME, *, beside: Run | None = None) -> tuple[Run, ...]:
    """The runs of a label between the edges of a bookmark.

    runs: the label; there may be none
    id: gives a number that no other bookmark has
    name: how the name of the bookmark begins
    beside: a run with the status that the edges have if there are no runs
    """
    number = id()
    like = runs[0] if runs else beside or Run("")
    alike = all(run.status is like.status and run.move == like.move for run in runs)
    edge = replace(like, text=ANCHOR, base_style=None, content="") if alike else Run(ANCHOR)
    start = f'<cw:beside><w:bookmarkStart w:id="{number}" w:name={name}{number}"/></cw:beside>'
    end = f'<cw:beside><w:bookmarkEnd w:id="{number}"/></cw:beside>'
    return (replace(edge, content=start), *runs, replace(edge, content=end))


def without_number(runs: Sequence[Run]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of a paragraph without the margin number that a bookmark spans, and the runs of that number; the start of the
    bookmark alone if it spans nothing, as that of a provision without a number does."""
    out: list[Run] = []
    held: list[Run] = []
    start: tuple[Run, ...] = ()
    end = ""
    for run in runs:
        if run.content and run.text == ANCHOR:
            if NUMBER_NAME in run.content:
                end, start = _end_of(run.content), (run,)
                continue
            if end and run.content == end:
                end = ""
                continue
        (held if end else out).append(run)
    return (tuple(runs), ()) if end else (tuple(out), tuple(held) or start)


def without_bookmarks(runs: Sequence[Run]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of a paragraph without the edges of such bookmarks, and the runs in the first of them, or its start alone if it
    spans nothing; () if it does not begin the text."""
    out: list[Run] = []
    held: list[Run] = []
    start: tuple[Run, ...] = ()
    ends: dict[str, bool] = {}
    for run in runs:
        if run.content and run.text == ANCHOR:
            if NAME in run.content:
                is_first = all(is_anchor(run_before) or not run_before.text for run_before in out)
                ends[_end_of(run.content)] = is_first
                start = start or ((run,) if is_first else ())
                continue
            if run.content in ends:
                ends[run.content] = False
                continue
        if any(ends.values()):
            held.append(run)
        out.append(run)
    return tuple(out), () if any(ends.values()) else tuple(held) or start


def is_anchor(run: Run) -> bool:
    """Whether a run is a mark of the file without a character."""
    return run.text == ANCHOR and bool(run.content)


def _end_of(start: str) -> str:
    number = start.partition('w:id="')[2].partition('"')[0]
    return f'<cw:beside><w:bookmarkEnd w:id="{number}"/></cw:beside>'
