"""A file in the form of Final Acts, the draft alone, put into its text in force: footnotes, splits and dashes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.edits.notes import insert_note
from model.edits.provisions import insert_continuation, insert_provision
from model.edits.text import delete_range, split, type_text
from model.errors import EditError
from model.files.extract_import import FilledText, put_in
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions, Form
from model.redline import Label, Redline, Scheme, Side, Status
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.marked_notes import with_notes
from tests.builders.submissions import ME
from tests.builders.treaty import marked_treaty, submission_of
from tests.builders.word import p, r
from tests.model.cuts.test_footnotes import notes_of
from tests.model.files.test_extract_import import read_extract, sides, text_in_force

FINAL_ACTS = ExportOptions(form="final-acts", date="2026-11-30T12:00:00Z")
LINES = ("= ARTICLE 9", "= Coordination", "9.1 first", "… that continues", "9.2 a – b second (WRC-07)", "9.3 – third part",
         "… – more of it", "9.4 a) fourth")  # fmt: skip
NOTES = {"c1": {"A.9.1": "of the title"}, "c2": {"9.1.1": "the first note (WRC-03)", "*": "an ordinary note"},
         "c4": {"9.2.1": "a third note"}, "c5": {"*": "one more ordinary (WRC-03)\nof two paragraphs"}}  # fmt: skip
TEXT = submission_of(with_notes(marked_treaty(*LINES), NOTES))
BOTH: tuple[Side, Side] = ("base", "draft")


def put_back(submission: Submission, in_force: Submission = TEXT, form: Form = "final-acts") -> FilledText:
    """The text in force with what the file of a submission on it says."""
    (read,) = read_word(export_word(submission, replace(FINAL_ACTS, form=form))[0], "a.docx").submission.proposals
    return put_in(in_force.proposals[0], read, "ATU")


def words_of(redline: Redline) -> object:
    return [(sides(redline, side), notes_of(redline, side)) for side in BOTH]


def assert_comes_back(submission: Submission, form: Form = "final-acts") -> None:
    filled = put_back(submission, form=form)
    assert filled.messages == ()
    assert words_of(filled.proposal.redline) == words_of(submission.proposals[0].redline)


def without_words(submission: Submission, note: str) -> Submission:
    size = len(submission.proposals[0].redline.notes[note].clauses[0].text)
    return apply(submission, delete_range(submission, StoryId(1, note), Place(0, 0), Place(0, size), ME))


def typed(submission: Submission, clause: int, words: str, note: str = "", at: int = 0) -> Submission:
    place = Place(clause, at)
    return apply(submission, type_text(submission, StoryId(1, note), place, place, words, ME))


@pytest.mark.parametrize("note", ["fn1", "fn2", "fn3", "fn4", "fn5"])
def test_a_footnote_of_which_all_words_are_deleted_comes_back(note: str) -> None:
    assert_comes_back(without_words(TEXT, note))
    assert_comes_back(typed(without_words(TEXT, note), 2, "The "))


@pytest.mark.parametrize(("note", "address"), [("fn3", "9.1"), ("fn5", "9.3")])
def test_an_amended_footnote_without_a_number_comes_back(note: str, address: str) -> None:
    for amended in (typed(TEXT, 0, " very", note, 2), typed(without_words(TEXT, note), 0, "other words", note)):
        assert_comes_back(amended)
        assert_comes_back(typed(typed(amended, 2, "The "), 5, "The "))
        assert [cut.address for cut in cuts(put_back(amended).proposal)] == [address]


def test_a_provision_without_words_is_reported_as_its_words_are_deleted() -> None:
    filled = put_in(text_in_force(), read_extract(p(r("MOD 9.2")), p(r("SUP 9.3"))), "ACP")
    assert list(map(str, filled.messages)) == [
        "9.2 is MOD without any words in it, so its words in force are deleted; check that this is meant"
    ]
    assert [line[::2] for line in sides(filled.proposal.redline, "draft")][4] == ("9.2", "")
    assert filled.proposal.redline.base() == text_in_force().redline


SPLITS = [
    (clause.id, offset)
    for clause in TEXT.proposals[0].redline.clauses[2:]
    for offset in range(1 if clause.number is not None else 0, len(clause.text) + 1)
]


@pytest.mark.parametrize(("clause", "offset"), SPLITS)
def test_a_split_comes_back_with_its_blanks_dashes_and_footnotes(clause: str, offset: int) -> None:
    assert_comes_back(apply(TEXT, split(TEXT, StoryId(1), clause, offset, ME)))


@pytest.mark.parametrize("offset", [1, 3, 4, 5, 13])
def test_a_split_of_a_footnote_comes_back(offset: int) -> None:
    assert_comes_back(apply(TEXT, split(TEXT, StoryId(1, "fn2"), "fn2.1", offset, ME)))


@pytest.mark.parametrize("clause", range(2, 8))
@pytest.mark.parametrize("words", ["– ", "a) ", "1 ", "– (", "§ 2 "])
def test_what_is_typed_as_a_label_is_text(clause: int, words: str) -> None:
    assert_comes_back(typed(TEXT, clause, words))


@pytest.mark.parametrize("clause", [2, 3, 4, 6, 7])
@pytest.mark.parametrize("words", ["– ", "a) ", "1 ", "– (", "§ 2 ", "1.1\tb) ", "•\t"])
@pytest.mark.parametrize("form", ["final-acts", "provisions"])
def test_words_of_a_new_provision_that_look_like_a_label_are_text(clause: int, words: str, form: Form) -> None:
    new = apply(TEXT, insert_provision(TEXT, StoryId(1), clause, ME))
    place = next(
        at for at, found in enumerate(new.proposals[0].redline.clauses) if found.id not in TEXT.proposals[0].redline.places
    )
    for typed_at in ([place], [place, place + 1]):
        amended = new
        for at in typed_at:
            amended = amended if at == place else apply(amended, insert_continuation(amended, StoryId(1), place, ME))
            amended = typed(amended, at, f"{words}new")
        assert_comes_back(amended, form)


@pytest.mark.parametrize("form", ["final-acts", "provisions"])
@pytest.mark.parametrize("words", ["new", "– new", "a) new", "1) new"])
def test_the_label_of_a_new_item_of_a_list_stays_a_label(form: Form, words: str) -> None:
    for text in (
        with_list("1", "2"),
        with_list("–", "–"),
        with_list("a)", "b)"),
        with_list("a)", "b)", after=" "),
        with_list("–", "–", after=" "),
    ):
        amended = apply(text, insert_provision(text, StoryId(1), 2, ME))
        new = amended.proposals[0].redline.clauses[3]
        assert new.props.scheme == text.proposals[0].redline.clauses[2].props.scheme
        amended = typed(amended, 3, words)
        found = put_back(amended, text, form).proposal.redline
        assert words_of(found) == words_of(amended.proposals[0].redline)
        assert [clause.props.scheme for clause in found.clauses if clause.end.status is Status.INSERTED] == [new.props.scheme]


def with_list(*labels: str, after: str = "\t") -> Submission:
    """A text whose provisions after the first are the items of a list below it, each with its label."""
    known = marked_treaty(
        "= ARTICLE 9", "9.1 first", *(f"9.{number} item number {number}" for number in range(2, 2 + len(labels)))
    )
    scheme: Scheme = "bullet" if labels[0] == "–" else "letter" if labels[0] == "a)" else "decimal"
    items = [
        replace(clause, props=replace(clause.props, scheme=scheme, level=2), label=Label(label, after))
        for clause, label in zip(known.clauses[2:], labels, strict=True)
    ]
    return submission_of(replace(known, clauses=(*known.clauses[:2], *items)))


@pytest.mark.parametrize("offset", [4, 5, 6])
def test_the_items_of_a_list_keep_their_level_and_the_blanks_of_their_words(offset: int) -> None:
    text = with_list("a)", "b)", "c)")
    amended = apply(text, split(text, StoryId(1), "c2", offset, ME))
    filled = put_back(amended, text)
    assert filled.messages == ()
    redline = filled.proposal.redline
    assert words_of(redline) == words_of(amended.proposals[0].redline)
    assert [clause.props.level for clause in redline.clauses if clause.label is not None] == [2, 2, 2]
    assert not any(clause.base_props for clause in redline.clauses)


@given(st.lists(st.tuples(st.sampled_from(("split", "type", "dash", "empty", "delete")), st.integers(0, 60)), max_size=4))
@example([("split", 32), ("empty", 8)])
@example([("delete", 12), ("split", 9)])
@example([("split", 35), ("dash", 17), ("split", 17)])
def test_whatever_is_amended_comes_back(steps: list[tuple[str, int]]) -> None:
    submission = TEXT
    for kind, at in steps:
        submission = edited(submission, kind, at)
    if not cuts(submission.proposals[0]):
        return
    try:
        filled = put_back(submission)
    except EditError:
        return  # what the form cannot say is refused with a sentence
    assert filled.messages == ()
    assert words_of(filled.proposal.redline) == words_of(submission.proposals[0].redline)


def edited(submission: Submission, kind: str, at: int) -> Submission:
    redline = submission.proposals[0].redline
    note = f"fn{at % 5 + 1}"
    place = 2 + at % 6
    clause = redline.clauses[place]
    offset = at % (len(clause.text) + 1)
    try:
        if kind == "split":
            return apply(submission, split(submission, StoryId(1), clause.id, max(offset, 1), ME))
        if kind == "empty":
            return without_words(submission, note)
        if kind == "delete":
            return apply(submission, delete_range(submission, StoryId(1), Place(place, 0), Place(place, offset), ME))
        return typed(submission, place, "– ") if kind == "dash" else typed(submission, place, "x", at=offset)
    except EditError:
        return submission


@pytest.mark.parametrize("form", ["final-acts", "provisions"])
def test_the_label_of_a_split_provision_is_the_one_in_the_file_whatever_follows(form: Form) -> None:
    """The other article is read with further levels, which the labels of the draft depend on."""
    articles = (("= ARTICLE 9", "9.1 first", "9.2 second words", "9.3 third"), ("= ARTICLE 10", "10.1 fourth", "10.2 fifth"))
    known = marked_treaty("= CHAPTER I", *articles[0], *articles[1])
    labels = {"c2": "1.", "c3": "2.", "c4": "3. 1)", "c6": "2)", "c7": "3)"}
    labelled = [
        replace(
            clause,
            props=replace(clause.props, scheme="decimal", level=2 if ")" in labels[clause.id] else 1),
            label=Label(labels[clause.id]),
        )
        if clause.id in labels
        else clause
        for clause in known.clauses
    ]
    text = submission_of(replace(known, clauses=tuple(labelled), policy="letters"))
    amended = apply(text, split(text, StoryId(1), "c3", 7, ME))
    amended = apply(amended, insert_note(amended, StoryId(1), "c7", 2, "a note", ME))
    filled = put_back(amended, text, form)
    assert filled.messages == ()
    assert ("9.2A", "3.", "words") in sides(filled.proposal.redline, "draft")
    assert words_of(filled.proposal.redline) == words_of(amended.proposals[0].redline)
