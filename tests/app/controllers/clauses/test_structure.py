"""The structure of the text by keyboard and tree, through the window as a user has it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.program import Program
from model.redline import Status, paragraphs
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from tests.builders.drags import drag
from tests.builders.editor_checks import look_at
from tests.builders.submissions import submission
from tests.widgets.builders import written
from widgets.clause_tree.call_picker import CallBox
from widgets.clause_tree.model import ROWS
from widgets.clause_tree.panel import ClausePanel
from widgets.dialogs import messages

Key, Modifier = Qt.Key, Qt.KeyboardModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen platform cannot hold a window to a size, raise it or grab the keyboard for it, and says so."""


@pytest.fixture
def given():
    return submission()


@pytest.fixture
def program(active):
    return active


def draft(program: Program) -> list[str]:
    """The items and calls of the draft with their labels, deeper ones indented."""
    labelling = program.session.labelling(1)
    return [
        "  " * max(paragraph.props.level - 1, 0) + f"{labelling.draft(paragraph.bearer.id) or ''} {paragraph.text}".strip()
        for paragraph in paragraphs(program.session.submission.proposals[0].redline.clauses, "draft")
        if paragraph.props.kind in ("call", "paragraph")
    ]


def put(program: Program, words: str, *, end: bool = False) -> None:
    clauses = program.window.editor.clauses
    index = next(place for place, clause in enumerate(clauses) if words in clause.text)
    program.window.editor.caret.move_to(Place(index, len(clauses[index].text) if end else 0))
    program.window.editor.setFocus()


def key(program: Program, name: Key, modifiers: Modifier = Modifier.NoModifier) -> None:
    QTest.keyClick(program.window.editor, name, modifiers)


def choose(program: Program, *words: str) -> list[str]:
    """Chooses rows of the tree, which has the focus then; gives the ids of their clauses."""
    tree = program.window.tree
    tree.clauses.follow()
    tree.clearSelection()
    tree.setFocus()
    ids = []
    for word in words:
        clause = next(clause for clause in program.window.editor.clauses if word in clause.text and clause.is_on("draft"))
        tree.selectionModel().setCurrentIndex(tree.clauses.index_of(clause.id), tree.selectionModel().SelectionFlag.Select)
        ids.append(clause.id)
    return ids


def undo_is_one_step(program: Program) -> None:
    program.session.stack.undo()
    assert program.session.submission.proposals[0].redline == submission().proposals[0].redline
    program.session.stack.redo()


def test_enter_twice_leaves_the_level_and_tab_comes_back(program):
    put(program, "another", end=True)
    key(program, Key.Key_Return)
    key(program, Key.Key_Return)
    assert draft(program)[5] == "c)"
    key(program, Key.Key_Tab)
    assert draft(program)[5].strip() == "iii)"
    QTest.keyClicks(program.window.editor, "a third,")
    assert draft(program)[5] == "  iii) a third,"
    key(program, Key.Key_Tab)
    key(program, Key.Key_Backtab, Modifier.ShiftModifier)
    assert program.window.editor.caret.clause().text == "a third,\t"


@pytest.mark.parametrize(
    ("words", "arrow", "at", "expected"),
    [
        ("others", Key.Key_Up, 2, "b) that others have none;"),
        ("texts are", Key.Key_Down, 4, "b) that texts are short;"),
        ("one of", Key.Key_Left, 3, "c) one of them,"),
        ("others", Key.Key_Right, 5, "  iii) that others have none,"),
    ],
)
def test_alt_shift_arrows_move_and_change_level(program, words, arrow, at, expected):
    put(program, words)
    key(program, arrow, Modifier.AltModifier | Modifier.ShiftModifier)
    assert draft(program)[at] == expected
    assert words in program.window.editor.caret.clause().text
    undo_is_one_step(program)


