"""The amendments of a redline: the changes as a reader counts them, derived from the redline and never stored beside it.

An amendment names its parts: the ranges of text, ends, formats, properties and labels that are accepted or rejected together
(`model.edits.review`). A renumbering follows its cause and has no parts: it is shown, not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal
from unicodedata import bidirectional

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.labelling import Labelling
from model.redline import NOTE, Clause, Note, Props, Redline, Run, Stamp, Status
from model.redline.runs import common_ends, with_offsets

AmendmentKind = Literal[
    "insertion", "deletion", "replacement", "move", "split", "merge", "format", "kind", "label", "row", "renumbering"
]


CELL_END = "\t"
"""Between the words of the cells of a row."""


class AmendedPart(Struct, frozen=True):
    """A part of a clause to accept or reject: characters from `start` to `stop`, their format, end, properties, label or row."""

    note: str
    clause: str
    what: Literal["text", "format", "end", "props", "label", "row"]
    start: int = 0
    stop: int = 0


class ChosenParts:
    """Parts that the user chose, found by their place."""

    def __init__(self, parts: Iterable[AmendedPart]) -> None:
        self._spans: dict[tuple[str, str], list[AmendedPart]] = {}
        for part in parts:
            self._spans.setdefault((part.clause, part.what), []).append(part)

    @property
    def notes(self) -> frozenset[str]:
        """The keys of the notes with parts; '' for the text itself."""
        return frozenset([part.note for parts in self._spans.values() for part in parts])

    def has(self, clause: str, what: str, offset: int = 0, *, note: str | None = None) -> bool:
        """Whether a part of a clause was chosen; words and formats only if they cover the character at the offset.

        note: the key of the note with the clause, '' for the text itself; None if that is known by the clause
        """
        return any(
            (what not in ("text", "format") or part.start <= offset < part.stop) and note in (None, part.note)
            for part in self._spans.get((clause, what), ())
        )


class Amendment(Struct, frozen=True):
    """One recorded change."""

    kind: AmendmentKind
    note: str
    """The key of the note that contains it; '' for the text itself."""
    clause: str
    """Its clause; for a move, the target clause."""
    old: str
    """The words, label or level that it takes away."""
    new: str
    """Those that it brings."""
    stamp: Stamp
    parts: tuple[AmendedPart, ...] = ()
    cause: str = ""
    """Of a renumbering: the clause that caused it."""
    is_after_arabic: bool = False
    """Of a change of words: whether the last letter before it is Arabic; years with a hyphen between have another order then."""
    theirs: Amendment | None = None
    """The amendment of another party's proposal that it shows at its place in ours, which amends that proposal; its part is that
    place. None for an amendment of the text itself."""

    @property
    def key(self) -> str:
        """A name that stays the same as long as the amendment exists: its place and kind."""
        first = self.parts[0] if self.parts else None
        key = f"{self.note}|{self.clause}|{self.kind}|{first.start if first else ''}"
        return key if self.theirs is None else f"{key}|{self.theirs.key}"


class Amendments(Struct, frozen=True):
    """All amendments of a text in order, then those of notes; a value, replaced by `update` after each change."""

    redline: Redline
    labelling: Labelling
    of_text: Mapping[str, tuple[Amendment, ...]]
    """By clause, those that are no renumberings."""
    of_notes: tuple[Amendment, ...]
    moves: Mapping[str, tuple[AmendedPart, ...]]

    @staticmethod
    def of(redline: Redline, labelling: Labelling) -> Amendments:
        """The amendments of a redline, found from nothing."""
        moves = _parts_of_moves(redline.clauses)
        of_text: dict[str, tuple[Amendment, ...]] = {}
        decided: set[str] = set()
        reported: set[str] = set()
        for clause in redline.clauses:
            found = tuple(_in_text(redline, clause, moves, reported, decided))
            if found:
                of_text[clause.id] = found
        of_notes = tuple(
            amendment for key, note in redline.notes.items() if key not in decided for amendment in _in_note(key, note)
        )
        return Amendments(redline, labelling, of_text, of_notes, moves)

    def update(self, redline: Redline, labelling: Labelling) -> Amendments:
        """The amendments after a change; those of clauses that are the same objects are kept, unless moves or notes changed."""
        head, tail = common_ends(self.redline.clauses, redline.clauses)
        old = self.redline.clauses[head : len(self.redline.clauses) - tail]
        new = redline.clauses[head : len(redline.clauses) - tail]
        if redline.notes is not self.redline.notes or any(map(_reaches_out, (*old, *new))):
            return Amendments.of(redline, labelling)
        of_text = dict(self.of_text)
        for clause in old:
            of_text.pop(clause.id, None)
        for clause in new:
            found = tuple(of_clause("", clause, {}))
            if found:
                of_text[clause.id] = found
        return Amendments(redline, labelling, of_text, self.of_notes, self.moves)

    def __iter__(self) -> Iterator[Amendment]:
        renumbered = self.labelling.renumbered
        rows = _joined_rows(self.redline.clauses, self.of_text)
        for clause in self.redline.clauses:
            yield from rows.get(clause.id, self.of_text.get(clause.id, ()))
            if clause.id in renumbered and clause.own_label is None:
                yield _renumbering(clause, self.labelling, renumbered[clause.id])
        yield from self.of_notes


def _joined_rows(clauses: Sequence[Clause], of_text: Mapping[str, tuple[Amendment, ...]]) -> Mapping[str, tuple[Amendment, ...]]:
    """The amendments of tracked table rows, by the row's first clause: one of each author, as a row is decided whole."""
    rows: dict[tuple[int, int], list[str]] = {}
    for clause in clauses:
        if clause.cell is not None and clause.row is not Status.KEPT and clause.id in of_text:
            rows.setdefault(clause.cell[:2], []).append(clause.id)
    out: dict[str, tuple[Amendment, ...]] = {}
    for cells in rows.values():
        joined: dict[str, list[Amendment]] = {}
        for amendment in (amendment for id in cells for amendment in of_text[id]):
            joined.setdefault(
                f"{amendment.kind} {amendment.stamp.author}" if amendment.kind == "row" else amendment.key, []
            ).append(amendment)
        row_amendments = [_one_row(group) for group in joined.values()]
        for id in cells:
            out[id] = tuple(amendment for amendment in row_amendments if amendment.clause == id)
    return out


