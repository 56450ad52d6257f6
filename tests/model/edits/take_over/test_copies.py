"""Returned copies side by side: what each proposes, what collides, and the draft after some of it was taken."""

from __future__ import annotations

import random

import pytest

from model.edits.take_over.copies import Copies, CopiesMatrix, name_of_copy, take_changes
from model.errors import EditError
from model.formats.word.clause_matching import rematch_proposal
from model.redline import NOTE, Redline, Side, Stamp, paragraphs
from model.submission.authorship import with_stamps_mapped
from model.submission.resolved import in_view
from model.submission.transactions import apply, invert
from model.submission.values import Proposal, Submission
from tests.builders import variants
from tests.builders.comparison_checks import ME
from tests.builders.notation import redline
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.variants import Editor

TEXT = """\
*considering*
a)\tthat networks grow in all regions;
b)\tthat the costs of access fall,
*resolves*
1\tto act in good time;
2\tto report to the {++whole ++}Council every year;
"""
ANA = TEXT.replace("to act in", "to move in").replace("b)\tthat", "b)\tthat new needs arise;\nc)\tthat")
BEN = TEXT.replace("to act in", "to proceed in").replace("every year", "every second year")
EVE = TEXT.replace("to act in", "to move in").replace("all regions", "all the regions")


def submission_on(text: Redline) -> Submission:
    return Submission(proposals=(Proposal("MOD", "X/1", text, original=text.base()),), language=text.language)


def copies_of(submission: Submission, *texts: Redline) -> Copies:
    named = [(f"copy {number}", submission_on(text)) for number, text in enumerate(texts, 1)]
    return Copies.of(submission, 1, named, ME)


def combined(text: str, *copies: str) -> tuple[Submission, Copies, CopiesMatrix]:
    draft_submission = submission_on(redline(text))
    made = copies_of(
        draft_submission,
        *(rematch_proposal(draft_submission.proposals[0], submission_on(redline(copy)).proposals[0]).redline for copy in copies),
    )
    return draft_submission, made, CopiesMatrix.beside(made, draft_submission, "Draft", ME)


def states(board: CopiesMatrix) -> dict[str, list[str]]:
    parties = range(len(board.found.parties))
    return {
        ("+" if line.row.insertion else "") + line.place: [board.state(line, party, {}) for party in parties]
        for line in board.lines
    }


def line_at(board: CopiesMatrix, place: str):
    return next(line for line in board.lines if line.place == place and not line.row.insertion)


def draft(submission: Submission) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(submission.proposals[0].redline.clauses, "draft")]


def took(submission: Submission, board: CopiesMatrix, chosen) -> Submission:
    made = take_changes(submission, 1, board, chosen, ME).transaction
    after = apply(submission, made)
    assert apply(after, invert(made)) == submission
    assert after.proposals[0].redline.base() == submission.proposals[0].redline.base()
    return after


def test_a_line_for_each_clause_that_a_copy_changes_and_a_state_for_each_copy():
    _, _, board = combined(TEXT, ANA, BEN, EVE)
    assert states(board) == {
        "considering/a)": ["", "", "", "changed"],
        "+considering/b)": ["", "inserted", "", ""],
        "resolves/1": ["", "conflict", "conflict", "conflict"],
        "resolves/2": ["", "", "changed", ""],
    }
    assert line_at(board, "resolves/1").row.cells[3].like == 1
    assert [party.name for party in board.found.parties] == ["Draft", "copy 1", "copy 2", "copy 3"]


def test_a_cell_is_taken_alone_and_the_other_copies_do_not_lose_what_they_propose():
    draft_submission, copies, board = combined(TEXT, ANA, BEN, EVE)
    draft_submission = took(draft_submission, board, board.missing(line_at(board, "resolves/1"), 1))
    assert "to move in good time;" in draft(draft_submission)
    assert "that networks grow in all regions;" in draft(draft_submission)
    board = CopiesMatrix.beside(copies, draft_submission, "Draft", ME)
    assert states(board)["resolves/1"] == ["changed", "taken", "conflict", "taken"]
    assert states(board)["considering/a)"] == ["", "", "", "changed"]
    draft_submission = took(draft_submission, board, board.missing(line_at(board, "resolves/1"), 2))
    assert "to proceed in good time;" in draft(draft_submission)
    board = CopiesMatrix.beside(copies, draft_submission, "Draft", ME)
    assert states(board)["resolves/1"] == ["changed", "conflict", "taken", "conflict"]


def test_all_that_does_not_collide_is_taken_at_once():
    draft_submission, copies, board = combined(TEXT, ANA, BEN, EVE)
    draft_submission = took(draft_submission, board, board.free)
    assert draft(draft_submission) == [
        "considering", "that networks grow in all the regions;", "that new needs arise;", "that the costs of access fall,",
        "resolves", "to act in good time;", "to report to the whole Council every second year;",
    ]  # fmt: skip
    board = CopiesMatrix.beside(copies, draft_submission, "Draft", ME)
    assert board.free == ()
    assert [place for place, row in states(board).items() if "conflict" in row] == ["resolves/1"]
    assert [line.place for line in board.lines if board.open_line(line)] == ["resolves/1"]