def test_the_tree_tells_the_two_halves_of_a_move_apart(program):
    put(program, "texts are")
    key(program, Key.Key_Down, Modifier.AltModifier | Modifier.ShiftModifier)
    clauses = program.window.tree.clauses
    clauses.follow()
    rows = [clauses.index_of(clause.id) for clause in program.window.editor.clauses if "texts are" in clause.text]
    descriptions = [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    assert [words.rpartition(", ")[2] for words in descriptions] == ["moved away", "moved here"]


def box_of(program: Program) -> CallBox:
    return next(box for box in program.window.findChildren(CallBox) if box.isVisible())


def test_ctrl_enter_offers_calls_and_begins_one(program):
    put(program, "to stop")
    key(program, Key.Key_Return, Modifier.ControlModifier)
    box = box_of(program)
    offered = [box.list.item(row).text() for row in range(box.list.count())]
    assert "considering" not in offered
    assert "resolves further" in offered
    QTest.keyClicks(box.line, "invites m")
    QTest.keyClick(box.line, Key.Key_Down)
    QTest.keyClick(box.line, Key.Key_Up)
    QTest.keyClick(box.line, Key.Key_Return)
    assert draft(program)[-2:] == ["2 to stop,", "invites Member States"]
    assert program.window.editor.caret.clause().text == "invites Member States"
    undo_is_one_step(program)
    QTest.keyClick(program.window.editor, Key.Key_Return)
    assert program.window.editor.caret.clause().props.kind == "paragraph"


def test_a_call_that_may_not_stand_there_is_refused_in_a_sentence(program):
    put(program, "to stop")
    program.actions["new call"].trigger()
    QTest.keyClicks(box_of(program).line, "recalling all that")
    QTest.keyClick(box_of(program).line, Key.Key_Return)
    assert "cannot be here" in program.window.statusBar().currentMessage()
    assert not program.session.stack.canUndo()


def test_a_call_is_renamed_in_the_tree(program, qtbot):
    choose(program, "considering")
    QTest.keyClick(program.window.tree, Key.Key_F2)
    line = program.window.tree.findChild(QLineEdit)
    assert line.accessibleName() == "Words of the introductory phrase"
    line.setText("considering further")
    QTest.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(lambda: draft(program)[0] == "considering further", timeout=1000)
    runs = next(clause.runs for clause in program.window.editor.clauses if "considering" in clause.text)
    assert [(str(run.status), run.text) for run in runs] == [("kept", "considering"), ("inserted", " further")]
    choose(program, "to stop")
    program.actions["rename"].trigger()
    assert "Only an introductory phrase" in program.window.statusBar().currentMessage()


def test_a_call_is_renamed_beside_its_words_in_the_text(program):
    put(program, "considering")
    editor = program.window.editor
    key(program, Key.Key_F2)
    box = box_of(program)
    assert box.line.text() == "considering"
    assert box.line.hasSelectedText()
    assert box.list.count() > 1
    left = editor.viewport().mapToGlobal(editor.cursorRect().topLeft())
    assert left.y() < box.y() < left.y() + 60
    assert box.x() > program.window.tree.mapToGlobal(program.window.tree.rect().topRight()).x()
    QTest.keyClicks(box.line, "considering f")
    QTest.keyClick(box.line, Key.Key_Backspace)
    QTest.keyClicks(box.line, "with care")
    QTest.keyClick(box.line, Key.Key_Return)
    assert draft(program)[0] == "considering with care"
    undo_is_one_step(program)
    key(program, Key.Key_F2)
    QTest.keyClick(box_of(program).line, Key.Key_Down)
    first = box_of(program).list.item(0).text()
    QTest.keyClick(box_of(program).line, Key.Key_Return)
    assert draft(program)[0] == first
    put(program, "to stop")
    key(program, Key.Key_F2)
    assert "Only an introductory phrase" in program.window.statusBar().currentMessage()


def test_what_is_dragged_does_not_hide_where_it_would_be_dropped(program, monkeypatch):
    tree, drags = program.window.tree, []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: drags.append((drag.pixmap(), drag.hotSpot(), drag.mimeData().formats())))
    choose(program, "texts are", "to stop")
    tree.startDrag(tree.model().supportedDropActions())
    picture, at, formats = drags[0]
    assert formats == tree.model().mimeTypes()
    assert picture.width() < tree.viewport().width() / 2
    assert picture.toImage().pixelColor(1, 1).alphaF() < 1
    assert at.x() < 0
    assert at.y() < 0


def test_several_rows_are_one_step(program):
    choose(program, "texts are", "one of", "to stop")
    QTest.keyClick(program.window.tree, Key.Key_Delete)
    assert draft(program) == [
        "considering", "a) that some have items:", "  i) another;", "b) that others have none,", "resolves", "1 to go on.",
    ]  # fmt: skip
    undo_is_one_step(program)
    program.window.tree.clauses.follow()
    tree = program.window.tree
    tree.selectAll()
    program.actions["reject"].trigger()
    assert draft(program) == draft_of_opened()


