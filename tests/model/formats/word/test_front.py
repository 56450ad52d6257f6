"""Header, abstract, contacts, introduction, proposals and reasons are read as they are written, in six languages."""

from __future__ import annotations

import pytest
from msgspec.structs import fields, replace

from model.formats.page.cut_lines import NO_LINES
from model.formats.word.reader import ReadResult, read_word
from model.formats.word.writing.body.front_matter import FrontMatter
from model.submission.conferences import find_conference
from model.submission.values import Contact, Header, Proposal
from tests.builders.itu_word import deleted, inserted, paragraph, run, word_file

HEADER = Header(
    "WTSA-24",
    "35",
    "18",
    "2024-09-13",
    "fr",
    ("African Telecommunication Union Administrations", "Others"),
    "PROPOSED MODIFICATION OF RESOLUTION 75",
    "Agenda item 4",
    "What is proposed: much.\nAnd more.",
    (
        Contact("Jane Doe", "African Telecommunication Union", "Kenya", "jane@atu.example", "+254 20 123456"),
        Contact("John Doe", "ATU", "Kenya", "john@atu.example", ""),
    ),
    "The first paragraph.\nThe proposal is good.",
    "To change it.",
)
TEXT = paragraph(run("RESOLUTION 75 (Rev. Geneva, 2022)"), style="ResNo") + paragraph(run("A title"), style="Restitle")


def submission(header: Header, language: str, *proposals: Proposal) -> ReadResult:
    front = FrontMatter(header, find_conference(header.conference), language, lambda style: style)
    body = "".join(front.blocks())
    for proposal in proposals or (Proposal("MOD", "ATU/35A18/1"),):
        body += "".join(front.opening(proposal, NO_LINES)) + TEXT + "".join(front.reasons(proposal.reasons))
    return read_word(word_file(body + front.closing_row()), "x.docx", language=language)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
@pytest.mark.parametrize("conference", ["WTSA-24", "PP-26", "WTDC-25", "WRC-27", "RA-27", "Council"])
def test_a_header_is_read_as_it_is_written(language: str, conference: str) -> None:
    wanted = replace(HEADER, conference=conference)
    reading = submission(wanted, language)
    found = reading.submission.header
    for field in fields(Header):
        assert getattr(found, field.name) == getattr(wanted, field.name), field.name
    assert reading.warnings == ()


@pytest.mark.parametrize(("document", "addendum"), [("35", ""), ("35R1", ""), ("35", "18R2"), ("35", "18")])
def test_numbers_and_revisions(document: str, addendum: str) -> None:
    for language in ("en", "fr", "es", "ru", "zh", "ar"):
        header = submission(Header("WTSA-24", document, addendum), language).submission.header
        assert (header.document, header.addendum) == (document, addendum), language


@pytest.mark.parametrize(
    "header",
    [
        Header(addendum="18"),
        Header(addendum="18R2"),
        Header("WTSA-24", addendum="3", date="2024-09-13", sources=("ATU",)),
        Header("WTSA-24", "35", date="September 2024", original="en", sources=("ATU",), title="On it"),
        Header("WTSA-24", "35", date="to be said", sources=("ATU",)),
        Header("Assembly of Examples 2030", "35", date="2030-09-13", sources=("ATU",), title="On it"),
        Header("WTSA-99", sources=("ATU",), title="On it"),
        Header("X/1", "35"),
        Header(sources=("ATU",), abstract="One.\n\nTwo.\n\n\nThree.", introduction="Why.\n\nSo.", proposal_text="What.\n\nThat."),
        Header("WTSA-24", introduction="Why.\n\nSo."),
    ],
)
def test_what_is_unusual_in_a_header_is_written_and_read(header: Header) -> None:
    for language in ("en", "fr", "es", "ru", "zh", "ar"):
        reading = submission(header, language)
        assert (reading.submission.header, reading.warnings) == (header, ()), language


