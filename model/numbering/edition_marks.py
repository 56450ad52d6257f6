"""The edition marks of a redline on both sides: those of the base as printed, those of the draft by what is amended.

A mark such as `(WRC-12)` belongs to the provision, the title or the caption at whose end it is printed. If anything of that is
amended, the draft's mark is that of the coming conference. A numbered footnote is a provision itself, so it amends nothing else.
Nothing else depends on a mark: with it alone nothing is amended, but one that is set by hand is proposed (`model/cuts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct, field
from msgspec.structs import replace

from model.numbering.instruments import instruments
from model.numbering.mark_forms import forms_of, is_revised_mark, mark_by_rule, renewed_mark
from model.numbering.state import LabelPair
from model.numbering.units import parse_unit
from model.redline import KEPT, NOTE, Clause, Label, Note, Paragraph, Redline, Run, Side, Status, paragraphs

_SPACE = " "
_WHOLES = ("heading", "annex", "number")
"""The kinds of lines whose revised mark is that of all that follows under them."""


class MarkPair(Struct, frozen=True):
    """The marks of one paragraph on both sides, with the separators before them; None on a side without one."""

    base: Label | None = None
    draft: Label | None = None
    cause: str = ""
    """The clause whose amendment changed the mark, by id; '' if nothing did."""

    def on(self, side: Side) -> Label | None:
        """The mark on a side."""
        return self.base if side == "base" else self.draft

    @property
    def is_changed(self) -> bool:
        """Whether the two sides have different marks; the separators before them do not count."""
        base, draft = (mark.text if mark is not None else "" for mark in (self.base, self.draft))
        return base != draft


NO_PAIR = MarkPair()


class EditionMarks(Struct, frozen=True):
    """All marks of a text; a value, replaced by `update_marks` after each change."""

    borne: Mapping[str, MarkPair] = field(default_factory=dict)
    """By the clause that bears the label of the paragraph; also those of amended paragraphs that have none on either side."""
    printed: Mapping[str, MarkPair] = field(default_factory=dict)
    """By the clause that closes the paragraph, at whose end the mark is printed."""
    local: bool = True
    """Whether each mark depends on its own provision alone."""


NO_MARKS = EditionMarks()


class _Found(Struct, frozen=True):
    """Marks while they are being found."""

    borne: dict[str, MarkPair] = field(default_factory=dict)
    printed: dict[str, MarkPair] = field(default_factory=dict)


class _Customs(Struct, frozen=True):
    """What the marks of a text depend on besides its clauses."""

    edition: str
    """The coming conference; '' if it sets no marks."""
    language: str
    labels: Mapping[str, LabelPair]
    numbers: Mapping[str, object]
    notes: Mapping[str, Note]
    wholes: frozenset[str] = frozenset()
    """The lines with revised marks, by clause id, below which something is amended."""

    def is_plain(self, clause: Clause) -> bool:
        """Whether nothing of a clause is amended."""
        if clause.end.status is not KEPT or clause.row is not KEPT or clause.base_props is not None:
            return False
        for run in clause.runs:
            if run.text == NOTE and run.content:
                if self._is_amended_by_note(run):
                    return False
            elif run.status is not KEPT or run.base_style is not None:
                return False
        label = self.labels.get(clause.id)
        return label is None or label.base == label.draft

    def _is_amended_by_note(self, run: Run) -> bool:
        """Whether a reference amends what it is in: a numbered footnote is a provision of its own, new ones are numbered."""
        note = self.notes.get(run.content)
        if note is None or not _may_amend(note):
            return False
        if run.status is not KEPT:
            return not (run.status is Status.INSERTED and self.edition)
        return not all(map(_NOTHING.is_plain, without_kinds(note.clauses)))

    def opens(self, clause: Clause) -> bool:
        """Whether a provision, a heading or another line with a mark of its own begins at a clause."""
        if clause.id in self.numbers:
            return True
        kinds = clause.props.kind, clause.props_on("base").kind
        return clause.cell is None and kinds != ("paragraph", "paragraph")


_NOTHING = _Customs("", "", {}, {}, {})


def _may_amend(note: Note | None) -> bool:
    return note is not None and all(clause.number is None and clause.own_number is None for clause in note.clauses)


def notes_may_amend(before: Mapping[str, Note], after: Mapping[str, Note]) -> bool:
    """Whether a change of notes may change the marks of what refers to them, which numbered footnotes do not.

    before, after: the notes, by their keys
    """
    changed = (key for key in before.keys() | after.keys() if before.get(key) is not after.get(key))
    return any(_may_amend(before.get(key)) or _may_amend(after.get(key)) for key in changed)


def without_kinds(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses of a note as if no kind or level were changed: a note is printed without them, so they amend nothing."""
    return tuple([replace(clause, base_props=None) if clause.base_props is not None else clause for clause in clauses])


