"""Submissions for tests, and arbitrary user actions on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import strategies as st

from model.edits import clause_properties, notes, review, structure, text
from model.errors import EditError
from model.redline import Props, Redline, Run, Stamp
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline

ME = Stamp("me", "2024-09-06T09:00:00Z")
YOU = Stamp("you", "2024-09-07T09:00:00Z")

SMALL = """\
    # RESOLUTION 7 (Rev. Oxdorf, 2018)
    ## On small texts
    > The Assembly of Examples (Oxdorf, 2018),
    *considering*
    a)\tthat texts are short;
    b)\tthat some have items:
      i)\tone of them,
      ii)\tanother,
    c)\tthat others have none,
    *resolves*
    1\tto go on;
    2\tto stop.
"""

MIXED = """\
    # RESOLUTION 7 (Rev. Oxdorf, 2018)
    *considering*
    a)\tthat texts are short;
    b)\tthat some have items:
      i)\tone of them,
      ii)\tanother,
      iii)\ta third,
    c)\tthat others have some:
      i)\tone,
      ii)\ttwo;
    *resolves*
    1\tto go on:
    1.1\tfast,
    1.2\tslowly;
    2\tto stop.
"""


def submission(written: str | Redline = SMALL, *, language: str = "en") -> Submission:
    """A submission of one proposal without a symbol: the text alone."""
    value = redline(written, language=language) if isinstance(written, str) else written
    return Submission(proposals=(Proposal(redline=value, original=value),), language=language)


@dataclass(frozen=True)
class Action:
    """Something that a user may do to whatever text there is; EditError if it cannot be done."""

    do: Callable[[Submission, list[float], Stamp], Transaction]
    numbers: list[float]
    """Where, how far and what: parts of the text and of choices, 0 to 1."""
    stamp: Stamp

    def __call__(self, value: Submission) -> Transaction:
        return self.do(value, self.numbers, self.stamp)

    def __repr__(self) -> str:
        return f"{self.do.__name__}{self.numbers} {self.stamp.author}"


def actions(kinds: Sequence[Callable[..., Transaction]] = ()) -> st.SearchStrategy[Action]:
    """Actions of all kinds, or of some."""
    return st.builds(
        Action,
        st.sampled_from(kinds or _ACTIONS),
        st.lists(st.floats(0, 1), min_size=4, max_size=4),
        st.sampled_from([ME, YOU]),
    )


def carried_out(value: Submission, todo: Iterable[Action]) -> Submission:
    """The submission after those of some actions that can be done."""
    for action in todo:
        with suppress(EditError):
            value = apply(value, action(value))
    return value


def _spot(value: Submission, part: float, within: float) -> Place:
    clauses = value.proposals[0].redline.clauses
    if not clauses:
        raise EditError("the text is empty")
    index = min(int(part * len(clauses)), len(clauses) - 1)
    return Place(index, round(within * len(clauses[index].text)))


def _id(value: Submission, part: float) -> str:
    return value.proposals[0].redline.clauses[_spot(value, part, 0).index].id


def _type(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    a = _spot(value, n[0], n[1])
    return text.type_text(value, StoryId(1), a, a, "new words"[: 1 + int(n[2] * 8)], stamp)


def _replace(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    a, b = sorted((_spot(value, n[0], n[1]), _spot(value, min(1, n[0] + n[2] / 5), n[3])))
    return text.replace_range(
        value, StoryId(1), a, b, [InsertedParagraph((Run("instead"),))], stamp, kind=TransactionKind.REPLACE
    )


def _delete(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    a, b = sorted((_spot(value, n[0], n[1]), _spot(value, min(1, n[0] + n[2] / 5), n[3])))
    return text.delete_range(value, StoryId(1), a, b, stamp)


def _restore(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    a, b = sorted((_spot(value, n[0], n[1]), _spot(value, min(1, n[0] + n[2] / 5), n[3])))
    return text.restore_range(value, StoryId(1), a, b, stamp)


def _enter(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    a = _spot(value, n[0], n[1] if n[3] > 0.5 else round(n[1]))
    return text.break_paragraph(value, StoryId(1), a, a, stamp)


def _merge(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return text.merge_next(value, StoryId(1), _id(value, n[0]), stamp)


def _format(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    a, b = sorted((_spot(value, n[0], n[1]), _spot(value, n[0], n[2])))
    clauses = value.proposals[0].redline.clauses
    name = list(text.FORMATS)[int(n[3] * 3.9)]
    return text.toggle_format(value, StoryId(1), text.spans_between(clauses, a, b), name, stamp)


def _insert(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    new = structure.NewClause(Props("paragraph", 1 + int(n[1] * 1.9), "letter"), (Run("a new clause;"),))
    index = _spot(value, n[0], 0).index + 1
    return structure.insert_clauses(value, StoryId(1), index, [new], stamp, punctuate=n[2] > 0.5)


def _strike(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return structure.delete_clauses(value, StoryId(1), _id(value, n[0]), stamp, only=n[1] > 0.5, punctuate=n[2] > 0.5)


def _unstrike(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return structure.restore_clauses(value, StoryId(1), _id(value, n[0]), stamp)


def _move(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    to = _spot(value, n[1], 0).index + round(n[2])
    return structure.move_clauses(value, StoryId(1), _id(value, n[0]), to, stamp, only=n[3] > 0.5)


def _level(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return clause_properties.change_level(value, StoryId(1), _id(value, n[0]), 1 if n[1] > 0.5 else -1, stamp)


def _kind(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    kind = "call" if n[1] > 0.5 else "paragraph"
    return clause_properties.change_kind(value, StoryId(1), _id(value, n[0]), kind, stamp)


def _label(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return clause_properties.set_label(
        value, StoryId(1), _id(value, n[0]), "b)bis" if n[1] > 0.3 else None, stamp, lock=n[2] > 0.5
    )


def _footnote(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    place = _spot(value, n[0], n[1])
    return notes.insert_note(value, StoryId(1), _id(value, n[0]), place.offset, "A note.", stamp)


def _reject(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    found = [amendment for amendment in amendments(value.proposals[0].redline) if amendment.parts]
    return review.reject(value, 1, found[int(n[0] * len(found)) :][:1], stamp)


def _accept(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    found = [amendment for amendment in amendments(value.proposals[0].redline) if amendment.parts]
    return review.accept(value, 1, found[int(n[0] * len(found)) :][:1], stamp)


def _correct(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return clause_properties.correct_kind(value, StoryId(1), _id(value, n[0]), "paragraph", stamp, level=1 + int(n[1] * 2))


_ACTIONS = (
    _type,
    _replace,
    _delete,
    _restore,
    _enter,
    _merge,
    _format,
    _insert,
    _strike,
    _unstrike,
    _move,
    _level,
    _kind,
    _label,
    _footnote,
    _reject,
    _accept,
    _correct,
)


def action_of(name: str, *numbers: float, stamp: Stamp = ME) -> Action:
    """One action by its name, for an example that is to be tried each time."""
    return Action(next(do for do in _ACTIONS if do.__name__ == f"_{name}"), list(numbers), stamp)


def states_after(
    submission: Submission, steps: Iterable[tuple[str, int]], edited: Callable[[Submission, str, int], Transaction]
) -> list[Submission]:
    """The submission, and as it is after each of the steps that is possible.

    steps: the kinds of edits, each with a number that says where
    edited: the edit of a step; EditError if it is not possible
    """
    out = [submission]
    for kind, place in steps:
        try:
            out.append(apply(out[-1], edited(out[-1], kind, place)))
        except EditError:
            continue
    return out