def test_several_proposals_with_their_reasons() -> None:
    given = (
        Proposal("MOD", "ATU/35A18/1", reasons="To align.\nTo be clear: now."),
        Proposal("SUP", "ATU/35A18/2"),
        Proposal("(MOD)", ""),
        Proposal("ADD*", "B/CAN/USA/12/3", reasons="New."),
    )
    read = submission(HEADER, "en", *given).submission.proposals
    assert [(proposal.symbol, proposal.number, proposal.reasons) for proposal in read] == [
        (proposal.symbol, proposal.number, proposal.reasons) for proposal in given
    ]
    texts = [[clause.text for clause in proposal.redline.clauses] for proposal in read]
    assert texts == [["RESOLUTION 75 (Rev. Geneva, 2022)", "A title"]] * 4
    ids = [clause.id for proposal in read for clause in proposal.redline.clauses]
    assert len(set(ids)) == len(ids)


def test_without_styles_the_words_tell() -> None:
    bold = "<w:b/>"
    body = "".join(
        paragraph(run(text, properties))
        for text, properties in [
            ("World Telecommunication Standardization Assembly (WTSA-24)\u2028New Delhi, 15-24 October 2024", bold),
            ("PLENARY MEETING", bold),
            ("Addendum 18 to\u2028Document 35-E", bold),
            ("13 September 2024", ""),
            ("Original: English", ""),
            ("African Telecommunication Union Administrations", bold),
            ("PROPOSED MODIFICATION OF RESOLUTION 75", ""),
            ("Abstract:\tIt is short.", ""),
            ("Introduction", bold),
            ("Why.", ""),
            ("Proposal", bold),
            ("What.", ""),
            ("MOD\tATU/35A18/1", bold),
            ("RESOLUTION 75 (Rev. Geneva, 2022)", ""),
            ("Reasons:\tBecause.", bold),
            ("____________", ""),
        ]
    )
    submission = read_word(word_file(body), "x.docx").submission
    assert submission.header == Header(
        "WTSA-24",
        "35",
        "18",
        "2024-09-13",
        "en",
        ("African Telecommunication Union Administrations",),
        "PROPOSED MODIFICATION OF RESOLUTION 75",
        abstract="It is short.",
        introduction="Why.",
        proposal_text="What.",
    )
    (proposal,) = submission.proposals
    assert proposal.reasons == "Because."
    assert [(clause.props.kind, clause.text) for clause in proposal.redline.clauses] == [
        ("number", "RESOLUTION 75 (Rev. Geneva, 2022)")
    ]


@pytest.mark.parametrize("reasons", ["", "To align."])
def test_an_empty_paragraph_of_the_style_of_reasons_may_stand_in_a_text(reasons: str) -> None:
    front = FrontMatter(Header(), None, "en", lambda style: style)
    recommendations = (
        paragraph(style="Reasons") + paragraph(run("SERIES OF RECOMMENDATIONS")) + paragraph(style="Reasons") + paragraph()
    )
    (line,) = front.opening(Proposal("MOD", "ATU/35A18/1"), NO_LINES)
    body = line + TEXT + recommendations + "".join(front.reasons(reasons)) + front.closing_row()
    (proposal,) = read_word(word_file(body), "x.docx", language="en").submission.proposals
    assert proposal.reasons == reasons
    assert [clause.text for clause in proposal.redline.clauses][2:] == ["", "SERIES OF RECOMMENDATIONS"]


def test_what_cannot_be_kept_is_told() -> None:
    body = paragraph(run("Introduction"), style="Headingb") + paragraph(deleted("Old."), inserted(run("New.")))
    reading = read_word(word_file(body + paragraph(run("ADD"), style="Proposal") + TEXT), "x.docx")
    assert reading.submission.header.introduction == "New."
    assert ["tracked changes" in str(warning) for warning in reading.warnings] == [True]


def test_contested_text_is_told_with_both_names() -> None:
    contested = inserted(deleted("mine", author="Bob"), author="Ann")
    reading = read_word(word_file(TEXT + paragraph(run("a "), contested, run("text."))), "x.docx")
    assert any(all(name in str(warning) for name in ("Ann", "Bob", "mine")) for warning in reading.warnings)
