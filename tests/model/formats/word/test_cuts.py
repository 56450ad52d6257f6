"""Treaty texts as their proposals in Word: one for each amended provision, proved, judged by others and read back."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.serials import printed_proposals
from model.edits.sub_amendments.layers import amend_proposal
from model.edits.text import type_text
from model.errors import EditError, ProofError
from model.files.writers import page_of_submission, word_file
from model.formats.word.cuts_export import export_cuts
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.layers.layer_choice import with_both_layers
from model.numbering import Labelling
from model.redline import NOTE, Clause, Label, Note, Props, Redline, Run, Status
from model.redline.edit_text import Place
from model.redline.values import End
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import CutSettings, Proposal, Submission, Symbol
from tests.builders.article_25 import HEADER, LEFT_OUT, amended_article, pairs
from tests.builders.layers import UPPER
from tests.builders.notation import redline
from tests.builders.one_author import resolved_paragraphs
from tests.builders.treaty import lacks_number, marked_treaty, small_treaty, submission_of
from tests.journeys.judges import judge, resolved
from tests.model.formats.word.test_margin_numbers import KINDS, edited_in_turn

PROVISIONS = ExportOptions(form="provisions", date="2026-11-30T12:00:00Z")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = (
    "= ARTICLE 9", "= Coordination", "9.1 first", "… that continues", "+ new", "- 9.2 second", "- … of it", "9.3 third",
    "+= ARTICLE 9A", "+= New matters", "+ its first", "= ARTICLE 10", "= Notification", "= Section I – General",
    "10.1 last", "- 10.2 gone",
)  # fmt: skip


def small() -> Submission:
    return replace(submission_of(small_treaty(*LINES)), header=HEADER)


def lines(data: bytes) -> list[tuple[str, str]]:
    """The paragraphs of the file that have words: style and words, also deleted ones."""
    out = []
    for found in ElementTree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml")).iter(W + "p"):
        style = found.find(f"{W}pPr/{W}pStyle")
        pieces = {
            W + "t": lambda part: part.text or "",
            W + "delText": lambda part: part.text or "",
            W + "tab": lambda part: "\t",
        }
        words = "".join(pieces[part.tag](part) for part in found.iter() if part.tag in pieces)
        if words and found.find(f"{W}pPr/{W}tabs") is None:
            out.append(("" if style is None else style.get(W + "val", ""), words))
    return out


def body(data: bytes) -> list[tuple[str, str]]:
    """The lines from the first heading or proposal on, without the row that closes the document."""
    found = lines(data)
    first = next(at for at, (style, _) in enumerate(found) if style in ("ArtNo", "ChapNo", "Proposal"))
    return [line for line in found[first:] if not line[1].startswith("___")]


def test_each_proposal_is_below_the_headings_that_changed_and_its_line() -> None:
    data = export_word(small(), PROVISIONS)[0]
    assert body(data) == [
        ("ArtNo", "ARTICLE 9"), ("Arttitle", "Coordination"),
        ("Proposal", "ADD\tXXX/35A18/1"), ("", "9.1A\tnew (WRC-27)"),
        ("Proposal", "SUP\tXXX/35A18/2"), ("", "9.2"),
        ("Proposal", "ADD\tXXX/35A18/3"), ("ArtNo", "ARTICLE 9A"),
        ("Arttitle", "New matters (WRC-27)"), ("", "9A.1\tits first (WRC-27)"),
        ("ArtNo", "ARTICLE 10"), ("Arttitle", "Notification"), ("Section1", "Section I – General"),
        ("Proposal", "SUP\tXXX/35A18/4"), ("", "10.2"),
    ]  # fmt: skip


def with_settings(submission: Submission, **settings: CutSettings) -> Submission:
    proposal = submission.proposals[0]
    return replace(submission, proposals=(replace(proposal, cuts=settings),))


def test_reasons_and_numbers_set_by_hand_are_written() -> None:
    by_hand = with_settings(small(), c4=CutSettings(reasons="It is needed.\nIt is short."), c5=CutSettings(number="ACP/1/7"))
    found = body(export_word(by_hand, PROVISIONS)[0])
    assert found[4:8] == [
        ("Reasons", "Reasons:\tIt is needed."),
        ("Reasons", "It is short."),
        ("Proposal", "SUP\tACP/1/7"),
        ("", "9.2"),
    ]


@pytest.mark.parametrize(("key", "symbol", "derived"), [("c4", "SUP", "ADD"), ("c5", "ADD", "SUP")])
def test_a_symbol_that_the_amendments_contradict_is_refused(key: str, symbol: Symbol, derived: str) -> None:
    by_hand = with_settings(small(), **{key: CutSettings(symbol=symbol)})
    with pytest.raises(EditError, match=rf"is {symbol}, but its amendments make it {derived}; set another symbol"):
        export_word(by_hand, PROVISIONS)
    assert export_word(with_settings(small(), **{key: CutSettings(symbol="MOD")}), PROVISIONS)


def with_mark(redline: Redline, id: str, mark: str) -> Redline:
    clauses = [replace(clause, own_mark=Label(mark, " ")) if clause.id == id else clause for clause in redline.clauses]
    return replace(redline, clauses=tuple(clauses))


@pytest.mark.parametrize(("id", "mark", "line"), [
    ("c7", "(WRC-23)", ("", "9.3\tthird (WRC-23)")),
    ("c1", "(WRC-23)", ("Arttitle", "Coordination (WRC-23)")),
])  # fmt: skip
def test_a_mark_set_by_hand_on_a_provision_without_an_amendment_is_a_proposal(id: str, mark: str, line: tuple[str, str]) -> None:
    value = replace(submission_of(with_mark(small_treaty(*LINES), id, mark)), header=HEADER)
    assert [cut.symbol for cut in cuts(value.proposals[0])].count("MOD") == 1
    found = body(export_word(value, PROVISIONS)[0])
    assert line in found
    assert len([style for style, _ in found if style == "Proposal"]) == 5


def test_a_mark_set_by_hand_to_that_in_force_is_no_proposal() -> None:
    base = marked_treaty("9.1 first (WRC-12)", "9.2 second")
    assert cuts(submission_of(with_mark(base, "c0", "(WRC-12)")).proposals[0]) == ()
    assert [cut.address for cut in cuts(submission_of(with_mark(base, "c0", "")).proposals[0])] == ["9.1"]


def test_a_label_of_the_form_of_a_number_is_none() -> None:
    redline = small_treaty("= APPENDIX 1", "9.1 first", "… words", "9.2 second")
    labelled = replace(redline.clauses[2], label=Label("3.3.2"), runs=(Run("words"), Run(" more", Status.INSERTED)))
    clauses = (*redline.clauses[:2], labelled, redline.clauses[3])
    value = replace(submission_of(replace(redline, clauses=clauses)), header=HEADER)
    assert ("", "3.3.2\twords more (WRC-27)") in body(export_word(value, PROVISIONS)[0])


def test_an_empty_table_before_the_headings_of_the_next_proposal_is_read() -> None:
    redline = small_treaty("= ARTICLE 9", "+…", "= Section I", "9.1 first", "+ new")
    cell = replace(redline.clauses[1], cell=(0, 0, 0), row=Status.INSERTED, runs=(), end=End())
    value = replace(submission_of(replace(redline, clauses=(redline.clauses[0], cell, *redline.clauses[2:]))), header=HEADER)
    assert ("Section1", "Section I") in body(export_word(value, PROVISIONS)[0])


def test_agenda_items_that_are_not_printed_are_reported() -> None:
    """Documents of conferences quote the agenda item once, on the first page."""
    by_hand = with_settings(small(), c4=CutSettings(agenda="1.15"), c5=CutSettings(agenda="1.2"))
    data, proof = export_word(by_hand, PROVISIONS)
    assert [str(message) for message in proof.left_out] == [
        "agenda items of single proposals, of which the first page has one for all: 2"
    ]
    assert body(data) == body(export_word(small(), PROVISIONS)[0])


def test_an_empty_title_among_the_headings_is_no_difference() -> None:
    value = replace(submission_of(small_treaty("= CHAPTER I", "=", "= ARTICLE 9", "9.1 first", "+ new")), header=HEADER)
    found = body(export_word(value, PROVISIONS)[0])
    assert [words for style, words in found if style in ("ChapNo", "ArtNo")] == ["CHAPTER I", "ARTICLE 9"]


def test_headings_are_written_without_the_calls_of_their_footnotes() -> None:
    calls = {"c1": "n1", "c12": "n2", "c16": "n3"}
    redline = small_treaty(*LINES, "= ARTICLE 11")
    clauses = [
        replace(clause, runs=(*clause.runs, Run(NOTE, content=calls[clause.id]))) if clause.id in calls else clause
        for clause in redline.clauses
    ]
    gone = clauses[-1]
    clauses[-1] = replace(gone, runs=tuple([replace(run, status=Status.DELETED) for run in gone.runs]), end=End(Status.DELETED))
    notes = {key: Note(clauses=(Clause(f"of {key}", runs=(Run("a note"),)),)) for key in calls.values()}
    value = replace(submission_of(replace(redline, clauses=tuple(clauses), notes=notes)), header=HEADER)
    found = body(export_word(value, PROVISIONS)[0])
    assert ("Arttitle", "Coordination") in found
    assert ("Section1", "Section I – General") in found
    assert found[-2:] == [("Proposal", "SUP\tXXX/35A18/5"), ("ArtNo", "ARTICLE 11")]


def test_what_is_kept_is_written_alone_or_with_its_text() -> None:
    kept = with_settings(
        small(), c2=CutSettings(symbol="NOC"), c7=CutSettings(symbol="NOC", underlined=True, reasons="It is good.")
    )
    found = body(export_word(kept, PROVISIONS)[0])
    assert found[2:4] == [("Proposal", "NOC"), ("", "9.1")]
    assert found[8:11] == [("Proposal", "NOC\tXXX/35A18/3"), ("", "9.3\tthird"), ("Reasons", "Reasons:\tIt is good.")]


def test_provisions_that_are_joined_have_one_line() -> None:
    joined = with_settings(small(), c4=CutSettings(last="c5"))
    found = body(export_word(joined, PROVISIONS)[0])
    assert [words for style, words in found if style == "Proposal"] == [
        "MOD\tXXX/35A18/1", "ADD\tXXX/35A18/2", "SUP\tXXX/35A18/3",
    ]  # fmt: skip
    assert found[3:6] == [("", "9.1A\tnew (WRC-27)"), ("", "9.2\tsecond"), ("", "of it")]


def test_the_whole_text_stays_a_choice() -> None:
    whole = [words for _, words in body(export_word(small(), ExportOptions(form="whole"))[0])]
    assert "9.3\tthird" in whole
    unchanged = replace(small(), proposals=(replace(small().proposals[0], redline=small().proposals[0].original),))
    assert "9.3\tthird" in [words for _, words in body(export_word(unchanged, PROVISIONS)[0])], "nothing is proposed"


def test_other_proposals_of_the_submission_are_written_as_they_are() -> None:
    clauses = (Clause("c1", Props("number"), (Run("RESOLUTION 7"),)), Clause("c2", Props("title"), (Run("Tests"),)))
    other = Proposal("SUP", "ACP/35A18/9", Redline(clauses, language="en"), "It is done.")
    both = replace(small(), proposals=(small().proposals[0], other))
    data = export_word(both, PROVISIONS)[0]
    assert body(data)[-4:] == [
        ("Proposal", "SUP\tACP/35A18/9"), ("ResNo", "RESOLUTION 7"), ("Restitle", "Tests"), ("Reasons", "Reasons:\tIt is done."),
    ]  # fmt: skip
    read = read_word(data, "a.docx").submission
    assert [(proposal.symbol, proposal.number, len(cuts(proposal))) for proposal in read.proposals] == [
        ("MOD", "", 4), ("SUP", "ACP/35A18/9", 0),
    ]  # fmt: skip


def test_a_new_provision_without_a_number_is_refused() -> None:
    crowded = submission_of(small_treaty("= ARTICLE 9", "9.1 first", "+ new", "9.1A second"))
    assert Labelling.of(crowded.proposals[0].redline).number("draft", "c2") is None
    with pytest.raises(EditError, match="“new” has no number"):
        export_word(crowded, PROVISIONS)


# --- the proof ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("divided_submission", "instead of"),
    ],
)
def test_a_file_that_differs_is_refused(name: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from model.formats.page import cut_texts
    from model.formats.word import cuts_export

    original = cut_texts.divided_submission

    def damaged(*given: Any) -> Any:
        divided = original(*given)
        first, *rest = divided.submission.proposals
        return replace(divided, submission=replace(divided.submission, proposals=(replace(first, symbol="MOD"), *rest)))

    monkeypatch.setattr(cuts_export, name, damaged)
    with pytest.raises(ProofError, match=reason):
        export_word(small(), PROVISIONS)


def test_an_amendment_that_is_in_no_proposal_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of the program derives the same proposals; only the proof looks at the amendments."""
    derived = cuts(small().proposals[0])
    for module in ("model.cuts.serials.cuts", "model.formats.word.proof.cuts.cuts", "model.formats.page.cut_texts.cuts"):
        monkeypatch.setattr(module, lambda *given: derived[1:])
    with pytest.raises(ProofError, match=r"9\.1A.*: this amendment is in 0 proposals of the file instead of one"):
        export_word(small(), PROVISIONS)


