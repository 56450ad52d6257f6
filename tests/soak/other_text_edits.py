"""The kinds of random edits that bring changes from another text, or to one; see `edit_kinds.py`."""

from __future__ import annotations

import random
from typing import get_args

from msgspec.structs import replace

from model.consolidation.merge import Decision, Party, Policy, consolidate
from model.diff import compare
from model.diff.aligned_rows import align_redline
from model.edits import carry_over as carrying
from model.edits.fields import restore
from model.edits.proposals.new_base import move_to_base
from model.edits.proposals.twin_proposals import TwinPlace, draft_for_twins
from model.edits.take_over.clauses import take
from model.edits.take_over.copies import Copies, CopiesMatrix, take_changes
from model.errors import EditError
from model.files.consolidation import consolidation_submission
from model.files.consolidation_project import common_base
from model.numbering import Labelling
from model.redline import Redline, Stamp, Status
from model.submission.clause_paths import paths
from model.submission.language_versions import pairs
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply
from model.submission.values import Proposal, Submission
from tests.builders.carrying import carry as carry_pair
from tests.builders.variants import Editor
from tests.soak import structure_edits, text_edits
from tests.soak.edit_choices import EditChooser

MOST_CLAUSES = 60
"""The most clauses of a text that is compared here."""
IN_ANOTHER = (
    text_edits.type_text,
    text_edits.delete,
    text_edits.break_paragraph,
    text_edits.merge,
    structure_edits.insert,
    structure_edits.strike,
    structure_edits.move,
    structure_edits.level,
    structure_edits.kind,
    structure_edits.label,
    structure_edits.insert_note,
    structure_edits.insert_row,
)
"""The edits of a language version, or of a copy, by another person."""


def _small(redline: Redline) -> Redline:
    if not 0 < len(redline.clauses) < MOST_CLAUSES:
        raise EditError("the text is too long to be compared here")
    return redline


def edited_text(chooser: EditChooser, redline: Redline) -> Submission:
    """A submission on a text alone, after some random edits."""
    out = Submission(proposals=(Proposal(redline=redline, original=redline),), language=chooser.document.language)
    for _ in range(chooser.choose((1, 2, 4))):
        try:
            other = EditChooser(out, chooser.random.randrange(10**6))
            out = apply(out, chooser.choose(IN_ANOTHER)(other))
        except EditError:
            continue
        chooser.calls += [["in the other text", *call] for call in other.calls]
    return out


def take_over(chooser: EditChooser) -> Transaction:
    """Takes over differences of another text, which is the draft with some edits."""
    draft = _small(in_view(chooser.redline, "draft"))
    other = Editor(random.Random(chooser.random.random())).edit(draft, 2)
    side = chooser.choose(("base", "draft"))
    found = compare(draft, other, chooser.stamp) if side == "base" else compare(other, draft, chooser.stamp)
    changes = [
        aligned_change.amendment
        for aligned_change in align_redline(found).changes
        if aligned_change.amendment.kind != "renumbering"
    ]
    chosen = chooser.random.sample(changes, chooser.random.randint(1, len(changes))) if changes else []
    return chooser.call(take, chooser.number, found, side, chosen).transaction


def new_base(chooser: EditChooser) -> Transaction:
    """Applies the proposal to another text in force, which is the present one with some edits."""
    base = _small(in_view(chooser.redline, "base"))
    other = Editor(random.Random(chooser.random.random())).edit(base, 2)
    document = Submission(proposals=(Proposal(redline=other, original=other),), language=chooser.document.language)
    return chooser.call(move_to_base, chooser.number, document).transaction


def take_copies(chooser: EditChooser) -> Transaction:
    """Takes over changes of returned copies of the draft, each after some edits."""
    number, stamp = chooser.number, chooser.stamp
    draft = _small(in_view(chooser.redline, "draft"))
    others = [(f"copy {index}", edited_text(chooser, draft)) for index in range(chooser.choose((1, 2)))]
    copies = Copies.of(_alone(chooser), 1, others, stamp)
    board = CopiesMatrix.beside(replace(copies, number=number), chooser.document, "Draft", stamp)
    cells = [(line, party) for line in board.lines for party in range(1, len(board.found.parties)) if board.missing(line, party)]
    chosen = board.missing(*chooser.choose(cells)) if chooser.chance(0.6) else board.free
    return chooser.call(take_changes, number, board, chosen).transaction


def _alone(chooser: EditChooser) -> Submission:
    return replace(chooser.document, proposals=(chooser.document.proposals[chooser.number - 1],))


def carry_over(chooser: EditChooser) -> Transaction:
    """Carries changes of another language version over to the text."""
    story = StoryId(chooser.number)
    theirs = edited_text(chooser, _small(in_view(chooser.redline, "base")))
    left = [
        candidate
        for candidate in pairs(theirs.proposals[0].redline, chooser.redline)
        if candidate.left is not None and not candidate.is_carried
    ]
    words = chooser.chance(0.7)
    if chooser.chance(0.5):
        pair = chooser.choose(left)

        def carry(target: Submission, stamp: Stamp) -> Transaction:
            return carry_pair(theirs, StoryId(1), target, story, pair, stamp, words=words)

        return chooser.call(carry)

    def carry_all(target: Submission, stamp: Stamp) -> Transaction:
        return carrying.carry_all(theirs, StoryId(1), target, story, left, stamp, words=words)[0]

    return chooser.call(carry_all)


def draft_twins(chooser: EditChooser) -> Transaction:
    """Drafts the change of a clause for clauses of other texts, of which one is the text in force with some edits."""
    chooser.story = StoryId(chooser.number)
    base = _small(in_view(chooser.redline, "base"))
    texts = [Editor(random.Random(chooser.random.random())).edit(base, 2) for _ in range(chooser.choose((1, 2)))]
    texts += [chooser.choose(chooser.document.proposals).original]
    amended = [
        candidate
        for candidate in chooser.clauses
        if candidate.is_on("base") and any(run.status is not Status.KEPT for run in candidate.runs)
    ]
    clause = chooser.choose(amended)
    words = clause.text_on("base")
    twins = []
    for text in texts:
        named = paths(text, Labelling.of(text))
        alike = [
            named[candidate.id] for candidate in text.clauses if candidate.id in named and candidate.text_on("base") == words
        ]
        twins += [TwinPlace(text, path) for path in alike or [chooser.choose(list(named.values()))]]
    return chooser.call_on_story(draft_for_twins, clause.id, twins).transaction


def combine(chooser: EditChooser) -> Transaction:
    """The consolidation of the proposal with another party's, in the place of the document."""
    base = _small(in_view(chooser.redline, "base"))
    frame = common_base(chooser.document, chooser.number)
    theirs = edited_text(chooser, base).proposals[0].redline
    found = consolidate(frame.proposals[0].redline, [Party("ATU", chooser.redline), Party("RCC", theirs)])
    settled = [Decision("base"), Decision("party", 0), Decision("party", 1), Decision("stack"), Decision("own", 0, "x")]
    decisions = {conflict.key: chooser.choose(settled) for conflict in found.conflicts if chooser.chance(0.7)}
    policy: Policy = chooser.choose(get_args(Policy))
    chooser.calls.append(["consolidation_submission", {key: conflict.kind for key, conflict in decisions.items()}, policy])
    date = chooser.stamp.date
    whole = consolidation_submission(frame, frame.proposals[0], found, date, decisions=decisions, policy=policy)
    return restore(chooser.document, whole, "", chooser.stamp)
