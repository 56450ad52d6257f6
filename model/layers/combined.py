"""Two layers as one redline, from the text in force to ours, with the author of each change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from model.errors import EditError
from model.layers.authors import UNNAMED, names_in, with_stamps
from model.layers.labels import with_labels_of
from model.layers.rendering import RowChange, RowId, both_ends, both_runs, render_story, row_changes
from model.layers.tokens import LayerToken, align_layers
from model.redline import ANCHOR, KEPT, NOTE, Clause, End, Label, Redline, Run, Stamp, Status
from model.submission.resolved import in_view
from model.submission.values import Submission


class CombinedLayers(Struct, frozen=True):
    """Both layers of a proposal at once."""

    redline: Redline
    """From the text in force to ours. It is not in canonical form, since its order must be right for theirs too."""
    labels: Mapping[str, Label | None] = field(default_factory=dict)
    """The labels in theirs, by the clauses that bear them; none for a redline of one layer."""
    authors: frozenset[str] = frozenset()
    """The names on the changes of the lower layer; every other one is on the upper layer."""
    marks: Mapping[str, Label | None] = field(default_factory=dict)
    """The edition marks in theirs, by the clauses that close their paragraphs; none for a redline of one layer."""
    upper: str = ""
    """The name for those of our changes that have none, such as labels."""

    def is_in_theirs(self, part: Run | End) -> bool:
        """Whether theirs contains characters or an end."""
        status = part.status
        if status is Status.INSERTED:
            return part.stamp.author in self.authors
        if status is Status.DELETED:
            return part.stamp.author not in self.authors
        if status is Status.RETRACTED:
            return part.stamp.author in self.authors and part.retracted.author not in self.authors
        return True

    def shows_in_theirs(self, run: Run) -> bool:
        """Whether theirs contains characters that have a width."""
        return bool(run.text) and not (run.content and run.text == ANCHOR) and self.is_in_theirs(run)


def base_upon(theirs: Redline) -> Redline:
    """The base of an upper layer: the draft of the lower one, everything kept, with its labels as printed."""
    return in_view(theirs, "draft")


def fit_together(theirs: Redline, upper: Redline) -> bool:
    """Whether the base of a redline is the draft of another, so that they are two layers."""
    return _content(base_upon(theirs)) == _content(in_view(upper, "base"))


def refuse_unfit_layers(submission: Submission) -> None:
    """EditError if a proposal has two layers that do not fit together."""
    for proposal in submission.proposals:
        if proposal.theirs is not None and not fit_together(proposal.theirs, proposal.redline):
            raise EditError.of("the two layers of a proposal in it do not fit together; open an earlier copy")


def _content(redline: Redline) -> object:
    stories = [redline.clauses, *(redline.notes[key].clauses for key in sorted(redline.notes))]
    return [
        [(clause.props, clause.label.text if clause.label else None, clause.cell, clause.runs) for clause in story]
        for story in stories
    ]


def combined_layers(theirs: Redline, upper: Redline, names: Collection[str] = ()) -> CombinedLayers:
    """Both layers as one redline. EditError if they do not fit together.

    A name that is on changes of both layers gets a number on those of the upper one, since Word distinguishes changes by name.

    names: those of other parties in the same file, which no change of ours may have either
    """
    authors = frozenset(names_in(theirs) or {UNNAMED})
    if upper == base_upon(theirs):
        return CombinedLayers(theirs, {}, authors)
    upper = with_distinct_notes(theirs, with_stamps(upper, partial(_distinct_stamp, authors.union(names))))
    tokens = align_layers(theirs.clauses, upper.clauses)
    taken = {clause.id for clause in upper.clauses}
    story = render_story(tokens, both_runs, both_ends, _rows(theirs.clauses, upper.clauses), taken)
    notes = dict(theirs.notes)
    in_draft = {run.content for clause in upper.clauses for run in clause.runs if run.text == NOTE and run.status.in_draft}
    for key, note in upper.notes.items():
        old = theirs.notes.get(key)
        if old is None:
            notes[key] = note
        elif old.clauses != note.clauses and key in in_draft:  # else it is deleted as it was in theirs
            inside = align_layers(old.clauses, note.clauses)
            ids = {clause.id for clause in note.clauses}
            notes[key] = replace(note, clauses=render_story(inside, both_runs, both_ends, {}, ids).clauses)
    redline = replace(upper, clauses=_without_torn_moves(story.clauses, tokens), notes=notes)
    lower = base_upon(theirs).clauses
    labels = dict(zip(story.bearers, (clause.label for clause in lower), strict=False))
    layers = CombinedLayers(with_labels_of(redline, theirs, upper), labels, authors)
    closings = (clause.id for clause in redline.clauses if layers.is_in_theirs(clause.end))
    return replace(layers, marks=dict(zip(closings, (clause.mark for clause in lower), strict=False)))


def distinct_name(name: str, authors: Collection[str]) -> str:
    """A name that differs from those of the other party: with a number if the given one is among them."""
    free, number = name, 2
    while free in authors:
        free, number = f"{name or '–'} ({number})", number + 1
    return free


def _distinct_stamp(authors: frozenset[str], stamp: Stamp) -> Stamp:
    name = distinct_name(stamp.author, authors)
    return stamp if name == stamp.author else replace(stamp, author=name)


def _free_key(key: str, *layers: Redline) -> str:
    while any(key in redline.notes for redline in layers):
        key += "+"
    return key


def with_distinct_notes(theirs: Redline, upper: Redline) -> Redline:
    """The upper layer with new keys for those of its notes whose key is that of a note of the lower layer alone, which is not
    in theirs because its mark is deleted there."""
    shared = base_upon(theirs).notes
    names = {key: _free_key(key, theirs, upper) for key in upper.notes if key not in shared and key in theirs.notes}
    return _with_note_keys(upper, names) if names else upper


def _with_note_keys(redline: Redline, names: Mapping[str, str]) -> Redline:
    """The redline with other keys for its notes."""

    def renamed(run: Run) -> Run:
        return replace(run, content=names[run.content]) if run.text == NOTE and run.content in names else run

    clauses = tuple([replace(clause, runs=tuple(map(renamed, clause.runs))) for clause in redline.clauses])
    return replace(redline, clauses=clauses, notes={names.get(key, key): note for key, note in redline.notes.items()})


def _rows(below: tuple[Clause, ...], above: tuple[Clause, ...]) -> dict[RowId, RowChange]:
    rows = row_changes(below)
    for row, change in row_changes(above).items():
        old = rows.get(row)
        if old is None or old.status is KEPT:
            rows[row] = change
        elif old.status is Status.INSERTED and not change.status.in_draft:
            rows[row] = RowChange(Status.RETRACTED, old.stamp)
    return rows


def _without_torn_moves(clauses: tuple[Clause, ...], tokens: list[LayerToken]) -> tuple[Clause, ...]:
    """The clauses with only those moves of which the other layer changed neither half; the other moves become insertions and
    deletions."""
    below, above = set(), set()
    torn: set[str] = set()
    for token in tokens:
        lower, upper = token.lower, token.upper
        if lower is not None and lower.move:
            below.add(lower.move)
            if upper is not None and upper.status is not KEPT:
                torn.add(lower.move)
        if upper is not None and upper.move:
            above.add(upper.move)
            if lower is not None and lower.status is not KEPT:
                torn.add(upper.move)
    torn |= below & above
    if not torn:
        return clauses

    def without(part: Run | End) -> bool:
        return part.move in torn or (part.status is Status.RETRACTED and bool(part.move))

    out = []
    for clause in clauses:
        runs = tuple([replace(run, move="") if without(run) else run for run in clause.runs])
        end = replace(clause.end, move="") if without(clause.end) else clause.end
        out.append(clause if runs == clause.runs and end is clause.end else replace(clause, runs=runs, end=end))
    return tuple(out)
