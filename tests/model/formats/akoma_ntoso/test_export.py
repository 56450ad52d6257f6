"""Whole submissions and single texts as Akoma Ntoso: valid, proved, and with the sides that they have."""

from __future__ import annotations

import string
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from app.session.sample import sample_submission
from model.diff import compare
from model.edits.clause_properties import change_kind, correct_label
from model.edits.text import split
from model.errors import ProofError
from model.files.opening import open_document
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.akoma_ntoso.proof import prove
from model.formats.akoma_ntoso.reader import ALL, read_akoma_ntoso
from model.formats.akoma_ntoso.writer import representable_submission, write_akoma_ntoso
from model.formats.notation import parse_submission
from model.numbering import read_label
from model.redline import NOBODY, SIDES, Clause, Label, Props, Redline, Run, Stamp, Status, Style
from model.submission.comments import Comment
from model.submission.resolved import VIEWS, View
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.akoma_ntoso import SHARED, assert_judged, validity
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.strategies import headers_of, proposals_of, redlines, submissions_of
from tests.builders.submissions import ME, YOU, Action, action_of, actions, carried_out
from tests.builders.submissions import submission as text_alone
from tests.builders.variants import Editor
from tests.skips import Reason

words = st.text(st.sampled_from(string.ascii_letters + " \n<>&\"'é第ا\u00a0"), max_size=8)


def is_ended(redline: Redline) -> bool:
    """Whether an end follows the last words of each side, as in every text that was read or written."""
    for side in SIDES:
        for clause in reversed(redline.clauses):
            if clause.end.status.on(side):
                break
            if any(run.status.on(side) for run in clause.runs):
                return False
    return True


ended = redlines().filter(is_ended)
submissions = submissions_of(headers_of(words), proposals_of(words, ended)).filter(lambda candidate: candidate.proposals)
DAY = "2026-01-02"


@given(submissions, st.sampled_from(VIEWS))
def test_whatever_is_exported_is_valid_and_read_back(submission: Submission, view: View) -> None:
    data, proof = export_akoma_ntoso(submission, view, day=DAY)
    assert validity(data) == []
    held = representable_submission(submission).submission
    if view == "markup" and any(proposal.symbol for proposal in held.proposals):
        found = read_akoma_ntoso(data, "x").submission
        assert (found.header, found.language) == (held.header, found.language)
        assert [(proposal.symbol, proposal.number, proposal.reasons) for proposal in found.proposals] == [
            (proposal.symbol, proposal.number, proposal.reasons) for proposal in held.proposals
        ]
    assert proof.clauses >= 0


@given(st.lists(actions(), max_size=8))
@example([action_of("level", 0.5, 0, 0, 0), action_of("enter", 0.5, 0.5, 0, 1, stamp=YOU)])
@example([action_of("kind", 0.4, 1, 0, 0), action_of("enter", 0.4, 0.5, 0, 1)])
def test_whatever_is_done_can_be_exported(todo: list[Action]) -> None:
    export_akoma_ntoso(carried_out(text_alone(), todo), day=DAY)


def test_a_paragraph_of_a_note_that_is_made_another_kind_can_be_ended_within() -> None:
    submission = text_alone("a)\tthat texts[^1] are short;\n[^1]: A note of a few words.\n")
    (key,) = submission.proposals[0].redline.notes
    story = StoryId(1, key)
    id = submission.proposals[0].redline.notes[key].clauses[0].id
    submission = apply(submission, change_kind(submission, story, id, "call", ME))
    submission = apply(submission, split(submission, story, id, 6, YOU))
    export_akoma_ntoso(submission, day=DAY)
    first, second = submission.proposals[0].redline.notes[key].clauses
    assert (first.base_props, first.props_stamp) == (None, NOBODY)
    assert second.props_stamp == ME


def test_a_label_behind_a_tab_is_read_back() -> None:
    submission = text_alone(Redline((Clause("c1", Props(level=1, scheme="bullet"), label=Label("\t1", "")),)))
    export_akoma_ntoso(submission, "base", day=DAY)


