"""Pairs of layers: a party's proposal on a text, and ours upon it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.sub_amendments.layers import as_new_text
from model.layers.combined import base_upon
from model.redline import NOTE, Redline, Run, Stamp
from model.submission.transactions import Transaction
from model.submission.values import Proposal, Submission
from tests.builders import submissions
from tests.builders.submissions import MIXED, SMALL, Action, carried_out, submission

THEIRS = Stamp("EUR", "2026-01-02T09:00:00Z")
UPPER = Stamp("ATU", "2026-02-03T09:00:00Z")
LAYER_TEXTS = (SMALL, MIXED)
_NAMES = "type replace delete restore enter merge format insert strike unstrike move level kind label footnote".split()
LAYER_ACTIONS: Sequence[Callable[..., Transaction]] = [getattr(submissions, f"_{name}") for name in _NAMES]
"""The actions that leave the text in force as it is."""


def layered(theirs: Redline, upper: Redline, language: str = "en") -> Submission:
    """A submission of one proposal with two layers."""
    return Submission(proposals=(Proposal(redline=upper, original=theirs, theirs=theirs),), language=language)


def lists_of_actions(stamp: Stamp) -> st.SearchStrategy[list[Action]]:
    """Actions of one author."""
    action = st.builds(Action, st.sampled_from(LAYER_ACTIONS), st.lists(st.floats(0, 1), min_size=4, max_size=4), st.just(stamp))
    return st.lists(action, max_size=8)


def amended(text: str | Redline, todo: Sequence[Action], *, symbol: str = "") -> Redline:
    """A text after actions."""
    return carried_out(submission(text), todo).proposals[0].redline


@st.composite
def layer_pairs(draw: st.DrawFn) -> tuple[Redline, Redline]:
    """A lower and an upper layer."""
    theirs = amended(draw(st.sampled_from(LAYER_TEXTS)), draw(lists_of_actions(THEIRS)))
    return theirs, amended(base_upon(theirs), draw(lists_of_actions(UPPER)))


def random_layers(seed: int, *, new: bool = False) -> tuple[Redline, Redline]:
    """The pair of a number, the same each time. `new`: theirs is a new text, where none is in force."""
    random = Random(seed)

    def todo(stamp: Stamp) -> list[Action]:
        return [
            Action(random.choice(LAYER_ACTIONS), [random.random() for _ in range(4)], stamp)
            for _ in range(random.randrange(1, 9))
        ]

    theirs = amended(random.choice(LAYER_TEXTS), todo(THEIRS))
    if new:
        theirs = as_new_text(theirs, THEIRS)
    return theirs, amended(base_upon(theirs), todo(UPPER))


def without_ids(redline: Redline) -> object:
    """What a text and the notes to which it refers say, with labels, without ids, keys of notes and stamps."""
    keys = list(dict.fromkeys(run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE))
    stories = [redline.clauses, *(redline.notes[key].clauses for key in keys)]

    def bare(run: Run) -> Run:
        number = str(keys.index(run.content)) if run.text == NOTE else run.content
        return replace(run, stamp=Stamp(), style_stamp=Stamp(), content=number)

    return [
        [
            (clause.props, clause.label.text if clause.label else None, clause.cell, tuple(map(bare, clause.runs)))
            for clause in story
        ]
        for story in stories
    ]