def coming_edition(redline: Redline) -> str:
    """The conference whose mark amended provisions of a text get; '' if its instrument has no such marks."""
    known = instruments().get(redline.instrument)
    return redline.edition or (known.conference if known is not None else "")


def with_edition(redline: Redline, conference: str) -> Redline:
    """The text with the marks of another conference, if its instrument has marks and the conference sets such."""
    known = instruments().get(redline.instrument)
    if known is None or not known.conference or forms_of(conference, redline.language) is None:
        return redline
    edition = "" if conference == known.conference else conference
    return redline if edition == redline.edition else replace(redline, edition=edition)


def has_marks(redline: Redline) -> bool:
    """Whether a text may have edition marks: printed ones, or those of its instrument."""
    return bool(coming_edition(redline)) or stores_marks(redline)


def stores_marks(redline: Redline) -> bool:
    """Whether an edition mark is stored in a text or a note of it."""
    return any(map(has_mark, redline.clauses)) or any(has_mark(part) for note in redline.notes.values() for part in note.clauses)


def has_mark(clause: Clause) -> bool:
    """Whether an edition mark is stored with a clause."""
    return clause.mark is not None or clause.own_mark is not None


def has_mark_by_hand(clause: Clause) -> bool:
    """Whether a clause has another edition mark than in the base, set by hand."""
    own_mark, mark = clause.own_mark, clause.mark
    return own_mark is not None and own_mark.text != (mark.text if mark is not None else "")


def edition_marks(redline: Redline, labels: Mapping[str, LabelPair], numbers: Mapping[str, object]) -> EditionMarks:
    """The marks of a text, computed from nothing.

    labels: its labels by clause id
    numbers: its margin numbers by clause id
    """
    edition = coming_edition(redline) if numbers else ""
    if not edition and not any(map(has_mark, redline.clauses)):
        return NO_MARKS
    customs = _Customs(edition, redline.language, labels, numbers, redline.notes)
    wholes = [place for place, clause in enumerate(redline.clauses) if _is_whole(clause)]
    if wholes:
        amended = frozenset(redline.clauses[place].id for place in wholes if _is_amended_below(redline.clauses, place, customs))
        customs = _Customs(edition, redline.language, labels, numbers, customs.notes, amended)
    found = _Found()
    _add(redline.clauses, customs, found)
    return EditionMarks(found.borne, found.printed, local=not wholes)


def update_marks(
    redline: Redline,
    old: Sequence[Clause],
    marks: EditionMarks,
    labels: Mapping[str, LabelPair],
    numbers: Mapping[str, object],
    head: int,
    tail: int,
) -> EditionMarks:
    """The marks after a change: those of the provisions that it touches are computed again.

    redline: the text after the change
    old: its clauses before
    marks: its marks before
    labels: its labels by clause id
    numbers: its margin numbers by clause id
    head: the number of clauses before the change whose labels are the same too
    tail: the number of such clauses after it
    """
    edition = coming_edition(redline) if numbers else ""
    if marks is NO_MARKS and not edition and not any(map(has_mark, redline.clauses[head : len(redline.clauses) - tail])):
        return NO_MARKS
    if marks is NO_MARKS or not marks.local:
        return edition_marks(redline, labels, numbers)
    customs = _Customs(edition, redline.language, labels, numbers, redline.notes)
    new, shift = redline.clauses, len(redline.clauses) - len(old)
    start = next((at for at in range(head - 1, 0, -1) if _begins(new, at, customs)), 0)
    later = range(max(len(new) - tail, start + 1), len(new))
    stop = next((at for at in later if _begins(new, at, customs) and old[at - shift - 1].end.status is KEPT), len(new))
    if any(_is_whole(clause) for clause in new[start:stop]):
        return edition_marks(redline, labels, numbers)
    fresh = _Found()
    _add(new[start:stop], customs, fresh)
    gone = [clause.id for clause in old[start : stop - shift]]
    borne, printed = _merged(marks.borne, gone, fresh.borne), _merged(marks.printed, gone, fresh.printed)
    same = borne is marks.borne and printed is marks.printed
    return marks if same else EditionMarks(borne, printed)


