"""PDFs that LibreOffice makes of Word files are read like the Word files: words in order, clauses with label, level and kind."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct

from model.formats.notation import parse_submission
from model.formats.pdf.reader import read_pdf
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import ANCHOR, LINE_BREAK, NOTE, OBJECT, Clause
from model.submission.values import Header, Proposal, Submission
from resources import read_text
from tests.skips import needs_office

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_SIGNS = str.maketrans({"\u2011": "-", "\u00a0": " ", "\u2019": "'", LINE_BREAK: " ", NOTE: "", OBJECT: "", ANCHOR: ""})


class Likeness(Struct):
    """How much of a Word file is read from the PDF: shares from 0 to 1."""

    words: float
    clauses: float


def clauses_of(submission: Submission) -> list[Clause]:
    return [
        clause for proposal in submission.proposals for clause in proposal.redline.clauses if text_of(clause) or label_of(clause)
    ]


def text_of(clause: Clause) -> str:
    """The words of a clause; capitals are not told from small letters, since a style may print them as capitals."""
    text = "".join(run.text for run in clause.runs if run.status.in_draft).translate(_SIGNS)
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def label_of(clause: Clause) -> str:
    label = clause.own_label or clause.label
    return re.sub(r"\s", "", label.text) if label is not None else ""


def words_of(submission: Submission) -> list[str]:
    notes = (note for proposal in submission.proposals for note in proposal.redline.notes.values())
    stories = [clauses_of(submission), *(note.clauses for note in notes)]
    texts = [f"{label_of(clause)} {text_of(clause)}" for story in stories for clause in story]
    if submission.language == "zh":
        return [sign for text in texts for sign in text if not sign.isspace()]
    return " ".join(texts).split()


def facts_of(submission: Submission) -> list[tuple[str, str, str, int]]:
    return [
        (re.sub(r"\s", "", text_of(clause)), label_of(clause), clause.props.kind, clause.props.level)
        for clause in clauses_of(submission)
    ]


def likeness(word: Submission, pdf: Submission) -> Likeness:
    return Likeness(_share(words_of(word), words_of(pdf)), _share(facts_of(word), facts_of(pdf)))


def _share(wanted: Sequence[object], found: Sequence[object]) -> float:
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("pdf")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def printed(path: Path, *, is_tagged: bool = True) -> Path:
    """The PDF that LibreOffice makes of a Word file, beside it. `is_tagged`: with its structure, as usual."""
    profile = (path.parent / "profile").as_uri()
    settings = "" if is_tagged else ':writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        f"pdf{settings}",
        "--outdir",
        str(path.parent),
    ]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return path.with_suffix(".pdf")


def read_printed(path: Path, *, is_tagged: bool = True) -> Submission:
    """What is read from the PDF of a Word file."""
    pdf = printed(path, is_tagged=is_tagged)
    return read_pdf(pdf.read_bytes(), pdf.name).submission


@cache
def treaty_sample() -> Submission:
    text = text_of_rows(read_rows(read_text("sample/treaty.en.tsv")), "en").redline
    return Submission(Header(), (Proposal("MOD", redline=text, original=text),), "en")


@cache
def sample(language: str) -> Submission:
    return parse_submission(read_text(f"sample/resolution.{language}.txt"), language=language)


@needs_office
@pytest.mark.parametrize("is_tagged", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_read_as_from_word(folder: Path, language: str, is_tagged: bool) -> None:
    path = folder / f"{language}.docx"
    path.write_bytes(export_word(sample(language), ExportOptions(view="base"))[0])
    read = read_printed(path, is_tagged=is_tagged)
    found = likeness(read_word(path).submission, read)
    assert read.language == language
    assert found.words >= (0.98 if language == "ar" else 0.995)
    assert found.clauses >= (1.0 if is_tagged else 0.98)


@needs_office
@pytest.mark.parametrize(
    ("name", "tagged", "untagged"),
    [
        ("res75/base.docx", 1.0, 0.98),
        ("res75/proposed.docx", 1.0, 0.98),
        ("corpus/itu/T-RES-T.1-2016-MSW-E.docx", 0.99, 0.97),
    ],
)
def test_itu_texts_are_read_as_from_word(folder: Path, shared: Path, name: str, tagged: float, untagged: float) -> None:
    path = folder / Path(name).name
    shutil.copyfile(shared / name, path)
    word = read_word(path, tracked="accepted").submission
    for is_tagged, least in ((True, tagged), (False, untagged)):
        found = likeness(word, read_printed(path, is_tagged=is_tagged))
        assert found.words >= 0.995
        assert found.clauses >= least


@needs_office
def test_margin_numbers_are_read_as_from_word(folder: Path) -> None:
    path = folder / "treaty.docx"
    path.write_bytes(export_word(treaty_sample(), ExportOptions(view="base"))[0])
    word, pdf = read_word(path).submission, read_printed(path)
    assert numbers_of(pdf) == numbers_of(word)
    assert len(numbers_of(pdf)) > 30
    assert likeness(word, pdf).clauses >= 0.97


def numbers_of(submission: Submission) -> list[str]:
    """The margin numbers of a treaty text."""
    return [clause.number.text for clause in clauses_of(submission) if clause.number is not None]


def test_the_words_of_a_real_pdf_are_read(shared: Path) -> None:
    """The title of this Recommendation is in a font with a wrong map; the text repeats it."""
    path = shared / "corpus/sources/T-REC-U.1-199303-I!!PDF-E.pdf"
    read = read_pdf(path.read_bytes(), path.name)
    text = " ".join(text_of(clause) for clause in clauses_of(read.submission))
    assert "signalling conditions to be applied in the international telex service" in text
    assert "the outgoing country should conform to the signalling requirements of the incoming country" in text
    assert "\ufffd" not in text[:400]
    assert sum(doubt.kind == "unreadable" for doubt in read.places.doubts) >= 7
    assert any("Arial.Gras0600" in str(warning) for warning in read.warnings)
