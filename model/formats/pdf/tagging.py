"""The structure of a PDF that we wrote: elements, language and reading order (ISO 32000-1 §14.7, §14.8).

Qt 6.11 writes no structure. The painter leaves a mark in the content of a page (`mark_place`) wherever an element begins, and
`tag_pdf` turns the marks into marked content and adds the tree of elements. Only files of Qt's writer are understood.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from msgspec import Struct, field

ARTIFACT = -1
"""The number of a mark of what is not read: rules, page headers, line numbers."""
_FAR = 100_000
"""Marks are points so far outside the page."""
_MARK = re.compile(rb"-(\d+)(?:\.0*)? -100000(?:\.0*)? m\n[-.\d]+ [-.\d]+ l\nS\n")
_OBJECT = re.compile(rb"(\d+) 0 obj\n")
_ENTRY = re.compile(rb"(\d{10}) 00000 n")
_CONTENT = re.compile(rb"/Contents (\d+) 0 R")


class MarkedContent(Struct, frozen=True):
    """A sequence of drawn text: the page from 0, and its number there."""

    page: int
    number: int


class StructureElement(Struct):
    """A structure element."""

    type: str
    """Of the standard structure types: `Document`, `H1`, `P`, `Table`, `TR`, `TH`, `TD`, `Note`, `Span`."""
    kids: list[StructureElement | MarkedContent] = field(default_factory=list)
    spoken: str = ""
    """What is read in place of the characters that are drawn; '' for these."""
    columns: int = 1
    """The number of columns of a cell."""


class NoTags(Exception):
    """The PDF is not of the form that Qt writes."""


def mark_place(number: int) -> tuple[float, float]:
    """The place of the point that marks the beginning of a sequence, or of an artifact, in the units of an untransformed page."""
    return float(-_FAR - number - 2), float(-_FAR)


class Tagging:
    """The work of adding a structure to a PDF: `data` is complete after all of `steps`."""

    def __init__(self, data: bytes, document: StructureElement, language: str) -> None:
        """`language` is a tag such as `en-GB`, '' if it is not known."""
        self.data = data
        self._document = document
        self._language = language
        self._objects: dict[int, bytes] = {}
        self._pages: list[int] = []
        self._parents: list[dict[int, int]] = []
        """For each page, the object of the element of each sequence."""
        self._sequences: list[set[int]] = []
        """The numbers of the sequences of each page, each of which must be marked there."""

    def steps(self) -> Iterator[None]:
        """Rewrites page by page. NoTags if the file is of another form; `data` is then unchanged."""
        trailer = self._read()
        for place, page in enumerate(self._pages):
            self._mark_page(page, place)
            yield
        self._add_structure(trailer)
        self.data = self._written(trailer)

    def _read(self) -> dict[str, int]:
        """Finds the objects and the pages, and returns the numbers in the trailer."""
        end = self.data.rfind(b"\nxref\n")
        if end < 0:
            raise NoTags
        table, _, trailer = self.data[end:].partition(b"trailer")
        places = sorted(int(entry) for entry in _ENTRY.findall(table))
        for start, stop in zip(places, [*places[1:], end + 1], strict=True):
            head = _OBJECT.match(self.data, start)
            if head is None:
                raise NoTags
            self._objects[int(head[1])] = self.data[head.end() : stop]
        found = {name: re.search(rb"/%s (\d+)" % name.encode(), trailer) for name in ("Root", "Info", "Size")}
        numbers = {name: int(match[1]) for name, match in found.items() if match is not None}
        if len(numbers) < len(found) or numbers["Root"] not in self._objects:
            raise NoTags
        pages = re.search(rb"/Pages (\d+) 0 R", self._objects[numbers["Root"]])
        kids = re.search(rb"/Kids\s*\[([^]]*)\]", self._objects.get(int(pages[1]), b"")) if pages is not None else None
        if kids is None:
            raise NoTags
        self._pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]
        self._parents = [{} for _ in self._pages]
        self._sequences = [set() for _ in self._pages]
        self._collect(self._document)
        return numbers

    def _collect(self, element: StructureElement) -> None:
        for kid in element.kids:
            if isinstance(kid, StructureElement):
                self._collect(kid)
            elif kid.page >= len(self._pages):
                raise NoTags
            else:
                self._sequences[kid.page].add(kid.number)

    def _mark_page(self, page: int, place: int) -> None:
        shown = self._objects.get(page, b"")
        found = _CONTENT.search(shown)
        head, _, rest = self._objects.get(int(found[1]), b"").partition(b"stream\n") if found is not None else (b"",) * 3
        if found is None or not rest:
            raise NoTags
        try:
            content = zlib.decompressobj().decompress(rest) if b"/FlateDecode" in head else rest.rpartition(b"\nendstream")[0]
        except zlib.error as error:
            raise NoTags from error
        marks = {int(mark) - _FAR - 2 for mark in _MARK.findall(content)}
        if marks - {ARTIFACT} != self._sequences[place]:
            raise NoTags
        packed = zlib.compress(_marked(content))
        stream = b"<<\n/Length %d\n/Filter /FlateDecode\n>>\nstream\n%b\nendstream\nendobj\n" % (len(packed), packed)
        self._objects[int(found[1])] = stream
        self._objects[page] = shown.replace(b"/Type /Page\n", b"/Type /Page\n/StructParents %d\n/Tabs /S\n" % place, 1)

    def _add_structure(self, trailer: dict[str, int]) -> None:
        root, parents = trailer["Size"], trailer["Size"] + 1
        trailer["Size"] += 2
        top = self._add(self._document, root, trailer)
        entries = b"".join(
            b"%d [%b]\n" % (place, b" ".join(b"%d 0 R" % sequences[number] for number in sorted(sequences)))
            for place, sequences in enumerate(self._parents)
        )
        self._objects[parents] = b"<< /Nums [\n%b] >>\nendobj\n" % entries
        self._objects[root] = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>\nendobj\n" % (
            top, parents, len(self._pages),
        )  # fmt: skip
        named = b"/Lang %b\n" % _text(self._language) if self._language else b""
        tree = b"/MarkInfo << /Marked true >>\n/StructTreeRoot %d 0 R\n/ViewerPreferences << /DisplayDocTitle true >>\n" % root
        catalog = self._objects[trailer["Root"]]
        self._objects[trailer["Root"]] = catalog.replace(b"/Type /Catalog\n", b"/Type /Catalog\n" + named + tree, 1)

    def _add(self, element: StructureElement, parent: int, trailer: dict[str, int]) -> int:
        """Adds an element with all in it, and returns the number of its object."""
        number = trailer["Size"]
        trailer["Size"] += 1
        kids = []
        for kid in element.kids:
            if isinstance(kid, StructureElement):
                kids.append(b"%d 0 R" % self._add(kid, number, trailer))
            else:
                self._parents[kid.page][kid.number] = number
                kids.append(b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (self._pages[kid.page], kid.number))
        more = b" /ActualText %b" % _text(element.spoken) if element.spoken else b""
        if element.type in ("TH", "TD"):
            scope = b" /Scope /Column" if element.type == "TH" else b""
            more += b" /A << /O /Table /ColSpan %d%b >>" % (element.columns, scope)
        self._objects[number] = b"<< /Type /StructElem /S /%b /P %d 0 R%b /K [%b] >>\nendobj\n" % (
            element.type.encode(), parent, more, b" ".join(kids),
        )  # fmt: skip
        return number

    def _written(self, trailer: dict[str, int]) -> bytes:
        """The file with all objects."""
        out, at, places = [self.data[: self.data.index(b"1 0 obj")]], 0, {}
        at = len(out[0])
        for number, body in sorted(self._objects.items()):
            places[number] = at
            out.append(b"%d 0 obj\n%b" % (number, body))
            at += len(out[-1])
        free = b"%010d 65535 f \n" % 0
        size = trailer["Size"]
        entries = b"".join(b"%010d 00000 n \n" % places[number] if number in places else free for number in range(1, size))
        ids = re.search(rb"/ID \[[^]]*\]", self.data[self.data.rfind(b"trailer") :])
        named = b"/Size %d\n/Info %d 0 R\n/Root %d 0 R\n%b\n" % (size, trailer["Info"], trailer["Root"], ids[0] if ids else b"")
        out.append(b"xref\n0 %d\n%b%b" % (size, free, entries))
        out.append(b"trailer\n<<\n%b>>\nstartxref\n%d\n%%%%EOF\n" % (named, at))
        return b"".join(out)


def _marked(content: bytes) -> bytes:
    """The content of a page with marked content in place of the marks."""
    parts = _MARK.split(content)
    if len(parts) == 1:
        return content
    out = [parts[0]]
    for place, (mark, drawn) in enumerate(zip(parts[1::2], parts[2::2], strict=True)):
        number = int(mark) - _FAR - 2
        opening = b"/Artifact BMC\n" if number == ARTIFACT else b"/Span << /MCID %d >> BDC\n" % number
        out += [b"EMC\n" if place else b"", opening, drawn]
    return b"".join([*out, b"\nEMC\n"])


def _text(words: str) -> bytes:
    """A text string of PDF."""
    return b"<FEFF%b>" % words.encode("utf-16-be", "replace").hex().upper().encode()