def draft_of_opened() -> list[str]:
    return [
        "considering", "a) that texts are short;", "b) that some have items:", "  i) one of them,", "  ii) another,",
        "c) that others have none,", "resolves", "1 to go on;", "2 to stop.",
    ]  # fmt: skip


def test_several_rows_change_level(program):
    choose(program, "one of", "another")
    program.actions["promote"].trigger()
    assert draft(program)[2:6] == ["b) that some have items:", "c) one of them,", "d) another,", "e) that others have none,"]
    undo_is_one_step(program)


def drop(program: Program, ids: list[str], words: str, part: float) -> None:
    """Drops rows on a part of the row of a clause, 0 its top edge, 1 its bottom edge."""
    tree = program.window.tree
    clause = next(clause for clause in program.window.editor.clauses if words in clause.text)
    rect = tree.visualRect(tree.clauses.index_of(clause.id))
    at = QPointF(rect.left() + 30, rect.top() + part * (rect.height() - 1))
    data = tree.clauses.mimeData([tree.clauses.index_of(id) for id in ids])
    move = Qt.DropAction.MoveAction
    event = QDropEvent(at, move, data, Qt.MouseButton.LeftButton, Modifier.NoModifier)
    tree.dragMoveEvent(drag(QDragMoveEvent, at, move, data))
    tree.dropEvent(event)


@pytest.mark.parametrize(
    ("words", "onto", "part", "expected"),
    [
        (["others"], "texts are", 0, ["a) that others have none;", "b) that texts are short;"]),
        (["texts are"], "others", 1, ["a) that some have items:", "  i) one of them,"]),
        (["texts are"], "some have", 0.5, ["a) that some have items:", "  i) one of them,"]),
        (["others", "texts are"], "one of", 0, ["a) that some have items:", "  i) that texts are short;"]),
    ],
)
def test_rows_are_dropped_as_tracked_moves(program, words, onto, part, expected):
    ids = choose(program, *words)
    drop(program, ids, onto, part)
    assert draft(program)[1:3] == expected
    assert sorted(" ".join(line.split()[1:]).strip(";,.:") for line in draft(program)) == sorted(
        " ".join(line.split()[1:]).strip(";,.:") for line in draft_of_opened()
    )
    moves = {clause.end.move for clause in program.window.editor.clauses} - {""}
    assert len(moves) == len(words)
    undo_is_one_step(program)


def select(program: Program, start: str, stop: str) -> None:
    """Selects from within a clause to within another, or, with `stop` ending in `|`, to before it."""
    editor = program.window.editor
    at = [next(n for n, clause in enumerate(editor.clauses) if words.strip("|") in clause.text) for words in (start, stop)]
    editor.caret.move_to(Place(at[1], 0 if stop.endswith("|") else 3), Place(at[0], 3))
    editor.setFocus()


def test_several_rows_move_together_and_stay_chosen(program, qtbot):
    tree = program.window.tree
    choose(program, "texts are", "some have")
    program.actions["move down"].trigger()
    moved = ["a) that others have none;", "b) that texts are short;", "c) that some have items:"]
    assert draft(program)[1:4] == moved
    editor = program.window.editor
    put_in = [clause.id for clause in editor.clauses if clause.end.status is Status.INSERTED and clause.props.level == 1]
    assert len(put_in) == 2
    qtbot.waitUntil(lambda: sorted(tree.selected_ids()) == sorted(put_in), timeout=1000)
    program.actions["move up"].trigger()
    assert [line.rstrip(",;.") for line in draft(program)] == [line.rstrip(",;.") for line in draft_of_opened()]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("promote", ["b) that some have items:", "c) one of them;", "d) that others have none,"]),
        ("make plain", ["b) that some have items:", "  one of them;", "c) that others have none,"]),
    ],
)
def test_a_struck_clause_in_a_selection_hinders_nothing(name, expected, program):
    choose(program, "another")
    program.actions["delete clause"].trigger()
    select(program, "one of", "another")
    program.actions[name].trigger()
    assert draft(program)[2:5] == expected


def test_what_is_struck_alone_is_told_of(program):
    choose(program, "another")
    program.actions["delete clause"].trigger()
    for name in ("promote", "make plain", "move up", "join"):
        select(program, "another", "another")
        before = program.session.submission
        program.actions[name].trigger()
        assert program.session.submission is before
        assert "deleted" in program.window.statusBar().currentMessage(), name