@pytest.mark.parametrize("length", [3, 4, 8])
def test_a_label_that_holds_a_tab_is_read_back(length: int) -> None:
    submission = text_alone("*resolves*\na)\tthat texts are short;\nb)\tthat others are long,\n")
    id = submission.proposals[0].redline.clauses[1].id
    submission = apply(submission, correct_label(submission, StoryId(1), id, length, ME))
    data, _ = export_akoma_ntoso(submission, day=DAY)
    (found,), (held,) = (
        read_akoma_ntoso(data, "x").submission.proposals,
        representable_submission(submission).submission.proposals,
    )
    assert found.redline == held.redline


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


def test_the_independent_judge_reads_both_sides() -> None:
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


TEXTS = sorted((SHARED / "corpus" / "pp18").glob("*.tsv"))


def text_of(path: Path) -> Redline:
    """A text of a conference; each line has kind, label and words."""
    clauses = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        kind, label, words_ = (*line.split("\t", 2), "", "")[:3]
        level = int(kind.removeprefix("paragraph") or 1) if kind.startswith("paragraph") else int(kind == "heading")
        scheme = read_label(f"{label}\tx").scheme if label and read_label(f"{label}\tx") else "none"  # type: ignore[union-attr]
        props = Props("paragraph" if kind.startswith("paragraph") else kind, level, scheme)  # type: ignore[arg-type]
        clauses.append(Clause(f"c{number}", props, (Run(words_),) if words_ else (), label=Label(label) if label else None))
    return Redline(tuple(clauses), {}, "en")


@pytest.mark.skipif(not TEXTS, reason=Reason.NO_SHARED_TEXTS)
@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_texts_of_a_conference_are_amended_at_random_and_judged(path: Path) -> None:
    base = text_of(path)
    redline = compare(base, Editor(Random(path.name)).edit(base, 30), Stamp("ARC", "2026-01-02T00:00:00Z"))
    plain = Redline(tuple(clause for clause in redline.clauses if clause.cell is None), redline.notes, "en")
    assert_judged(Submission(proposals=(Proposal(redline=plain),), language="en"))


def test_the_written_file(golden: Callable[[str, str], None]) -> None:
    submission = parse_submission(TEXT)
    golden(export_akoma_ntoso(submission, day=DAY)[0].decode(), "submission.xml")
    golden(export_akoma_ntoso(submission, "base", day=DAY)[0].decode(), "base.xml")


def test_a_citation_whose_address_is_known_is_a_link() -> None:
    cited = "Resolution 178 (Guadalajara, 2010) of the Plenipotentiary Conference"
    words = f"to follow {cited}, and Resolution 71 (Rev. Dubai, 2018)."
    submission = parse_submission(f"Language: en\n\n# RESOLUTION 1 (Geneva, 2022)\n*resolves*\n{words}\n")
    data, _ = export_akoma_ntoso(submission, day=DAY)
    (link,) = etree.fromstring(data).iter("{*}ref")
    assert link.text == cited
    assert link.get("href") == "/akn/un/statement/deliberation/itu-pp/2010-10-04/res-178/eng@2010-10-04"


def test_a_reference_to_an_own_clause_is_a_link_to_its_address() -> None:
    text = "# RESOLUTION 1 (Geneva, 2022)\n*considering*\na)\tthat texts are short;\nb)\tthat considering a) is not long,\n"
    submission = parse_submission(f"Language: en\n\n{text}*resolves*\n1\tto heed considering b) above.\n")
    for view in VIEWS:
        root = etree.fromstring(export_akoma_ntoso(submission, view, day=DAY)[0])
        assert [link.get("href") for link in root.iter("{*}ref")] == ["#recs_1__rec_a", "#recs_1__rec_b"]
        assert all(root.find(f".//*[@eId='{name}']") is not None for name in ("recs_1__rec_a", "recs_1__rec_b"))


