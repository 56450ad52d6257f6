"""Extracts of treaty texts: read as one text with gaps, put into the text in force by number, with what does not fit reported."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.edits.cuts.joining import join_with_next
from model.edits.notes import insert_note
from model.edits.structure import delete_clauses, move_clauses
from model.edits.text import split, type_text
from model.errors import EditError, FileError
from model.files.extract_import import put_in
from model.files.opening import open_document
from model.files.returned_file import as_version
from model.formats.amend import Project
from model.formats.recognition.proposal_lines import proposal_line
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import ANCHOR, Label, Redline, Side, groups
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.article_25 import amended_article, article_25
from tests.builders.submissions import ME
from tests.builders.treaty import lacks_number, marked_treaty, small_treaty, submission_of
from tests.builders.word import docx, p, r
from tests.model.formats.word.test_margin_numbers import KINDS, STYLES, TAB, edited, edited_in_turn

PROVISIONS = ExportOptions(form="provisions", date="2026-11-30T12:00:00Z")
IN_FORCE = (
    "= ARTICLE 9",
    "= Coordination",
    "9.1 first",
    "… that continues",
    "9.2 second",
    "9.3 third",
    "= ARTICLE 10",
    "10.1 last",
)


def text_in_force() -> Proposal:
    return submission_of(small_treaty(*IN_FORCE)).proposals[0]


def sides(redline: Redline, side: Side) -> list[tuple[str, str, str]]:
    """The margin number, the label and the words of each paragraph of a side."""
    labelling = Labelling.of(redline)
    label_of = labelling.base if side == "base" else labelling.draft
    out = []
    for group in groups(redline.clauses, side):
        number, label = (
            [found for clause in group if (found := of(clause.id))] for of in (lambda id: labelling.number(side, id), label_of)
        )
        words = "".join(run.text for clause in group for run in clause.runs if run.status.on(side) and run.text != ANCHOR)
        out.append(("".join(number[:1]), "".join(label[:1]), words))
    return [line for line in out if any(line)]


def exported_and_read(submission: Submission) -> Proposal:
    (read,) = read_word(export_word(submission, PROVISIONS)[0], "a.docx").submission.proposals
    return read


def test_article_25_is_read_back_into_its_text_by_number(shared: Path) -> None:
    amended = amended_article(shared)
    filled = put_in(article_25(shared).proposals[0], exported_and_read(amended), "APT")
    assert filled.messages == ()
    for side in ("base", "draft"):
        assert sides(filled.proposal.redline, side) == sides(amended.proposals[0].redline, side)
    found = cuts(filled.proposal)
    assert [(cut.symbol, cut.address) for cut in found] == [(cut.symbol, cut.address) for cut in cuts(amended.proposals[0])]
    assert [cut.settings.number for cut in found] == [f"XXX/35A18/{serial}" for serial in range(1, len(found) + 1)]
    assert not any(clause.own_label or clause.own_number for clause in filled.proposal.redline.clauses), "the rules give them"


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=1, max_size=5))
@example([("split", 3), ("merge", 4)])
@example([("move", 0), ("split", 38)])
def test_what_is_put_in_gives_base_and_draft(steps: list[tuple[str, int]]) -> None:
    """Whatever was amended, unless a message says what was left out; the text in force never changes."""
    submission = edited_in_turn(submission_of(small_treaty(*IN_FORCE)), steps)
    redline = submission.proposals[0].redline
    if lacks_number(Labelling.of(redline)) or not cuts(submission.proposals[0]):
        return
    read = read_word(export_word(submission, PROVISIONS)[0], "a.docx").submission.proposals
    if len(read) > 1:
        return  # the line of an article was amended until it is none
    try:
        filled = put_in(text_in_force(), read[0], "ATU")
    except EditError:
        return
    assert sides(filled.proposal.redline, "base") == sides(redline, "base")
    if not filled.messages and not has_text_without_place(submission.proposals[0]):
        assert sorted(sides(filled.proposal.redline, "draft")) == sorted(sides(redline, "draft"))


@pytest.mark.parametrize("words", ["typed there", ""])
def test_what_is_inserted_into_a_struck_provision_comes_back_from_a_joined_proposal(words: str) -> None:
    """The proof of the export does not take it for words of the provision that precedes it in the file."""
    submission = submission_of(small_treaty("9.1 first", "+ new", "9.2 second", "- 9.3 third", "-… of it", "9.4 fourth"))
    at = Place(4, len("of it"))
    if words:
        submission = apply(submission, type_text(submission, StoryId(1), at, at, words, ME))
    else:
        submission = apply(submission, insert_note(submission, StoryId(1), "c4", at.offset, "A note.", ME))
    joined = apply(submission, join_with_next(submission, 1, "c1", ME))
    assert (cuts(joined.proposals[0])[0].first, cuts(joined.proposals[0])[0].last) == ("c1", "c4")
    in_force = submission_of(small_treaty("9.1 first", "9.2 second", "9.3 third", "… of it", "9.4 fourth")).proposals[0]
    filled = put_in(in_force, exported_and_read(joined), "ATU")
    assert not filled.messages
    assert sides(filled.proposal.redline, "draft") == sides(joined.proposals[0].redline, "draft")


def test_the_marks_in_force_stay_and_those_set_by_hand_are_read() -> None:
    base = marked_treaty("= ARTICLE 9", "9.1 first (WRC-12)", "9.2 second (WRC-03)", "9.3 third (WRC-07)")
    submission = submission_of(base)
    for kind, place in (("type", 1), ("type", 2), ("insert", 2)):
        submission = apply(submission, edited(submission, kind, place))
    redline = submission.proposals[0].redline
    changed = [replace(clause, own_mark=Label("(WRC-31)", " ")) if clause.id == "c2" else clause for clause in redline.clauses]
    submission = submission_of(replace(redline, clauses=tuple(changed)))
    filled = put_in(submission_of(base).proposals[0], exported_and_read(submission), "ATU").proposal.redline
    printed = [
        (pair.base and pair.base.text, pair.draft and pair.draft.text) for pair in Labelling.of(filled).marks.printed.values()
    ]
    assert sorted(printed, key=str) == [
        ("(WRC-03)", "(WRC-31)"), ("(WRC-07)", "(WRC-07)"), ("(WRC-12)", "(WRC-27)"), (None, "(WRC-27)"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_a_mark_set_by_hand_alone_is_a_proposal_and_read_back(form: Literal["provisions", "final-acts"]) -> None:
    base = marked_treaty("= ARTICLE 9", "9.1 first (WRC-12)", "9.2 second", "9.3 third (WRC-07)", "9.4 fourth (WRC-07)")
    marks = {"c1": Label("(WRC-15)", " "), "c2": Label("(WRC-15)", " "), "c3": Label("")}
    clauses = [replace(clause, own_mark=marks.get(clause.id)) for clause in base.clauses]
    submission = submission_of(replace(base, clauses=tuple(clauses)))
    data = export_word(submission, replace(PROVISIONS, form=form))[0]
    (read,) = read_word(data, "a.docx").submission.proposals
    filled = put_in(submission_of(base).proposals[0], read, "ATU")
    assert filled.messages == ()
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [("MOD", "9.1"), ("MOD", "9.2"), ("MOD", "9.3")]
    marks_by_hand = [clause.own_mark and clause.own_mark.text for clause in filled.proposal.redline.clauses]
    assert marks_by_hand == [None, "(WRC-15)", "(WRC-15)", "", None]


MOVED_TEXT = ("= ARTICLE 9", "9.1 first", "9.2 second", "… of it", "9.3 third", "9.4 fourth", "9.5 fifth")


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
@pytest.mark.parametrize(("id", "last", "index"), [("c2", "c3", 6), ("c5", "", 2)])
def test_a_moved_provision_is_a_move_again(form: Literal["provisions", "final-acts"], id: str, last: str, index: int) -> None:
    base = submission_of(small_treaty(*MOVED_TEXT))
    moved = apply(base, move_clauses(base, StoryId(1), id, index, ME, last=last))
    data = export_word(moved, replace(PROVISIONS, form=form))[0]
    (read,) = read_word(data, "a.docx").submission.proposals
    filled = put_in(base.proposals[0], read, "ATU")
    assert filled.messages == ()
    assert {cut.symbol for cut in cuts(filled.proposal)} == {"ADD*", "SUP*"}
    assert not any(settings.symbol for settings in filled.proposal.cuts.values()), "the move gives the symbols"
    found, wanted = filled.proposal.redline, moved.proposals[0].redline
    halves = [Counter(clause.end.move for clause in text.clauses if clause.end.move) for text in (found, wanted)]
    assert sorted(halves[0].values()) == sorted(halves[1].values())
    for side in ("base", "draft"):
        assert sides(found, side) == sides(wanted, side)


def test_what_is_called_moved_with_other_words_stays_an_insertion_and_a_deletion() -> None:
    extract = read_extract(line("ADD*", "ACP/1/1"), numbered("9.1A", "other"), line("SUP*", "ACP/1/2"), p(r("9.3")))
    filled = put_in(text_in_force(), extract, "ACP")
    assert [(cut.symbol, cut.derived) for cut in cuts(filled.proposal)] == [("ADD*", "ADD"), ("SUP*", "SUP")]
    assert not any(clause.end.move for clause in filled.proposal.redline.clauses)


def has_text_without_place(proposal: Proposal) -> bool:
    """Whether an insertion has no number, by which it would be placed."""
    return any(not cut.address[:1].isdigit() for cut in cuts(proposal))


def numbered(number: str, words: str) -> str:
    return p(r(number, '<w:rStyle w:val="Artdef"/>') + TAB + r(words))


def read_extract(*paragraphs: str) -> Proposal:
    (read,) = read_word(docx("".join(paragraphs), styles=STYLES), "a.docx").submission.proposals
    return read


def line(symbol: str, number: str) -> str:
    return p(r(symbol) + TAB + r(number))


def test_words_that_differ_from_the_text_in_force_are_reported_and_left_out() -> None:
    changed = p(
        r("9.2", '<w:rStyle w:val="Artdef"/>') + TAB + r("other second") + f"<w:ins w:id='1' w:author='A'>{r(' new')}</w:ins>"
    )
    extract = read_extract(line("MOD", "ACP/1/1"), changed, line("SUP", "ACP/1/2"), p(r("9.3")))
    filled = put_in(text_in_force(), extract, "ACP")
    assert list(map(str, filled.messages)) == [
        "9.2 is left out: its text before the changes reads “other second”, the text in force “second”"
    ]
    assert [(cut.symbol, cut.address, cut.settings.number) for cut in cuts(filled.proposal)] == [("SUP", "9.3", "ACP/1/2")]


def test_a_deleted_paragraph_whose_label_is_text_in_force_leaves_nothing() -> None:
    known = submission_of(small_treaty("= ARTICLE 1", "1.1 power:", "… – peak power;", "… – mean power;"))
    deleted = apply(known, delete_clauses(known, StoryId(1), "c2", ME, only=True))
    filled = put_in(known.proposals[0], exported_and_read(deleted), "ATU")
    assert sides(filled.proposal.redline, "draft") == sides(deleted.proposals[0].redline, "draft")
    assert sides(filled.proposal.redline, "base") == sides(known.proposals[0].redline, "base")


def test_a_number_that_is_taken_or_missing_is_reported() -> None:
    extract = read_extract(
        line("ADD", "ACP/1/1"), numbered("9.2", "new"), line("SUP", "ACP/1/2"), p(r("9.7")), line("SUP", "ACP/1/3"), p(r("9.1"))
    )
    filled = put_in(text_in_force(), extract, "ACP")
    assert list(map(str, filled.messages)) == [
        "the new provision 9.2 is left out: the text in force has one of that number",
        "9.7 is left out: the text in force does not have it",
    ]
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [("SUP", "9.1")]
    with pytest.raises(EditError, match=r"can be put into the text in force \(9\.7 is left out: .*\); check"):
        put_in(text_in_force(), read_extract(line("SUP", "ACP/1/2"), p(r("9.7"))), "ACP")


def with_new_words(number: str, words: str, more: str) -> str:
    return p(
        r(number, '<w:rStyle w:val="Artdef"/>') + TAB + r(words) + f"<w:ins w:id='1' w:author='A'>{r(more)}</w:ins>",
    )


@pytest.mark.parametrize(
    ("symbol", "paragraph"),
    [
        ("MOD", with_new_words("9.2", "second", " again")),
        ("SUP", p(r("9.2"))),
        ("NOC", p(r("9.2"))),
    ],
)
def test_a_second_proposal_on_a_provision_is_reported_and_the_first_is_kept(symbol: str, paragraph: str) -> None:
    first = (line("MOD", "ACP/1/1"), with_new_words("9.2", "second", " new"))
    others = (line("SUP", "ACP/1/2"), p(r("9.3")))
    filled = put_in(text_in_force(), read_extract(*first, *others, line(symbol, "ACP/1/3"), paragraph), "ACP")
    assert list(map(str, filled.messages)) == [
        "a further proposal on 9.2 is left out: the file has one before it; divide the file and add each part as a version"
    ]
    assert [(cut.symbol, cut.address, cut.settings.number) for cut in cuts(filled.proposal)] == [
        ("MOD", "9.2", "ACP/1/1"), ("SUP", "9.3", "ACP/1/2"),
    ]  # fmt: skip
    assert ("9.2", "", "second new") in sides(filled.proposal.redline, "draft")


def test_what_is_kept_first_is_not_amended_by_a_later_proposal() -> None:
    later = with_new_words("9.2", "second", " new")
    filled = put_in(text_in_force(), read_extract(line("NOC", "ACP/1/1"), p(r("9.2")), line("MOD", "ACP/1/2"), later), "ACP")
    assert len(filled.messages) == 1
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [("NOC", "9.2")]


def test_a_compilation_has_the_number_before_the_symbol() -> None:
    inserted = f"<w:ins w:id='1' w:author='A'>{r(' new')}</w:ins>"
    extract = read_extract(
        p(r("PRG/29/1 MOD Paraguay")),
        p(r("9.2", '<w:rStyle w:val="Artdef"/>') + TAB + r("second") + inserted),
        p(r("IND/21/") + r("2") + TAB + r("SUP")),
        p(r("9.3")),
        p(r("Reasons: EUR/1/2 MODERATE words are no line.")),
    )
    filled = put_in(text_in_force(), extract, "ACP")
    assert filled.messages == ()
    assert [(cut.symbol, cut.address, cut.settings.number) for cut in cuts(filled.proposal)] == [
        ("MOD", "9.2", "PRG/29/1"), ("SUP", "9.3", "IND/21/2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PRG/29/1 MOD Paraguay", ("MOD", "PRG/29/1")),
        ("EUR/16A1/12\tADD*", ("ADD*", "EUR/16A1/12")),
        ("ARB/ASP/7/3 SUP Arab States, Asia", ("SUP", "ARB/ASP/7/3")),
        ("B/41 NOC Brazil", None),
        ("PRG/29/1 MODEL Paraguay", None),
        ("PRG/29/1 MOD see No. 61", None),
        ("ADD PRG/29/1 MOD", None),
    ],
)
def test_only_a_whole_number_before_a_symbol_is_a_line(text: str, found: tuple[str, str] | None) -> None:
    line = proposal_line(text)
    assert (line and (line.symbol, line.number)) == found


def test_the_old_form_has_the_symbol_in_the_margin() -> None:
    extract = read_extract(
        p(r("ARTICLE 9")),
        p(r("ADD") + TAB + r("9.1A") + TAB + r("new")),
        p(r("that goes on")),
        p(r("SUP 9.2")),
        p(r("NOC")),
        p(r("9.3")),
    )
    filled = put_in(text_in_force(), extract, "ACP")
    assert filled.messages == ()
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [("ADD", "9.1A"), ("SUP", "9.2"), ("NOC", "9.3")]
    assert [line[::2] for line in sides(filled.proposal.redline, "draft")][2:7] == [
        ("9.1", "first"), ("", "that continues"), ("9.1A", "new"), ("", "that goes on"), ("9.3", "third"),
    ]  # fmt: skip


def test_an_extract_becomes_a_version_of_the_project_of_its_text(tmp_path: Path) -> None:
    amended = submission_of(small_treaty(*IN_FORCE[:4], "+ new", *IN_FORCE[4:]))
    path = tmp_path / "extract.docx"
    path.write_bytes(export_word(amended, PROVISIONS)[0])
    opened = open_document(path)
    assert opened.is_extract
    assert "it is an extract of a treaty text: 1 proposal" in str(opened.warnings[0])
    known = Submission(proposals=(text_in_force(),), language="en")
    returned = as_version(Project(known), known, opened, "2026-11-30T12:00:00Z")
    assert returned.left_out == ()
    assert opened.warnings_if_put_in == (), "it is put in already"
    assert sides(returned.version.submission.proposals[0].redline, "draft")[4] == ("9.1A", "", "new")
    other = replace(known, proposals=(Proposal("MOD"),))
    with pytest.raises(FileError, match="which the document does not have; import it into the project of that text"):
        as_version(Project(other), other, opened, "2026-11-30T12:00:00Z")


def test_a_split_dash_item_whose_dash_is_text_in_force_gets_no_label() -> None:
    base = submission_of(small_treaty("= ARTICLE 9", "9.1 – first words", "9.2 – second words", "9.3 third"))
    submission = apply(base, split(base, StoryId(1), "c1", 7, ME))
    filled = put_in(base.proposals[0], exported_and_read(submission), "ATU")
    for side in ("base", "draft"):
        assert sides(filled.proposal.redline, side) == sides(submission.proposals[0].redline, side)


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_an_amended_title_is_read_back(form: Literal["provisions", "final-acts"]) -> None:
    base = submission_of(small_treaty(*IN_FORCE))
    submission = apply(base, type_text(base, StoryId(1), Place(1, 0), Place(1, 0), "New ", ME))
    (read,) = read_word(export_word(submission, replace(PROVISIONS, form=form))[0], "a.docx").submission.proposals
    filled = put_in(text_in_force(), read, "ATU")
    assert filled.messages == ()
    assert [line[2] for line in sides(filled.proposal.redline, "draft")][:2] == ["ARTICLE 9", "New Coordination"]
    assert [line[2] for line in sides(filled.proposal.redline, "base")][:2] == ["ARTICLE 9", "Coordination"]