def _one_row(cells: Sequence[Amendment]) -> Amendment:
    old, new = ([*texts] for texts in zip(*((cell.old, cell.new) for cell in cells), strict=True))
    parts = tuple(part for cell in cells for part in cell.parts)
    stamp = max((cell.stamp for cell in cells), key=lambda stamp: stamp.date)
    return replace(cells[0], old=_beside(old), new=_beside(new), stamp=stamp, parts=parts)


def _beside(texts: Sequence[str]) -> str:
    return CELL_END.join(texts) if any(texts) else ""


def amendments(redline: Redline, labelling: Labelling | None = None) -> tuple[Amendment, ...]:
    """All amendments of a redline at once."""
    return tuple(Amendments.of(redline, labelling or Labelling.of(redline)))


def span_of(amendment: Amendment, redline: Redline) -> tuple[int, int]:
    """The range of its clause in which an amendment is shown: its characters, the end, or all of it."""
    parts = [part for part in amendment.parts if part.clause == amendment.clause and part.note == amendment.note]
    texts = [part for part in parts if part.what in ("text", "format")]
    if texts:
        return min(part.start for part in texts), max(part.stop for part in texts)
    length = len(clause_of(amendment, redline).text)
    return (length, length) if any(part.what == "end" for part in parts) else (0, length)


def clause_of(amendment: Amendment, redline: Redline) -> Clause:
    """The clause of an amendment, in the text or a note."""
    if not amendment.note:
        return redline[amendment.clause]
    note = redline.notes[amendment.note]
    return next(clause for clause in note.clauses if clause.id == amendment.clause)


def _in_text(
    redline: Redline, clause: Clause, moves: Mapping[str, tuple[AmendedPart, ...]], reported: set[str], decided: set[str]
) -> Iterator[Amendment]:
    """The amendments of a clause of the text; each move is reported once, and notes that are decided with one are recorded."""
    for move in sorted(_moves_to(clause, moves) - reported):
        reported.add(move)
        yield Amendment("move", "", clause.id, clause.text, clause.text, _mover(clause, move), moves[move])
    for amendment in of_clause("", clause, moves):
        keys = _tracked_notes(redline, clause, amendment)
        decided.update(keys)
        yield _with_notes(redline, amendment, keys) if keys else amendment


def _in_note(key: str, note: Note) -> Iterator[Amendment]:
    of_clauses = {clause.id: tuple(of_clause(key, clause, {})) for clause in note.clauses}
    rows = _joined_rows(note.clauses, of_clauses)
    for clause in note.clauses:
        yield from rows.get(clause.id, of_clauses[clause.id])


