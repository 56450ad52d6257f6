"""The lines around the texts of a submission stay in its package as long as the submission has the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from msgspec.structs import replace

from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.submission.values import Contact, Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.word import docx, ins, p, r, zipped

STYLES = '<w:style w:type="paragraph" w:styleId="Proposal"><w:name w:val="Proposal"/></w:style>'
LOGO = "<w:r><w:pict><w:marked/></w:pict></w:r>"
FRONT = f"<w:tbl><w:tr><w:tc>{p(LOGO)}</w:tc><w:tc>{p('Document 35-E')}</w:tc></w:tr></w:tbl>" + p("Title of it")
REASONS = p(r("Reasons:", "<w:b/>") + r("<w:tab/>") + r("so"))
FIRST = p("MOD\tATU/35/1", '<w:pStyle w:val="Proposal"/>') + p() + p("the text") + p() + REASONS
SECOND = p(ins(r("ADD\tATU/35/2")), '<w:pStyle w:val="Proposal"/>') + p("another text") + p("_________")


def body(submission: Submission, **how: str) -> str:
    exported, _ = export_word(submission, ExportOptions(**how))  # type: ignore[arg-type]
    with zipfile.ZipFile(BytesIO(exported)) as package:
        return package.read("word/document.xml").decode()


@pytest.fixture
def submission() -> Submission:
    return read_word(docx(FRONT + FIRST + SECOND, styles=STYLES), "test.docx").submission


def test_everything_stays_where_nothing_was_changed(submission: Submission) -> None:
    xml = body(submission)
    for part in (FRONT, FIRST, p("_________")):
        assert part.replace("<w:p></w:p>", "<w:p/>") in xml.replace(' xml:space="default"', "")
    assert xml.count("ATU/35/2") == 1
    assert "<w:ins " in xml


def changed_header(submission: Submission) -> Submission:
    return replace(submission, header=Header(title="Another title"))


def changed_number(submission: Submission) -> Submission:
    first, second = submission.proposals
    return replace(submission, proposals=(replace(first, number="ATU/35/9"), second))


def changed_reasons(submission: Submission) -> Submission:
    first, second = submission.proposals
    return replace(submission, proposals=(replace(first, reasons="else"), second))


@pytest.mark.parametrize(
    ("change", "new", "old", "stays"),
    [
        (changed_header, "Another title", "Title of it", "_________</w:t>"),
        (changed_number, "ATU/35/9", "ATU/35/1", "<w:marked/>"),
        (changed_reasons, "else", ">so<", "<w:marked/>"),
    ],
)
def test_only_what_was_changed_is_written_anew(
    submission: Submission, change: Callable[[Submission], Submission], new: str, old: str, stays: str
) -> None:
    xml = body(change(submission))
    assert new in xml
    assert old not in xml
    assert stays in xml


CONTACTS = (Contact("Jane Doe", "ATU", "Kenya", "jane@atu.example"), Contact("John Doe", email="john@atu.example"))
HEADER = Header(
    "WTSA-24",
    "35",
    "18",
    "2024-09-13",
    "fr",
    ("ATU",),
    "The title",
    "Agenda item 4",
    "One.\n\nTwo.",
    CONTACTS[:1],
    "Why.\nSo.",
    "What.",
)
CHANGES = {
    "conference": ("PP-26", "Assembly of Examples", ""),
    "document": ("36", ""),
    "addendum": ("19R1", ""),
    "date": ("2024-10-01", "soon", ""),
    "original": ("en", ""),
    "sources": (("EXA", "EXB"), ()),
    "title": ("Another title\nof two lines", ""),
    "agenda": ("Agenda item 5", ""),
    "abstract": ("One.\n\nTwo.\nThree.", "Else.", ""),
    "contacts": (CONTACTS, CONTACTS[1:], ()),
    "introduction": ("Because.\nWhy.\nSo.", "So.", ""),
    "proposal_text": ("That.", ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_field_of_the_header_leaves_the_other_lines(name: str) -> None:
    for value in CHANGES[name]:
        for before in (HEADER, replace(HEADER, **{name: type(value)()})):
            wanted = replace(HEADER, **{name: value})
            fresh, _ = export_word(
                Submission(before, (Proposal("MOD", "ATU/35A18/1", redline("# RESOLUTION 7 (Oxdorf, 2018)\n")),), "en")
            )
            with zipfile.ZipFile(BytesIO(fresh)) as package:
                parts = {part_name: package.read(part_name) for part_name in package.namelist()}
            main = "word/document.xml"
            parts[main] = parts[main].replace(b"<w:body>", b"<w:body>" + p(LOGO).encode(), 1)
            read = read_word(zipped(parts), "test.docx", language="en").submission
            assert read.header == before
            exported, _ = export_word(replace(read, header=wanted))
            with zipfile.ZipFile(BytesIO(exported)) as package:
                xml = package.read(main).decode()
            assert "<w:marked/>" in xml
            assert read_word(exported, "back.docx", language="en").submission.header == wanted, (value, before)


def test_a_changed_line_keeps_its_look_and_what_stands_before_it() -> None:
    title = p(r("Title: ", "<w:b/>") + r("Of ", "<w:i/>") + r("it", "<w:u/>"), '<w:jc w:val="right"/>')
    front = p("Document 35-E") + title + p(r("ATU"))
    read = read_word(docx(front + FIRST + SECOND, styles=STYLES), "test.docx").submission
    assert read.header.title == "Of it"
    xml = body(replace(read, header=replace(read.header, title="Of all")))
    assert '<w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Title: </w:t></w:r>' in xml
    assert '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">Of all</w:t></w:r></w:p>' in xml


def test_another_order_of_proposals_is_written_anew(submission: Submission) -> None:
    swapped = replace(submission, header=Header(), proposals=submission.proposals[::-1])
    xml = body(swapped)
    assert "<w:marked/>" not in xml
    assert xml.index("another text") < xml.index("the text")


def test_tracked_lines_are_resolved_where_nothing_is_tracked(submission: Submission) -> None:
    assert "<w:ins " not in body(submission, view="draft")
    assert 'w:author="Ana"' not in body(submission, author="ATU")
