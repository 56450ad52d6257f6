"""Files of the United Nations and of akn4itu: every word of their bodies is read once, in its order."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from lxml import etree
from msgspec.structs import replace

from model.diff import compare
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.akoma_ntoso.reader import ALL, read_akoma_ntoso
from model.formats.word.export import export_word
from model.redline import NOTE, Redline, Stamp
from tests.builders.akoma_ntoso import SHARED, assert_judged, validity
from tests.builders.variants import Editor
from tests.skips import Reason

CORPUS = SHARED / "corpus" / "akn"
FILES = sorted([*CORPUS.glob("un/*.xml"), *CORPUS.glob("*.xml")])
BODIES = ("preface", "preamble", "mainBody", "conclusions", "attachments")
needs_files = pytest.mark.skipif(not FILES, reason=Reason.NO_SHARED_TEXTS)
each_file = pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])


def words(text: str) -> list[str]:
    return re.findall(r"\S+", re.sub(r"\s+", " ", text))


def texts_of(element: etree._Element, notes: list[str]) -> str:
    """The characters of an element in their order; those of notes apart, in the order of the notes."""
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if name in ("meta", "presentation", "coverPage", ""):
        return ""
    if name == "authorialNote":
        notes.append(" ".join([element.text or "", *(texts_of(child, notes) + (child.tail or "") for child in element)]))
        return ""
    blank = " " if name in ("p", "num", "heading", "subheading", "crossHeading", "eol", "docTitle", "td", "th", "content") else ""
    inside = "".join([element.text or "", *(texts_of(child, notes) + (child.tail or "") for child in element)])
    return blank + inside + blank


def said_by(redline: Redline) -> tuple[list[str], list[str]]:
    """The words of a text and of its notes, as it was read."""
    body, notes = [], []
    for clause in redline.clauses:
        label = clause.label.text + clause.label.after.strip() if clause.label is not None else ""
        body.append(f"{label} " + "".join(run.text.replace(NOTE, "") for run in clause.runs))
        for run in clause.runs:
            if run.text == NOTE and run.content:
                notes += [note_clause.text for note_clause in redline.notes[run.content].clauses]
    return words(" ".join(body)), words(" ".join(notes))


@needs_files
@each_file
def test_every_word_is_read_once_and_in_order(path: Path) -> None:
    data = path.read_bytes()
    root = etree.fromstring(data)
    notes: list[str] = []
    found = []
    for statement in root.iter("{*}statement"):
        for name in BODIES:
            found += [texts_of(part, notes) for part in statement.iterchildren(f"{{*}}{name}")]
    read = [said_by(proposal.redline) for proposal in read_akoma_ntoso(data, path.name, text=ALL).submission.proposals]
    squeezed = "".join(words(" ".join(found)))
    assert "".join(chain.from_iterable(body for body, _ in read)) == squeezed
    assert "".join(chain.from_iterable(texts for _, texts in read)) == "".join(words(" ".join(notes)))


@needs_files
@each_file
def test_each_is_written_to_word_and_to_akoma_ntoso(path: Path) -> None:
    submission = read_akoma_ntoso(path.read_bytes(), path.name, text="1").submission
    data, proof = export_akoma_ntoso(submission, day="2026-01-02")
    assert validity(data) == []
    assert proof.clauses == len(submission.proposals[0].redline.clauses)
    assert export_word(submission)[0].startswith(b"PK")


def numbers(count: int) -> str:
    return " ".join(f"{number}." for number in range(1, count + 1))


MARKED = {
    # number line, opening, paragraphs before the first number, labels by level, headings, calls
    "un/en_A_RES_78_289-2411378E.xml": ("78/289.", "The General Assembly,", 6, [numbers(5)], "", ""),
    "un/en_A_RES_79_255-2424696E.xml": (
        "79/255.", "The General Assembly,", 2, [numbers(24) + " a b", "(a) (b) (c)"],
        "Annex / Financing for 2025 of the International Residual Mechanism for Criminal Tribunals", "",
    ),
    "un/fr_A_RES_79_281-2506206F.xml": (
        "79/281.", "L’Assemblée générale,", 3, [numbers(19)],
        "I Rapport du Corps commun d’inspection / II Examen de la prise en compte par les entités des Nations Unies des rapports "
        "et recommandations du Corps commun d’inspection et des mesures adoptées pour y donner suite", "",
    ),
    "un/fr_A_RES_79_260-2424704F.xml": (
        "79/260.", "L’Assemblée générale", 0, [numbers(3), "a) b) c)", "i) ii) iii) iv) v)"], "", "",
    ),
    "un/ru_A_RES_78_55-2324484R.xml": ("78/55.", "Генеральная Ассамблея,", 9, [numbers(2)], "", ""),
    "un/ar_A_RES_79_14-2421675A.xml": ("79/14", "إن الجمعية العامة،", 0, [], "", ""),
    "un/sp_A_RES_79_113-2423523S.xml": (
        "79/113.", "La Asamblea General,", 9, [numbers(8), "a) b) c) d) e) f)"], "", "",
    ),
    "un/sp_A_RES_80_256-2606077S.xml": (
        "80/256.", "La Asamblea General,", 6, [numbers(16), "a) b)", "i) ii) iii) iv)"], "", "",
    ),
    "un/ch_A_RES_78_46-2324503C.xml": ("78/46.", "大会，", 24, [numbers(34)], "", ""),
    "res_2.xml": (
        "RESOLUTION 2 (REV. DUBAI, 2018)",
        "The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),", 0,
        ["a) b) c) d) e) f) g) h) i) a) b) c) d) a) b) c) d) e) f) g) 1 2 3 4 5 6 7 8 9 1 2 3"], "",
        "considering / conscious / emphasizing / resolves / instructs the Secretary-General / instructs the ITU Council / "
        "further instructs the ITU Council",
    ),
}  # fmt: skip
"""Ten files as a person reads them."""


def as_marked(redline: Redline) -> tuple[str, str, int, list[str], str, str]:
    """A text as it was read, in the form of `MARKED`."""
    labelled = [clause for clause in redline.clauses if clause.label is not None and clause.props.kind == "paragraph"]

    def texts(*kinds: str) -> list[str]:
        found = [clause for clause in redline.clauses if clause.props.kind in kinds]
        parts = [f"{clause.label.text} {clause.text}" if clause.label else clause.text for clause in found]
        return [text.replace("\u00a0", " ") for text in parts]

    first = redline.places[labelled[0].id] if labelled else 0
    levels = sorted({clause.props.level for clause in labelled})
    by_level = [
        " ".join(bearer.label.text for bearer in labelled if bearer.label and bearer.props.level == level) for level in levels
    ]
    before = sum(clause.props.kind == "paragraph" for clause in redline.clauses[:first])
    headings, calls = " / ".join(texts("heading", "annex")), " / ".join(texts("call"))
    return "".join(texts("number")), "".join(texts("opening")), before, by_level, headings, calls


@needs_files
@pytest.mark.parametrize("name", MARKED)
def test_a_text_is_read_as_a_person_reads_it(name: str) -> None:
    read = read_akoma_ntoso((CORPUS / name).read_bytes(), name)
    assert as_marked(read.submission.proposals[0].redline) == MARKED[name]


@needs_files
@each_file
def test_each_is_amended_at_random_and_written(path: Path) -> None:
    """To both formats; the independent judge also reads both sides of the Akoma Ntoso file."""
    submission = read_akoma_ntoso(path.read_bytes(), path.name, text="1").submission
    base = submission.proposals[0].redline
    draft = Editor(Random(path.name)).edit(base, 12)
    redline = compare(base, draft, Stamp("ARC", "2026-01-02T00:00:00Z"))
    amended = replace(submission, proposals=(replace(submission.proposals[0], redline=redline),))
    data, _ = export_akoma_ntoso(amended, day="2026-01-02")
    assert validity(data) == []
    assert export_word(amended)[0].startswith(b"PK")
    if all(clause.cell is None for clause in redline.clauses):
        assert_judged(amended)