def _mover(clause: Clause, move: str) -> Stamp:
    """The author of the move to a clause: of its end, or of words if the end was there before."""
    if clause.end.move == move:
        return clause.end.stamp
    return next((run.stamp for run in clause.runs if run.move == move), clause.end.stamp)


def _reaches_out(clause: Clause) -> bool:
    """Whether a change of the clause can change the amendments of others: it contains part of a move, or a note."""
    return bool(clause.end.move) or any(run.move or run.text == NOTE for run in clause.runs)


def _moves_to(clause: Clause, moves: Mapping[str, tuple[AmendedPart, ...]]) -> set[str]:
    """The moves whose target half is in the clause."""
    inserted_moves = {run.move for run in clause.runs if run.status is Status.INSERTED}
    if clause.end.status is Status.INSERTED:
        inserted_moves.add(clause.end.move)
    return inserted_moves & moves.keys()


def _tracked_notes(redline: Redline, clause: Clause, amendment: Amendment) -> list[str]:
    """The notes whose reference an amendment of a clause inserts or deletes: they are decided with it."""
    if not any(run.text == NOTE and run.status is not Status.KEPT for run in clause.runs):
        return []
    spans = [(part.start, part.stop) for part in amendment.parts if part.what == "text" and part.clause == clause.id]
    return [
        run.content
        for start, run in with_offsets(clause.runs)
        if run.text == NOTE and run.content in redline.notes and any(low <= start < high for low, high in spans)
    ]


def _with_notes(redline: Redline, amendment: Amendment, keys: Sequence[str]) -> Amendment:
    parts = [part for key in keys for clause in redline.notes[key].clauses for part in _all_parts(key, clause)]
    return replace(amendment, parts=(*amendment.parts, *parts))


def _renumbering(clause: Clause, labelling: Labelling, cause: str) -> Amendment:
    old, new = labelling.base(clause.id) or "", labelling.draft(clause.id) or ""
    return Amendment("renumbering", "", clause.id, old, new, Stamp(), cause=cause)


def _parts_of_moves(clauses: Sequence[Clause]) -> Mapping[str, tuple[AmendedPart, ...]]:
    """The parts of each complete move, by its id. Text typed into a clause after it was moved whole belongs to its move."""
    parts: dict[str, list[AmendedPart]] = {}
    sides: dict[str, set[Status]] = {}
    for clause in clauses:
        if not any(run.move for run in clause.runs) and not clause.end.move:
            continue
        whole = clause.end.move if is_whole(clause, clause.end.status) else ""
        for part, status, stamp in _tracked_parts("", clause):
            move = whole or stamp
            if move:
                parts.setdefault(move, []).append(part)
                sides.setdefault(move, set()).add(status)
    both = {Status.INSERTED, Status.DELETED}
    return {move: tuple(found) for move, found in parts.items() if sides[move] >= both}


def _tracked_parts(note: str, clause: Clause) -> Iterator[tuple[AmendedPart, Status, str]]:
    for start, run in with_offsets(clause.runs):
        if run.status is not Status.KEPT:
            yield AmendedPart(note, clause.id, "text", start, start + len(run.text)), run.status, run.move
    if clause.end.status is not Status.KEPT:
        yield AmendedPart(note, clause.id, "end"), clause.end.status, clause.end.move


def _all_parts(note: str, clause: Clause) -> Iterator[AmendedPart]:
    """All parts of a clause that are decided with the row or note that contains it, formats, kind and label included."""
    if clause.row is not Status.KEPT:
        yield AmendedPart(note, clause.id, "row")
    for part, _, _ in _tracked_parts(note, clause):
        yield part
    for start, run in with_offsets(clause.runs):
        if run.status is Status.KEPT and run.base_style is not None:
            yield AmendedPart(note, clause.id, "format", start, start + len(run.text))
    if clause.base_props is not None:
        yield AmendedPart(note, clause.id, "props")
    if _has_other_label(note, clause):
        yield AmendedPart(note, clause.id, "label")


def _has_other_label(note: str, clause: Clause) -> bool:
    """Whether a clause has another label by hand: one of the base, or of a note, whose labels are not computed."""
    printed = clause.label.text if clause.label else ""
    return clause.own_label is not None and clause.own_label.text != printed and (bool(note) or clause.is_on("base"))


def is_whole(clause: Clause, status: Status) -> bool:
    """Whether a clause and its end are wholly inserted (deleted)."""
    return clause.end.status is status and all(run.status is status for run in clause.runs if run.text)


