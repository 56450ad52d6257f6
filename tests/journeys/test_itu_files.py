"""Real ITU files: no word of them is lost on reading, and unedited they are written as they were."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from model.formats.word.reader import read_word
from model.redline import ANCHOR, OBJECT, Clause, Side, Status, paragraphs
from model.submission.values import Submission
from tests.journeys.judges import SHARED, letters, resolved
from tests.journeys.program import SHOWN, W
from tests.skips import Reason

FILES = sorted((SHARED / "corpus" / "itu").glob("*.docx"))
TEXTS = ("t", "delText")

pytestmark = [
    pytest.mark.skipif(not FILES, reason=Reason.NO_SHARED_TEXTS),
]
each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def roots(data: bytes) -> list[etree._Element]:
    """The body and the footnotes of a package."""
    with ZipFile(io.BytesIO(data)) as package:
        names = [name for name in ("word/document.xml", "word/footnotes.xml") if name in package.namelist()]
        return [etree.fromstring(package.read(name)) for name in names]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def paragraph_text(paragraph: etree._Element) -> str:
    """Texts and breaks of a paragraph, typed note marks left out."""
    text = ""
    for child in paragraph.iter():
        if child.getparent().find(W + "footnoteReference") is not None:
            continue
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        text += (child.text or "") if name in TEXTS else SHOWN.get(name, "") if name != "tab" else " "
    return text


def written_words(root: etree._Element) -> Counter[str]:
    outermost = (p for p in root.iter(W + "p") if not any(a.tag == W + "p" for a in p.iterancestors()))
    return Counter(word for paragraph in outermost for word in words(paragraph_text(paragraph)))


def read_words(submission: Submission) -> Counter[str]:
    out: Counter[str] = Counter()
    header = submission.header
    out.update(words(" ".join([header.title, header.abstract, header.introduction, header.proposal_text])))
    out.update(words(" ".join([header.document, header.addendum, header.agenda, *header.sources])))
    for proposal in submission.proposals:
        out.update(words(f"{proposal.symbol} {proposal.number} {proposal.reasons}"))
        clauses = list(proposal.redline.clauses)
        for note in proposal.redline.notes.values():
            clauses += note.clauses
            out.update(words(note.mark or "") * 2)
        out.update(word for clause in clauses for word in clause_words(clause))
    return out


def clause_words(clause: Clause) -> Iterator[str]:
    labels = {label.text for label in (clause.label, clause.own_label) if label and not label.automatic}
    for label in labels:
        yield from words(label)
    yield from words(re.sub(f"[{OBJECT}{ANCHOR}]", "", clause.text))
    for run in clause.runs:
        yield from words("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", run.content)))


@each_file
def test_no_word_is_lost(path: Path) -> None:
    data = path.read_bytes()
    submission = read_word(data, path.name).submission
    wanted: Counter[str] = sum((written_words(root) for root in roots(data)), Counter())
    lost = wanted - read_words(submission)
    assert lost == Counter()


def side_letters(submission: Submission, side: Side) -> str:
    """The letters of a side of all texts, with the labels that are characters of the file."""
    text = ""
    for proposal in submission.proposals:
        for paragraph in paragraphs(proposal.redline.clauses, side):
            label = (paragraph.bearer.own_label if side == "draft" else None) or paragraph.bearer.label
            text += (label.text if label and not label.automatic else "") + paragraph.text
    return letters(text)


@each_file
@pytest.mark.parametrize(("mode", "side"), [("accept", "draft"), ("reject", "base")])
def test_tracked_changes_resolve_as_the_judge_says(path: Path, mode: str, side: Side) -> None:
    data = path.read_bytes()
    wanted = "".join(resolved(data, mode))
    assert side_letters(read_word(data, path.name).submission, side) == letters(re.sub(r"⟦.*?⟧\d*", "", wanted))


def test_the_author_of_a_deletion_is_known() -> None:
    path = next(path for path in FILES if "G.Imp8101" in path.name)
    [proposal] = read_word(path.read_bytes(), path.name).submission.proposals
    deleted = [run for clause in proposal.redline.clauses for run in clause.runs if run.status is Status.DELETED]
    assert {run.stamp.author for run in deleted} == {"Yuji Tochio"}


def shape(data: bytes) -> list[tuple[str, str, int]]:
    """Style, text and depth in tables of each paragraph of the body."""
    out = []
    for paragraph in roots(data)[0].iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        depth = sum(ancestor.tag == W + "tc" for ancestor in paragraph.iterancestors())
        out.append(("" if style is None else style.get(W + "val", ""), paragraph_text(paragraph), depth))
    return out


@each_file
def test_unedited_it_is_written_as_it_was(path: Path) -> None:
    from model.formats.word.writing.writer import write_word

    data = path.read_bytes()
    written = write_word(read_word(data, path.name).submission).data
    assert shape(written) == shape(data)
    assert [root.xpath("count(//w:tr)", namespaces={"w": W[1:-1]}) for root in roots(written)] == [
        root.xpath("count(//w:tr)", namespaces={"w": W[1:-1]}) for root in roots(data)
    ]
