"""Find and replace by the keyboard: the bar, the list, the way round the end, replacing one and all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.session.session import Session
from model.redline import Clause, Label, Props, Redline, Run
from model.submission.search import Finder, Query, passages
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Proposal, Submission
from tests.widgets.builders import clauses_of, session_on, text_of
from widgets.common.tasks import run_steps_inline
from widgets.find.bar import FindBar, words_to_find
from widgets.find.hits import AFTER, BEFORE, FOUND, PLACE
from widgets.find.replace_preview import ReplaceDialog
from widgets.find.sliced_search import Search

Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Shown:
    """A bar and what came out of it; it is the text as well, in which the hit is selected."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.selection: Selection | None = None
        self.messages: list[str] = []
        self.bar = FindBar(session, lambda: self.selection)
        self.bar.went_to.connect(self._go)
        self.bar.message.connect(self.messages.append)
        self.form = self.bar.form

    def _go(self, selection: Selection) -> None:
        self.selection = selection

    @property
    def place(self) -> tuple[tuple[str, int], tuple[str, int]]:
        assert self.selection is not None
        return self.selection.anchor, self.selection.caret


@pytest.fixture
def show(qtbot) -> Iterator[Callable[..., Shown]]:
    made: list[Shown] = []

    def make(text: str, words: str = "", **options: bool) -> Shown:
        shown = Shown(session_on(text))
        made.append(shown)
        qtbot.addWidget(shown.bar)
        shown.bar.show()
        shown.bar.start()
        for name, on in options.items():
            getattr(shown.form, name).setChecked(on)
        QTest.keyClicks(shown.form.words, words)
        settle(qtbot, shown)
        return shown

    yield make
    for shown in made:
        shown.bar.close_story()


def settle(qtbot, shown: Shown) -> None:
    qtbot.waitUntil(lambda: not shown.bar.running, timeout=2000)


def rows(shown: Shown) -> list[list[str]]:
    model = shown.bar.list.hits
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def test_hits_are_listed_by_clause_with_what_stands_round_them(show):
    shown = show("first cat, -struck cat- cat/second +cat+/dog", "cat")
    assert [row[1:] for row in rows(shown)] == [
        ["first ", "cat", ",  cat"], ["first cat,  ", "cat", ""], ["second ", "cat", ""]
    ]  # fmt: skip
    places = [row[0] for row in rows(shown)]
    assert places[0]
    assert places[1] == ""
    assert places[2] not in ("", places[0])
    assert shown.form.state.text() == "3 hits"


def test_enter_goes_to_the_next_hit_and_round_the_end(show):
    shown = show("cat cat/dog/cat", "cat")
    seen = []
    for _ in range(4):
        QTest.keyClick(shown.form.words, Key.Key_Return)
        seen.append(shown.place)
    assert seen == [(("c0", 0), ("c0", 3)), (("c0", 4), ("c0", 7)), (("c2", 0), ("c2", 3)), (("c0", 0), ("c0", 3))]
    assert shown.messages == ["Continued from the beginning."]
    assert shown.form.state.text() == "1 of 3"
    QTest.keyClick(shown.form.words, Key.Key_Return, Modifier.ShiftModifier)
    assert shown.place == (("c2", 0), ("c2", 3))
    assert shown.messages[-1] == "Continued from the end."
    QTest.keyClick(shown.form.words, Key.Key_Return, Modifier.ShiftModifier)
    assert shown.place == (("c0", 4), ("c0", 7))


def test_the_next_hit_is_the_one_behind_the_caret(show):
    shown = show("cat cat/dog/cat", "cat")
    shown.selection = Selection(StoryId(1), ("c1", 1), ("c1", 1))
    shown.bar.step(1)
    assert shown.place == (("c2", 0), ("c2", 3))
    shown.selection = Selection(StoryId(1), ("c1", 1), ("c1", 1))
    shown.bar.step(-1)
    assert shown.place == (("c0", 4), ("c0", 7))


def test_nothing_found_is_said(show):
    shown = show("dog", "cat")
    assert shown.form.state.text() == "none"
    assert shown.messages == ["“cat” was not found."]
    shown.bar.step(1)
    assert shown.selection is None


def test_a_bad_pattern_is_said_while_it_is_typed(show, qtbot):
    shown = show("a cat", "c(", pattern=True)
    assert "not a regular expression" in shown.bar.problem.text()
    assert shown.bar.problem.isVisible()
    QTest.keyClicks(shown.form.words, "a)t")
    settle(qtbot, shown)
    assert shown.form.state.text() == "1 hit"
    assert not shown.bar.problem.isVisible()


