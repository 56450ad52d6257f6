"""Looks for a damaged PDF that the reader answers with anything but a text or a sentence of its own.

    python -m tests.fuzz.fuzz_pdf [--count 3000] [--seed 1] [--seconds 60]

Each file is read by the process of PDFs, so that a file takes 0.1 s. As `tests.fuzz.fuzz_word`, in all else.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterator
from random import Random

from model.formats.pdf.page_reading import ReadingLimits, read_pages
from model.formats.pdf.page_texts import read_contents
from model.formats.pdf.readability import check_readable, omission_messages
from model.formats.tracked_changes import Tracked
from tests.builders.pdf import PdfFile, Stream, line, lines, pdf_of
from tests.builders.pdf_encryption import encrypted
from tests.builders.pdf_tags import Element, Mark, add_structure, artifact, marked
from tests.fuzz.fuzz_word import SHARED, Finding, findings, run
from tests.fuzz.mutate import damaged_bytes

COUNT, SECONDS = 3_000, 60.0
_LIMITS = ReadingLimits(memory=400_000_000, seconds=40, silence=20.0)
_TOKEN = re.compile(rb"-?\d+\.?\d*|/[A-Za-z0-9]+|\b[A-Za-z*']{1,3}\b|\d+ 0 R")
_VALUES = (
    b"0", b"-1", b"1", b"65536", b"2147483648", b"-99999999999999999999", b"1e309", b"0.0000001", b"1 0 R", b"2 0 R", b"3 0 R",
    b"9999 0 R", b"null", b"true", b"[", b"]", b"<<", b">>", b"(", b")", b"(\\377\\376\\330\\000)", b"<FEFFD800>", b"[[[[[[[[",
    b"%", b"/Parent 2 0 R", b"/Kids [2 0 R]", b"/Length 999999999", b"/Count -1",
    b"/Filter /FlateDecode", b"/Filter [/JBIG2Decode /JPXDecode]",
    b"/Type /Catalog", b"/Rotate 45", b"/MediaBox [1 1 1 1]", b"/UserUnit 1000000", b"/Subtype /Type0", b"endobj", b"endstream",
    b"stream",
)  # fmt: skip
_OPERATORS = b"BT ET Tj TJ Tf Tm Td TD T* Tr Tz TL Tc Tw q Q cm Do re m l c h f S B W n sh BI ID EI gs k rg BMC EMC d1".split()


def seeds() -> list[bytes]:
    """Files of our own with text, pictures, forms, passwords and an outline, and a real one where `../shared` is there."""
    real = sorted(SHARED.glob("corpus/sources/*.pdf"))
    return [pdf_of("RESOLUTION 1\nconsidering\na) that", "resolves"), rich_file(), encrypted(_plain_file(), "aes-128", user=b""),
            tagged_file(), *(path.read_bytes() for path in real)]  # fmt: skip


def rich_file() -> bytes:
    """A file with most of what a reader meets."""
    file = PdfFile()
    picture = file.picture()
    form = file.form(line("in a form", y=300), f"/Resources << /Font << /F1 {file.font('Times-Roman')} 0 R >> >>")
    fonts = {"F1": file.font("Times-Roman"), "F2": file.font("Symbol"), "F3": file.unmapped_font()}
    content = (
        lines("RESOLUTION 1 (Geneva, 2022)", "considering", "a) that people talk,", "resolves") + line("\xb7", y=200, font="F2")
        + line("xyz", y=180, font="F3") + "q 100 0 0 100 72 400 cm /P Do Q /X Do 72 90 400 0.5 re f 72 80 m 400 80 l S "
        + line("unseen", mode=3) + "BT /F1 9 Tf 0 1 -1 0 20 20 Tm [(ro) -300 (tated)] TJ ET"
    )  # fmt: skip
    for angle in (0, 90):
        file.add_page(
            content, entries=f"/Rotate {angle}", fonts=fonts, resources=f"/XObject << /P {picture} 0 R /X {form} 0 R >>"
        )
    packed = file.add(Stream(zlib.compress(b"<< /Title (packed) >>"), "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"))
    item = file.add(f"<< /Title (RESOLUTION 1) /Dest [{file.pages[0]} 0 R /Fit] >>")
    script = file.add("<< /S /JavaScript /JS (1) >>")
    file.catalogue = f"/Outlines << /First {item} 0 R /Last {item} 0 R >> /Lang (en) /OpenAction {script} 0 R /X {packed} 0 R"
    return file.bytes()


def tagged_file() -> bytes:
    """A file with a structure: headings, a list, a table in a cell, a note and a page header."""
    file = PdfFile()
    texts = "Scope", "a)", "that people talk,", "Name", "Value", "inner", "1 a note"
    for page in range(2):
        content = "".join(marked(line(text, y=760 - 40 * at), at) for at, text in enumerate(texts))
        file.add_page(content + artifact(line("WTSA-24", y=810)), entries=f"/StructParents {page}")
    blocks = []
    for page in range(2):
        marks = [(Mark(page, at),) for at in range(len(texts))]
        item = Element("LI", (Element("Lbl", marks[1]), Element("LBody", (Element("enumlev1", marks[2]),))))
        inner = Element("Table", (Element("TR", (Element("TD", marks[5]),)),))
        cells = Element("TH", marks[3], "/A << /O /Table /ColSpan 2 >>"), Element("TD", (*marks[4], inner))
        blocks += [
            Element("H1", marks[0]),
            Element("L", (item,)),
            Element("Table", (Element("TR", cells),)),
            Element("Note", marks[6]),
        ]
    add_structure(file, Element("Document", tuple(blocks)), {"enumlev1": "P"})
    return file.bytes()


def _plain_file() -> PdfFile:
    file = PdfFile()
    file.add_page(lines("RESOLUTION 1", "considering"))
    return file


def mutated(data: bytes, random: Random) -> bytes:
    """A damaged copy of a file."""
    if random.random() < 0.35:
        return damaged_bytes(data, random)
    out = data
    for _ in range(random.choice((1, 1, 2, 4, 12))):
        tokens = list(_TOKEN.finditer(out[:200_000]))
        if not tokens:
            break
        token = random.choice(tokens)
        other = random.choice(tokens).group()
        new = random.choice((random.choice(_VALUES), random.choice(_OPERATORS), other, token.group() * random.choice((2, 300))))
        out = out[: token.start()] + new + out[token.end() :]
    return out


def fuzz(count: int, seed: int, seconds: float = SECONDS, files: list[bytes] | None = None) -> Iterator[Finding]:
    """The findings in `count` damaged PDF files."""

    def read(data: bytes, _tracked: Tracked, _random: Random) -> None:
        contents = read_pages(data, "damaged.pdf", limits=_LIMITS)
        check_readable(contents, "damaged.pdf")
        omission_messages(contents)
        read_contents(contents, "damaged.pdf")

    return findings(count, seed, seconds, files or seeds(), mutated, read)


if __name__ == "__main__":
    sys.exit(run("Damage PDF files and read them.", fuzz, ".pdf", count=COUNT, seconds=SECONDS))
