"""ITU's styles for the lines of chapters, articles and sections, and for margin numbers, in a new Word file."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from model.formats.page.unit_styles import unit_styles
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline import Clause, Redline
from model.submission.values import Proposal, Submission
from tests.builders.treaty import small_treaty, submission_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = (
    "= CHAPTER IV", "= Numbers", "= ARTICLE 9 (WRC-12)", "= Coordination", "= Section I – First", "9.1 first",
    "= A heading", "+ new", "= ARTICLE 10", "+= New title", "10.1 last",
)  # fmt: skip
STYLES = {
    "c0": "ChapNo", "c1": "Chaptitle", "c2": "ArtNo", "c3": "Arttitle", "c4": "Section1", "c8": "ArtNo", "c9": "Arttitle",
}  # fmt: skip


def test_each_line_of_a_unit_has_the_style_of_its_kind() -> None:
    assert unit_styles(small_treaty(*LINES).clauses) == STYLES


def part(data: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(BytesIO(data)).read(name).decode()


def paragraphs(data: bytes) -> list[tuple[str, str, str]]:
    """The paragraph style, the character style of the first run that has one, and the words of each paragraph that has words."""
    out = []
    for found in ElementTree.fromstring(part(data)).iter(W + "p"):
        style, run = found.find(f"{W}pPr/{W}pStyle"), found.find(f".//{W}rStyle")
        words = "".join(text.text or "" for text in found.iter(W + "t"))
        if words:
            first, second = ("" if name is None else name.get(W + "val", "") for name in (style, run))
            out.append((first, second, words))
    return out


def test_a_new_file_has_units_and_numbers_in_those_styles() -> None:
    data = export_word(submission_of(small_treaty(*LINES)))[0]
    text = [found for found in paragraphs(data) if found[0] != "Proposal"]
    assert [(style, words.removesuffix(" (WRC-27)")) for style, _, words in text if style in STYLES.values()] == [
        (style, clause.text) for clause in small_treaty(*LINES).clauses if (style := STYLES.get(clause.id, ""))
    ]
    assert [number for _, number, words in text if words.startswith(("9.1", "10.1"))] == ["Artdef"] * 3
    assert 'w:styleId="Section1"' in part(data, "word/styles.xml")
    read: Redline = read_word(data, "a.docx").submission.proposals[0].redline
    assert [clause.number.text for clause in read.clauses if clause.number] == ["9.1", "10.1"]


def test_a_file_without_margin_numbers_has_no_styles_of_treaties() -> None:
    resolution = Submission(proposals=(Proposal("MOD", redline=Redline((Clause("c1"),), language="en")),), language="en")
    assert "Artdef" not in part(export_word(resolution)[0], "word/styles.xml")