def test_options_and_where(show, qtbot):
    shown = show("Été -été-/etern", "ete")
    assert rows(shown)[0][2] == "ete"
    shown.form.fold.setChecked(True)
    settle(qtbot, shown)
    assert [row[2] for row in rows(shown)] == ["Été", "ete"]
    shown.form.whole.setChecked(True)
    settle(qtbot, shown)
    assert [row[2] for row in rows(shown)] == ["Été"]
    QTest.keyClick(shown.form.where, Key.Key_Down)
    settle(qtbot, shown)
    assert [row[2] for row in rows(shown)] == ["Été", "été"]
    QTest.keyClick(shown.form.where, Key.Key_Down)
    assert not shown.form.replace_all.isEnabled()
    assert shown.form.query == Query("ete", whole=True, fold=True, where="base")


def test_replacing_goes_from_hit_to_hit(show, qtbot):
    shown = show("cat cat/cat", "cat")
    QTest.keyClicks(shown.form.new_words, "dog")
    QTest.keyClick(shown.form.new_words, Key.Key_Return)
    assert text_of(shown.session) == "cat cat/cat"
    for _ in range(2):
        QTest.keyClick(shown.form.new_words, Key.Key_Return)
        settle(qtbot, shown)
    assert text_of(shown.session) == "-cat-+dog+ -cat-+dog+/cat"
    assert shown.place == (("c1", 0), ("c1", 3))
    shown.session.stack.undo()
    assert text_of(shown.session) == "-cat-+dog+ cat/cat"


def test_replace_all_shows_first_and_is_one_step(show, qtbot, monkeypatch):
    shown = show("cat, cats/-cat- cat", "cat")
    QTest.keyClicks(shown.form.new_words, "dog")
    asked = []

    def look(dialog: ReplaceDialog) -> int:
        model = dialog.list.model()
        asked.append([[model.index(row, column).data() for column in range(1, 3)] for row in range(model.rowCount())])
        dialog.list.setFocus()
        dialog.list.setCurrentIndex(model.index(1, 0))
        QTest.keyClick(dialog.list, Key.Key_Space)
        return 1

    monkeypatch.setattr(ReplaceDialog, "exec", look)
    QTest.mouseClick(shown.form.replace_all, Qt.MouseButton.LeftButton)
    assert asked == [[["cat, cats", "dog, cats"], ["cat, cats", "cat, dogs"], [" cat", " dog"]]]
    assert text_of(shown.session) == "-cat-+dog+, cats/-cat- -cat-+dog+"
    settle(qtbot, shown)
    assert shown.messages == ["2 of 3 hits replaced."]
    shown.session.stack.undo()
    assert text_of(shown.session) == "cat, cats/-cat- cat"
    assert not shown.session.stack.canUndo()


def test_what_was_replaced_stays_told_where_no_hit_is_left(show, qtbot, monkeypatch):
    shown = show("cat/cat", "cat")
    shown.form.new_words.setText("dog")
    monkeypatch.setattr(ReplaceDialog, "exec", lambda dialog: 1)
    shown.bar.replace_all()
    settle(qtbot, shown)
    assert shown.messages == ["2 of 2 hits replaced."]
    assert shown.form.state.text() == "none"


def test_replacing_words_by_the_same_says_so_and_takes_no_version(show, monkeypatch):
    shown = show("cat/Cat", "cat")
    taken = []
    shown.bar.much_replaced.connect(lambda: taken.append(True))
    shown.form.case.setChecked(True)
    shown.form.new_words.setText("cat")
    shown.bar.replace_all()
    assert shown.messages == ["Nothing was replaced: every hit has these words already."]
    assert not taken
    shown.form.case.setChecked(False)
    shown.form.new_words.setText("Cat")
    monkeypatch.setattr(ReplaceDialog, "exec", lambda dialog: 1)
    shown.bar.replace_all()
    assert shown.messages[-1] == "The only hit was replaced."
    assert text_of(shown.session) == "-cat-+Cat+/Cat"


def test_calling_the_preview_off_changes_nothing(show, monkeypatch):
    shown = show("cat", "cat")
    monkeypatch.setattr(ReplaceDialog, "exec", lambda dialog: 0)
    shown.bar.replace_all()
    assert not shown.session.stack.canUndo()
    shown.form.pattern.setChecked(True)
    shown.form.new_words.setText("\\1")
    shown.bar.replace_all()
    assert "group 1" in shown.messages[-1]


def test_replacing_everywhere_looks_at_each_passage_once(show, monkeypatch):
    shown = show("that that", "that")
    monkeypatch.setattr(ReplaceDialog, "exec", lambda dialog: 1)
    pairs, looked = Finder.pairs, []
    monkeypatch.setattr(Finder, "pairs", lambda finder, passage: looked.append(passage) or pairs(finder, passage))
    places = list(passages(shown.session.submission, "draft"))
    shown.bar.replace_all()
    assert looked == places
    assert shown.messages == ["2 of 2 hits replaced."]