def _merged(before: Mapping[str, MarkPair], gone: Iterable[str], fresh: Mapping[str, MarkPair]) -> Mapping[str, MarkPair]:
    """The marks with those of some clauses replaced; the same object if that changes nothing."""
    was = {id: pair for id in gone if (pair := before.get(id)) is not None}
    if was == fresh:
        return before
    out = {id: pair for id, pair in before.items() if id not in was}
    out.update(fresh)
    return out


def _is_whole(clause: Clause) -> bool:
    return clause.mark is not None and clause.props_on("base").kind in _WHOLES and is_revised_mark(clause.mark.text)


def _is_amended_below(clauses: Sequence[Clause], place: int, customs: _Customs) -> bool:
    """Whether a line with a revised mark, or anything up to the next line of its rank, is amended."""
    top = clauses[place].props_on("base")
    for clause in clauses[place:]:
        props = clause.props_on("base")
        ends = props.kind in ("number", "annex") or (props.kind == top.kind == "heading" and props.level <= top.level)
        if ends and clause is not clauses[place]:
            return False
        if not customs.is_plain(clause):
            return True
    return False


def _begins(clauses: Sequence[Clause], at: int, customs: _Customs) -> bool:
    """Whether a provision or heading begins at a clause and shares no paragraph with the one before."""
    return clauses[at - 1].end.status is KEPT and customs.opens(clauses[at])


def _add(clauses: Sequence[Clause], customs: _Customs, found: _Found) -> None:
    """Adds the marks of clauses that begin and end with whole provisions."""
    start = 0
    for at in range(1, len(clauses) + 1):
        if at == len(clauses) or _begins(clauses, at, customs):
            _add_stretch(clauses[start:at], customs, found)
            start = at


def _add_stretch(stretch: Sequence[Clause], customs: _Customs, found: _Found) -> None:
    """Adds the marks of one provision, or of several that share paragraphs."""
    plain = all(clause.own_mark is None and clause.id not in customs.wholes and customs.is_plain(clause) for clause in stretch)
    if not plain:
        _Stretch(stretch, customs, found).add()
        return
    for clause in stretch:
        if clause.mark is not None:
            found.borne[clause.id] = found.printed[clause.id] = MarkPair(clause.mark, clause.mark)


class _Unit:
    """A provision, title or caption: what one mark stands for."""

    def __init__(self, head: Clause, before: Clause | None, *, revised: bool) -> None:
        self.head = head
        self.before = before
        """The clause before it, which may share a paragraph with it."""
        self.revised = revised
        """Whether it is a caption with a revised mark and its table."""
        self.clauses = [head]
        self.base: list[Paragraph] = []
        self.draft: list[Paragraph] = []
        """Its paragraphs outside of tables."""


