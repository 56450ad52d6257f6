"""What must hold of a comparison: its sides are the two texts, and as Word files say the judges the same."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from model.diff import compare
from model.files.comparison import compare_submissions
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.formats.word.writing.writer import write_word
from model.numbering import Labelling
from model.redline import NOTE, Clause, Redline, Run, Side, Stamp, paragraphs
from model.submission.values import Proposal, Submission

ME = Stamp("me", "2024-09-06T09:00:00Z")
Shown = tuple[object, ...]


def compared(base: Redline, draft: Redline, *, moves: bool = True) -> Redline:
    """The redline of two texts, whose sides must be these."""
    found = compare(base, draft, ME, moves=moves)
    for side, want in (("base", base), ("draft", draft)):
        for number, (got, wanted) in enumerate(zip_longest(shown(found, side), shown(want, "base"))):
            assert got == wanted, f"{side}, paragraph {number}:\n got {got}\nwant {wanted}"
    return found


def shown(text: Redline, side: Side) -> list[Shown]:
    """Of each paragraph what a reader sees of it on a side: label, style, characters with their formats, notes, cell."""
    labelling = Labelling.of(text)
    label_of = labelling.base if side == "base" else labelling.draft
    places = Places()
    out: list[Shown] = []
    for paragraph in paragraphs(text.clauses, side):
        bearer = paragraph.bearer
        label = (bearer.own_label if side == "draft" else None) or bearer.label
        after = (label.after if label is not None else "\t") if label_of(bearer.id) else ""
        cell = places.of(paragraph.closing)
        runs = [(run.text, run.style) for run in _plain(paragraph.runs)]
        notes = [_note(text, run.content, side) for run in paragraph.runs if run.text == NOTE and run.content]
        out.append((cell, label_of(bearer.id) or "", after, paragraph.props, runs, notes))
    return out


def _plain(runs: Sequence[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in runs:
        bare = replace(run, content="")
        if last is not None and last.style == bare.style:
            last = replace(last, text=last.text + bare.text)
            continue
        if last is not None:
            yield last
        last = bare
    if last is not None:
        yield last


def _note(text: Redline, key: str, side: Side) -> list[str]:
    note = text.notes[key]
    return [paragraph.text for paragraph in paragraphs(note.clauses, side)]


class Places:
    """Cells counted as they come, so that those of a side can be compared with those of a whole."""

    def __init__(self) -> None:
        self._tables: dict[int, int] = {}
        self._rows: dict[tuple[int, int], int] = {}
        self._columns: dict[tuple[int, int], list[int]] = {}

    def of(self, clause: Clause) -> tuple[int, int, int] | None:
        if clause.cell is None:
            return None
        table, row, column = clause.cell
        number = self._tables.setdefault(table, len(self._tables))
        rows = {key for key in self._rows if key[0] == table}
        columns = self._columns.setdefault((table, row), [])
        if column not in columns:
            columns.append(column)
        return number, self._rows.setdefault((table, row), len(rows)), columns.index(column)


def word_file(text: Redline) -> bytes:
    """A text as a Word file of its own."""
    whole = Submission(proposals=(Proposal(redline=text, original=text),), language=text.language)
    return write_word(whole, ExportOptions(date=ME.date)).data


def judged(base: bytes, draft: bytes) -> tuple[bytes, dict[str, object]]:
    """The redline of two Word files as one, and what the judge of `../shared` says of it."""
    from tests.journeys.judges import judge

    first, second = read_word(base, "base.docx").submission, read_word(draft, "draft.docx").submission
    found = compare_submissions(first, second, ME)
    data, _ = export_word(found.submission, ExportOptions(date=ME.date, keeps_formats=found.keeps_formats))
    verdict = judge("redline").judge(io.BytesIO(data), io.BytesIO(base), io.BytesIO(draft), heavy=False)
    return data, verdict


WANTED = ("accept", "reject", "accept_style", "reject_style", "accept_fmt", "reject_fmt")


def faults(verdict: dict[str, object]) -> list[str]:
    """What the judge found wrong."""
    out = [name for name in WANTED if not verdict[name]]
    return [*out, *(str(verdict[key]) for key in ("accept_why", "reject_why") if key in verdict)]