def test_a_selection_over_two_clauses_is_both_for_each_command(program):
    for name, expected in (
        ("delete clause", ["resolves", "1 to go on;", "2 to stop."]),
        ("move down", ["a) that others have none;", "b) that texts are short;", "c) that some have items:"]),
        ("make plain", ["a) that others have none,"]),
    ):
        select(program, "texts are", "others" if name == "delete clause" else "some have")
        program.actions[name].trigger()
        assert any(draft(program)[at : at + len(expected)] == expected for at in range(9)), draft(program)
        undo_is_one_step(program)
        program.session.stack.undo()


def test_struck_text_is_restored_as_far_as_it_is_selected(program):
    editor = program.window.editor
    index = next(at for at, clause in enumerate(editor.clauses) if "texts are" in clause.text)
    editor.caret.move_to(Place(index, 14), Place(index, 4))
    key(program, Key.Key_Delete)
    assert draft(program)[1] == "a) that short;"
    editor.caret.move_to(Place(index, 10), Place(index, 4))
    program.actions["restore"].trigger()
    assert draft(program)[1] == "a) that texts short;"


def test_a_selection_that_ends_before_a_clause_does_not_reach_into_it(program):
    select(program, "to go on", "to stop|")
    program.actions["delete clause"].trigger()
    assert draft(program)[-2:] == ["resolves", "1 to stop."]


def test_a_clause_is_joined_with_the_next_as_delete_at_its_end_joins_them(program):
    put(program, "one of", end=True)
    key(program, Key.Key_Delete)
    by_key = written(program.window.editor.clauses)
    program.session.stack.undo()
    put(program, "one of")
    program.actions["join"].trigger()
    assert written(program.window.editor.clauses) == by_key
    program.session.name_steps()
    assert program.session.stack.undoText() == "Merge paragraphs: considering b) i)"
    undo_is_one_step(program)
    program.session.stack.undo()
    choose(program, "one of")
    program.actions["join"].trigger()
    assert written(program.window.editor.clauses) == by_key
    program.session.stack.undo()
    put(program, "to stop")
    program.actions["join"].trigger()
    assert "nothing to join it with" in program.window.statusBar().currentMessage()


def test_the_clauses_of_a_selection_are_joined_with_one_another(program):
    select(program, "texts are", "one of")
    program.actions["join"].trigger()
    assert draft(program)[1:3] == ["  i) that texts are short;that some have items:one of them,", "  ii) another,"]
    undo_is_one_step(program)


def test_new_clauses_are_joined_as_well(program):
    put(program, "texts are", end=True)
    for words in ("one", "two", "three"):
        key(program, Key.Key_Return)
        QTest.keyClicks(program.window.editor, words)
    select(program, "one", "three")
    program.actions["join"].trigger()
    assert "b) onetwothree" in [line.rstrip(";,") for line in draft(program)]


def test_clauses_that_stand_apart_are_not_joined(program):
    before = draft(program)
    choose(program, "texts are", "others")
    program.actions["join"].trigger()
    assert draft(program) == before
    assert "follow one another" in program.window.statusBar().currentMessage()


def test_the_caret_chooses_one_row_whatever_key_is_held(program):
    tree = program.window.tree
    choose(program, "to go on")
    QTest.keyPress(program.window.editor, Key.Key_Control, Modifier.ControlModifier)
    for words in ("another", "to stop"):
        tree.follow(next(clause.id for clause in program.window.editor.clauses if words in clause.text))
        assert tree.selected_ids() == [tree.current_id()]
    QTest.keyRelease(program.window.editor, Key.Key_Control)


def test_what_is_dropped_from_elsewhere_is_left_alone(program):
    choose(program, "to stop")
    data = QMimeData()
    for rubbish in (b"\xff\x00", b"[1", b'["1", ["no such clause"]]', b'["9", []]', b"[]", b'{"a": 1}', b"7"):
        data.setData(ROWS, rubbish)
        model = program.window.tree.clauses
        assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index(0, 0))
    assert not program.session.stack.canUndo()


def shown(program: Program) -> int:
    tree = program.window.tree
    rows, stack = 0, [tree.rootIndex()]
    while stack:
        parent = stack.pop()
        for row in range(tree.clauses.rowCount(parent)):
            rows += not tree.isRowHidden(row, parent)
            stack.append(tree.clauses.index(row, 0, parent))
    return rows