def addresses_of(data: bytes) -> list[str | None]:
    names = ("recital", "item", "paragraph", "point", "recitals", "hcontainer")
    return [element.get("eId") for element in etree.fromstring(data).iter(*(f"{{*}}{name}" for name in names))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_of_six_languages_are_written_and_share_their_addresses(language: str) -> None:
    texts = {code: Submission(proposals=(Proposal(redline=text_in(code)),), language=code) for code in (language, "en")}
    data, first = (export_akoma_ntoso(text, day=DAY)[0] for text in (texts[language], texts["en"]))
    assert validity(data) == []
    assert addresses_of(data) == addresses_of(first)
    plain = tuple(clause for clause in text_in(language).clauses if clause.cell is None)
    assert_judged(Submission(proposals=(Proposal(redline=replace(text_in(language), clauses=plain)),), language=language))


def test_the_sample_is_written_and_judged() -> None:
    submission = sample_submission("en")
    data, _ = export_akoma_ntoso(submission, day=DAY)
    assert validity(data) == []
    assert_judged(submission)


def test_a_file_that_says_something_else_is_refused() -> None:
    submission = representable_submission(parse_submission(TEXT)).submission
    data, _ = export_akoma_ntoso(submission, day=DAY)
    with pytest.raises(ProofError, match=r"considering/a: the written file has “that people go.*instead of “that people turn"):
        prove(data.replace(b"that people turn", b"that people go"), submission, "markup")
    with pytest.raises(ProofError, match="the field “number”"):
        prove(data.replace(b">ARC/1/1<", b">ARC/1/2<"), submission, "markup")
    with pytest.raises(ProofError, match="the note “A note with words"):
        prove(data.replace(b"A note with", b"A note without"), submission, "markup")
    proposal = submission.proposals[0]
    clauses = tuple(clause for clause in proposal.redline.clauses if clause.props.kind != "title")
    lost = replace(submission, proposals=(replace(proposal, redline=replace(proposal.redline, clauses=clauses)),))
    with pytest.raises(ProofError, match=r"paragraph 2: the written file has .* instead of “"):
        prove(export_akoma_ntoso(lost, day=DAY)[0], representable_submission(lost).submission, "markup", submission)
    with pytest.raises(ProofError, match="cannot be read back"):
        prove(data[:500], submission, "markup")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda clause: replace(clause, props=Props("heading", 1)), "another kind, level, label or end"),
        (lambda clause: replace(clause, runs=(Run(clause.text, style=Style(bold=True)),)), "other formats, authors or dates"),
        (lambda clause: replace(clause, runs=(Run(clause.text, Status.DELETED),)), "other words as inserted or deleted"),
    ],
)
def test_a_refused_file_says_what_is_otherwise_and_where(change: Callable[[Clause], Clause], message: str) -> None:
    submission = text_alone("a)\tthat texts are short;\nb)\tthat others are long,\n")
    data, _ = export_akoma_ntoso(submission, day=DAY)
    redline = submission.proposals[0].redline
    other = replace(redline, clauses=(redline.clauses[0], change(redline.clauses[1])))
    wanted = replace(submission, proposals=(replace(submission.proposals[0], redline=other),))
    with pytest.raises(ProofError, match=rf"^Proposal 1, .*: the written file .*{message}; it was not kept\.$"):
        prove(data, wanted, "markup")


def test_a_refused_export_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def written(held: object, *_: object) -> bytes:
        return write_akoma_ntoso(held, "markup", DAY).replace(b"short", b"long")  # type: ignore[arg-type]

    monkeypatch.setattr("model.formats.akoma_ntoso.export.write_akoma_ntoso", written)
    with pytest.raises(ProofError, match=r"it was not kept\. Undo the last change there, or export to Word\.$"):
        export_akoma_ntoso(text_alone("a)\tthat texts are short,\n"))


def test_one_author_stands_for_all_and_comments_are_told() -> None:
    submission = parse_submission(TEXT)
    proposal = submission.proposals[0]
    comments = {"1": Comment(text="public words", private=False), "2": Comment(text="private words", private=True)}
    submission = replace(submission, proposals=(replace(proposal, comments=comments),))
    data, proof = export_akoma_ntoso(submission, author="Arcadia", day=DAY)
    assert b"public words" not in data
    assert b"private words" not in data
    assert [str(message) for message in proof.left_out] == ["1 comment is not in the file: Akoma Ntoso has no place for it."]
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
