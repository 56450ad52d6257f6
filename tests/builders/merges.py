"""Three versions of a submission for the laws of the merge: a base, and what two people made of it."""

from __future__ import annotations

import random
from collections import Counter

from msgspec import Struct

from model.errors import EditError
from model.merging.atoms import atoms_of, is_in_base
from model.redline import Redline, Stamp, Status
from model.submission.conflicts import MergeConflict
from model.submission.values import Submission
from tests.soak.edit_choices import EditChooser
from tests.soak.edit_kinds import BY_NAME, EDITS, Kind
from tests.soak.edit_texts import draw_text
from tests.soak.edits import step

AUTHORS = (Stamp("ATU", "2026-03-01T09:00:00Z"), Stamp("EUR", "2026-03-02T09:00:00Z"), Stamp("APT", "2026-03-03T09:00:00Z"))
_REBASING = {"accept", "correct", "correct_label", "new_base", "take_copies", "combine", "proposal"}
"""The edits that change the base or the list of proposals; the laws of the base hold without them."""
USUAL: dict[Kind, int] = {kind: weight for kind, weight in EDITS.items() if kind.__name__ not in _REBASING}


class Triple(Struct, frozen=True):
    """A base and two copies."""

    name: str
    base: Submission
    first: Submission
    second: Submission


def triple(seed: int, at: int, *, real: bool = True, edits: int = 4) -> Triple:
    """A triple by its seed and number."""
    chance = random.Random(f"{seed}/{at}")
    name, text = draw_text(chance, real=real)
    base = edited(text, chance, AUTHORS[2], chance.randint(0, edits))
    first = edited(base, chance, AUTHORS[0], chance.randint(1, edits))
    second = edited(base, chance, AUTHORS[1], chance.randint(1, edits))
    return Triple(name, base, first, second)


def edited(document: Submission, chance: random.Random, stamp: Stamp, count: int) -> Submission:
    """The document after some random edits by an author; one that is not possible is left out."""
    kinds = chance.choices([kind.__name__ for kind in USUAL], list(USUAL.values()), k=count)
    for kind in kinds:
        chooser = EditChooser(document, chance.randrange(10**6))
        chooser.stamp = stamp
        try:
            document, _ = step(document, BY_NAME[kind], chooser, follows=False)
        except EditError:
            continue
    return document


def base_of(redline: Redline) -> list[str]:
    """The letters and ends of the text in force, notes included."""
    marks = [run.content for clause in redline.clauses for run in clause.runs if run.status.in_base]
    stories = [redline.clauses, *(redline.notes[key].clauses for key in sorted(redline.notes) if key in marks)]
    return ["".join([letter for letter, look in atoms_of(story) if is_in_base((letter, look))]) for story in stories]


def inserted_by(submission: Submission, author: str) -> Counter[str]:
    """The letters that somebody inserted, in the texts of a submission."""
    return Counter(
        letter
        for proposal in submission.proposals
        for story in (proposal.redline.clauses, *(note.clauses for note in proposal.redline.notes.values()))
        for clause in story
        for run in clause.runs
        if run.status is Status.INSERTED and run.stamp.author == author
        for letter in run.text
    )


def letters_of(submission: Submission) -> Counter[str]:
    """All letters of the texts, and of both wordings of the conflicts."""
    found: Counter[str] = Counter()
    for proposal in submission.proposals:
        for story in (proposal.redline.clauses, *(note.clauses for note in proposal.redline.notes.values())):
            found.update("".join(clause.text for clause in story))
        for conflict in proposal.conflicts.values():
            found.update(_letters(conflict))
    return found


def _letters(conflict: MergeConflict) -> str:
    stories = (conflict.present, conflict.other, *(note.clauses for note in conflict.notes.values()))
    return "".join(clause.text for story in stories for clause in story)


def swapped(conflict: MergeConflict) -> MergeConflict:
    """The conflict as the other copy has it."""
    return MergeConflict(
        conflict.name,
        conflict.note,
        conflict.base,
        conflict.other,
        conflict.present,
        base_value=conflict.base_value,
        present_value=conflict.other_value,
        other_value=conflict.present_value,
    )
