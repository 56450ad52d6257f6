"""Own steps are undone and redone after changes of colleagues arrived: the text is then as if the step had not been done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtGui import QAction

from app.session.session import Session
from model.edits import text
from model.errors import EditError
from model.journal.lines import How
from model.redline import Stamp
from model.redline.edit_text import Place
from model.sharing.new_commits import transaction_between
from model.submission.story import StoryId
from model.submission.transactions import Selection, Transaction, apply
from model.submission.values import Submission
from tests.builders.arrivals import arrival, arrive, do_replace, draft_words, replaced
from tests.builders.submissions import submission
from widgets.common.store import TYPING, Change

TEXT = "*recalling*\na)\tthat States act soon enough;\nb)\tthat all is well,\n"
ANA = Stamp("Ana", "2026-03-01T09:00:00Z")


class Log:
    """A journal in memory."""

    def __init__(self) -> None:
        self.lines: list[tuple[Transaction, How]] = []

    def append(self, transaction: Transaction, *, how: How = "", later: bool = False) -> None:
        self.lines.append((transaction, how))

    def settle(self) -> None:
        pass


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def session(log: Log, qapp) -> Session:
    return Session(submission(TEXT), "me", log)


def test_an_own_step_is_undone_and_redone_after_a_colleague_s(session: Session) -> None:
    do_replace(session, "soon", "now")
    arrive(session, "well", "good")
    both = draft_words(session.submission)
    assert both == "recalling\nthat States act now enough;\nthat all is good,"
    session.stack.undo()
    assert draft_words(session.submission) == "recalling\nthat States act soon enough;\nthat all is good,"
    assert session.stack.index() == 0
    session.stack.redo()
    assert draft_words(session.submission) == both
    arrive(session, "States", "Members")
    session.stack.undo()
    assert draft_words(session.submission) == "recalling\nthat Members act soon enough;\nthat all is good,"


def test_a_colleague_s_change_is_no_step(session: Session, log: Log) -> None:
    arrive(session, "well", "good")
    assert (session.stack.count(), session.done_steps()) == (0, ())
    assert [how for _, how in log.lines] == ["arrived"]
    session.stack.undo()
    assert draft_words(session.submission).endswith("that all is good,")


def test_steps_before_and_after_arrivals_are_undone_one_by_one(session: Session) -> None:
    do_replace(session, "soon", "now")
    do_replace(session, "States", "Members")
    arrive(session, "well", "good")
    do_replace(session, "enough", "indeed")
    arrive(session, "all is", "everything is")
    do_replace(session, "recalling", "noting")
    after = draft_words(session.submission)
    assert after == "noting\nthat Members act now indeed;\nthat everything is good,"
    session.stack.setIndex(0)
    assert draft_words(session.submission) == "recalling\nthat States act soon enough;\nthat everything is good,"
    session.stack.setIndex(4)
    assert draft_words(session.submission) == after
    session.stack.setIndex(2)
    arrive(session, "good", "best")
    session.stack.setIndex(4)
    assert draft_words(session.submission) == after.replace("good", "best")
    session.stack.setIndex(0)
    assert draft_words(session.submission) == "recalling\nthat States act soon enough;\nthat everything is best,"


def test_a_step_stays_if_a_colleague_changed_the_same_words(session: Session) -> None:
    refused: list[str] = []
    session.stack.refused.connect(refused.append)
    do_replace(session, "all is", "everything is")
    do_replace(session, "soon", "now and then")
    arrive(session, "now and then", "now and in every country and then", "Ben")
    before = session.submission
    session.stack.undo()
    assert refused == ["Ben"]
    assert (session.submission, session.stack.index()) == (before, 2)


def test_a_refused_step_does_not_block_those_before_it(session: Session, log: Log) -> None:
    """Undoing again passes over it: it keeps its effect."""
    do_replace(session, "recalling", "noting")
    do_replace(session, "all is", "everything is")
    do_replace(session, "soon", "now and then")
    arrive(session, "now and then", "now and in every country and then", "Ben")
    refused: list[str] = []
    session.stack.refused.connect(refused.append)
    before = session.submission
    for _ in range(2):
        session.stack.undo()
    words = "that States act now and in every country and then enough;"
    assert draft_words(session.submission) == f"noting\n{words}\nthat all is well,"
    assert (session.stack.index(), refused) == (1, ["Ben"])
    session.stack.undo()
    assert draft_words(session.submission) == f"recalling\n{words}\nthat all is well,"
    session.stack.setIndex(3)
    assert draft_words(session.submission) == draft_words(before)
    assert refused == ["Ben"]
    arrive(session, "well", "good")
    session.stack.setIndex(0)
    assert (session.stack.index(), refused) == (3, ["Ben", "Ben, Ana"])
    session.stack.setIndex(0)
    assert draft_words(session.submission) == f"recalling\n{words}\nthat all is good,"
    fresh = Session(Submission())
    fresh.load(submission(TEXT), None, log.lines)
    assert fresh.submission == session.submission
    assert (fresh.stack.count(), fresh.stack.index()) == (3, 0)


def test_a_step_that_cannot_be_redone_does_not_block_those_after_it(session: Session) -> None:
    do_replace(session, "soon", "now and then")
    do_replace(session, "all is", "everything is")
    session.stack.setIndex(0)
    arrive(session, "act soon", "act very late", "Ben")
    refused: list[str] = []
    session.stack.refused.connect(refused.append)
    session.stack.redo()
    assert (session.stack.index(), refused) == (0, ["Ben"])
    session.stack.redo()
    words = "recalling\nthat States act very late enough;\n"
    assert (session.stack.index(), draft_words(session.submission)) == (2, f"{words}that everything is well,")
    session.stack.undo()
    session.stack.undo()
    assert (session.stack.index(), draft_words(session.submission)) == (0, f"{words}that all is well,")


def test_what_is_typed_into_a_fitted_step_is_undone_with_it(session: Session) -> None:
    type_letter(session, "x")
    arrive(session, "soon", "now")
    session.stack.undo()
    session.stack.redo()
    type_letter(session, "y")
    assert session.stack.count() == 1
    arrive(session, "recalling", "noting")
    session.stack.undo()
    assert draft_words(session.submission) == "noting\nthat States act now enough;\nthat all is well,"


def test_the_menu_undoes_by_the_same_way(session: Session) -> None:
    """Qt could connect an action with its own slot, which knows nothing of colleagues."""
    action = QAction()
    action.triggered.connect(session.stack.undo)
    do_replace(session, "soon", "now")
    arrive(session, "well", "good")
    action.trigger()
    assert draft_words(session.submission) == "recalling\nthat States act soon enough;\nthat all is good,"


def type_letter(session: Session, letter: str) -> None:
    """Types a letter at the end of the text."""
    now = session.submission
    at = len(now.proposals[0].redline.clauses) - 1
    place = Place(at, len(now.proposals[0].redline.clauses[at].text))
    made = text.type_text(now, StoryId(1), place, place, letter, session.stamp())
    caret = now.proposals[0].redline.clauses[at].id, place.offset
    session.commit(replace(made, before=Selection(StoryId(1), caret, caret)), TYPING)


def test_keys_around_an_arrival_are_two_steps(session: Session) -> None:
    type_letter(session, "x")
    type_letter(session, "y")
    arrive(session, "soon", "now")
    type_letter(session, "z")
    assert session.stack.count() == 2
    session.stack.undo()
    session.stack.undo()
    assert draft_words(session.submission) == "recalling\nthat States act now enough;\nthat all is well,"


def test_a_journal_brings_back_arrivals_and_what_was_undone_after_them(session: Session, log: Log) -> None:
    do_replace(session, "soon", "now")
    do_replace(session, "all is", "everything is")
    arrive(session, "well", "good")
    session.stack.undo()
    session.stack.undo()
    session.stack.redo()
    fresh = Session(Submission())
    fresh.load(submission(TEXT), None, log.lines)
    assert fresh.submission == session.submission
    assert (fresh.stack.count(), fresh.stack.index()) == (2, 1)
    arrive(fresh, "enough", "indeed")
    fresh.stack.undo()
    assert draft_words(fresh.submission) == "recalling\nthat States act soon indeed;\nthat all is good,"


CLAUSES = 4
EDITS = st.lists(
    st.tuples(st.booleans(), st.integers(0, CLAUSES - 1), st.integers(0, 40), st.sampled_from(["x", "yes ", "", "、"])),
    min_size=1,
    max_size=8,
)
"""Whose edit it is, the clause, the place in it, and what is typed there; '' deletes a letter."""


def edit(value: Submission, clause: int, place: int, words: str, stamp: Stamp) -> Submission:
    redline = value.proposals[0].redline
    at = place % len(redline.clauses[clause].text)
    start = Place(clause, at)
    stop = start if words else Place(clause, at + 1)
    if words:
        return apply(value, text.type_text(value, StoryId(1), start, stop, words, stamp))
    return apply(value, text.delete_range(value, StoryId(1), start, stop, stamp))


@given(EDITS, st.data())
def test_undoing_everything_leaves_what_the_colleague_wrote(edits: list[tuple[bool, int, int, str]], data: st.DataObject) -> None:
    """Each edits clauses of his own; undoing and redoing goes on between the arrivals."""
    start = submission("".join(f"{letter})\tthat clause {letter} is about something;\n" for letter in "abcdefgh"))
    session, alone = Session(start, "me"), start
    for mine, clause, place, words in edits:
        if mine:
            now = session.submission
            session.commit(transaction_between(now, edit(now, 2 * clause, place, words, session.stamp()), session.stamp()))
        else:
            before, alone = alone, edit(alone, 2 * clause + 1, place, words, ANA)
            session.take_in(arrival(session.submission, before, alone))
        session.stack.setIndex(data.draw(st.integers(0, session.stack.count())))
    whole = session.stack.count()
    session.stack.setIndex(whole)
    everything = session.submission
    session.stack.setIndex(0)
    assert draft_words(session.submission) == draft_words(alone)
    assert replace(session.submission, sources={}) == replace(alone, sources={})
    session.stack.setIndex(whole)
    assert draft_words(session.submission) == draft_words(everything)


def test_what_arrives_is_one_line_of_the_journal_and_one_change_for_each_place(session: Session, log: Log) -> None:
    """Places far from each other are shown one by one: as one stretch, all between them would be laid out again. Those near each
    other are shown together."""
    session.load(submission(TEXT.replace("b)", "".join(f"{at})\tthat;\n" for at in range(60)) + "b)")), log)
    now = session.submission
    after = replaced(replaced(replaced(now, "soon", "now"), "well", "good"), "recalling", "noting")
    changes: list[Change] = []
    session.changed.connect(changes.append)
    made = arrival(now, now, replaced(replaced(replaced(now, "recalling", "noting"), "that;", "this;"), "well", "good"))
    session.take_in(made)
    assert [how for _, how in log.lines] == ["arrived"]
    assert (len(changes), len(made.steps)) == (2, 3)
    assert changes[0].after is changes[1].before
    wrong = arrival(now, now, after)
    with pytest.raises(EditError):
        session.take_in(wrong)
    assert len(changes) == 2
    assert len(log.lines) == 1
