"""The redline: base and draft of a text in one value (DESIGN.md §4).

Everything here is a frozen value; an unchanged clause is the same object before and after a change, so views and caches compare
by identity. Offsets are code points in the whole text of a clause, including deleted text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Protocol, TypeVar

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from model.redline.table_shape import NewCell

Side = Literal["base", "draft"]
SIDES: tuple[Side, Side] = ("base", "draft")
Count = Annotated[int, Meta(ge=0)]
"""A whole number from 0; checked when JSON is read."""

NOTE = "\u0001"
"""The one character that represents a reference to a note; its run names the note in `Run.content`."""
OBJECT = "\ufffc"
"""The one character that represents a picture, equation or text box; `Run.content` contains its WordprocessingML."""
ANCHOR = "\u2060"
"""A mark without width that the model does not read (bookmark, comment range, edge of a hyperlink, field or content
control); its run holds the WordprocessingML in `Run.content`. The same character without `content` is ordinary text."""
LINE_BREAK = "\u2028"


class Status(StrEnum):
    """The status of a character, a paragraph end or a table row."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    RETRACTED = "retracted"
    """Inserted by one author and deleted by another: on neither side, kept because a file said so."""

    in_base: bool
    in_draft: bool

    def __init__(self, name: str) -> None:
        # Plain attributes: a property would be called half a million times in the export of a long text.
        self.in_base = name in ("kept", "deleted")
        self.in_draft = name in ("kept", "inserted")

    def on(self, side: Side) -> bool:
        """Whether characters of this status are on a side."""
        return self.in_base if side == "base" else self.in_draft


KEPT = Status.KEPT
"""A module constant for code that needs it ten thousand times: in Python 3.11 fetching a member costs as much as a call."""


class Stamp(Struct, frozen=True):
    """The author and the time of a change."""

    author: str = ""
    date: str = ""
    """ISO 8601 to the second, `2024-09-06T09:00:00Z`; empty if a file gives none."""


class Style(Struct, frozen=True):
    """The format of characters. `other` is the rest of the source's `w:rPr` as XML, which is written back."""

    italic: bool = False
    bold: bool = False
    underline: bool = False
    vertical: Literal["", "superscript", "subscript"] = ""
    name: str = ""
    """Id of the character style in the source package."""
    other: str = ""


PLAIN = Style()
NOBODY = Stamp()


class Run(Struct, frozen=True):
    """Characters of one status, one format, one author.

    `base_style` is the format in the base if it differs from `style`; the difference is a separate amendment, stamped by
    `style_stamp`. A run with `content` is one character long: NOTE, OBJECT or ANCHOR.
    """

    text: str
    status: Status = KEPT
    style: Style = PLAIN
    base_style: Style | None = None
    stamp: Stamp = NOBODY
    """Who inserted or deleted it; of retracted text, who inserted it."""
    style_stamp: Stamp = NOBODY
    retracted: Stamp = NOBODY
    """The deletion of text that `stamp` inserted; only if the status is RETRACTED."""
    move: str = ""
    """The id that the two halves of a move share."""
    content: str = ""

    def style_on(self, side: Side) -> Style:
        """The format of the characters on a side."""
        return self.base_style if side == "base" and self.base_style is not None else self.style


class End(Struct, frozen=True):
    """The paragraph end that closes a clause."""

    status: Status = KEPT
    stamp: Stamp = NOBODY
    retracted: Stamp = NOBODY
    move: str = ""


KEPT_END = End()

Kind = Literal["number", "title", "history", "opening", "call", "paragraph", "heading", "annex"]
Scheme = Literal["letter", "roman", "decimal", "bullet", "none"]


class Props(Struct, frozen=True):
    """The kind of a paragraph, its level (1 under a call or text, 0 without one), label scheme, and style ('': by role)."""

    kind: Kind = "paragraph"
    level: Count = 1
    scheme: Scheme = "none"
    style: str = ""
    other: str = ""
    """The rest of the source's `w:pPr`, as XML."""
    provision: bool = False
    """Whether the paragraph bears a margin number; one without that follows it continues its provision."""


class Label(Struct, frozen=True):
    """A printed number: `a)`, `ii)`, `3`, `1.1`, `b)bis`, `–`."""

    text: str
    after: str = "\t"
    """The separator between label and text: tab, spaces, no-break spaces, nothing."""
    automatic: bool = False
    """Made by Word's automatic numbering, so not among the file's characters."""
    locked: bool = False
    """Set by hand and never changed by numbering."""
    style: Style = PLAIN
    before_notes: bool = False
    """Of an edition mark: printed before the references to notes that end its paragraph, not after them."""