def test_the_filter_shows_what_was_amended_and_what_contains_words(program, qtbot):
    panel = program.window.findChild(ClausePanel)
    everything = shown(program)
    QTest.keyClicks(panel.words, "another")
    qtbot.waitUntil(lambda: shown(program) == 3)
    put(program, "to stop")
    QTest.keyClicks(program.window.editor, "indeed ")
    panel.words.clear()
    panel.which.setCurrentIndex(1)
    assert shown(program) == 2
    put(program, "to go on")
    qtbot.waitUntil(lambda: "to go on" in (program.window.tree.currentIndex().data() or ""))
    program.window.tree.setFocus()
    QTest.keyClick(program.window.tree, Key.Key_Delete)
    assert "1 to go on;" in draft(program)
    panel.which.setCurrentIndex(0)
    assert shown(program) == everything


def test_the_filter_shows_what_one_amended_oneself(program, qtbot):
    panel, session = program.window.clause_panel, program.session
    mine = panel.which.findText("Only mine")
    entry = panel.which.model().item(mine)
    put(program, "to stop")
    QTest.keyClicks(program.window.editor, "indeed ")
    session.author = "you"
    put(program, "another")
    QTest.keyClicks(program.window.editor, "yet ")
    panel.which.setCurrentIndex(mine)
    assert shown(program) == 3
    session.author = "me"
    qtbot.waitUntil(lambda: shown(program) == 2)
    session.author = ""
    assert (panel.which.currentIndex(), entry.isEnabled()) == (0, False)
    assert "Your name" in entry.toolTip()
    session.author = "nobody"
    assert entry.isEnabled()


def test_blocks_count_their_amendments(program):
    choose(program, "to stop")
    program.actions["delete clause"].trigger()
    program.window.list.amendments.follow()
    call = next(clause for clause in program.window.editor.clauses if clause.text == "resolves")
    assert program.window.tree.clauses.index_of(call.id).data() == "resolves  (2)"


def test_the_marks_are_left_alone_where_that_is_chosen(program, tmp_path):
    choose(program, "to stop")
    program.actions["punctuate"].trigger()
    program.actions["delete clause"].trigger()
    assert draft(program)[-1] == "1 to go on;"
    assert not program.settings.value.punctuation


def test_empty_items_are_shown_on_their_own_levels(program):
    put(program, "resolves", end=True)
    key(program, Key.Key_Return)
    key(program, Key.Key_Tab)
    key(program, Key.Key_Return)
    key(program, Key.Key_Tab)
    look_at(program.window.editor)
    put(program, "texts are")
    editor = program.window.editor
    first = editor.caret.selected_range()[0].index
    editor.caret.move_to(Place(first + 1, 4), Place(first, 0))
    key(program, Key.Key_Return)
    look_at(editor)
    key(program, Key.Key_Return)
    look_at(editor)


def test_the_first_clause_of_an_empty_text_is_inserted_from_the_menu(program):
    program.open_submission.show_unsaved(Submission(proposals=(Proposal(),)), "Empty")
    program.actions["insert clause"].trigger()
    QTest.keyClicks(program.window.editor, "that")
    assert draft(program) == ["that"]
    program.actions["undo"].trigger()
    program.actions["undo"].trigger()
    assert program.session.submission.proposals[0].redline.clauses == ()


def test_only_the_rows_whose_count_is_another_are_told_of(program):
    tree = program.window.tree.clauses
    program.structure.count()
    put(program, "another")
    changes = []
    tree.dataChanged.connect(lambda first, last, *_: changes.append((tree.clause(first).text, first == last)))
    tree.show_counts({clause.id: 1 for clause in program.window.editor.clauses if clause.text.startswith("another")})
    above = [told_text for told_text, alone in changes if alone]
    assert len(above) == len(changes) == 2
    changes.clear()
    tree.show_counts({})
    assert sorted(above) == sorted(text for text, _ in changes)


def test_the_label_that_is_asked_for_begins_as_the_present_one(program, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask_for_text", lambda _parent, _title, _question, text="": asked.append(text) or text)
    editor = program.window.editor
    editor.setFocus()
    index = next(at for at, clause in enumerate(editor.clauses) if clause.label is not None)
    editor.caret.move_to(Place(index, 0))
    program.actions["label"].trigger()
    assert asked == [editor.clauses[index].label.text]
    assert program.session.stack.count() == 0  # the same label sets nothing


def test_a_filter_that_fits_no_clause_says_so(program, qtbot):
    panel = program.window.clause_panel
    panel.words.setText("no clause has these words")
    qtbot.waitUntil(lambda: panel.note.isVisibleTo(panel), timeout=2000)
    panel.words.clear()
    qtbot.waitUntil(lambda: not panel.note.isVisibleTo(panel), timeout=2000)
