"""Real Word files: each is read or refused in one sentence, no word is lost, both sides agree with three oracles."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from model.errors import FileError
from model.formats.recognition.raw_body import RawDocument, RawParagraph
from model.formats.word.package.anchor_fragments import read_anchor
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import W, elements
from model.formats.word.reading.blocks import is_separator
from model.formats.word.reading.body import read_body
from model.redline import NOTE, Side

AGREED = "libreoffice=xml=pandoc"
SECONDS = 5
REFUSED = 25
"""The number of files that are no Word files or contain no text."""
SIDES: tuple[tuple[Side, str, str], ...] = (("draft", "oracle_accept", "accept"), ("base", "oracle_reject", "reject"))


def manifest(shared: Path) -> list[dict[str, str]]:
    with (shared / "corpus/word/MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def opened(path: Path) -> tuple[Package, RawDocument] | str:
    """The content of a file, or the sentence with which it is refused."""
    try:
        package = Package.open(path, path.name)
        return package, read_body(package)
    except FileError as error:
        return str(error)


def test_each_file_is_read_in_time_or_refused_in_one_sentence(shared: Path) -> None:
    refused = []
    for row in manifest(shared):
        start = time.process_time()
        found = opened(shared / "corpus/word" / row["file"])
        assert time.process_time() - start < SECONDS, row["file"]
        if isinstance(found, str):
            refused.append(found)
    assert len(refused) <= REFUSED, "\n".join(refused)
    assert all(": " in sentence and "\n" not in sentence for sentence in refused)


def test_both_sides_say_what_three_oracles_say(shared: Path) -> None:
    compared = 0
    wrong = []
    for row in manifest(shared):
        for side, column, suffix in SIDES:
            if row[column] != AGREED:
                continue
            expected = shared / "corpus/word/expected" / f"{Path(row['file']).name}.{suffix}.txt"
            found = opened(shared / "corpus/word" / row["file"])
            text = "" if isinstance(found, str) else text_on(found[1].paragraphs, side)
            compared += 1
            if letters(text) != letters(expected.read_text(encoding="utf-8")):
                wrong.append((row["file"], side))
    assert wrong == []
    assert compared == 160


def test_no_word_is_lost(shared: Path) -> None:
    paths = [*shared.glob("corpus/itu/*.docx"), *shared.glob("res75/*.docx")]
    paths += [shared / "corpus/word" / row["file"] for row in manifest(shared)]
    for path in paths:
        found = opened(path)
        if isinstance(found, str):
            continue
        package, document = found
        assert not letter_counts(written(package)) - letter_counts(read(document)), path.name


def text_on(paragraphs: Iterable[RawParagraph], side: Side) -> str:
    return "".join(run.text for paragraph in paragraphs for run in paragraph.runs if run.status.on(side))


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def letter_counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in letters(text))


def written(package: Package) -> Iterator[str]:
    """The texts of the body and of the notes in the XML."""
    yield from texts_in([package.xml(package.main)])
    for kind in ("footnotes", "endnotes"):
        for name in package.related_parts(package.main, kind)[:1]:
            yield from texts_in(note for note in package.xml(name) if not is_separator(note))


def read(document: RawDocument) -> Iterator[str]:
    """The texts that were read, those in pictures, text boxes and anchors included."""
    notes = document.notes.values()
    for paragraph in (*document.paragraphs, *(note_paragraph for note in notes for note_paragraph in note.paragraphs)):
        for run in paragraph.runs:
            if run.content and run.text != NOTE:
                anchor = read_anchor(run.content)
                yield from texts_in(() if anchor.sort == "close" else elements(anchor.before + anchor.after))
            else:
                yield run.text
    yield from (note.mark or "" for note in notes)


def texts_in(parts: Iterable[etree._Element]) -> Iterator[str]:
    for part in parts:
        for text in part.iter(W + "t", W + "delText"):
            yield text.text or ""
