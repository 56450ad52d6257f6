"""A paragraph while it is being recognised: what it says on each side, its style's role, and what was made of
it so far."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from model.formats.recognition.label_bookmarks import NAME, is_anchor, without_bookmarks
from model.formats.recognition.margin_numbers import split_number
from model.formats.recognition.raw_body import AutoNumber, ParagraphFormat, RawParagraph
from model.formats.recognition.style_roles import NO_ROLE, Role, role_of
from model.numbering import Numeral
from model.redline import ANCHOR, KEPT, LINE_BREAK, NOTE, OBJECT, Kind, Label, Run, Scheme, Side, Style

_UPRIGHT = re.compile(r'<w:i(?:Cs)? w:val="(?:0|false|off)"/>')


class Head(Struct, frozen=True):
    """A label of one side before it is cut from the runs: as printed, what follows it, what it may mean."""

    label: str
    after: str
    numerals: tuple[Numeral, ...]
    automatic: AutoNumber | None = None

    @property
    def length(self) -> int:
        """The number of characters of the side's text that it takes."""
        return 0 if self.automatic else len(self.label) + len(self.after)


class SourceLine(Struct):
    """One paragraph of the source with the findings about it."""

    raw: RawParagraph
    tracked: bool
    base: str
    """Its text in the base, anchors left out."""
    draft: str
    role: Role = NO_ROLE
    kind: Kind = "paragraph"
    base_kind: Kind | None = None
    """Its kind in the base, if a tracked change of its style gives it."""
    heads: dict[Side, Head | None] = field(default_factory=dict)
    found: dict[Side, Head | None] = field(default_factory=dict)
    """The labels that each side shows, before those whose kept characters the sides do not share were given up."""
    borne: dict[Side, Head | None] = field(default_factory=dict)
    """The labels of the paragraphs that it is a part of, whichever line bears them."""
    levels: dict[Side, tuple[int, Scheme]] = field(default_factory=dict)
    labels: dict[Side, Label | None] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    """The runs of the paragraph after the label has been cut from them."""
    held: tuple[Run, ...] = ()
    """The runs of its label and separator, if a bookmark marks them; the start of the bookmark alone if it has no label."""
    number: tuple[Run, ...] = ()
    """The runs of its margin number and separator, which are not among its runs."""
    marks: dict[Side, Label] = field(default_factory=dict)
    """The edition marks of the paragraphs whose labels it bears, which are not among its runs."""

    @property
    def side(self) -> Side:
        """The side on which its shape is judged: the draft if it is part of it."""
        return "draft" if self.draft or self.raw.end.status.in_draft else "base"

    @property
    def text(self) -> str:
        """Its text on that side."""
        return self.text_on(self.side)

    def text_on(self, side: Side) -> str:
        """Its text on a side."""
        return self.base if side == "base" else self.draft

    @property
    def is_text(self) -> bool:
        """Whether a bookmark says that its words do not begin with a label."""
        return bool(self.held) and all(map(is_anchor, self.held))

    @property
    def head(self) -> Head | None:
        """Its label on that side."""
        return self.heads.get(self.side)

    @property
    def plain(self) -> str:
        """Its text without notes, objects and outer blanks, a line break as a blank: what patterns are matched with."""
        text = self.text
        if NOTE in text or OBJECT in text or LINE_BREAK in text:
            text = text.replace(NOTE, "").replace(OBJECT, "").replace(LINE_BREAK, " ")
        return text.strip()

    def face(self, side: Side) -> ParagraphFormat:
        """Its format on a side."""
        base_face = self.raw.base_face
        return base_face if side == "base" and base_face is not None else self.raw.face

    def role_on(self, side: Side) -> Role:
        """The role of its style on a side."""
        base_face = self.raw.base_face
        return role_of(base_face) if side == "base" and base_face is not None else self.role

    def kind_on(self, side: Side) -> Kind:
        """Its kind on a side."""
        return self.base_kind if side == "base" and self.base_kind is not None else self.kind

    def italic(self) -> bool:
        """Whether all its letters are italic on the side that it is judged on."""
        styled = self.raw.face.italic
        seen = False
        for run in self.raw.runs:
            if run.content or not run.status.on(self.side) or not any(char.isalpha() for char in run.text):
                continue
            if not shows_italic(run.style_on(self.side), styled):
                return False
            seen = True
        return seen


def lines_of(paragraphs: Iterable[RawParagraph]) -> list[SourceLine]:
    """A line for each paragraph."""
    return [_numbered_line(paragraph) for paragraph in paragraphs]


def _numbered_line(raw: RawParagraph) -> SourceLine:
    """The line of a paragraph, without the margin number that it begins with."""
    runs, number = split_number(raw.runs)
    line = _line(replace(raw, runs=runs) if number else raw)
    line.number = number
    return line


def _line(raw: RawParagraph) -> SourceLine:
    tracked = raw.end.status is not KEPT
    texts: list[str] = []
    for run in raw.runs:
        if run.status is not KEPT:
            tracked = True
        if not run.content or run.text != ANCHOR:
            texts.append(run.text)
        elif NAME in run.content:
            return _marked_line(raw)
    draft = "".join(texts)
    if not tracked:
        return SourceLine(raw, False, draft, draft, role_of(raw.face), runs=raw.runs)
    base, draft = side_text(raw.runs, "base"), side_text(raw.runs, "draft")
    return SourceLine(raw, True, base, draft, role_of(raw.face), runs=raw.runs)


def _marked_line(raw: RawParagraph) -> SourceLine:
    runs, held = without_bookmarks(raw.runs)
    line = _line(replace(raw, runs=runs))
    line.held = held
    return line


def side_text(runs: Iterable[Run], side: Side) -> str:
    """The text of runs on a side, anchors left out."""
    return "".join(run.text for run in runs if run.status.on(side) and not (run.content and run.text == ANCHOR))


def shows_italic(style: Style, face_italic: bool) -> bool:
    """Whether characters are shown in italics: the format of the run outweighs that of its paragraph."""
    return style.italic or (face_italic and not _UPRIGHT.search(style.other))