def of_clause(note: str, clause: Clause, moves: Mapping[str, tuple[AmendedPart, ...]]) -> Iterator[Amendment]:
    """The amendments of one clause, without moves."""
    if clause.row is not Status.KEPT:
        parts = tuple(_all_parts(note, clause))
        old, new = clause.text_on("base"), clause.text_on("draft")
        yield Amendment("row", note, clause.id, old, new, clause.row_stamp, parts)
        return
    for status in (Status.INSERTED, Status.DELETED, Status.RETRACTED):
        if is_whole(clause, status):
            if clause.end.move not in moves:
                yield _whole(note, clause, moves)
            return
    if clause.end.status is not Status.KEPT and clause.end.move not in moves:
        kind_of_end: AmendmentKind = "split" if clause.end.status is Status.INSERTED else "merge"
        yield Amendment(kind_of_end, note, clause.id, "", "", clause.end.stamp, (AmendedPart(note, clause.id, "end"),))
    yield from _changes_of_text(note, clause, moves)
    if clause.base_props is not None:
        old, new = _kinds(clause.base_props, clause.props), _kinds(clause.props, clause.base_props)
        yield Amendment("kind", note, clause.id, old, new, clause.props_stamp, (AmendedPart(note, clause.id, "props"),))
    if clause.own_label is not None and _has_other_label(note, clause):
        printed = clause.label.text if clause.label else ""
        part = AmendedPart(note, clause.id, "label")
        yield Amendment("label", note, clause.id, printed, clause.own_label.text, Stamp(), (part,))


def _kinds(props: Props, other: Props) -> str:
    """Kind, level and scheme of a paragraph; of one that is a provision on one side alone, this too."""
    kind = "provision" if props.provision and not other.provision else props.kind
    return f"{kind} {props.level} {props.scheme}"


def _whole(note: str, clause: Clause, moves: Mapping[str, tuple[AmendedPart, ...]]) -> Amendment:
    """The amendment of a wholly inserted or deleted clause, without words of a move; of a joined and moved one, the end."""
    parts = tuple(part for part, _, move in _tracked_parts(note, clause) if move not in moves)
    words = "".join(clause.text[part.start : part.stop] for part in parts if part.what == "text")
    gone = clause.end.status is Status.DELETED
    kind: AmendmentKind = "deletion" if gone else "insertion"
    if len(parts) == 1 and clause.text:
        kind = "merge" if gone else "split"
    if note and _has_other_label(note, clause):
        parts = (*parts, AmendedPart(note, clause.id, "label"))
    return Amendment(kind, note, clause.id, words if gone else "", "" if gone else words, clause.end.stamp, parts)


def _changes_of_text(note: str, clause: Clause, moves: Mapping[str, tuple[AmendedPart, ...]]) -> Iterator[Amendment]:
    """Insertions, deletions and replacements of one author each, and changes of format, between kept characters."""
    gap: list[tuple[int, Run]] = []
    before = ""
    for start, run in [*with_offsets(clause.runs), (len(clause.text), Run("", Status.KEPT))]:
        if run.status is not Status.KEPT and run.move not in moves:
            if gap and gap[-1][1].stamp.author != run.stamp.author:
                yield _change(note, clause, gap, before)
                gap = []
            gap.append((start, run))
            continue
        if gap:
            yield _change(note, clause, gap, before)
            gap = []
        before = _last_direction(run.text) or before
        if run.base_style is not None:
            part = AmendedPart(note, clause.id, "format", start, start + len(run.text))
            yield Amendment("format", note, clause.id, run.text, run.text, run.style_stamp, (part,))


def _last_direction(text: str) -> str:
    """The class of the last letter of a text in the Unicode Bidirectional Algorithm, `AL` of an Arabic one; '' if it has none."""
    classes = map(bidirectional, reversed(text))
    return next((direction for direction in classes if direction in ("L", "R", "AL")), "")


def _change(note: str, clause: Clause, gap: Sequence[tuple[int, Run]], before: str) -> Amendment:
    old = "".join(run.text for _, run in gap if run.status is Status.DELETED)
    new = "".join(run.text for _, run in gap if run.status is not Status.DELETED)
    kind: AmendmentKind = "replacement" if old and new else "deletion" if old else "insertion"
    parts = tuple(AmendedPart(note, clause.id, "text", start, start + len(run.text)) for start, run in gap)
    return Amendment(kind, note, clause.id, old, new, gap[0][1].stamp, parts, is_after_arabic=before == "AL")
