"""Looks for a damaged file that the reading for the library answers with anything but texts, rows or a sentence of its own.

    python -m tests.fuzz.fuzz_library [--count 20000] [--seed 1] [--seconds 5]

Folders of libraries are damaged too (`tests.fuzz.library_folders`), one for five files. Final Acts in Word are damaged as Word
files are, saved lists of contents as trees and as bytes, and zips of both; in all else as `tests.fuzz.fuzz_word`.
"""

from __future__ import annotations

import copy
import io
import sys
import zipfile
from collections.abc import Iterator
from random import Random

from lxml import etree
from lxml import html as lxml_html

from model.formats.tracked_changes import Tracked
from model.library.imports.file_reader import read_texts
from model.library.texts.clauses import clauses_of
from tests.builders.itu_word import Instrument, Row, Way, collection_file
from tests.fuzz import mutate
from tests.fuzz.fuzz_word import Finding, findings, run
from tests.fuzz.library_folders import damaged_folder, use_folder, whole_folder
from tests.fuzz.mutate import damaged_bytes

_FILES_A_FOLDER = 5

OPENING = "The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),"
LINES = (
    "RESOLUTION 2 (REV. DUBAI, 2018)", "SUP", "MOD", "MOD\tX/1A1/1", "RESOLUTIONS", "PART II", "Res. 2 / 21", "– 21 –", "21",
    OPENING, "ANNEX TO RESOLUTION 2 (REV. DUBAI, 2018)", "Resolution 2 (Rev. Dubai, 2018)", "القرار 2",
    "第2号决议（2018年，迪拜，修订版）",
    "79/281. A title", "RESOLUTION 925 (C-1985, last amended C19) On x", "RESOLUTION 99999999999999999999 (C99)", "(", ")", "",
    "Contents", "RESOLUTION 2 (REV. DUBAI, 2018)  Forum ........ 3", "DECISION 3 (2019)\t12",
    "RESOLUTION ITU-R 1-9", "Reasons: none", "considering", "\u2028", "x" * 20_000,
)  # fmt: skip
TAGS = "p div table tr td th li ul ol br b h1 h2 script style template svg pre a span html body meta".split()
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><h1>Council</h1><h2>RESOLUTIONS</h2>
<p><a href="x">RESOLUTION 925 (C-1985, last amended C19) Financial conditions</a></p>
<ul><li>DECISION 482 (C01) – Filings</li></ul>
<table><tr><th>Text</th><th>Title</th></tr>
<tr><td>Resolution 2 (Rev. Dubai, 2018)</td><td><p>Forum</p></td><td>3</td></tr></table>
<h2>Abrogated</h2><div>第2号决议（2018年，迪拜，修订版）<br>世界电信政策论坛 .... 21</div></body></html>"""

IN_ONE_FILE = f"""From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r
Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n--x--\r\n""".encode()


def acts(way: Way) -> bytes:
    """A small Final Acts file."""
    rows = [
        Row("number", "", "RESOLUTION 2 (REV. DUBAI, 2018)"), Row("title", "", "Forum", "A note."), Row("opening", "", OPENING),
        Row("call", "", "considering"), Row("paragraph1", "a)", "that people talk,", "Another."), Row("call", "", "resolves"),
        Row("paragraph1", "1", "to go on."), Row("annex", "", "ANNEX TO RESOLUTION 2"), Row("annextitle", "", "On it"),
    ]  # fmt: skip
    short = Instrument([Row("number", "", "RESOLUTION 9 (NICE, 1989)"), Row("title", "", "Old")], "SUP", ["RESOLUTIONS"])
    second = [row._replace(text=row.text.replace("RESOLUTION 2", "DECISION 3")) for row in rows]
    return collection_file([Instrument(rows, "MOD", ["DECISIONS"]), short, Instrument(second, "ADD", typed=True)], way)


def seeds() -> list[bytes]:
    """Final Acts in the three ways, a list of contents, and a zip of such files."""
    files = [acts(way) for way in ("styles", "plain", "automatic")] + [PAGE.encode(), PAGE.encode("utf-16"), IN_ONE_FILE]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (("acts.docx", files[0]), ("toc.htm", files[3]), ("a/text.txt", b"# RESOLUTION 2 (Dubai, 2018)\n")):
            archive.writestr(name, data)
    return [*files, out.getvalue()]


def mutated(data: bytes, random: Random) -> bytes:
    """A damaged copy of a file."""
    if data is IN_ONE_FILE or random.random() < 0.1:
        return damaged_bytes(data, random)
    if data.startswith(b"PK"):
        parts = mutate.unpacked(data)
        if "word/document.xml" in parts and random.random() < 0.5:
            return with_lines(parts, random)
        return mutate.mutated(data, random)
    return damaged_page(data, random)


def with_lines(parts: mutate.Parts, random: Random) -> bytes:
    """A Word file in which paragraphs say, stand and look otherwise."""
    root = etree.fromstring(parts["word/document.xml"])
    for _ in range(random.choice((1, 2, 5, 20))):
        paragraphs = root.findall(f".//{mutate.W}p")
        texts = root.findall(f".//{mutate.W}t")
        paragraph = random.choice(paragraphs)
        match random.randrange(5):
            case 0 if texts:
                random.choice(texts).text = random.choice(LINES[:-2])
            case 1:
                paragraph.addnext(copy.deepcopy(random.choice(paragraphs)))
            case 2 if len(paragraphs) > 1 and (parent := paragraph.getparent()) is not None:
                parent.remove(paragraph)
            case 3:
                styles = root.findall(f".//{mutate.W}pStyle")
                for style in random.sample(styles, min(len(styles), 3)):
                    style.set(mutate.W + "val", random.choice(("ResNo", "Proposal", "Reasons", "AnnexNo", "Heading1", "Call")))
            case _:
                paragraph.append(copy.deepcopy(random.choice(root.findall(f".//{mutate.W}r"))))
    return mutate.zipped(parts | {"word/document.xml": etree.tostring(root)}, random)


def damaged_page(data: bytes, random: Random) -> bytes:
    """A page whose elements say and are something else."""
    root = lxml_html.fromstring(data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"))
    for _ in range(random.choice((1, 2, 6, 30))):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        target = random.choice(elements)
        match random.randrange(6):
            case 0:
                target.text = random.choice(LINES)
            case 1:
                target.tail = random.choice(LINES)
            case 2:
                target.tag = random.choice(TAGS)
            case 3 if len(elements) < 2000:
                random.choice(elements).append(copy.deepcopy(target))
            case 4:
                target.set(
                    random.choice(("style", "charset", "class", "content")), random.choice(mutate.VALUES).replace("\0", "")
                )
            case _:
                inner = target
                for _ in range(random.choice((1, 30, 300))):
                    inner = etree.SubElement(inner, random.choice(TAGS))
                inner.text = random.choice(LINES)
    encoding = random.choice(("utf-8", "utf-8", "utf-16", "windows-1251"))
    return lxml_html.tostring(root, encoding="unicode").encode(encoding, "replace")


def fuzz(count: int, seed: int, seconds: float = 5, files: list[bytes] | None = None) -> Iterator[Finding]:
    """The findings in `count` damaged files."""

    def read(data: bytes, _tracked: Tracked, random: Random) -> None:
        for text in read_texts(data, random.choice(("damaged.docx", "damaged.htm", "damaged.zip", "damaged"))).texts:
            clauses_of(text.redline)

    yield from findings(count, seed, seconds, files or seeds(), mutated, read)

    def use(data: bytes, _tracked: Tracked, random: Random) -> None:
        use_folder(data, random)

    yield from findings(count // _FILES_A_FOLDER, seed, seconds, [whole_folder()], damaged_folder, use)


if __name__ == "__main__":
    sys.exit(run("Damage files that a library is filled from and read them.", fuzz, ".bin"))
