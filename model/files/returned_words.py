"""The differences between a document and a returned file that the file does not track, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.diff.aligned_rows import AlignedRow, AlignedTexts, align_redline
from model.diff.compare import compare, same_notes
from model.diff.paragraph_merge import Plain
from model.diff.tracked_history import by_paragraph, is_decided, is_tracked, legible
from model.message import Message
from model.numbering import Labelling, note_marks
from model.redline import Clause, Redline, Run, Side, Stamp, Status, paragraphs
from model.submission.clause_paths import places
from model.submission.field_forms import field_names
from model.submission.place_texts import note_text, place_text
from model.submission.resolved import in_view, text_in_file
from model.submission.values import Proposal, Submission

_READER = Stamp("returned")
"""The author of the differences during the search."""
_HEADER = ("document", "addendum", "title", "agenda", "abstract", "introduction")
"""The fields of the first page that contain words of the user."""
_NAMED = 6
"""The most places that a sentence names."""


class UntrackedChange(Struct, frozen=True):
    """A clause, or a footnote, that reads differently without a tracked change."""

    place: Message
    words: tuple[tuple[str, str], ...]
    """Pairs of the words in the document and the words in the file."""


class UntrackedChanges(Struct, frozen=True):
    """All differences of a returned file that are not tracked changes."""

    clauses: tuple[UntrackedChange, ...] = ()
    fields: tuple[str, ...] = ()
    """The paths of differing fields, such as `header/title`; fields have no tracked changes."""
    formats: int = 0
    """The number of clauses that differ only in format."""

    @property
    def has_other_words(self) -> bool:
        """Whether any word differs."""
        return bool(self.clauses or self.fields)

    @property
    def sentences(self) -> tuple[Message, ...]:
        """The messages about the changes; empty if there are none."""
        out: list[Message] = []
        if self.clauses:
            names = tuple(change.place for change in self.clauses[:_NAMED])
            listed: tuple[Message, ...] = names if len(self.clauses) <= _NAMED else (*names, Message.verbatim("…"))
            out.append(
                Message.counted(
                    "{n} clause reads differently without a tracked change: {places}",
                    "{n} clauses read differently without a tracked change: {places}",
                    len(self.clauses),
                    places=listed,
                )
            )
        if self.fields:
            out.append(Message.of("these fields read differently: {fields}", fields=field_names(self.fields)))
        if self.formats:
            out.append(Message.counted("{n} clause differs in format only", "{n} clauses differ in format only", self.formats))
        return tuple(out)


def changes_of_copy(before: Redline, copy: Redline, stamp: Stamp, side: Side = "draft", plain: Plain = "") -> Redline:
    """The draft that a copy was made from, with the differences of the copy as changes, tracked in the copy or not.

    before: the draft, with all its changes and comments
    copy: the text of the copy
    side: the side of both texts
    plain: the side that comes from no file and has no styles, as in `compare`
    """
    return compare(before, in_view(copy, side), stamp, plain=plain)


def untracked_changes(known: Submission, copy: Submission) -> UntrackedChanges:
    """The changes of a copy of a submission that are not tracked in it. Both have the same number of texts."""
    clauses: list[UntrackedChange] = []
    formats = 0
    for number, (known_text, copied_text) in enumerate(zip(known.proposals, copy.proposals, strict=True), start=1):
        found, changes = _in_text(
            text_in_file(known_text.redline, copied_text.symbol),
            copied_text.redline,
            _plain(known, known_text, copy, copied_text),
        )
        formats += found
        for change in changes:
            place = change.place
            if len(known.proposals) > 1:
                named = Message.verbatim(known_text.number or str(number))
                place = Message.of("{place}, {within}", place=named, within=place)
            clauses.append(UntrackedChange(place, change.words))
    return UntrackedChanges(tuple(clauses), tuple(_fields(known, copy)), formats)


def _plain(known: Submission, known_text: Proposal, copy: Submission, copied_text: Proposal) -> Plain:
    """The side that has no styles, since it comes from no Word file."""
    if (known_text.source in known.sources) is (copied_text.source in copy.sources):
        return ""
    return "draft" if known_text.source in known.sources else "base"


def _in_text(known_text: Redline, copied_text: Redline, plain: Plain) -> tuple[int, list[UntrackedChange]]:
    """The number of clauses that differ in format only, and the untracked changes of the draft and of deleted text."""
    draft = _Texts(known_text, copied_text, "draft", plain)
    found = list(draft.untracked_changes())
    known = {place for _, clauses in found for place in clauses}
    if not _is_same_text(known_text, copied_text):
        found += [
            change
            for change in _Texts(known_text, copied_text, "base", plain).untracked_changes()
            if change[1] and not change[1] & known
        ]
    return draft.formats, [change for change, _ in found]


def _is_same_text(known_text: Redline, copied_text: Redline) -> bool:
    """Whether two texts have the same base, which is the usual case."""
    old, new = (
        [
            paragraph.text
            for clauses in (text.clauses, *(note.clauses for note in text.notes.values()))
            for paragraph in paragraphs(clauses, "base")
        ]
        for text in (known_text, copied_text)
    )
    return old == new


def _new_notes(text: Redline) -> set[str]:
    """The keys of the notes whose marks are inserted."""
    return {key for key, (base, draft) in note_marks(text).items() if base is None and draft is not None}


def _as_inserted(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses of a note whose mark is inserted: in a file all of its text is inserted."""

    def as_inserted(run: Run) -> Run:
        return replace(run, status=Status.INSERTED) if run.status is Status.KEPT else run

    return tuple(replace(clause, runs=tuple(map(as_inserted, clause.runs))) for clause in clauses)


