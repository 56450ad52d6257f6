"""The paragraphs, list items, headings, cells and notes that the structure of a tagged PDF has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from model.formats.pdf.layout.characters import bullet_of, readable
from model.formats.pdf.pages import PdfPage, PdfSpan, PdfTag
from model.formats.recognition.style_roles import role_of_name
from model.numbering import parse_label

Path = tuple[int, ...]
"""The place of an element in the tree."""
_NOTES = frozenset({"Note", "FENote"})
_CELLS = frozenset({"TD", "TH"})
_HEADINGS = {f"H{level}": level for level in range(1, 10)}
_LABEL = "Lbl"
_LONGEST_LABEL = 24


class CellTag(Struct, frozen=True):
    """A cell of a table."""

    table: Path
    row: Path
    cell: Path
    columns: int
    is_head: bool


class TextBlock(Struct, eq=False):
    """An element that is one paragraph."""

    path: Path
    heading: int = 0
    """The level of a heading from 1; 0 for other text."""
    depth: int = 0
    """The number of lists that it is in."""
    note: Path | None = None
    """The note that it is in."""
    cells: tuple[CellTag, ...] = ()
    """The cells that it is in, from the outermost table inwards."""
    is_inner: bool = False
    """Whether it is in another paragraph: a frame, or a footnote that has no type of its own."""
    style: str = ""
    """The name of its paragraph style, if the file tells a meaningful one."""
    label: str = ""
    """The label of a list item, which its lines do not have."""
    label_format: str = ""
    """As WordprocessingML names it: `lowerLetter`, `decimal`, `bullet`."""


class PageBlocks:
    """The blocks of all pages: which span belongs to which."""

    def __init__(self, pages: Sequence[PdfPage]) -> None:
        self._blocks: dict[Path, TextBlock] = {}
        self._owners: dict[Path, Path] = {}
        """The block of each element with text."""
        self._labels: dict[Path, TextBlock] = {}
        """The block of each label of a list item."""
        open_labels = [tag for page in pages for tag in page.tags if not self._add(tag)]
        paths = sorted(self._blocks)
        for tag in open_labels:
            if tag.path not in self._owners and tag.path not in self._labels:
                self._add_label(tag, paths)
        self._read_labels(pages)

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def of(self, span: PdfSpan, page: PdfPage) -> TextBlock | None:
        """The block of a span; None if it has none. Labels of list items have no place in the text of their block."""
        return self._blocks[self._owners[page.tags[span.tag].path]] if span.tag >= 0 else None

    def is_label(self, span: PdfSpan, page: PdfPage) -> bool:
        """Whether a span is in the label of a list item."""
        return span.tag >= 0 and page.tags[span.tag].path in self._labels

    def _add(self, tag: PdfTag) -> bool:
        """Adds the block of a tag; False for a label, whose block is that of the text after it."""
        if tag.path in self._owners:
            return True
        if tag.types[-1] == _LABEL and len(tag.path) > 1:
            return False
        self._blocks[tag.path] = _block(tag)
        self._owners[tag.path] = tag.path
        return True

    def _add_label(self, tag: PdfTag, paths: Sequence[Path]) -> None:
        item = tag.path[:-1]
        place = bisect_right(paths, item)
        following = self._blocks[paths[place]] if place < len(paths) else None
        depth = tag.types.count("L")
        if following is None or following.path[: len(item)] != item or following.depth != depth:
            self._blocks[tag.path] = _block(tag)
            self._owners[tag.path] = tag.path
        elif tag.types[-2] == "LI":
            self._labels[tag.path] = following
            self._owners[tag.path] = following.path
        else:
            self._owners[tag.path] = following.path  # the mark of a note

    def _read_labels(self, pages: Sequence[PdfPage]) -> None:
        if not self._labels:
            return
        for page in pages:
            before: PdfSpan | None = None
            for span in page.spans:
                if not self.is_label(span, page) or span.is_hidden:
                    continue
                if before is not None and (before.text, before.left_edges, before.top) == (span.text, span.left_edges, span.top):
                    continue  # printed twice to look bold
                before = span
                text = readable(span.text, span.font)
                block = self._labels[page.tags[span.tag].path]
                block.label += bullet_of(text.strip(), span.font) if len(text.strip()) == 1 else text
        lists: dict[Path, list[TextBlock]] = {}
        for path, block in self._labels.items():
            block.label = " ".join(block.label.split())[:_LONGEST_LABEL]
            lists.setdefault(path[:-2], []).append(block)
        for blocks in lists.values():
            form = _format([block.label for block in blocks])
            for block in blocks:
                block.label_format = form


def _block(tag: PdfTag) -> TextBlock:
    path, types = tag.path, tag.types
    note = next((path[: at + 1] for at, name in enumerate(types) if name in _NOTES), None)
    heading = next((_HEADINGS[name] for name in reversed(types) if name in _HEADINGS), 0)
    style = tag.style if role_of_name(tag.style).name not in ("", "normal") else ""
    return TextBlock(path, heading, types.count("L"), note, tuple(_cells(path, types, tag.columns)), "P" in types[:-1], style)


def _cells(path: Path, types: Sequence[str], columns: int) -> Iterator[CellTag]:
    table = row = None
    last = max((at for at, name in enumerate(types) if name in _CELLS), default=0)
    for at, name in enumerate(types):
        if name == "Table":
            table, row = path[: at + 1], None
        elif name == "TR":
            row = path[: at + 1]
        elif name in _CELLS and table is not None and row is not None:
            yield CellTag(table, row, path[: at + 1], columns if at == last else 1, name == "TH")


def _format(labels: Sequence[str]) -> str:
    """The format of the labels of a list."""
    known = [label for label in labels if label]
    if not known:
        return "bullet"
    first = known[0].strip("().[] ").lower()
    schemes = ("decimal", "roman", "letter") if first == "i" and "j" not in known[-1].lower() else ("decimal", "letter", "roman")
    for scheme in schemes:
        if all(parse_label(label, scheme) is not None for label in known):
            return {"decimal": "decimal", "roman": "lowerRoman", "letter": "lowerLetter"}[scheme]
    return "bullet" if all(not any(sign.isalnum() for sign in label) for label in known) else "decimal"
