"""The closing marks of items: `;` inside a block, `,` at its end, one `.` at the end of the text.

Measured on 61 resolutions (PP-18): inner items end in `;` in 96 %, the last of a preambular block in `,` in 97 %, the
last of the text, before its annexes, in `.` in all. Only an existing closing mark is changed; an item that ends in `:`
introduces others and is not changed. A block whose last item ends in `;` in the text in force keeps it. No mark is changed in
a text with margin numbers: each would be a proposal on a provision that the user did not amend, and lists and sentences
follow each other there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.edits.common import block_of, replace_clauses
from model.numbering.margin_numbers import has_number
from model.redline import ANCHOR, NOTE, Clause, Run, Stamp, Status
from model.redline.edit_text import InsertedParagraph, Place, edit
from model.submission.french_spaces import BLANKS, HIGH, has_spaced_marks, mark_behind
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Step, Transaction
from model.submission.values import Submission

_SEMICOLON, _COMMA, _STOP = "semicolon", "comma", "stop"
_MARKS = {"ar": {_SEMICOLON: "؛", _COMMA: "،", _STOP: "."}, "zh": {_SEMICOLON: "；", _COMMA: "，", _STOP: "。"}}
_LATIN = {_SEMICOLON: ";", _COMMA: ",", _STOP: "."}
_ALL = frozenset(";,.؛،；，。")
_SILENT = f" \t{NOTE}{ANCHOR}{BLANKS}"
"""Characters that may follow a closing mark."""
_MARKS_AND_BLANKS = "".join(sorted(_ALL)) + _SILENT
_PUNCTUATING = frozenset(
    {
        TransactionKind.INSERT_PARAGRAPH, TransactionKind.DELETE_PARAGRAPH, TransactionKind.MOVE_PARAGRAPH,
        TransactionKind.NEW_CALL, TransactionKind.PASTE, TransactionKind.DROP,
    }
)  # fmt: skip
"""The kinds of transactions that may change closing marks."""


def punctuate_items(
    submission: Submission, story: StoryId, clauses: tuple[Clause, ...], index: int, stamp: Stamp
) -> tuple[tuple[Clause, ...], list[Step]]:
    """The story with the items of the block around an index closed as ITU practice wants, and the steps that do it. Checks only
    the items beside the change, and the last two if another item is the last now.

    submission: with the text in force that the text follows
    index: the clause that was inserted or deleted
    """
    steps: list[Step] = []
    if not clauses or any(map(has_number, clauses)):
        return clauses, steps
    start, stop = block_of(clauses, min(index, len(clauses) - 1))
    live = [place for place in range(start, stop) if _is_live_item(clauses[place])]
    if len(live) < 1:
        return clauses, steps
    marks = _MARKS.get(submission.language, _LATIN)
    spaced = has_spaced_marks(submission, story.proposal)
    another_is_last = live[-1] <= index
    near = live[-2:-1] if another_is_last else []
    wanted = [(place, marks[_SEMICOLON]) for place in live[:-1] if place in near or abs(place - index) <= 1]
    if another_is_last:
        wanted.append((live[-1], marks[_last_mark(clauses, start, stop, marks)]))
    for place, mark in wanted:
        clauses, more = _close_item(story, clauses, place, mark, spaced, stamp)
        steps += more
    return clauses, steps


def _last_mark(clauses: Sequence[Clause], start: int, stop: int, marks: Mapping[str, str]) -> str:
    """The mark that closes the last item of a block: that of the text in force, unless the text ends there."""
    following = next((clause for clause in clauses[stop:] if _is_live(clause)), None)
    if following is None or following.props.kind == "annex":
        return _STOP
    texts = (clause.text_on("base").rstrip(_SILENT) for clause in reversed(clauses[start:stop]) if clause.cell is None)
    last = next(filter(None, texts), "")
    return _SEMICOLON if last.endswith(marks[_SEMICOLON]) else _COMMA


def changed_marks(made: Transaction) -> list[tuple[StoryId, str, str]]:
    """The items in which a transaction changes only the closing mark, besides its own change: story, clause, new mark."""
    if made.kind not in _PUNCTUATING:
        return []
    found: dict[tuple[StoryId, str], str] = {}
    for step in made.steps[1:]:
        if isinstance(step, Splice) and len(step.old) == len(step.new) == 1 and step.old[0].id == step.new[0].id:
            was, now = (clause.text_on("draft").rstrip(_SILENT) for clause in (step.old[0], step.new[0]))
            mark = now[-1:]
            if was != now and mark in _ALL and was.rstrip(_MARKS_AND_BLANKS) == now.rstrip(_MARKS_AND_BLANKS):
                found[step.story, step.old[0].id] = mark
    return [(*place, mark) for place, mark in found.items()]


def _is_live(clause: Clause) -> bool:
    return any(run.status.in_draft and run.text.strip() for run in clause.runs)


def _is_live_item(clause: Clause) -> bool:
    return clause.props.kind == "paragraph" and clause.cell is None and _is_live(clause)


def _close_item(
    story: StoryId, clauses: tuple[Clause, ...], place: int, mark: str, spaced: bool, stamp: Stamp
) -> tuple[tuple[Clause, ...], list[Step]]:
    clause = clauses[place]
    found = _closing_mark(clause)
    if found is None:
        return clauses, []
    offset, run, character = found
    if character == mark:
        return clauses, []
    before = [(char, part.status.in_draft) for part in clause.runs for char in part.text][:offset]
    text = mark_behind("".join(char for char, in_draft in before if in_draft), mark, spaced=spaced)
    start = offset
    if mark not in HIGH or not spaced:  # a blank before the mark goes with it
        while start > 0 and before[start - 1][1] and before[start - 1][0] in BLANKS:
            start -= 1
    a, b = Place(place, start), Place(place, offset + 1)
    change = edit(clauses, a, b, [InsertedParagraph((Run(text, style=run.style),))], stamp)
    return replace_clauses(story, clauses, change.new, change.at, change.at + len(change.old))


def _closing_mark(clause: Clause) -> tuple[int, Run, str] | None:
    """Offset, run and sign of the mark that closes the live text of a clause; None if none of ours does."""
    offset = len(clause.text)
    for run in reversed(clause.runs):
        offset -= len(run.text)
        if run.status not in (Status.KEPT, Status.INSERTED) or run.text in (NOTE, ANCHOR):
            continue
        text = run.text.rstrip()
        if not text:
            continue
        return (offset + len(text) - 1, run, text[-1]) if text[-1] in _ALL else None
    return None