class Clause(Struct, frozen=True):
    """One paragraph of an instrument, or one half of a split or merged one (DESIGN.md §4)."""

    id: str
    props: Props = Props()
    """In the draft."""
    runs: tuple[Run, ...] = ()
    end: End = KEPT_END
    label: Label | None = None
    """As printed in the base; None if the base has none."""
    base_props: Props | None = None
    """The properties in the base if they differ; the difference is a separate amendment, stamped by `props_stamp`."""
    props_stamp: Stamp = NOBODY
    own_label: Label | None = None
    """The draft's label if it was set by hand or printed differently from the policy; None if it is computed."""
    cell: tuple[Count, Count, Count] | None = None
    """Table, row and column (from 0, as in the document) of a paragraph in a table."""
    row: Status = KEPT
    row_stamp: Stamp = NOBODY
    shape: NewCell | None = None
    """The shape of that cell if it is in no package."""
    source: str = ""
    """The paragraph of the source package that this clause was read from: its number in document order, from 0."""
    number: Label | None = None
    """The margin number as printed in the base, `9.11A`; it never changes in the draft."""
    own_number: Label | None = None
    """The margin number of an insertion that was set by hand; None if it is computed."""
    mark: Label | None = None
    """The edition mark printed in the base at the end of the paragraph, `(WRC-12)`, with the separator before it."""
    own_mark: Label | None = None
    """The draft's edition mark if it was set by hand, without text if there is to be none; None if it is computed."""

    @property
    def text(self) -> str:
        """The characters of both sides, including deleted ones."""
        return "".join(run.text for run in self.runs)

    def text_on(self, side: Side) -> str:
        """The characters of a side."""
        return "".join(run.text for run in self.runs if run.status.on(side))

    def words_on(self, side: Side) -> str:
        """The characters of a side without the marks of notes, pictures and anchors."""
        return "".join(run.text for run in self.runs if run.status.on(side) and not run.content)

    def props_on(self, side: Side) -> Props:
        """The properties on a side."""
        return self.base_props if side == "base" and self.base_props is not None else self.props

    def is_on(self, side: Side) -> bool:
        """Whether the clause leaves a trace on that side: text or a paragraph end."""
        return self.end.status.on(side) or any(run.status.on(side) for run in self.runs)


class Note(Struct, frozen=True):
    """A footnote or endnote: a redline of its own, by the id that its reference names."""

    kind: Literal["footnote", "endnote"] = "footnote"
    clauses: tuple[Clause, ...] = ()
    mark: str | None = None
    """The mark as typed in the source (`w:customMarkFollows`); None: numbered by its place."""
    source: str = ""
    """The id of the note in the source package."""


Policy = Literal["relabel", "bis", "letters", "keep"]
FIXED_NUMBERS = ("bis", "letters")
"""The policies under which numbers of the base do not move, so that those of insertions depend on what follows."""


class Redline(Struct, frozen=True, dict=True):
    """A text: its clauses in order, notes, language (`en fr es ru zh ar`, or '' if unknown) and relabelling policy; the symbol of
    a treaty text (`RR`) by whose customs insertions are numbered, the agenda `item` by which they are numbered provisionally,
    the conference (`WRC-27`) whose edition marks amended provisions get ('': the next one of the instrument)."""

    clauses: tuple[Clause, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)
    language: str = ""
    policy: Policy = "relabel"
    instrument: str = ""
    item: str = ""
    edition: str = ""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Index of each clause by its id."""
        return {clause.id: index for index, clause in enumerate(self.clauses)}

    def __getitem__(self, id: str) -> Clause:
        return self.clauses[self.places[id]]

    def clauses_of(self, note: str) -> tuple[Clause, ...]:
        """The clauses of the note with a key, or of the text itself if the key is ''. KeyError if there is no such note."""
        return self.notes[note].clauses if note else self.clauses

    def base(self) -> Redline:
        """The text without everything inserted: the result of rejecting everything."""
        return resolve(self, "base")

    def draft(self) -> Redline:
        """The text without everything deleted: the result of accepting everything."""
        return resolve(self, "draft")


class Paragraph(Struct, frozen=True):
    """One paragraph of one side: the clauses that it joins, the properties and label that it has there."""

    clauses: tuple[Clause, ...]
    side: Side

    @property
    def closing(self) -> Clause:
        """The clause whose end closes the paragraph: kind, level and style are its."""
        return self.clauses[-1]

    @property
    def props(self) -> Props:
        """The properties of the paragraph, which its last clause gives it."""
        return self.closing.props_on(self.side)

    @property
    def bearer(self) -> Clause:
        """The clause that bears the paragraph's label: the first with text on that side, else the last."""
        return label_bearer(self.clauses, self.side)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of that side, each as kept text in that side's format, equal neighbours joined."""
        kept = (
            Run(run.text, style=run.style_on(self.side), content=run.content)
            for clause in self.clauses
            for run in clause.runs
            if run.status.on(self.side) and run.text
        )
        return join_runs(kept)

    @property
    def text(self) -> str:
        """The characters of the paragraph on its side."""
        return "".join(clause.text_on(self.side) for clause in self.clauses)


