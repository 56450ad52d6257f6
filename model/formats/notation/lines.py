"""One line of the notation as read: the meaning of its signs, before its neighbours are considered."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from model.formats.notation.inline import NotationError, ParsedInline, read_inline
from model.formats.notation.labels import NO_LABEL, SEPARATOR, LineLabels, explicit_label, is_natural, split_label
from model.formats.notation.line_kinds import Shapes
from model.formats.notation.margin import MarginMark, read_margin
from model.formats.notation.marks import DEEPEST_HEADING, KIND_MARKS, ROW_SIGNS, split_tail
from model.formats.notation.remarks import NO_REMARK, Remark, read_remark
from model.message import Message
from model.redline import Kind, Run, Status
from model.text.lazy_regex import late

FIRST_LEVEL: dict[Kind, int] = {"paragraph": 1, "heading": 1}
"""The level of a kind of clause; that of the others is 0."""
INDENT = "  "

_CELL = late(r"\|([1-9]\d{0,8})\.([+\-±]?)([1-9]\d{0,8})\.([1-9]\d{0,8})\|(?: |$)")
_ROWS = {sign: status for status, sign in ROW_SIGNS.items()}
_KINDS = {mark: kind for kind, mark in KIND_MARKS.items()}
_HEAD = late(rf"(?P<mark>#{{1,3}}|>|&|={{1,{DEEPEST_HEADING}}})(?: |$)")


class NotationLine(Struct, frozen=True):
    """A line by itself."""

    kind: Kind
    runs: tuple[Run, ...]
    end: Status
    label: LineLabels
    level: int | None = None
    """The kind, if marks give it."""
    bracketed: bool = False
    cell: tuple[int, int, int] | None = None
    row: Status = Status.KEPT
    style: str = ""
    remark: Remark = NO_REMARK
    margin: MarginMark | None = None
    """The margin number of a provision."""


def parse_line(line: str, shapes: Shapes, *, note: bool = False) -> NotationLine:
    """A line without its note mark; `shapes` gives the meaning of the text before it. NotationError names the fault."""
    try:
        rest, style, items = split_tail(line)
    except ValueError as error:
        raise NotationError(Message.of("the remark at its end cannot be read ({words})", words=str(error))) from error
    remark = read_remark(items)
    cell, row = None, Status.KEPT
    if found := _CELL.match(rest):
        cell = int(found[1]) - 1, int(found[3]) - 1, int(found[4]) - 1
        row, rest = _ROWS[found[2]], rest[found.end() :]
    try:
        margin, rest = read_margin(rest)
    except ValueError as error:
        raise NotationError(Message.of("its margin number has wrong quotes")) from error
    bare = _Bare(remark, shapes, note)
    read = bare.read(rest)
    return replace(read, cell=cell, row=row, style=style, remark=remark, margin=margin)


class _Bare(Struct, frozen=True):
    """Reads the rest of a line after its cell, without its remark."""

    remark: Remark
    shapes: Shapes
    note: bool

    def read(self, text: str) -> NotationLine:
        unindented = text.lstrip(" ")
        indent = len(text) - len(unindented)
        level = 1 + indent // len(INDENT) if indent else None
        if unindented.startswith("\t"):
            inline, label, bracketed = self._split_label(unindented[1:], natural=False)
            return NotationLine(self.remark.kind or "paragraph", inline.runs, inline.end, label, level or 1, bracketed)
        if head := _HEAD.match(unindented):
            return self._line_with_marks(head["mark"], unindented[head.end() :])
        natural = self.remark.kind in (None, "paragraph", "heading") and not self.note
        inline, label, bracketed = self._split_label(unindented, natural=natural)
        kind = self.remark.kind
        runs = inline.runs
        if kind is None and label is NO_LABEL:
            kind, runs = self._by_shape(runs)
        return NotationLine(kind or "paragraph", runs, inline.end, label, level, bracketed)

    def _line_with_marks(self, mark: str, text: str) -> NotationLine:
        kind: Kind = "heading" if mark[0] == "=" else _KINDS[mark]
        unlabelled = kind == "heading" and text.startswith("\t")
        inline, label, bracketed = self._split_label(text[unlabelled:], natural=kind == "heading" and not unlabelled)
        level = len(mark) if kind == "heading" else None
        return NotationLine(self.remark.kind or kind, inline.runs, inline.end, label, level, bracketed)

    def _by_shape(self, runs: tuple[Run, ...]) -> tuple[Kind, tuple[Run, ...]]:
        if runs and all(run.style.italic and run.base_style is None for run in runs):
            return "call", tuple(replace(run, style=replace(run.style, italic=False)) for run in runs)
        if self.note:
            return "paragraph", runs
        text = "".join(run.text for run in runs if run.status.in_draft)
        return self.shapes.kind_of(text or "".join(run.text for run in runs)), runs

    def _split_label(self, text: str, *, natural: bool) -> tuple[ParsedInline, LineLabels, bool]:
        """The text after its label, the label, and whether it is in brackets."""
        for opening, closing in (("{#", "#}"), ("[", "]")):
            if not text.startswith(opening) or text.startswith("[^"):
                continue
            if opening == "[" and "]" not in text:
                continue
            head = _read_head(text, len(opening), closing)
            if head is None:
                continue
            label = explicit_label(head.runs)
            if opening == "[" and not all(part is None or is_natural(part.text) for part in (label.base, label.draft)):
                continue
            if label == NO_LABEL:
                continue
            start = head.size + (not any(SEPARATOR in run.text for run in head.runs) and text.startswith("\t", head.size))
            return read_inline(text, start), label, opening == "["
        inline = read_inline(text)
        if not natural:
            return inline, NO_LABEL, False
        label, runs = split_label(inline.runs)
        return replace(inline, runs=runs), label, False


def _read_head(text: str, start: int, closing: str) -> ParsedInline | None:
    """The text before the closing sign of a label; None if a bracket begins text, not a label."""
    try:
        return read_inline(text, start, closing)
    except NotationError:
        if closing == "]":
            return None
        raise