def test_missing_headings_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from model.formats.page.cut_texts import CutPage

    monkeypatch.setattr(CutPage, "_headings", lambda *given: iter(()))
    with pytest.raises(ProofError, match="headings before XXX/35A18/1"):
        export_word(small(), PROVISIONS)


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=1, max_size=6))
def test_whatever_is_amended_is_exported_as_proposals(steps: list[tuple[str, int]]) -> None:
    """The proof compares each, finds each amendment in one of them, and puts them into the text in force."""
    lines = ("= Article 9", "9.1 first words", "… that continue", "9.2 second words", "9.3 third", "= Article 10", "10.1 last")
    submission = edited_in_turn(submission_of(small_treaty(*lines)), steps)
    if lacks_number(Labelling.of(submission.proposals[0].redline)):
        return
    data = export_word(submission, PROVISIONS)[0]
    wanted = [(printed.symbol, printed.number) for printed in printed_proposals(submission) if printed.cut is not None]
    if wanted:
        assert [tuple(words.split("\t")) for style, words in lines_of_proposals(data)] == wanted


def lines_of_proposals(data: bytes) -> list[tuple[str, str]]:
    return [line for line in lines(data) if line[0] == "Proposal"]


# --- Article 25 before and after WRC-03 -----------------------------------------------------------------------------------


