"""Whole submissions and single texts as Akoma Ntoso: valid, proved, and with the sides that they have."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from model.errors import ProofError
from model.files.opening import open_document
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.akoma_ntoso.proof import prove
from model.formats.akoma_ntoso.reader import ALL, read_akoma_ntoso
from model.formats.akoma_ntoso.writer import held_submission
from model.formats.notation import parse_submission
from model.numbering import Labelling
from model.redline import Redline, Side, paragraphs
from model.submission.comments import Comment
from model.submission.resolved import VIEWS, View
from model.submission.values import Submission
from tests.builders.akoma_ntoso import SHARED, resolved, validity
from tests.builders.strategies import headers_of, proposals_of, redlines, submissions_of
from tests.skips import Reason

words = st.text(st.sampled_from(string.ascii_letters + " \n<>&\"'é第ا\u00a0"), max_size=8)
submissions = submissions_of(headers_of(words), proposals_of(words, redlines())).filter(lambda one: one.proposals)
DAY = "2026-01-02"


@given(submissions, st.sampled_from(VIEWS))
def test_whatever_is_exported_is_valid_and_read_back(submission: Submission, view: View) -> None:
    data, proof = export_akoma_ntoso(submission, view, day=DAY)
    assert validity(data) == []
    held = held_submission(submission).submission
    if view == "markup" and any(one.symbol for one in held.proposals):
        found = read_akoma_ntoso(data, "x").submission
        assert (found.header, found.language) == (held.header, found.language)
        assert [(one.symbol, one.number, one.reasons) for one in found.proposals] == [
            (one.symbol, one.number, one.reasons) for one in held.proposals
        ]
    assert proof.clauses >= 0


def printed(redline: Redline, side: Side) -> list[tuple[str, str]]:
    """Label and text of each paragraph, as the judge should read them; labels of headings stand where it does not look."""
    labelling = Labelling.of(redline)
    label_of = labelling.base if side == "base" else labelling.draft
    found = []
    for one in paragraphs(redline.clauses, side):
        label = label_of(one.bearer.id) or ""
        text = "".join(run.text for run in one.runs if not run.content)
        if label or text:
            found.append((label, text))
    return found


def assert_judged(submission: Submission) -> None:
    """The independent resolver reads base and draft of the only text as they are."""
    plain = replace(submission, proposals=(replace(submission.proposals[0], symbol="", number="", reasons=""),))
    data, _ = export_akoma_ntoso(plain, day=DAY)
    assert validity(data) == []
    redline = plain.proposals[0].redline
    for side in ("base", "draft"):
        headings = {text for one in paragraphs(redline.clauses, side) if one.props.kind == "heading" for text in [one.text]}
        judged = [("" if text in headings else label.strip(), text) for label, text in resolved(data, side)]
        wanted = [("" if text in headings else label.strip(), text) for label, text in printed(redline, side)]
        assert judged == wanted


TEXT = """\
MOD	ARC/1/1

# RESOLUTION 112 (Rev. {--Geneva, 2022--}{++New Delhi, 2024++})
## Continuity of telecommunication services
### (Hammamet, 2016; Geneva, 2022)
> The World Telecommunication Standardization Assembly (Geneva, 2022),
*considering*
a)	that people turn to {--networks--}{++services++} first[^1];
{++b)	that batteries can serve for years;++}{++¶++}
{--b)--}{++c)++}	that interruptions are longer, among them:
  i)	storms;
  ii)	floods,
{--c)	that it is seldom known,--}{--¶--}
*resolves*
1	to continue studies{++¶++}
{++2++}	and to report;
{--2--}{++3++}	to organize workshops{--;¶--}
{--3	--} and seminars
*invites Member States*
to take part.
# ANNEX 1
1	Operating time.

[^1]: A note with *words*.
"""


@pytest.mark.parametrize("side", ["base", "draft"])
def test_the_independent_judge_reads_both_sides(side: Side) -> None:
    assert_judged(parse_submission(TEXT))


@pytest.mark.parametrize("name", ["redline.docx", "proposal-tracked.docx"])
def test_a_real_proposal_is_written_and_judged(name: str) -> None:
    path = SHARED / "res75" / name
    if not path.exists():
        pytest.skip(Reason.NO_SHARED_TEXTS)
    submission = open_document(path).submission
    data, _ = export_akoma_ntoso(submission, day=DAY)
    assert validity(data) == []
    assert_judged(submission)


def test_texts_of_a_conference_are_written_and_judged() -> None:
    folder = SHARED / "corpus" / "pp18"
    if not folder.is_dir():
        pytest.skip(Reason.NO_SHARED_TEXTS)
    for path in sorted(folder.glob("*.txt"))[:4]:
        assert_judged(open_document(path).submission)


def test_a_file_that_says_something_else_is_refused() -> None:
    submission = held_submission(parse_submission(TEXT)).submission
    data, _ = export_akoma_ntoso(submission, day=DAY)
    with pytest.raises(ProofError, match="considering/a: the written file reads something else"):
        prove(data.replace(b"that people turn", b"that people go"), submission, "markup")
    with pytest.raises(ProofError, match="the field ‘number’"):
        prove(data.replace(b">ARC/1/1<", b">ARC/1/2<"), submission, "markup")
    with pytest.raises(ProofError, match="the note ‘A note with words"):
        prove(data.replace(b"A note with", b"A note without"), submission, "markup")
    with pytest.raises(ProofError, match="cannot be read back"):
        prove(data[:500], submission, "markup")


def test_one_author_stands_for_all_and_comments_are_told() -> None:
    submission = parse_submission(TEXT)
    proposal = submission.proposals[0]
    comments = {"1": Comment(text="public words", private=False), "2": Comment(text="private words", private=True)}
    submission = replace(submission, proposals=(replace(proposal, comments=comments),))
    data, proof = export_akoma_ntoso(submission, author="Arcadia", day=DAY)
    assert b"public words" not in data
    assert b"private words" not in data
    assert [str(one) for one in proof.left_out] == ["1 comment is not in the file: Akoma Ntoso has no place for it."]
    root = etree.fromstring(data)
    authors = {element.get("{urn:clausewright:akn:1}by") for element in root.iter("{*}ins", "{*}del")}
    assert authors <= {"Arcadia", None}


def test_each_side_is_a_version_of_its_own() -> None:
    submission = parse_submission(TEXT)
    for view, words_there, words_gone in (("base", "networks", "services first"), ("draft", "services", "networks first")):
        data, _ = export_akoma_ntoso(submission, view, day=DAY)  # type: ignore[arg-type]
        text = "".join(etree.fromstring(data).itertext())
        assert words_there in text
        assert words_gone not in text
        assert b"<ins" not in data
        assert b"<del" not in data
        assert b'contains="singleVersion"' in data


def test_several_texts_in_one_version_are_a_collection() -> None:
    submission = parse_submission(TEXT)
    twice = replace(submission, proposals=submission.proposals * 2)
    data, _ = export_akoma_ntoso(twice, "draft", day=DAY)
    assert validity(data) == []
    assert len(read_akoma_ntoso(data, "x", text=ALL).submission.proposals) == 2
    assert len(read_akoma_ntoso(data, "x", text="2").submission.proposals) == 1
