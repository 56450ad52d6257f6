"""The state of numbering during its pass over a text: open lists, their deleted beginnings, the paragraphs of both sides."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.numbering.schemes import Numeral
from model.redline import KEPT, Clause, Props, Scheme, paragraphs

OPENERS = frozenset({"call", "heading", "annex"})
"""The kinds that open a block."""
_HEADINGS = -100
"""Headings are lists too, outside those of paragraphs: their levels are counted from here."""


class LabelPair(Struct, frozen=True):
    """The labels of one paragraph on both sides, and the clause that caused their difference ('' if none did)."""

    base: str | None
    draft: str | None
    cause: str = ""


class OpenList(Struct, frozen=True):
    """A list that may continue: everything on which its next label depends."""

    level: int
    scheme: Scheme
    depth: int
    form: Numeral
    """The dress of new labels."""
    last: Numeral
    """The draft's label of the last item; before the first item, the one before it."""
    printed: Numeral | None = None
    """The last label of the base, deleted ones included."""
    size: int = 0
    """How many items it has in the draft."""
    cause: str = ""
    merged: bool = False
    """Whether a boundary of the base (call, parent) was deleted: the draft does not restart where the base does."""
    item: str = ""
    """The clause that made the last item new, so that the lists under it start again."""
    base_core: str = ""
    draft_core: str = ""


class PendingClauses(Struct, frozen=True):
    """Deleted clauses at the beginning of a list that has not begun in the draft."""

    level: int
    scheme: Scheme
    cause: str
    first: Numeral | None


class Carry(Struct, frozen=True):
    """All that labels further down depend on, between two blocks."""

    open: tuple[OpenList, ...] = ()
    pending: tuple[PendingClauses, ...] = ()
    earlier: tuple[OpenList, ...] = ()
    """The outermost lists of the block before, which a list may continue (`4` after a call that follows `3`)."""
    fresh: str = ""
    """The inserted call at the head of the block."""

    @property
    def headings(self) -> tuple[OpenList, ...]:
        """The open lists of headings."""
        return tuple(entry for entry in self.open if entry.level < 0)

    @property
    def outermost(self) -> tuple[OpenList, ...]:
        """The outermost open lists of paragraphs."""
        return tuple(entry for entry in self.open if entry.level == 1)

    def before_opener(self, kind: str) -> Carry:
        """The rest of this state before a kept paragraph of a kind that opens a block."""
        if kind == "annex":
            return Carry()
        return Carry((*self.headings, *self.outermost), earlier=() if self.outermost else self.earlier)


class Event(Struct, frozen=True):
    """A clause that bears the label of a paragraph of the base, of the draft or of both."""

    clause: Clause
    base: Props | None
    draft: Props | None
    changed: bool
    """Whether it is new in its place: inserted, deleted, or of another kind, level or scheme than in the base."""


def events(clauses: Sequence[Clause]) -> list[Event]:
    """The paragraphs of both sides in the order of the clauses that bear their labels."""
    out: list[Event] = []
    start = 0
    for place, clause in enumerate(clauses):
        if clause.end.status is not KEPT and place + 1 < len(clauses):
            continue
        if start == place and clause.end.status is KEPT and clause.row is KEPT:
            out.append(_event(clause, clause.props_on("base"), clause.props))
        else:
            out.extend(_joined_paragraphs(clauses[start : place + 1]))
        start = place + 1
    return out


def _joined_paragraphs(clauses: Sequence[Clause]) -> list[Event]:
    """The paragraphs of clauses whose ends or rows are not all kept, so that the sides have different paragraphs."""
    base = {paragraph.bearer.id: paragraph.props for paragraph in paragraphs(clauses, "base")}
    draft = {paragraph.bearer.id: paragraph.props for paragraph in paragraphs(clauses, "draft")}
    return [
        _event(clause, base.get(clause.id), draft.get(clause.id)) for clause in clauses if clause.id in base or clause.id in draft
    ]


def _event(clause: Clause, base: Props | None, draft: Props | None) -> Event:
    alike = base is draft or (base is not None and draft is not None and nature(base) == nature(draft))
    return Event(clause, base, draft, not alike)


def nature(props: Props) -> tuple[str, int, str]:
    """The properties that decide to which list a paragraph belongs."""
    return props.kind, props.level, props.scheme


def list_level(props: Props) -> int:
    """The level of a paragraph's list; headings count below all paragraphs, so that the two never mix."""
    return props.level + _HEADINGS if props.kind == "heading" else props.level


def is_unlabelled_text(props: Props) -> bool:
    """Whether a paragraph is unlabelled text on the level of the outermost lists."""
    return props.kind == "paragraph" and props.scheme == "none" and props.level <= 1


def ends_list(props: Props | None, level: int) -> bool:
    """Whether a paragraph ends every list of a level."""
    if props is None:
        return False
    if props.kind == "heading" and level < 0:
        return list_level(props) < level
    return props.kind in OPENERS or list_level(props) < level


def restarts(entry: OpenList, printed: Numeral | None) -> bool:
    """Whether a printed label begins a new list in the base although one of its kind is open."""
    first = printed is not None and printed.value == 1 and printed.scheme != "bullet" and not printed.tail
    return first and entry.printed is not None and not entry.merged and entry.printed.value >= 1
