"""The panel of brackets: what it lists, counts and filters, and the ways between it and the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from tests.builders.waiting import settle

TEXT = """\
    # RESOLUTION 7 (Rev. Oxdorf, 2018)
    ## On brackets
    > The Assembly of Examples (Oxdorf, 2018),
    *considering*
    a)\tthat texts are [short [and clear]];
    b)\tthat others {++[ATU: note] [EUR: regret]++} this,
    *resolves*
    1\tto meet in [__];
    2\tto [go on;
    3\tto stop.
"""


@pytest.fixture
def given() -> Submission:
    text = redline(TEXT)
    return Submission(proposals=(Proposal("MOD", "1", text, original=text),))


@pytest.fixture
def panel(active):
    """The panel of brackets, open beside the text."""
    active.actions["brackets"].trigger()
    settle(active.window)
    return active.brackets.shown.panel


def rows(panel) -> list[str]:
    model = panel.brackets
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def put_caret(program, words: str, by: int = 0) -> None:
    editor = program.window.editor
    editor.setFocus()
    clause = next(clause for clause in editor.clauses if words in clause.text)
    editor.caret.move_to(Place(editor.clauses.index(clause), clause.text.index(words) + by))


def test_the_tab_is_there_while_the_text_has_brackets(active, qtbot):
    pane = active.window.panes.pane
    qtbot.waitUntil(lambda: pane.is_offered("brackets"), timeout=5000)
    active.actions["brackets"].trigger()
    active.actions["brackets"].trigger()
    assert pane.is_offered("brackets")
    plain = redline(TEXT.replace("[", "").replace("]", ""))
    active.open_submission.show_unsaved(Submission(proposals=(Proposal("MOD", "1", plain, original=plain),)), "plain")
    qtbot.waitUntil(lambda: not pane.is_offered("brackets"), timeout=5000)


def test_open_texts_are_listed_with_place_kind_owners_level_and_words(panel):
    assert rows(panel) == [
        "resolves 2, Problem: The bracket [ is never closed. Close it or delete it.",
        "considering a), Bracketed text: [short [and clear]]",
        "considering a), Bracketed text, level 2: [and clear]",
        "considering b), Alternatives, ATU, EUR: [ATU: note] [EUR: regret]",
        "resolves 1, Blank: [__]",
    ]
    assert panel.count.whole() == "1 problem, 4 open texts, 4 clauses"


def test_counts_by_clause_kind_and_owner_are_filters(panel):
    texts = {facet: [box.itemText(row) for row in range(box.count())] for facet, box in panel.filters.boxes.items()}
    assert texts == {
        "clause": ["All clauses", "resolves 2 (1)", "considering a) (2)", "considering b) (1)", "resolves 1 (1)"],
        "kind": ["All kinds", "Problems (1)", "Bracketed text (2)", "Alternatives (1)", "Blank (1)"],
        "owner": ["All owners", "Without an owner (3)", "ATU (1)", "EUR (1)"],
    }
    box = panel.filters.boxes["owner"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert [row.partition(":")[0] for row in rows(panel)] == ["considering b), Alternatives, ATU, EUR"]


def test_the_options_of_the_chosen_one_are_listed_with_their_owners(active, panel):
    panel.list.setFocus()
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Down] * 3):
        QTest.keyClick(panel.list, key)
    tree = panel.options
    assert [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())] == ["ATU: note", "EUR: regret"]
    assert active.window.editor.textCursor().selectedText() == "[ATU: note] [EUR: regret]"
    QTest.keyClick(panel.list, Qt.Key.Key_Right)
    assert tree.index == 1


def test_next_and_previous_go_round_the_text_from_the_caret(active):
    put_caret(active, "that texts")
    seen = []
    for id in ("next bracket", "next bracket", "next bracket", "next bracket", "next bracket", "previous bracket"):
        active.actions[id].trigger()
        seen.append(active.window.editor.textCursor().selectedText())
    assert seen == [
        "[short [and clear]]", "[and clear]", "[ATU: note] [EUR: regret]", "[__]", "[short [and clear]]", "[__]",
    ]  # fmt: skip


def test_the_row_of_the_caret_is_chosen_and_return_on_a_fault_goes_there(active, panel, qtbot):
    put_caret(active, "and clear", 2)
    qtbot.waitUntil(lambda: panel.current() is not None and panel.current().level == 2, timeout=5000)
    panel.list.setFocus()
    panel.list.choose(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert active.window.editor.hasFocus()
    assert active.window.editor.textCursor().selectedText() == "["


def test_the_text_has_lines_by_level_frames_around_owners_and_sentences(active, qtbot):
    places, view = active.brackets.shown.places, active.window.editor
    qtbot.waitUntil(lambda: places.has_places, timeout=5000)
    painted: list[tuple[str, float]] = []

    class Painter:
        """Notes what is painted."""

        def fillRect(self, rect, colour):
            painted.append(("line", rect.height()))

        def setPen(self, pen): ...

        def drawRoundedRect(self, rect, x, y):
            painted.append(("frame", 0))

    overlay = active.brackets.shown.overlays[0]
    overlay.paint(Painter(), range(view.projection.count), QPointF())
    assert painted == [("line", 1), ("line", 2), ("line", 1), ("frame", 0), ("line", 1), ("frame", 0), ("line", 1)]
    active.actions["base"].trigger()
    painted.clear()
    overlay.paint(Painter(), range(view.projection.count), QPointF())
    assert painted == []
    active.actions["markup"].trigger()
    put_caret(active, "and clear", 2)
    assert overlay.words_at(QPointF(view.cursorRect().center())) == ["Bracketed text, level 2"]


def test_what_is_typed_changes_the_list_after_a_pause_and_keeps_the_choice(active, panel, qtbot):
    panel.list.setFocus()
    panel.list.choose(3)
    put_caret(active, "that others", 4)
    QTest.keyClicks(active.window.editor, "xy")
    qtbot.waitUntil(lambda: panel.current().span.start == len("thatxy others "), timeout=5000)
    assert panel.current().kind == "alternatives"
    assert [panel.options.topLevelItem(row).text(0) for row in range(2)] == ["ATU: note", "EUR: regret"]