def test_other_words_put_in_at_one_place_collide_and_the_same_do_not():
    quick, soon = TEXT.replace("good time", "good quick time"), TEXT.replace("good time", "good early time")
    draft_submission, copies, board = combined(TEXT, quick, soon)
    assert states(board) == {"resolves/1": ["", "conflict", "conflict"]}
    assert board.free == ()
    draft_submission = took(draft_submission, board, board.missing(board.lines[0], 1))
    board = CopiesMatrix.beside(copies, draft_submission, "Draft", ME)
    draft_submission = took(draft_submission, board, board.missing(board.lines[0], 2))
    assert "to act in good early time;" in draft(draft_submission)
    _, _, board = combined(TEXT, quick, quick)
    assert states(board) == {"resolves/1": ["", "changed", "changed"]}


def test_what_was_typed_since_stays_beside_what_is_taken():
    draft_submission, copies, board = combined(TEXT, ANA)
    typed = redline(TEXT.replace("access fall", "{++the ++}access fall").replace("networks", "{~~networks~>nets~~}"))
    draft_submission = submission_on(typed)
    board = CopiesMatrix.beside(copies, draft_submission, "Draft", ME)
    assert states(board) == {"+considering/b)": ["", "inserted"], "resolves/1": ["", "changed"]}
    draft_submission = took(draft_submission, board, board.free)
    assert draft(draft_submission)[:4] == [
        "considering", "that nets grow in all regions;", "that new needs arise;", "that the costs of the access fall,"
    ]  # fmt: skip


def test_nothing_is_taken_where_what_came_into_the_draft_cannot_stand_beside_the_copies():
    draft_submission, copies, _ = combined(TEXT, ANA)
    board = CopiesMatrix.beside(copies, draft_submission, "Draft", ME)
    moved_on = submission_on(redline(TEXT.replace("access fall", "access {++soon ++}fall")))
    with pytest.raises(EditError, match="combine them again"):
        take_changes(moved_on, 1, board, board.free, ME)


def test_copies_that_say_what_the_draft_says_have_no_lines():
    _, copies, board = combined(TEXT, TEXT.replace("{++whole ++}", "whole "))
    assert board.lines == ()
    assert not copies.has_changes()


def test_a_copy_is_named_by_its_file_and_by_who_changed_it():
    draft_submission = submission_on(redline(TEXT))
    assert name_of_copy("ana.docx", draft_submission, draft_submission) == "ana.docx"
    changed = with_stamps_mapped(draft_submission, lambda _: Stamp("Ana Reyes"))
    assert name_of_copy("ana.docx", changed, draft_submission) == "Ana Reyes (ana.docx)"


KINDS = (Editor.words, Editor.words, Editor.rewrite, Editor.delete, Editor.insert, Editor.move, Editor.split,
         Editor.note_words, Editor.add_note)  # fmt: skip
"""Without merges: a paragraph that is merged in one copy and changed in another is reported as changed again."""


@pytest.mark.parametrize("seed", range(40))
def test_cells_taken_in_any_order_stand_in_the_draft(seed, monkeypatch):
    monkeypatch.setattr(variants, "ACTIONS", KINDS)
    chance = random.Random(seed)
    draft_submission = submission_on(text_in(LANGUAGES[seed % len(LANGUAGES)]))
    edited = [Editor(random.Random(1000 * seed + number)).edit(draft_submission.proposals[0].redline, 3) for number in range(3)]
    copies = copies_of(draft_submission, *edited)
    for _ in range(4):
        board = CopiesMatrix.beside(copies, draft_submission, "Draft", ME)
        cells = [
            (line, party) for line in board.lines for party in range(1, len(board.found.parties)) if board.missing(line, party)
        ]
        if not cells:
            break
        line, party = chance.choice(cells)
        chosen = board.missing(line, party)
        wanted = texts_on(board.draft_with(chosen), "base")
        draft_submission = took(draft_submission, board, chosen)
        assert texts_on(draft_submission.proposals[0].redline, "draft") == wanted


def test_what_was_taken_is_told_as_taken():
    draft_submission, copies, board = combined(TEXT, ANA, BEN, EVE)
    for line, party in [(line, party) for line in board.lines for party in (1, 2, 3)]:
        after = took(draft_submission, board, board.missing(line, party))
        again = CopiesMatrix.beside(copies, after, "Draft", ME)
        assert [
            again.missing(board_line, party)
            for board_line in again.lines
            if (board_line.row.clause, board_line.row.insertion) == (line.row.clause, line.row.insertion)
        ] == [()]


@pytest.mark.parametrize("seed", range(30))
def test_of_one_copy_all_that_does_not_collide_is_the_copy(seed, monkeypatch):
    monkeypatch.setattr(variants, "ACTIONS", KINDS)
    draft_submission = submission_on(text_in(LANGUAGES[seed % len(LANGUAGES)]))
    copy = Editor(random.Random(seed)).edit(draft_submission.proposals[0].redline, 5)
    board = CopiesMatrix.beside(copies_of(draft_submission, copy), draft_submission, "Draft", ME)
    after = took(draft_submission, board, board.free)
    assert texts_on(after.proposals[0].redline, "draft") == texts_on(in_view(copy, "draft"), "base")


def texts_on(text: Redline, side: Side) -> list[tuple[str, list[str]]]:
    """Of each paragraph the words and those of its notes."""
    out = []
    for paragraph in paragraphs(text.clauses, side):
        keys = [run.content for run in paragraph.runs if run.text == NOTE and run.content]
        words = [" ".join(line.text for line in paragraphs(text.notes[key].clauses, side)) for key in keys]
        if paragraph.text:
            out.append((paragraph.text, words))
    return out
