"""Our layer after a decision on single changes of the other party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError
from model.layers.combined import base_upon, with_distinct_notes
from model.layers.labels import with_base_labels
from model.layers.stretches import ChangedStretch, DecidedParts, stretches
from model.layers.tokens import LayerToken, align_layers
from model.redline import ANCHOR, KEPT, KEPT_END, NOBODY, NOTE, Clause, End, Note, Redline, Run, Stamp, Status, join_runs
from model.redline.canonical import canonical
from model.redline.runs import new_id, referred_notes
from model.submission.amendments import AmendedPart

TheirsDecision = Literal["reject", "accept", "oppose"]
"""What becomes of a change of theirs. *reject*: their proposal no longer makes it. *accept*: our draft has it as theirs does.
*oppose*: ours restores the text in force there, upon theirs."""
Wording = Literal["ours", "theirs", "before"]
"""The wording that a rejection leaves if ours changes what is rejected: ours, that of their proposal after the rejection, or
that before it."""


class UpperLayer(Struct, frozen=True):
    """Our layer after a decision."""

    redline: Redline
    conflicting_stories: frozenset[str] = frozenset()
    """The stories (keys of notes, '' for the text) in which ours changed what was rejected."""


def upper_after(
    theirs: Redline,
    new_theirs: Redline,
    upper: Redline,
    parts: Iterable[AmendedPart],
    decision: TheirsDecision,
    stamp: Stamp,
    wording: Wording = "ours",
) -> UpperLayer:
    """Our layer after a decision on parts of the lower layer.

    theirs: the lower layer before
    new_theirs: the lower layer after the decision
    upper: ours upon it before
    parts: what is decided
    decision: what becomes of it
    stamp: the stamp of what the decision deletes or inserts in our layer
    wording: what a rejection leaves if ours changes what is rejected
    """
    chosen = DecidedParts(parts)
    upper = with_distinct_notes(theirs, upper)
    work = _StoryDecision(chosen, decision, wording, stamp)
    base = base_upon(new_theirs)
    clauses = work.story("", theirs.clauses, upper.clauses) if "" in chosen.notes else upper.clauses
    notes: dict[str, Note] = {**base.notes, **upper.notes}
    for key, note in upper.notes.items():
        if key in chosen.notes and key in theirs.notes and key not in work.decided_notes:
            notes[key] = replace(note, clauses=work.story(key, theirs.notes[key].clauses, note.clauses))
    clauses, copies = _with_copied_notes(clauses, theirs, upper, work.copied_notes, stamp)
    redline = replace(upper, clauses=clauses, notes={**notes, **copies})
    kept = referred_notes(redline)
    redline = replace(redline, notes={key: note for key, note in redline.notes.items() if key in kept})
    return UpperLayer(with_base_labels(redline, base), frozenset(work.conflicting_stories))


class _StoryDecision:
    """Carries out a decision in a story: collects its clauses, and the characters since the last end."""

    def __init__(self, chosen: DecidedParts, decision: TheirsDecision, wording: Wording, stamp: Stamp) -> None:
        self._chosen = chosen
        self._decision = decision
        self._wording = wording
        self._stamp = stamp
        self._note = ""
        self._runs: list[Run] = []
        self._out: list[Clause] = []
        self._taken: set[str] = set()
        self.conflicting_stories: set[str] = set()
        self.decided_notes: set[str] = set()
        """The keys of the notes whose mark is decided."""
        self.copied_notes: set[str] = set()
        """The keys of the notes of the lower layer whose mark ours inserts again."""

    def story(self, note: str, below: tuple[Clause, ...], above: tuple[Clause, ...]) -> tuple[Clause, ...]:
        """The clauses of a story of ours after the decision."""
        self._note, self._runs, self._out = note, [], []
        self._taken = {clause.id for clause in above}
        for stretch in stretches(align_layers(below, above), self._chosen, note):
            self._decide(stretch)
        if self._runs and self._out:
            self._out[-1] = replace(self._out[-1], runs=join_runs((*self._out[-1].runs, *self._runs)))
        return canonical(self._out)

    def _decide(self, stretch: ChangedStretch) -> None:
        meets = stretch.is_changed_by_ours
        if meets and any(clause is not None and clause.cell is not None for clause in _clauses_of(stretch)):
            self._refuse_in_tables(stretch)
        if meets and self._decision == "reject" and (stretch.deleted or stretch.ours_alone):
            self.conflicting_stories.add(self._note)
        for at, token in enumerate(stretch.tokens):
            part = token.lower or token.upper
            is_chosen = at in stretch.chosen
            if is_chosen and isinstance(part, Run) and part.text == NOTE:
                self.decided_notes.add(part.content)
            for new in self._parts(token, stretch, meets=meets, is_chosen=is_chosen):
                if isinstance(new, Run):
                    self._runs.append(self._with_format(new, token))
                else:
                    self._close(token, new)
            if is_chosen and isinstance(part, End) and token.in_theirs and self._decision == "reject":
                self._close_ours(token)

    def _refuse_in_tables(self, stretch: ChangedStretch) -> None:
        if self._decision == "reject" and stretch.ours_alone:
            raise EditError.of("your change in a cell of a table would be lost; reject it first")

    def _parts(self, token: LayerToken, stretch: ChangedStretch, *, meets: bool, is_chosen: bool) -> Iterator[Run | End]:
        """The parts of a token in our layer after the decision."""
        rule = {"reject": self._reject, "accept": self._accept, "oppose": self._oppose}[self._decision]
        if token.lower is None:
            dropped = token.in_draft and self._drops_ours(stretch, meets=meets)
            if token.upper is not None and not dropped:
                yield token.upper
        elif is_chosen:
            new = rule(token, stretch, meets)
            if new is not None:
                yield new
        elif token.upper is not None:
            yield token.upper

    def _drops_ours(self, stretch: ChangedStretch, *, meets: bool) -> bool:
        """Whether what ours inserts in a stretch is dropped."""
        if self._decision == "reject":
            return (stretch.restored and bool(stretch.chosen or stretch.ours_alone)) or (meets and self._wording != "ours")
        return self._decision == "accept" and (meets or stretch.restored)

    def _reject(self, token: LayerToken, stretch: ChangedStretch, meets: bool) -> Run | End | None:
        before = self._wording == "before"
        if not token.in_base and not token.in_theirs:
            return None  # two of their authors inserted and deleted it
        if token.in_theirs:
            return _with_status(token.lower, Status.INSERTED, _stamp_of(token.lower)) if before else None
        if before:
            return _with_status(token.lower, Status.DELETED, _stamp_of(token.lower))
        if meets and self._wording == "ours":
            return _with_status(token.lower, Status.DELETED, _our_stamp(stretch) or self._stamp)
        return _with_status(token.lower, KEPT, NOBODY)

    def _accept(self, token: LayerToken, stretch: ChangedStretch, meets: bool) -> Run | End | None:
        if not token.in_theirs:
            return None
        if token.in_draft:
            return token.upper
        return _with_status(token.lower, KEPT, NOBODY)

    def _oppose(self, token: LayerToken, stretch: ChangedStretch, meets: bool) -> Run | End | None:
        if token.in_theirs:
            return _with_status(token.upper, Status.DELETED, self._stamp) if token.in_draft else token.upper
        if (
            not token.in_base
            or meets
            or stretch.restored
            or (isinstance(token.lower, Run) and token.lower.text == ANCHOR and token.lower.content)
        ):
            return None
        if isinstance(token.lower, Run) and token.lower.text == NOTE:
            self.copied_notes.add(token.lower.content)
        return _with_status(token.lower, Status.INSERTED, self._stamp)

    def _with_format(self, run: Run, token: LayerToken) -> Run:
        """Characters of ours in the format that they have after the decision."""
        lower = token.lower
        if not isinstance(lower, Run) or not self._chosen.has_format(self._note, token) or lower.base_style is None:
            return run
        if self._decision == "accept":
            return replace(run, style=lower.style, base_style=None, style_stamp=NOBODY) if run.status is KEPT else run
        if self._decision == "oppose":
            if run.status is not KEPT:
                return run
            return replace(run, style=lower.base_style, base_style=lower.style, style_stamp=self._stamp)
        if run.status is not KEPT or run.base_style is None:
            return replace(run, style=lower.base_style)
        changed = run.style != lower.base_style
        return replace(run, base_style=lower.base_style if changed else None, style_stamp=run.style_stamp if changed else NOBODY)

    # -- ends

    def _close(self, token: LayerToken, end: End) -> None:
        """Close a clause of ours with the characters collected so far."""
        model = token.above
        if model is None:
            assert token.below is not None
            model = self._new_clause(token.below)
        clause = replace(self._with_properties(model, token), runs=join_runs(self._runs), end=end)
        if end.status is not KEPT and clause.base_props is not None:
            clause = replace(clause, props=clause.props_on("base"), base_props=None, props_stamp=NOBODY)
        self._out.append(token.above if clause == token.above and token.above is not None else clause)
        self._runs = []

    def _close_ours(self, token: LayerToken) -> None:
        """Close what we wrote into a rejected paragraph of theirs, as a paragraph of ours."""
        written = [run for run in self._runs if run.text]
        if not written or any(run.status is not Status.INSERTED for run in written) or token.upper is None:
            return
        if not token.in_draft or token.below is None or self._wording == "before":
            return
        self._close(replace(token, above=None), End(Status.INSERTED, written[0].stamp))

    def _new_clause(self, below: Clause) -> Clause:
        """A clause without words for an end that ours did not have."""
        id = below.id if below.id not in self._taken else new_id(below.id, self._stamp, self._taken)
        self._taken.add(id)
        props = below.props_on("base")
        return Clause(id, props, cell=below.cell, shape=below.shape, source=below.source)

    def _with_properties(self, clause: Clause, token: LayerToken) -> Clause:
        """A clause of ours with the properties that it has after the decision."""
        below = token.below
        if below is None or below.base_props is None or not self._chosen.has_properties(self._note, token):
            return clause
        old, new = below.base_props, below.props
        if self._decision == "accept":
            return replace(clause, props=new, base_props=None, props_stamp=NOBODY)
        if self._decision == "oppose":
            return replace(clause, props=old, base_props=new, props_stamp=self._stamp)
        if clause.base_props is None:
            return replace(clause, props=old)
        changed = clause.props != old
        return replace(clause, base_props=old if changed else None, props_stamp=clause.props_stamp if changed else NOBODY)


def _clauses_of(stretch: ChangedStretch) -> Iterator[Clause | None]:
    for token in stretch.tokens:
        yield token.above or token.below


def _with_status(part: Run | End | None, status: Status, stamp: Stamp) -> Run | End:
    """Characters or an end of the lower layer with another status."""
    if isinstance(part, Run):
        style = part.style if part.status is Status.INSERTED else part.style_on("base")
        return Run(part.text, status, style, stamp=stamp, content=part.content)
    return KEPT_END if status is KEPT else End(status, stamp)


def _stamp_of(part: Run | End | None) -> Stamp:
    return part.stamp if part is not None else NOBODY


def _our_stamp(stretch: ChangedStretch) -> Stamp | None:
    """The stamp of what ours inserts in a stretch, else of what it deletes."""
    uppers = [stretch.tokens[at].upper for at in (*stretch.ours_alone, *stretch.inserted)]
    return next((part.stamp for part in uppers if part is not None and part.status is not KEPT), None)


def _with_copied_notes(
    clauses: tuple[Clause, ...], theirs: Redline, upper: Redline, keys: set[str], stamp: Stamp
) -> tuple[tuple[Clause, ...], Mapping[str, Note]]:
    """Clauses in which the marks of notes that ours inserts again name notes of their own, and these notes."""
    if not keys:
        return clauses, {}
    names: dict[str, str] = {}
    copies: dict[str, Note] = {}
    for key in sorted(keys & theirs.notes.keys()):
        name = key + "+"
        while name in theirs.notes or name in upper.notes or name in copies:
            name += "+"
        names[key] = name
        note = theirs.notes[key]
        copies[name] = replace(note, source="", clauses=tuple([_as_inserted(clause, stamp) for clause in note.clauses]))
    return tuple([_rename_notes(clause, names) for clause in clauses]), copies


def _as_inserted(clause: Clause, stamp: Stamp) -> Clause:
    runs = (_with_status(run, Status.INSERTED, stamp) for run in clause.runs if run.status.in_base and run.text != ANCHOR)
    return Clause(
        clause.id, clause.props_on("base"), join_runs(run for run in runs if isinstance(run, Run)), End(Status.INSERTED, stamp)
    )


def _rename_notes(clause: Clause, names: Mapping[str, str]) -> Clause:
    def change(run: Run) -> Run:
        is_copy = run.text == NOTE and run.status is Status.INSERTED and run.content in names
        return replace(run, content=names[run.content]) if is_copy else run

    return replace(clause, runs=tuple(map(change, clause.runs)))
