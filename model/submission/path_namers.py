"""Names the paragraphs of one side in order: the parts that paths are made of (`clause_paths` has their forms)."""

from __future__ import annotations

import re

from model.numbering import bare
from model.numbering.units import UNIT_KINDS, parse_unit
from model.redline import ANCHOR, LINE_BREAK, NOTE, OBJECT, Paragraph, Props
from model.text.lazy_regex import late

Cell = tuple[int, int, int]
"""Table, row and column of a cell."""
_SPACE = late(r"[\s\u00a0]+")
_UNSEEN = str.maketrans({NOTE: None, ANCHOR: None, OBJECT: None, "\u00ad": None, LINE_BREAK: " "})
_SPLIT = late(r"(?:[^/\\]|\\.)+", re.DOTALL)
_OUTERMOST = ("chapter", "article", "appendix")
"""The units whose path does not begin with that of a unit around them: their numbers run through the text."""


def split_path(path: str) -> list[str]:
    """The parts of a path, still escaped."""
    return _SPLIT.findall(path)


class UnitPaths:
    """Names the heads of a treaty text: `Article 9`, `Article 9/title`, `Article 9/Section II`."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        """The open units, each with its place among the kinds and its path."""
        self._is_titled = True

    @property
    def path(self) -> str:
        """The path of the innermost unit; '' before the first."""
        return self._open[-1][1] if self._open else ""

    def name(self, text: str) -> str:
        """The path of a head by its words."""
        unit = parse_unit(text)
        if unit is None:
            part = "title" if not self._is_titled else escape_part(words_of(text))
            self._is_titled = True
            return join_path(self.path, part) if part else ""
        rank = 1 if unit.kind == "appendix" else UNIT_KINDS.index(unit.kind)
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        around = "" if unit.kind in _OUTERMOST else self.path
        self._open.append((rank, join_path(around, escape_part(words_of(unit.text)))))
        self._is_titled = bool(unit.rest.strip())
        return self.path

    def end_heads(self) -> None:
        """Notes that text follows, after which no line is the title of the unit."""
        self._is_titled = True


class Namer:
    """Names the paragraphs of one side, in order; `by_number` those of a treaty text by their margin numbers."""

    def __init__(self, *, by_number: bool = False) -> None:
        self.units = UnitPaths() if by_number else None
        self.annex = ""
        self.block = ""
        self.items: list[tuple[int, str, str]] = []
        self.seen: dict[str, int] = {}
        self.parts: dict[str, str] = {}
        """The part that each label makes: there are many labels and few different ones."""

    def name(self, paragraph: Paragraph, cell: Cell | None, label: str | None, number: str | None = None) -> str:
        """The path of the next paragraph."""
        props = paragraph.props
        if cell is not None:
            return self._with_count(f"table[{cell[0] + 1}]/r{cell[1] + 1}c{cell[2] + 1}")
        if self.units is not None and (number or props.kind == "paragraph"):
            self.units.end_heads()
        if number:
            return self._provision(number)
        match props.kind:
            case "annex":
                self.annex = self.block = self._with_count("annex", always=True)
                self.items = []
                return self.annex
            case "heading" if self.units is not None:
                path = self._with_count(self.units.name(paragraph.text) or f"¶{self._count('/¶')}")
                self.block, self.items = self.units.path, []
                return path
            case "call" | "heading":
                part = escape_part(words_of(paragraph.text)) or f"¶{self._count(self.annex + '/¶')}"
                if props.kind == "heading" and label:
                    part = f"§{self._part(label)}"
                self.block = self._with_count(join_path(self.annex, part))
                self.items = []
                return self.block
            case "number" | "title" | "history" | "opening":
                return self._with_count(join_path(self.annex, props.kind))
        return self._paragraph(props, label)

    def _provision(self, number: str) -> str:
        """The path of a provision, which is its number; what continues it is under it, from the second paragraph on."""
        self.block, self.items = self._with_count(escape_part(number)), []
        self._count(self.block + "/¶")
        return self.block

    def _paragraph(self, props: Props, label: str | None) -> str:
        while self.items and self.items[-1][0] >= props.level:
            self.items.pop()
        if not label:
            parent = self.items[-1][2] if self.items else self.block
            return self._with_count(join_path(parent, f"¶{self._count(parent + '/¶')}"))
        part = self._part(label)
        above = list(self.items)
        while above and part.startswith(above[-1][1] + "."):
            above.pop()
        path = self._with_count(join_path(above[-1][2] if above else self.block, part))
        self.items.append((props.level, part, path))
        return path

    def _part(self, label: str) -> str:
        if label not in self.parts:
            self.parts[label] = escape_part(bare(label))
        return self.parts[label]

    def _count(self, key: str) -> int:
        self.seen[key] = self.seen.get(key, 0) + 1
        return self.seen[key]

    def _with_count(self, path: str, always: bool = False) -> str:
        times = self._count(path)
        if times == 1 and not always:
            return path
        return f"{path}[{times}]"


class PlaceNamer(Namer):
    """Names the paragraphs of the draft and the deleted ones between them, in order, for people."""

    def __init__(self, *, by_number: bool = False) -> None:
        super().__init__(by_number=by_number)
        self.struck_block = ""
        """The deleted call of the deleted clauses after it."""
        self.struck_items: list[tuple[int, str]] = []
        """Levels and places of deleted items since the last live one."""

    def name(self, paragraph: Paragraph, cell: Cell | None, label: str | None, number: str | None = None) -> str:
        """The place of the next paragraph of the draft."""
        self.struck_block, self.struck_items = "", []
        return super().name(paragraph, cell, label, number)

    def name_struck(self, paragraph: Paragraph, label: str | None, otherwise: str, number: str | None = None) -> str:
        """The place of the next deleted paragraph; `otherwise` is the last part of its base path."""
        props = paragraph.props
        if number:
            self.struck_block, self.struck_items = escape_part(number), []
            return self.struck_block
        if props.kind in ("call", "heading", "annex"):
            self.struck_block, self.struck_items = join_path(self.annex, otherwise), []
            return self.struck_block
        part = self._part(label) if label else otherwise
        live = [] if self.struck_block else [(level, path) for level, _part, path in self.items]
        above = [path for level, path in (*live, *self.struck_items) if level < props.level]
        place = join_path(above[-1] if above else self.struck_block or self.block, part)
        if label:
            self.struck_items.append((props.level, place))
        return place

    def _paragraph(self, props: Props, label: str | None) -> str:
        # A decimal label contains the labels above it.
        while self.items and self.items[-1][0] >= props.level:
            self.items.pop()
        above = list(self.items)
        while label and above and bare(label).startswith(above[-1][1] + "."):
            above.pop()
        parent = above[-1][2] if above else self.block
        part = self._part(label) if label else f"¶{self._count(parent + '/¶')}"
        place = self._with_count(join_path(parent, part))
        if label:
            self.items.append((props.level, bare(label), place))
        return place

    def _part(self, label: str) -> str:
        return escape_part(" ".join(label.split()))


def words_of(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_UNSEEN)).strip().rstrip(",;:").rstrip()


def escape_part(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("/", "\\/")
    text = re.sub(r"^(?=[+¶~])", r"\\", text)
    return re.sub(r"\[(?=\d+\]$)", r"\\[", text)


def join_path(parent: str, part: str) -> str:
    return f"{parent}/{part}" if parent else part


def mark_as_inserted(path: str) -> str:
    parts = split_path(path)
    return "/".join((*parts[:-1], f"+{parts[-1]}"))