def _fields(known: Submission, copy: Submission) -> Iterator[str]:
    """The fields that both fill in and that differ; also reasons that only one has, and the symbol if the file has one."""
    for name in _HEADER:
        known_value, copied_value = (_without_case(getattr(submission.header, name)) for submission in (known, copy))
        if known_value and copied_value and known_value != copied_value:
            yield f"header/{name}"
    for number, (known_proposal, other) in enumerate(zip(known.proposals, copy.proposals, strict=True), start=1):
        if other.symbol and known_proposal.symbol != other.symbol:
            yield f"proposals/{number}/symbol"
        if known_proposal.symbol and other.symbol and _without_case(known_proposal.reasons) != _without_case(other.reasons):
            yield f"proposals/{number}/reasons"


def _without_case(words: str) -> str:
    return " ".join(words.split())


class _Texts:
    """One side of a text of the document and of the copy, paragraph by paragraph."""

    def __init__(self, known_text: Redline, copied_text: Redline, side: Side, plain: Plain) -> None:
        before, after = in_view(known_text, side), in_view(copied_text, side)
        self._known, self._copied, self._side = known_text, copied_text, side
        self._found: AlignedTexts = align_redline(changes_of_copy(before, copied_text, _READER, side, plain))
        self._notes = {old: new for new, old in same_notes(before, after).items()}
        self._labels = Labelling.of(copied_text)
        known = before if side == "draft" else known_text
        self._places = {**places(self._found.redline, self._found.labelling), **places(known, Labelling.of(known))}
        self._marks = note_marks(self._found.redline)
        self._new_notes = _new_notes(known_text)

    @property
    def formats(self) -> int:
        return sum(row.sorts == {"format"} for row in self._found.rows)

    def untracked_changes(self) -> Iterator[tuple[UntrackedChange, frozenset[tuple[str, str]]]]:
        """The changes that are not tracked, each with note and id of every clause of the document that it concerns."""
        found = dict(self._untracked_places())
        for place, clauses in found.items():
            at_other_end = found.get(self._found.partners.get(place, -1))
            if at_other_end is None:
                yield self._change(place), clauses
            elif self._found.rows[place].right:  # both ends of a move: named where the copy has the clause
                yield self._change(place), clauses | at_other_end

    def _untracked_places(self) -> Iterator[tuple[int, frozenset[tuple[str, str]]]]:
        stories: dict[str, list[int]] = {}
        for place, row in enumerate(self._found.rows):
            stories.setdefault(row.note, []).append(place)
        for note, numbers in stories.items():
            old, new = self._clauses(note)
            if old and new:
                for place, clauses in self._untracked_rows(numbers, by_paragraph(old, self._side), by_paragraph(new, self._side)):
                    yield place, frozenset((note, clause.id) for clause in clauses)

    def _clauses(self, key: str) -> tuple[Sequence[Clause], Sequence[Clause]]:
        """The clauses of the text or a note in both; none of a note whose mark already shows that it is new, gone or another."""
        if not key:
            return self._known.clauses, self._copied.clauses
        other = self._notes.get(key, "")
        old, new = self._known.notes.get(key), self._copied.notes.get(other)
        if old is None or new is None or (other in _new_notes(self._copied) and key not in self._new_notes):
            return (), ()
        return (_as_inserted(old.clauses) if key in self._new_notes else old.clauses), new.clauses

    def _untracked_rows(
        self, numbers: Sequence[int], old: Sequence[Sequence[Clause]], new: Sequence[Sequence[Clause]]
    ) -> Iterator[tuple[int, Sequence[Clause]]]:
        """The rows that differ without a tracked change, with the clauses of the document in them. Neighbouring rows that differ
        are judged together with the row after them, since deleted text may precede its paragraph; at the end, with the row
        before them."""
        starts = [(0, 0)]
        for place in numbers:
            row = self._found.rows[place]
            starts.append((starts[-1][0] + len(row.left), starts[-1][1] + len(row.right)))
        if starts[-1] != (len(old), len(new)):
            yield from ((place, ()) for place in numbers if self._differs(place))
            return

        def known_clauses(first: int, last: int) -> list[Clause]:
            return [clause for paragraph in old[starts[first][0] : starts[last][0]] for clause in paragraph]

        def has_tracked(first: int, last: int) -> bool:
            copied_text = [clause for paragraph in new[starts[first][1] : starts[last][1]] for clause in paragraph]
            return (is_tracked if self._side == "draft" else is_decided)(known_clauses(first, last), copied_text)

        differing = {place for place in numbers if self._differs(place)}
        if differing and has_tracked(0, len(numbers)):  # a comparison may find other moves than the file has
            differing = set()
        at = 0
        while at < len(numbers):
            stop = at
            while stop < len(numbers) and numbers[stop] in differing:
                stop += 1
            first = at if stop < len(numbers) else max(at - 1, 0)
            if stop > at and not has_tracked(first, min(stop + 1, len(numbers))):
                alone = [step for step in range(at, stop) if not has_tracked(step, step + 1)]
                if not any(known_clauses(step, step + 1) for step in alone):
                    alone = list(range(at, stop))
                yield from ((numbers[step], known_clauses(step, step + 1)) for step in alone)
            if stop < len(numbers):
                clauses, copied_text = known_clauses(stop, stop + 1), new[starts[stop][1] : starts[stop + 1][1]]
                if self._has_untracked_label(numbers[stop], clauses, copied_text):
                    yield numbers[stop], clauses
            at = stop + 1

    def _differs(self, place: int) -> bool:
        row = self._found.rows[place]
        if not row.sorts & {"text", "move"}:
            return False
        old, new = ([legible(half.paragraph.text) for half in side] for side in (row.left, row.right))
        return old != new

    def _has_untracked_label(self, place: int, known_text: Sequence[Clause], copied_text: Sequence[Sequence[Clause]]) -> bool:
        """Whether the label of a row differs and the copy tracks no change of it."""
        if "label" not in self._found.rows[place].sorts:
            return False
        if not any(change.amendment.kind == "label" for change in self._found.changes_in(place)):
            return False
        in_force = [clause for paragraph in copied_text for clause in paragraph if clause.is_on("base")]
        if not in_force and any(clause.is_on("base") for clause in known_text):
            return False  # the copy moves the clause to this place, which gives it a label
        return all(self._labels.base(clause.id) == self._labels.draft(clause.id) for clause in in_force)

    def _change(self, place: int) -> UntrackedChange:
        changes = (change.amendment for change in self._found.changes_in(place) if change.sort != "format")
        words = [
            (amendment.old, amendment.new)
            for amendment in changes
            if amendment.kind != "renumbering" and (amendment.old or amendment.new)
        ]
        return UntrackedChange(self._place(self._found.rows[place]), tuple(dict.fromkeys(words)))

    def _place(self, row: AlignedRow) -> Message:
        if row.note:
            base, draft = self._marks.get(row.note, (None, None))
            return note_text(base or draft or "*")
        return place_text(self._places.get((row.left or row.right)[0].paragraph.bearer.id, ""))
