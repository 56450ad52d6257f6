"""PDF files that unfold into more than any text: each ends within the limits of the process."""

from __future__ import annotations

import time
import zlib

import pytest

from model.errors import FileError
from model.formats.pdf.page_reading import ReadingLimits, read_page_picture, read_pages
from tests.builders.pdf import PdfFile, Stream, line

LIMITS = ReadingLimits(memory=300_000_000, seconds=20, silence=10.0)


def nested_forms(depth: int, width: int) -> bytes:
    """Forms in forms: `width` to the power of `depth` lines."""
    file = PdfFile()
    font = file.font("Times-Roman")
    inner = file.form(line("a"), f"/Resources << /Font << /F1 {font} 0 R >> >>")
    for _ in range(depth):
        inner = file.form("/X Do " * width, f"/Resources << /XObject << /X {inner} 0 R >> >>")
    file.add_page("/X Do", resources=f"/XObject << /X {inner} 0 R >>")
    return file.bytes()


def recursive_form() -> bytes:
    file = PdfFile()
    form = file.form("/X Do " * 50, "/Resources << /XObject << /X SELF 0 R >> >>")
    file.objects[form] = file.objects[form].replace(b"SELF", str(form).encode())
    file.add_page(line("a") + "/X Do", resources=f"/XObject << /X {form} 0 R >>")
    return file.bytes()


def object_streams() -> bytes:
    """An object stream of a gigabyte of zeros, as many times compressed as PDF allows."""
    file = PdfFile()
    data = zlib.compress(zlib.compress(bytes(1 << 30), 9), 9)
    file.add(Stream(data, "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]"))
    content = file.add(Stream(data, "/Filter [/FlateDecode /FlateDecode]"))
    file.pages.append(file.add(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R >>"))
    return file.bytes()


def long_content() -> bytes:
    """A page of 60 million characters."""
    file = PdfFile()
    data = zlib.compress(b"BT /F1 1 Tf " + b"(" + b"x" * 1000 + b") Tj 0 1 Td " * 60_000 + b"ET", 9)
    content = file.add(Stream(data, "/Filter /FlateDecode"))
    font = file.font("Times-Roman")
    entries = f"/Contents {content} 0 R /Resources << /Font << /F1 {font} 0 R >> >>"
    file.pages.append(file.add(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {entries} >>"))
    return file.bytes()


def many_paths() -> bytes:
    file = PdfFile()
    file.add_page(line("a") + "0 0 m 9 9 l S 0 0 100 100 re f " * 400_000)
    return file.bytes()


def huge_page() -> bytes:
    file = PdfFile()
    file.add_page(line("a"), box=(0, 0, 1e9, 1e9))
    file.add_page(line("b"), box=(0, 0, 1e-9, 1e-9))
    file.add_page(line("c"), box=(0, 0, "nan", "inf"))  # type: ignore[arg-type]
    return file.bytes()


def huge_picture() -> bytes:
    file = PdfFile()
    head = "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    picture = file.add(Stream(zlib.compress(bytes(1 << 24)), head + " /Filter /FlateDecode"))
    file.add_page(line("a") + "q 500 0 0 500 0 0 cm /P Do Q", resources=f"/XObject << /P {picture} 0 R >>")
    return file.bytes()


def deep_outline() -> bytes:
    """An outline whose only entry is its own next one and its own child."""
    file = PdfFile()
    file.add_page(line("a"))
    item = file.add("<< /Title (x) /Next SELF 0 R /First SELF 0 R /Dest [3 0 R /Fit] >>")
    file.objects[item] = file.objects[item].replace(b"SELF", str(item).encode())
    file.catalogue = f"/Outlines << /First {item} 0 R /Last {item} 0 R >>"
    return file.bytes()


def page_tree_in_itself() -> bytes:
    """A page tree whose kids are itself and a page, many times, below a count of a billion."""
    file = PdfFile()
    page = file.add_page(line("a"))
    file.pages = [*[2, page] * 200]
    return file.bytes().replace(b"/Count 400", b"/Count 1000000000")


def cross_references_in_a_circle() -> bytes:
    """A table of cross-references that names itself as the one before."""
    file = PdfFile()
    file.add_page(line("a"))
    start = file.bytes().rindex(b"startxref\n") + len(b"startxref\n")
    file.trailer = f"/Prev {int(file.bytes()[start:].split()[0])}"
    return file.bytes()


def glyph_of_itself() -> bytes:
    """A font whose only glyph shows itself a hundred times."""
    file = PdfFile()
    glyph = file.add(Stream(b"500 0 0 0 500 500 d1 BT /F1 1 Tf " + b"(a) Tj " * 100 + b"ET"))
    font = file.add(
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 "
        f"/Widths [500] /CharProcs << /a {glyph} 0 R >> /Encoding << /Differences [97 /a] >> "
        "/Resources << /Font << /F1 SELF 0 R >> >> >>"
    )
    file.objects[font] = file.objects[font].replace(b"SELF", str(font).encode())
    file.add_page(line("aaa"), fonts={"F1": font})
    return file.bytes()


def deep_arrays() -> bytes:
    """An array in an array, a million times, in a page."""
    file = PdfFile()
    file.add_page(line("a"), entries="/X " + "[" * 1_000_000 + "]" * 1_000_000)
    return file.bytes()


def endless_map() -> bytes:
    """A font whose map to Unicode has a range of all codes, many times."""
    file = PdfFile()
    ranges = b"100 beginbfrange " + b"<00000000> <ffffffff> <0041> " * 100 + b"endbfrange "
    given = file.add(Stream(zlib.compress(b"begincmap " + ranges * 5_000 + b"endcmap"), "/Filter /FlateDecode"))
    font = file.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode {given} 0 R >>")
    file.add_page(line("aaa"), fonts={"F1": font})
    return file.bytes()


BOMBS = {
    "nested forms": lambda: nested_forms(12, 100), "recursive form": recursive_form, "object streams": object_streams,
    "long content": long_content, "many paths": many_paths, "huge page": huge_page, "huge picture": huge_picture,
    "deep outline": deep_outline, "page tree in itself": page_tree_in_itself, "glyph of itself": glyph_of_itself,
    "cross-references in a circle": cross_references_in_a_circle, "deep arrays": deep_arrays, "endless map": endless_map,
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_its_text_or_in_a_sentence(name: str) -> None:
    data = BOMBS[name]()
    begun = time.monotonic()
    try:
        contents = read_pages(data, "a.pdf", limits=LIMITS)
    except FileError as error:
        assert str(error).startswith("a.pdf: "), error
    else:
        assert sum(len(page.spans) for page in contents.pages) < 300_000
    assert time.monotonic() - begun < LIMITS.seconds + 5


@pytest.mark.parametrize("name", ["huge page", "huge picture", "nested forms", "glyph of itself", "endless map"])
def test_the_picture_of_a_bomb_stays_within_the_limits(name: str) -> None:
    begun = time.monotonic()
    try:
        pixels = read_page_picture(BOMBS[name](), "a.pdf", 1, 4.0, limits=LIMITS)
    except FileError as error:
        assert str(error).startswith("a.pdf: "), error
    else:
        assert len(pixels.data) <= 100_000_000
    assert time.monotonic() - begun < LIMITS.seconds + 5