def amended_rows(shared: Path) -> list[dict[str, str]]:
    return [row for row in pairs(shared) if row["symbol"] != "NOC" and row["number"] not in LEFT_OUT]


def test_article_25_is_a_document_of_the_conference(shared: Path) -> None:
    data, proved = export_word(amended_article(shared), PROVISIONS)
    symbols = [
        (row["symbol"], row["number"])
        for row in pairs(shared)
        if row["symbol"] != "NOC" and row["number"] not in ("25.8", "25.11")
    ]
    found = body(data)
    at = [place for place, (style, _) in enumerate(found) if style == "Proposal"]
    assert [(found[place][1].split("\t")[0], found[place + 1][1].split("\t")[0]) for place in at] == symbols
    assert [words for style, words in found if style in ("ArtNo", "Arttitle", "Section1")] == [
        "Article 25", "Amateur services", "Section I – Amateur service",
    ]  # fmt: skip
    assert (proved.insertions, proved.deletions) == (6, 6), "only what is changed is tracked"
    assert [row for row in judge("validate_docx").validate(BytesIO(data)) if row["level"] != "info"] == []


def test_judges_find_both_sides_of_article_25(shared: Path) -> None:
    data = export_word(amended_article(shared), PROVISIONS)[0]
    mark = " (WRC-27)"
    for mode, side in (("accept", "after"), ("reject", "before")):
        read = resolved(data, mode)
        wanted = []
        for row in amended_rows(shared):
            words = row["after"] + mark if row["symbol"] == "ADD" or mode == "accept" else row[side]
            words = words if row["symbol"] != "SUP" else ""
            label = "" if row["symbol"] == "SUP" else row["label_after"]
            wanted.append(" ".join(filter(None, (row["number"], label, words))))
        assert [line for line in read if line.startswith("25.")] == wanted