def label_bearer(clauses: tuple[Clause, ...], side: Side) -> Clause:
    """The clause of a paragraph that bears its label on a side: the first with visible content there, else the last."""
    for clause in clauses if len(clauses) > 1 else ():
        if shows(clause.runs, side):
            return clause
    return clauses[-1]


def shows(runs: Iterable[Run], side: Side) -> bool:
    """Whether runs hold anything on a side that is not without width."""
    return any(run.status.on(side) and run.text and not (run.content and run.text == ANCHOR) for run in runs)


class Piece(Protocol):
    """A part that paragraphs are joined from: a clause, or a paragraph of a file."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of the part."""

    @property
    def end(self) -> End:
        """The end of the part; on a side that lacks the end, the part is joined to the next one."""

    @property
    def row(self) -> Status:
        """The status of the table row that contains the part."""


P = TypeVar("P", bound=Piece)


def groups(clauses: Iterable[P], side: Side) -> Iterator[tuple[P, ...]]:
    """The clauses of each paragraph of a side, without rows of the other side, and a last group without an end if it has text."""
    group: list[P] = []
    for clause in clauses:
        if clause.row is not KEPT and not clause.row.on(side):
            continue
        status = clause.end.status
        if status is not KEPT and not status.on(side):
            group.append(clause)
        elif group:
            yield (*group, clause)
            group = []
        else:
            yield (clause,)
    if any(run.status.on(side) and run.text for clause in group for run in clause.runs):
        yield tuple(group)


def paragraphs(clauses: Iterable[Clause], side: Side) -> Iterator[Paragraph]:
    """The paragraphs of a side, in order."""
    return (Paragraph(group, side) for group in groups(clauses, side))


def differ_in_text_alone(a: Run, b: Run) -> bool:
    """Whether two runs are ordinary text and differ, if at all, in their characters."""
    return (
        a.status is b.status
        and not (a.content or b.content)
        and (a.style is b.style or a.style == b.style)
        and (a.stamp is b.stamp or a.stamp == b.stamp)
        and a.base_style == b.base_style
        and a.move == b.move
        and (a.style_stamp is b.style_stamp or a.style_stamp == b.style_stamp)
        and (a.retracted is b.retracted or a.retracted == b.retracted)
    )


def join_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with empty ones dropped and neighbours that differ in nothing but text made one."""
    out: list[Run] = []
    texts: list[list[str]] = []
    for run in runs:
        if out and run.text and differ_in_text_alone(out[-1], run):
            texts[-1].append(run.text)
        elif run.text:
            out.append(run)
            texts.append([run.text])
    return tuple(run if len(parts) == 1 else replace(run, text="".join(parts)) for run, parts in zip(out, texts, strict=True))


def resolve(redline: Redline, side: Side) -> Redline:
    """One side of a redline with everything kept. Its labels are printed ones; that of the draft is the one set by hand, or, if
    computed (`model.numbering`), the printed one as a start."""
    clauses = tuple(_resolve(paragraph) for paragraph in paragraphs(redline.clauses, side))
    used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE}
    kept = {key: note for key, note in redline.notes.items() if key in used}
    notes = {key: replace(note, clauses=tuple(map(_resolve, paragraphs(note.clauses, side)))) for key, note in kept.items()}
    return replace(redline, clauses=clauses, notes=notes)


def _resolve(paragraph: Paragraph) -> Clause:
    closing, bearer, draft = paragraph.closing, paragraph.bearer, paragraph.side == "draft"
    own_label, own_number = (bearer.own_label, bearer.own_number) if draft else (None, None)
    mark = bearer.own_mark if draft and bearer.own_mark is not None else bearer.mark
    return Clause(
        id=bearer.id,
        props=paragraph.props,
        runs=paragraph.runs,
        label=own_label or bearer.label,
        number=own_number or bearer.number,
        mark=mark if mark is not None and mark.text else None,
        cell=closing.cell,
        shape=closing.shape,
        source=bearer.source,
    )