@pytest.mark.parametrize("left", [0, 1, 2])
def test_replacing_everywhere_can_be_stopped(show, monkeypatch, left: int):
    """While it looks, while it makes the change, while it carries that out."""
    shown = show("that that", "that")
    monkeypatch.setattr(ReplaceDialog, "exec", lambda dialog: 1)
    before, done = shown.session.submission, iter(range(left))
    shown.bar.in_slices = lambda steps, message: next(done, None) is not None and run_steps_inline(steps, message)
    shown.bar.replace_all()
    assert shown.session.submission == before
    assert shown.messages == ["Stopped; nothing was replaced."]
    shown.bar.in_slices = run_steps_inline
    shown.bar.replace_all()
    assert shown.session.submission != before


def test_the_list_follows_the_text_and_f3_works_while_it_is_hidden(show, qtbot):
    shown = show("cat/dog", "cat")
    shown.bar.hide()
    shown.bar.step(1)
    assert shown.place == (("c0", 0), ("c0", 3))
    shown.form.new_words.setText("dog")
    shown.bar.replace_here()
    settle(qtbot, shown)
    shown.session.stack.undo()
    shown.selection = None
    shown.bar.step(1)
    settle(qtbot, shown)
    assert shown.place == (("c0", 0), ("c0", 3))
    shown.bar.show()
    shown.session.stack.redo()
    settle(qtbot, shown)
    assert rows(shown) == []


def test_escape_closes_and_everything_has_a_name(show, qtbot):
    shown = show("cat", "cat")
    with qtbot.waitSignal(shown.bar.closed, timeout=500):
        QTest.keyClick(shown.form.words, Key.Key_Escape)
    form = shown.form
    assert all(part.accessibleName() for part in (form.words, form.new_words, form.where, form.state, shown.bar.list))


def test_the_hits_run_as_the_text_does_in_which_the_caret_is(show, qtbot):
    shown = show("cat", "cat")
    proposals = tuple(Proposal("MOD", "", Redline(clauses_of("cat"), language=language)) for language in ("en", "ar"))
    shown.session.load(Submission(proposals=proposals))
    assert shown.bar.list.layoutDirection() == Qt.LayoutDirection.LeftToRight
    shown.selection = Selection(StoryId(2), ("c0", 0), ("c0", 0))
    shown.bar.start()
    assert shown.bar.list.layoutDirection() == Qt.LayoutDirection.RightToLeft
    settle(qtbot, shown)


def test_what_is_selected_is_offered():
    assert words_to_find("a word") == "a word"
    assert words_to_find("") == words_to_find("two\u2029paragraphs") == words_to_find("x" * 101) == ""


def test_foreign_text_is_shown_as_it_is(show):
    shown = show("<img src='file:x'> \u202ecat", "cat")
    assert rows(shown)[0][1] == "<img src='file:x'> "


def test_a_long_text_is_searched_in_portions(qtbot):
    clauses = tuple(
        Clause(f"c{n}", Props(scheme="letter"), (Run("that Member States réaffirment " * 8),), label=Label("a)"))
        for n in range(3000)
    )
    search = Search()
    pauses, count = [], []
    last = [perf_counter()]

    def note(hits: list, keys: list) -> None:
        now = perf_counter()
        pauses.append(now - last[0])
        last[0] = now
        count.append(len(hits))
        assert len(hits) == len(keys)

    search.found.connect(note)
    with qtbot.waitSignal(search.finished, timeout=5000):
        search.start(Submission(proposals=(Proposal("MOD", "1", Redline(clauses)),)), Query("reaffirment", fold=True))
    assert sum(count) == 20_000
    assert sorted(pauses)[len(pauses) // 2] < 0.05
    search.deleteLater()


def test_the_list_is_walked_by_keys(show):
    shown = show("cat cat/dog/cat", "cat")
    shown.form.hits.setChecked(True)
    shown.bar.list.setFocus()
    QTest.keyClick(shown.bar.list, Key.Key_Down)
    QTest.keyClick(shown.bar.list, Key.Key_Return)
    assert shown.place == (("c0", 4), ("c0", 7))
    QTest.mouseClick(
        shown.bar.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=shown.bar.list.visualRect(shown.bar.list.hits.index(2, 3)).center(),
    )
    assert shown.place == (("c2", 0), ("c2", 3))
    assert shown.form.state.text() == "3 of 3"


@pytest.mark.parametrize("width", [580, 700, 1340])
def test_what_was_found_stands_whole_between_words_whatever_the_width(show, width):
    shown = show("Resolution 71 of the Plenipotentiary Conference, on the strategic plan/a Plenipotentiary", "plenipotentiary")
    shown.bar.resize(width, 200)
    hits = shown.bar.list
    before, found, after = (hits.columnWidth(column) for column in (BEFORE, FOUND, AFTER))
    assert sum(map(hits.columnWidth, range(4))) <= hits.viewport().width()
    assert found >= min(hits.sizeHintForColumn(FOUND), hits.viewport().width() // 3)
    assert min(before, after) >= hits.columnWidth(PLACE)