@pytest.mark.parametrize("kind", ["html", "whole"])
def test_a_file_of_the_whole_text_says_that_reasons_are_not_in_it(kind: str):
    value = submission_of(small_treaty("9.1 one", "+ new", "9.2 two"))
    value = replace(value, proposals=(replace(value.proposals[0], cuts={"c1": CutSettings(reasons="Why.")}),))
    options = replace(PROVISIONS, form="whole")
    made = page_of_submission(value, options) if kind == "html" else word_file(value, options)
    assert any("reasons, numbers and symbols of 1 proposal on provisions" in str(message) for message in made.omitted)
    bare = replace(value, proposals=(replace(value.proposals[0], cuts={}),))
    other = page_of_submission(bare, options) if kind == "html" else word_file(bare, options)
    assert not any("reasons, numbers" in str(message) for message in other.omitted)


def beside_two_layers() -> Submission:
    """Proposals on provisions, and one that amends another party's on a resolution."""
    theirs = redline("*resolves*\n1\tto {++act and ++}report,\n2\tto end.\n")
    value = Submission(proposals=(Proposal("MOD", "", theirs, original=theirs.base()),), language="en")
    value = apply(value, amend_proposal(value, UPPER))
    value = apply(value, type_text(value, StoryId(1), Place(1, 0), Place(1, 0), "soon ", UPPER))
    return replace(small(), proposals=(*small().proposals, *value.proposals))


def test_a_text_in_two_layers_is_exported_beside_single_provisions() -> None:
    data, _ = export_word(beside_two_layers(), PROVISIONS)
    assert [words.partition("\t")[0] for style, words in body(data) if style == "Proposal"] == ["ADD", "SUP", "ADD", "SUP", "MOD"]
    theirs = resolved_paragraphs(data, lambda author: author != UPPER.author)
    assert any("to act and report," in line for line in theirs)
    assert not any("soon" in line for line in theirs)


def test_a_lower_layer_that_differs_beside_single_provisions_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    submission = beside_two_layers()
    *provisions, last = submission.proposals
    other = replace(last, theirs=redline("*resolves*\n1\tto {++do and ++}report,\n2\tto end.\n"))
    both = with_both_layers(submission)
    options = replace(
        PROVISIONS, layers=both.layers, labellings=[Labelling.of(part.redline) for part in both.submission.proposals]
    )
    with pytest.raises(ProofError):
        export_cuts(both.submission, options, replace(submission, proposals=(*provisions, other)))
