"""PDF files written by hand, so that each byte of a bad one is chosen by its test."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from msgspec import Struct

Value = str | bytes
"""The source of an object of a PDF."""


class Stream(Struct, frozen=True):
    """A stream: its data, and the entries of its dictionary beside the length."""

    data: bytes
    entries: str = ""
    is_compressed: bool = False


class PdfFile:
    """Objects that become a file. Number 1 is the catalogue and number 2 the tree of pages."""

    def __init__(self, *, version: str = "1.7") -> None:
        self.version = version
        self.objects: dict[int, bytes] = {}
        self.catalogue = ""
        """More entries of the catalogue."""
        self.trailer = ""
        """More entries of the trailer."""
        self.pages: list[int] = []
        self._next = 3

    def add(self, value: Value | Stream) -> int:
        """Adds an object and returns its number."""
        number = self._next
        self._next += 1
        self.objects[number] = _source(value)
        return number

    def add_page(
        self,
        content: str | bytes,
        *,
        box: Sequence[float] = (0, 0, 595, 842),
        entries: str = "",
        fonts: Mapping[str, int] | None = None,
        resources: str = "",
    ) -> int:
        """Adds a page.

        content: its operators
        box: its media box
        entries: more entries of its dictionary
        fonts: the numbers of its fonts by name; Times and Helvetica as F1 and F2 if it is None
        resources: more entries of its resources

        Returns its number.
        """  # fmt: skip
        stream = self.add(Stream(_bytes(content)))
        named = fonts if fonts is not None else {"F1": self.font("Times-Roman"), "F2": self.font("Helvetica-Bold")}
        listed = " ".join(f"/{name} {number} 0 R" for name, number in named.items())
        number = self.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{' '.join(map(str, box))}] /Contents {stream} 0 R "
            f"/Resources << /Font << {listed} >> {resources} >> {entries} >>"
        )
        self.pages.append(number)
        return number

    def font(self, name: str) -> int:
        """One of the 14 standard fonts, in the encoding of Windows."""
        return self.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")

    def unmapped_font(self, name: str = "Nameless") -> int:
        """A font whose codes have no names and no map to Unicode."""
        square = self.add(Stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f"))
        procedures = " ".join(f"/g{code} {square} 0 R" for code in range(33, 127))
        differences = " ".join(f"/g{code}" for code in range(33, 127))
        widths = " ".join(["500"] * 94)
        return self.add(
            f"<< /Type /Font /Subtype /Type3 /Name /{name} /FontBBox [0 0 500 500] /FontMatrix [0.001 0 0 0.001 0 0] "
            f"/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 >> "
            f"/CharProcs << {procedures} >> /Encoding << /Differences [33 {differences}] >> "
            f"/FirstChar 33 /LastChar 126 /Widths [{widths}] /Resources << >> >>"
        )

    def picture(self, width: int = 8, height: int = 8) -> int:
        """A grey picture."""
        head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
        return self.add(Stream(bytes(width * height), head, is_compressed=True))

    def form(self, content: str | bytes, entries: str = "") -> int:
        """A form XObject."""
        return self.add(Stream(_bytes(content), f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {entries}"))

    def bytes(self) -> bytes:
        """The file, with a table of cross-references."""
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        objects = {
            1: _source(f"<< /Type /Catalog /Pages 2 0 R {self.catalogue} >>"),
            2: _source(f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>"),
            **self.objects,
        }
        data = bytearray(f"%PDF-{self.version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
        places: dict[int, int] = {}
        for number, source in sorted(objects.items()):
            places[number] = len(data)
            data += f"{number} 0 obj\n".encode() + source + b"\nendobj\n"
        start = len(data)
        size = max(objects) + 1
        data += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
        for number in range(1, size):
            data += (f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n").encode()
        data += f"trailer\n<< /Size {size} /Root 1 0 R {self.trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(data)


def line(text: str, x: float = 72, y: float = 720, *, font: str = "F1", size: float = 11, mode: int = 0) -> str:
    """The operators that show a line. `mode`: the render mode; 3 is invisible."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {mode} Tr 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def lines(*texts: str, top: float = 760, leading: float = 14) -> str:
    """The operators that show lines one below the other."""
    return "".join(line(text, y=top - leading * index) for index, text in enumerate(texts))


def pdf_of(*pages: str) -> bytes:
    """A file with a page for each text, a line of the page for each line of the text."""
    file = PdfFile()
    for text in pages:
        file.add_page(lines(*text.split("\n")))
    return file.bytes()


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("cp1252")


def _source(value: Value | Stream) -> bytes:
    if not isinstance(value, Stream):
        return _bytes(value)
    data = zlib.compress(value.data) if value.is_compressed else value.data
    filtered = "/Filter /FlateDecode " if value.is_compressed else ""
    return f"<< /Length {len(data)} {filtered}{value.entries} >>\nstream\n".encode("latin-1") + data + b"\nendstream"
