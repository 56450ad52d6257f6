"""The structure of a tagged PDF: which element has which text of a page (ISO 32000-1 §14.7, §14.8).

PDFium makes a tree for each page, with the elements that have content there. A text of 600 pages has one element with 10,000
children, so each page is looked for from where the one before it ended.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from ctypes import byref, c_float, c_ulong

from model.formats.pdf.pages import ARTIFACT, PdfTag
from model.formats.pdf.pdfium import Pdfium
from model.formats.pdf.role_map import standard_type

_DEEPEST = 40
_MOST_CALLS = 2_000_000
"""Children that are looked at in a file: one second."""
_MOST_MARKS = 8
"""Of a text object."""
_CELLS = frozenset({"TD", "TH"})
_INLINE = frozenset(
    "Span Link Annot Reference Quote Code Em Strong Sub BibEntry NonStruct Private Ruby RB RT RP Warichu WT WP Form".split()
)
"""Elements in a paragraph, whose text is that of the element that they are in."""

Path = tuple[int, ...]


class TagReader:
    """Finds the tags of one page after another of a document."""

    def __init__(self, pdfium: Pdfium, names: dict[str, str]) -> None:
        """`names`: the standard types of names that PDFium does not know as such."""
        self._pdfium = pdfium
        self._names = names
        self._styles: dict[Path, str] = {}
        self._types: dict[Path, str] = {}
        self._columns: dict[Path, int] = {}
        self._starts: dict[Path, int] = {}
        """The last child of an element with content on the pages so far."""
        self._calls = 0
        self._buffer = ctypes.create_string_buffer(256)

    def of(self, page: int, texts: Iterable[int]) -> tuple[tuple[PdfTag, ...], dict[int, int]]:
        """The tags of a page, and the number of the tag of each of its text objects that has one."""
        pdfium = self._pdfium
        ids = {item: pdfium.FPDFPageObj_GetMarkedContentID(item) for item in texts}
        wanted = {id for id in ids.values() if id >= 0}
        tree = pdfium.FPDF_StructTree_GetForPage(page) if wanted else None
        found: dict[int, PdfTag] = {}
        if tree:
            try:
                for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                    child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)
                    if child and wanted:
                        self._walk(child, (at,), (), 1, wanted, found)
            finally:
                pdfium.FPDF_StructTree_Close(tree)
        tags = tuple(sorted(dict.fromkeys(found.values()), key=lambda tag: tag.path))
        places = {tag: number for number, tag in enumerate(tags)}
        numbers = {item: places[found[id]] for item, id in ids.items() if id in found}
        numbers.update({item: ARTIFACT for item, id in ids.items() if id < 0 and self._is_artifact(item)})
        return tags, numbers

    def _walk(
        self, element: int, path: Path, above: tuple[str, ...], columns: int, wanted: set[int], found: dict[int, PdfTag]
    ) -> None:
        """Notes the tag of the wanted content of an element and of those in it.

        element: a handle
        path: its place in the tree
        above: the types of the elements that it is in
        columns: those of the cell that it is in
        wanted: the numbers of marked content that are not yet found
        found: gets the tags by these numbers
        """
        pdfium = self._pdfium
        types = (*above, self._type(element, path))
        if types[-1] in _CELLS:
            columns = self._span(element, path)
        tag = self._tag(path, types, columns)
        count = pdfium.FPDF_StructElement_CountChildren(element)
        start = self._starts.get(path, 0)
        for at in (*range(start, count), *range(start)):
            self._calls += 1
            if not wanted or self._calls > _MOST_CALLS:
                return
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                self._starts[path] = at
                if len(path) < _DEEPEST:
                    self._walk(child, (*path, at), types, columns, wanted, found)
                continue
            id = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if id in wanted:
                self._starts[path] = at
                wanted.discard(id)
                found[id] = tag

    def _type(self, element: int, path: Path) -> str:
        known = self._types.get(path)
        if known is None:
            name = self._pdfium.text(self._pdfium.FPDF_StructElement_GetType, element)[:64]
            known = self._types[path] = standard_type(name, self._names)
            if known != name:
                self._styles[path] = name
        return known

    def _tag(self, path: Path, types: tuple[str, ...], columns: int) -> PdfTag:
        """The tag of the paragraph or the like that an element is in."""
        count = len(types)
        while count > 1 and types[count - 1] in _INLINE:
            count -= 1
        return PdfTag(path[:count], types[:count], columns, self._styles.get(path[:count], ""))

    def _span(self, element: int, path: Path) -> int:
        """The attribute `ColSpan` of a cell."""
        known = self._columns.get(path)
        if known is not None:
            return known
        pdfium, value = self._pdfium, c_float(1)
        for at in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
            attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, at)
            number = pdfium.FPDF_StructElement_Attr_GetValue(attributes, b"ColSpan") if attributes else None
            if number and pdfium.FPDF_StructElement_Attr_GetNumberValue(number, byref(value)):
                break
        known = self._columns[path] = int(value.value) if 1 <= value.value < 64 else 1
        return known

    def _is_artifact(self, item: int) -> bool:
        """Whether a text object is marked as no part of the text."""
        pdfium, size = self._pdfium, c_ulong()
        for at in range(min(pdfium.FPDFPageObj_CountMarks(item), _MOST_MARKS)):
            mark = pdfium.FPDFPageObj_GetMark(item, at)
            if not mark or not pdfium.FPDFPageObjMark_GetName(mark, self._buffer, len(self._buffer), byref(size)):
                continue
            if self._buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
                return True
        return False