class _Stretch:
    """Finds the marks of clauses of which something is amended."""

    def __init__(self, clauses: Sequence[Clause], customs: _Customs, found: _Found) -> None:
        self._clauses = clauses
        self._customs = customs
        self._found = found

    def add(self) -> None:
        """Adds the marks of all units."""
        units = list(self._units())
        unit_of = {clause.id: unit for unit in units for clause in unit.clauses}
        bearers: set[str] = set()
        for paragraph in paragraphs(self._clauses, "base"):
            bearers.add(paragraph.bearer.id)
            if paragraph.closing.cell is None:
                unit_of[paragraph.bearer.id].base.append(paragraph)
        for paragraph in paragraphs(self._clauses, "draft"):
            if paragraph.closing.cell is None:
                unit_of[paragraph.bearer.id].draft.append(paragraph)
        for unit in units:
            for paragraph in unit.base:
                if paragraph.bearer.mark is not None:
                    self._put(paragraph, paragraph.bearer.mark)
            self._add_draft(unit, self._cause(unit, bearers))

    def _units(self) -> Iterator[_Unit]:
        unit: _Unit | None = None
        for clause in self._clauses:
            caption = clause.cell is None and clause.mark is not None and is_revised_mark(clause.mark.text)
            ended = unit is not None and unit.revised and clause.cell is None and unit.clauses[-1].cell is not None
            if unit is None or caption or ended or self._customs.opens(clause) or self._is_beside(clause, unit):
                if unit is not None:
                    yield unit
                unit = _Unit(clause, unit.clauses[-1] if unit is not None else None, revised=caption)
            else:
                unit.clauses.append(clause)
        if unit is not None:
            yield unit

    def _is_beside(self, clause: Clause, unit: _Unit) -> bool:
        """Whether a paragraph belongs to no provision: each of those under a heading stands for itself."""
        if unit.head.id in self._customs.numbers or unit.revised or clause.cell is not None:
            return False
        return unit.clauses[-1].end.status is KEPT

    def _cause(self, unit: _Unit, bearers: Set[str]) -> Clause | None:
        """The first clause that amends a unit; None if it is as in the base. `bearers` bear the labels of the base."""
        cause = next((clause for clause in unit.clauses if not self._customs.is_plain(clause)), None)
        if cause is None and unit.head.id in self._customs.wholes:
            return unit.head
        if cause is None and unit.head.id not in bearers and unit.before is not None:
            return unit.before  # its end has been split off from that paragraph
        return cause

    def _add_draft(self, unit: _Unit, cause: Clause | None) -> None:
        if not unit.draft:
            return
        same = {paragraph.bearer.id: paragraph for paragraph in unit.draft}
        marked = [paragraph for paragraph in unit.base if paragraph.bearer.mark is not None]
        last = marked[-1] if marked else None
        by_hand = [paragraph for paragraph in unit.draft if paragraph.bearer.own_mark is not None]
        for paragraph in marked:  # all but the last stay as they are printed
            if paragraph.bearer.id in same and (paragraph is not last or (cause is None and not by_hand)):
                self._put(same[paragraph.bearer.id], paragraph.bearer.mark)
        for paragraph in by_hand:
            own_mark = paragraph.bearer.own_mark
            self._put(paragraph, own_mark if own_mark is not None and own_mark.text else None, cause)
        if cause is None or by_hand:
            return
        place = unit.draft[-1]
        if last is not None and last is not unit.base[-1]:
            place = same.get(last.bearer.id, place)
        self._put(place, self._mark_by_rule(unit, last.bearer.mark if last is not None else None), cause)

    def _mark_by_rule(self, unit: _Unit, mark: Label | None) -> Label | None:
        """The mark of an amended unit in the draft; `mark` is that of its base."""
        edition, language = self._customs.edition, self._customs.language
        if mark is not None:
            text = renewed_mark(mark.text, edition, language)
            return mark if text == mark.text else replace(mark, text=text)
        by_rule = mark_by_rule(edition, language) if self._gets_first_mark(unit) else None
        return Label(by_rule, _SPACE) if by_rule is not None else None

    def _gets_first_mark(self, unit: _Unit) -> bool:
        """Whether a unit without a mark gets one: a provision, or a heading other than the mere number of an article."""
        if unit.head.id in self._customs.numbers:
            return True
        paragraph = unit.draft[-1]
        if paragraph.props.kind != "heading":
            return False
        opened = parse_unit(paragraph.text)
        return bool(paragraph.text.strip() if opened is None else opened.rest.strip())

    def _put(self, paragraph: Paragraph, mark: Label | None, cause: Clause | None = None) -> None:
        """Notes the mark of a paragraph on its side, and the clause whose amendment caused it."""
        by = cause.id if cause is not None else ""
        borne, printed = self._found.borne, self._found.printed
        for found, id in ((borne, paragraph.bearer.id), (printed, paragraph.closing.id)):
            before = found.get(id, NO_PAIR)
            if paragraph.side == "base":
                pair = MarkPair(mark, before.draft, before.cause or by)
            else:
                pair = MarkPair(before.base, mark, by or before.cause)
            if pair.base is None and pair.draft is None and (found is printed or not pair.cause):
                found.pop(id, None)
            else:
                found[id] = pair
