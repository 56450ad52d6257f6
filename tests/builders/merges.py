"""Three versions of a submission for the laws of the merge: a base, and what two people made of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Set

from msgspec import Struct

from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.merging.atoms import atoms_of, is_in_base
from model.merging.submissions import merge_submissions
from model.redline import Clause, Redline, Stamp, Status
from model.redline.canonical import canonical
from model.submission.conflicts import PROPOSAL, MergeConflict
from model.submission.values import Submission, conflict_count
from tests.soak.edit_choices import EditChooser
from tests.soak.edit_kinds import BY_NAME, EDITS, Kind
from tests.soak.edit_texts import draw_text
from tests.soak.edits import step

AUTHORS = (Stamp("ATU", "2026-03-01T09:00:00Z"), Stamp("EUR", "2026-03-02T09:00:00Z"), Stamp("APT", "2026-03-03T09:00:00Z"))
_REBASING = {
    "accept",
    "correct",
    "correct_label",
    "new_base",
    "take_copies",
    "combine",
    "proposal",
    "merge_copy",
    "decide_conflict",
    "adopt",
}
"""The edits that change the base or the list of proposals, or merge themselves."""
USUAL: dict[Kind, int] = {kind: weight for kind, weight in EDITS.items() if kind.__name__ not in _REBASING}


Merge = Callable[[Submission, Submission, Submission], Submission]


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
    if conflict.name == PROPOSAL:
        return conflict
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


def merged_copies(base: Submission, first: Submission, second: Submission) -> Submission:
    """The merge of two copies, in which one margin number for two new provisions is a conflict."""
    return merge_submissions(base, first, second, by_number=True)


def broken_laws(found: Triple, merge: Merge = merged_copies) -> Iterator[str]:
    """The laws of a merge that a triple breaks, a sentence each."""
    base, first, second = found.base, found.first, found.second
    merged, other = merge(base, first, second), merge(base, second, first)
    if merge(base, base, second) != second or merge(base, first, base) != first:
        yield "what one copy left as it was is not as the other has it"
    if merge(base, first, first) != first:
        yield "the same changes of both are not what either has"
    if not conflict_count(merged) and merged != other:
        yield "the order of the copies matters"
    known = {key for copy in (first, second) for owner in (copy, *copy.proposals) for key in owner.conflicts}
    if exchanged(merged, known) != exchanged(other, known, again=True):
        yield "the conflicts differ by the order of the copies"
    for copy, author in ((first, AUTHORS[0].author), (second, AUTHORS[1].author)):
        if lost := inserted_by(copy, author) - inserted_by(base, author) - letters_of(merged):
            yield f"insertions are lost: {dict(lost)}"
    if read_project(project_bytes(Project(merged))).submission != merged:
        yield "another document is opened"
    yield from _broken_texts(found, merged)


def _broken_texts(found: Triple, merged: Submission) -> Iterator[str]:
    versions = [found.base.proposals, found.first.proposals, found.second.proposals]
    if all(map(_is_canonical, (found.base, found.first, found.second))) and not _is_canonical(merged):
        yield "a text is not in canonical form"
    if len({len(merged.proposals), *map(len, versions)}) > 1:
        return
    for proposal, *others in zip(merged.proposals, *versions, strict=True):
        bases = [base_of(other.redline) for other in others]
        if bases[0] == bases[1] == bases[2] != base_of(proposal.redline):
            yield "the text in force is changed"


def _is_canonical(submission: Submission) -> bool:
    """Whether every story is in canonical form, with an id of its own for each clause."""
    return all(
        canonical(story) == story and len({clause.id for clause in story}) == len(story)
        for proposal in submission.proposals
        for story in (proposal.redline.clauses, *(note.clauses for note in proposal.redline.notes.values()))
    )


def exchanged(submission: Submission, known: Set[str], *, again: bool = False) -> Counter[object]:
    """The conflicts by what they say; `again`: with their wordings exchanged, except for those that a copy already had, by their
    `known` keys. Of several in one clause, each of which shows the present wording of the others, only the number."""
    found: Counter[object] = Counter()
    for owner in (submission, *submission.proposals):
        places = Counter(place for conflict in owner.conflicts.values() for place in _places(conflict))
        for key, conflict in owner.conflicts.items():
            if any(places[place] > 1 for place in _places(conflict)):
                found["several in a clause"] += 1
                continue
            shown = swapped(conflict) if again and key not in known else conflict
            words = _marked(shown.present), _marked(shown.other), repr(shown.present_value), repr(shown.other_value)
            found[shown.name, shown.note, *words] += 1
    return found


def _places(conflict: MergeConflict) -> set[tuple[str, str]]:
    """The clauses of a conflict in any of its wordings, by note and id: a clause that one copy splits has another id there."""
    return {(conflict.note, clause.id) for clause in (*conflict.base, *conflict.present, *conflict.other)}


def _marked(clauses: tuple[Clause, ...]) -> str:
    return "\n".join("".join(f"{run.status}:{run.text}" for run in clause.runs) for clause in clauses)
