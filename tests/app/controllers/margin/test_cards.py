"""Cards beside the text: what they say, where they stand, acted on by mouse and keyboard; marks beside the scroll bar."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from app.program import Program
from model.edits.comments import add_comment, anchors_between
from model.edits.fields import set_field
from model.edits.notes import insert_note
from model.formats.notation import parse
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from tests.builders.waiting import settle
from widgets.dialogs import messages
from widgets.dialogs.small_dialogs import RemarkDialog
from widgets.editor.visible_rects import visible_line, visible_rects
from widgets.margin.cards import Card

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
LANGUAGES = Path(__file__).resolve().parents[3] / "documents" / "languages"


@pytest.fixture
def program(open_program, qtbot) -> Program:
    """The sample in a window that has the keyboard and room for cards; all that cards are made of is found."""
    program = open_program()
    program.window.resize(1366, 740)
    assert program.problems.live_preflight.finish()
    follow(program)
    program.window.activateWindow()  # last: a box that tells of the check may have come before it
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    return program


def follow(program) -> None:
    program.window.list.amendments.follow()
    program.cards.follow()
    settle(program.window)


def cards(program, kind: str = "") -> list[Card]:
    return [card for card in program.cards.margin.cards.all if kind in ("", card.kind)]


def comments(program):
    return program.session.submission.proposals[0].comments


def index_with(program, words: str) -> int:
    return next(at for at, clause in enumerate(program.window.editor.clauses) if words in clause.text)


def comment_on(program, words: str, comment: str, *, private: bool = True) -> str:
    """A comment on words of the text; gives its key."""
    before, at = set(comments(program)), index_with(program, words)
    start = program.window.editor.clauses[at].text.index(words)
    anchors = anchors_between(program.session.submission, StoryId(1), Place(at, start), Place(at, start + len(words)))
    made = add_comment(program.session.submission, 1, anchors, comment, program.session.stamp(), private=private)
    program.session.commit(made)
    follow(program)
    (key,) = set(comments(program)) - before
    return key


def put_caret(program, words: str) -> None:
    editor = program.window.editor
    editor.setFocus()
    at = index_with(program, words)
    editor.caret.move_to(Place(at, editor.clauses[at].text.index(words) + 1))
    program.cards.follow_caret()


def click(program, card: Card) -> None:
    margin = program.cards.margin
    placed = margin.placed_card(card.name)
    QTest.mouseClick(margin, LEFT, pos=placed.rect.center().toPoint())


def open_card(program):
    widget = program.cards.opening.widget
    assert widget is not None
    return widget


def button(program, text: str):
    return next(candidate for candidate in open_card(program).buttons if candidate.text() == text)


def test_there_is_a_card_for_each_comment_and_for_the_amendments_of_each_clause(program):
    key = comment_on(program, "Plenipotentiary", "Why <b>here</b>?")
    margin = program.cards.margin
    (card,) = cards(program, "comment")
    words = margin.words(card)
    assert (words.sign, words.title, words.who) == ("private", "Private comment", "me")
    assert "Why <b>here</b>?" in margin.sentence_of(card)
    assert card.key == key
    decided = {(row.clause, row.stamp.author) for row in program.window.list.amendments.rows if row.parts and not row.note}
    assert {(c.clause, c.amendments[0].stamp.author) for c in cards(program, "amendment")} == decided
    assert all(margin.words(card).title and margin.words(card).sign for card in cards(program))


def test_a_row_of_a_table_has_one_card_which_is_that_of_each_of_its_cells(open_program, qtbot):
    text = parse("*resolves*\n1\tas follows:\n|1.1.1| one\n|1.1.2| two\n2\tto go on.\n")
    program = open_program(submission=Submission(proposals=(Proposal("MOD", "1", text, original=text),)))
    program.window.resize(1366, 740)
    editor = program.window.editor
    at = next(at for at, clause in enumerate(editor.clauses) if clause.text == "two")
    editor.caret.move_to(Place(at, 3))
    QTest.keyClick(editor, Key.Key_Tab)
    QTest.keyClicks(editor, "three")
    QTest.keyClick(editor, Key.Key_Tab)
    QTest.keyClicks(editor, "four")
    follow(program)
    (card,) = [card for card in program.cards.margin.cards.all if card.kind == "amendment"]
    words = program.cards.margin.words(card)
    assert (words.title, words.text) == ("Table row", "three · four")
    (row,) = card.amendments
    listed, tree = program.window.list.amendments, program.window.list
    assert [listed.data(listed.index(0, column)) for column in range(4)] == [
        "table 1, row 2 (new)", "▦ table row", "", "three · four",
    ]  # fmt: skip
    assert listed.rowCount() == 1
    qtbot.waitUntil(lambda: tree.selected() == [row])
    assert program.cards.margin.current == card.name
    assert [placed.card for placed in program.cards.margin.placed_cards()] == [card]
    program.clause_commands.reject(card.amendments)
    assert [clause.text for clause in editor.clauses] == ["resolves", "as follows:", "one", "two", "to go on."]


def test_a_new_row_ends_with_its_last_cell_and_not_with_a_footnote_of_it(open_program):
    text = parse("*resolves*\n|1.1.1| one\n|1.1.2| two\n1\tto go on.\n")
    program = open_program(submission=Submission(proposals=(Proposal("MOD", "1", text, original=text),)))
    editor, session = program.window.editor, program.session
    editor.caret.move_to(Place(next(at for at, clause in enumerate(editor.clauses) if clause.text == "two"), 3))
    QTest.keyClick(editor, Key.Key_Tab)
    QTest.keyClick(editor, Key.Key_Tab)
    QTest.keyClicks(editor, "four")
    clause_id = editor.clauses[editor.caret.selected_range()[1].index].id
    session.commit(insert_note(session.submission, StoryId(1), clause_id, 4, "as counted.", session.stamp()))
    follow(program)
    (card,) = cards(program, "amendment")
    (row,) = card.amendments
    assert [part.note for part in row.parts][-1]
    cells = [clause for clause in editor.clauses if clause.cell is not None]
    assert card.selection.caret == (cells[-1].id, len(cells[-1].text))


def test_problems_are_told_with_their_severity(open_program):
    program = open_program(LANGUAGES / "en.txt")
    assert program.problems.live_preflight.finish()
    follow(program)
    found = {card.finding.fault.sentence for card in cards(program, "problem")}
    marked = [f for f in program.problems.live_preflight.findings if f.severity != "advice" and f.fault.clause]
    assert found
    assert found == {finding.fault.sentence for finding in marked if finding.fault.story == StoryId(1)}
    for card in cards(program, "problem"):
        assert program.cards.margin.words(card).title in ("Error", "Warning")


def test_the_card_of_the_caret_has_the_height_of_its_line(program, qtbot):
    comment_on(program, "Plenipotentiary", "one")
    comment_on(program, "Plenipotentiary Conference", "two")
    put_caret(program, "Plenipotentiary")
    margin, editor = program.cards.margin, program.window.editor
    settle(program.window)

    def distance() -> float:
        return abs(margin.placed_card(margin.current).rect.top() - margin.offset() - editor.cursorRect().top())

    qtbot.waitUntil(lambda: distance() <= 6, timeout=3000)
    rects = [shown.rect for shown in margin.placed_cards()]
    assert not any(a.intersects(b) for at, a in enumerate(rects) for b in rects[at + 1 :])


def test_cards_go_along_with_the_text(program):
    program.window.resize(1366, 420)
    comment_on(program, "Plenipotentiary", "one")
    margin, bar = program.cards.margin, program.cards.frame.bar
    settle(program.window)
    before = {placed.card.name: placed.rect.top() for placed in margin.placed_cards()}
    last = margin.placed_cards()[-1].card.name
    bar.setValue(bar.value() + 40)
    assert program.window.editor.verticalScrollBar().value() == bar.value()
    assert margin.placed_card(last).rect.top() == before[last] - 40


def test_a_click_opens_a_card_shows_its_words_and_an_answer_is_written_there(program):
    key = comment_on(program, "Plenipotentiary", "Why here?")
    (card,) = cards(program, "comment")
    click(program, card)
    assert program.window.editor.textCursor().selectedText() == "Plenipotentiary"
    words = open_card(program).words
    assert words.hasFocus()
    QTest.keyClicks(words, "Because.")
    QTest.keyClick(words, Key.Key_Return, Control)
    assert [reply.text for reply in comments(program)[key].replies] == ["Because."]
    assert program.cards.opening.widget is None
    assert program.window.editor.hasFocus()
    program.session.stack.undo()
    assert comments(program)[key].replies == ()


def test_a_comment_is_resolved_changed_shown_to_others_and_removed_in_its_card(program):
    key = comment_on(program, "Plenipotentiary", "Why here?")
    (card,) = cards(program, "comment")
    click(program, card)
    QTest.mouseClick(open_card(program).switch, LEFT)
    assert not comments(program)[key].private
    QTest.mouseClick(button(program, "Edit"), LEFT)
    assert open_card(program).words.text() == "Why here?"
    open_card(program).words.setPlainText("Why there?")
    QTest.mouseClick(open_card(program).save, LEFT)
    assert comments(program)[key].text == "Why there?"
    follow(program)
    click(program, cards(program, "comment")[0])
    QTest.mouseClick(button(program, "Resolve"), LEFT)
    assert comments(program)[key].done
    assert cards(program, "comment") == []
    program.session.stack.undo()
    follow(program)
    click(program, cards(program, "comment")[0])
    QTest.mouseClick(button(program, "Remove"), LEFT)
    assert not comments(program)
    assert program.cards.opening.widget is None


def test_a_new_comment_is_written_in_a_card_and_escape_leaves_no_trace(program):
    put_caret(program, "Plenipotentiary")
    program.window.editor.moveCursor(program.window.editor.textCursor().MoveOperation.EndOfWord)
    program.actions["comment"].trigger()
    settle(program.window)
    assert not program.window.panels.in_front("comments")
    words = open_card(program).words
    assert words.hasFocus()
    QTest.keyClicks(words, "x")
    program.cards.follow_caret()
    assert open_card(program).words is words
    QTest.keyClick(words, Key.Key_Escape)
    assert not comments(program)
    assert cards(program, "new") == []
    assert program.window.editor.hasFocus()
    program.actions["comment"].trigger()
    words = open_card(program).words
    QTest.keyClicks(words, "All of it")
    QTest.mouseClick(open_card(program).save, LEFT)
    (comment,) = comments(program).values()
    assert (comment.text, comment.private, comment.stamp.author) == ("All of it", True, "me")


def test_amendments_are_rejected_and_accepted_in_their_card(program, monkeypatch):
    monkeypatch.setattr(messages, "ask_to_accept_own", lambda *_: True)
    for name, status in (("Reject", "rejected"), ("Accept", "accepted")):
        card = cards(program, "amendment")[0]
        keys = {amendment.key for amendment in card.amendments}
        click(program, card)
        assert program.cards.margin.hasFocus()
        QTest.mouseClick(button(program, name), LEFT)
        follow(program)
        assert not keys & {row.key for row in program.window.list.amendments.rows if row.parts}, status
        assert program.cards.margin.hasFocus()
        program.session.stack.undo()
        follow(program)
        assert keys <= {row.key for row in program.window.list.amendments.rows}


def test_the_reason_of_an_amendment_is_given_in_its_card_and_told_there(program):
    card = cards(program, "amendment")[0]
    click(program, card)
    QTest.mouseClick(button(program, "Reason"), LEFT)
    words = open_card(program).words
    assert words.hasFocus()
    QTest.keyClicks(words, "As the Council asked")
    QTest.keyClick(words, Key.Key_Return, Control)
    follow(program)
    (comment,) = comments(program).values()
    assert (comment.reason, comment.text) == (True, "As the Council asked")
    sentences = [program.cards.margin.sentence_of(shown) for shown in cards(program, "amendment") if shown.reason]
    assert len(sentences) == 1
    assert "As the Council asked" in sentences[0]
    assert cards(program, "comment") == []
    program.actions["cards comments"].trigger()
    follow(program)
    assert [program.cards.margin.words(shown).title for shown in cards(program)] == ["Reason of the amendment"]


HEAD = """RESOLUTION 75 (Rev. Geneva, 2022)
On a subject
(Dubai, 2012; Geneva, 2022)
The World Telecommunication Standardization Assembly (Geneva, 2022),
considering
a)\tthat one is,
"""


def test_a_repair_leads_to_the_next_error_in_sight(open_program, tmp_path):
    (tmp_path / "head.txt").write_text(HEAD, encoding="utf-8", newline="\n")
    program = open_program(tmp_path / "head.txt")
    session = program.session
    for field, value in (("proposals/1/symbol", "MOD"), ("header/conference", "WTSA-24")):
        session.commit(set_field(session.submission, field, value, session.stamp()))

    def errors() -> list[Card]:
        assert program.problems.live_preflight.finish()
        follow(program)
        found = (card for card in cards(program, "problem") if card.finding.fault.repairable)
        return [card for card in found if card.finding.severity == "error"]

    before = errors()
    assert len(before) == 3
    click(program, before[0])
    for done in range(1, len(before) + 1):
        QTest.mouseClick(button(program, "Repair"), LEFT)
        left = [card.name for card in before[done:]]
        assert [card.name for card in errors()] == left
        shown = program.cards.opening.card
        assert (shown and shown.name) == (left[0] if left else None)


def test_a_problem_is_repaired_and_ignored_in_its_card(open_program, monkeypatch):
    program = open_program(LANGUAGES / "en.txt")
    session = program.session
    for field, value in (("proposals/1/symbol", "MOD"), ("header/conference", "WTSA-24")):
        session.commit(set_field(session.submission, field, value, session.stamp()))

    def check() -> None:
        assert program.problems.live_preflight.finish()
        follow(program)

    check()
    card = next(card for card in cards(program, "problem") if card.finding.fault.repairable)
    click(program, card)
    QTest.mouseClick(button(program, "Repair"), LEFT)
    check()
    assert card.name not in {other.name for other in cards(program)}
    session.stack.undo()
    check()
    monkeypatch.setattr(RemarkDialog, "exec", lambda dialog: True)
    click(program, next(other for other in cards(program) if other.name == card.name))
    QTest.mouseClick(button(program, "Ignore …"), LEFT)
    assert card.finding.key in session.submission.ignored
    check()
    assert card.name not in {other.name for other in cards(program)}


def test_the_keyboard_goes_to_the_card_through_all_of_them_acts_and_comes_back(program):
    comment_on(program, "Plenipotentiary", "Why here?")
    put_caret(program, "Plenipotentiary")
    margin, editor = program.cards.margin, program.window.editor
    program.actions["go to card"].trigger()
    assert margin.hasFocus()
    assert "Why here?" in margin.row_words(margin.current_row())[0]
    names = [card.name for card in cards(program)]
    at = names.index(margin.current)
    QTest.keyClick(margin, Key.Key_Down)
    assert margin.current == names[at + 1]
    QTest.keyClick(margin, Key.Key_Tab)
    assert margin.current == names[at + 2]
    program.cards.follow_caret()
    assert margin.current == names[at + 2]
    QTest.keyClick(margin, Key.Key_Backtab)
    QTest.keyClick(margin, Key.Key_Up)
    assert margin.current == names[at]
    QTest.keyClick(margin, Key.Key_End)
    assert margin.current == names[-1]
    QTest.keyClick(margin, Key.Key_Home)
    for _ in range(at):
        QTest.keyClick(margin, Key.Key_Down)
    QTest.keyClick(margin, Key.Key_Return)
    assert open_card(program).words.hasFocus()
    QTest.keyClick(open_card(program).words, Key.Key_Tab)
    assert open_card(program).isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert editor.hasFocus()
    assert program.cards.opening.widget is None


def test_tab_leaves_the_cards_behind_the_last(program):
    margin = program.cards.margin
    margin.setFocus()
    for _ in range(len(margin.cards) + 1):
        if margin.hasFocus():
            QTest.keyClick(margin, Key.Key_Tab)
    assert not margin.hasFocus()


def test_return_presses_the_button_that_has_the_focus(program):
    key = comment_on(program, "Plenipotentiary", "Why here?")
    click(program, cards(program, "comment")[0])
    resolve = button(program, "Resolve")
    resolve.setFocus()
    QTest.keyClick(resolve, Key.Key_Return)
    assert comments(program)[key].done


def test_the_view_menu_says_which_cards_and_it_is_remembered(program):
    comment_on(program, "Plenipotentiary", "Why here?")
    program.actions["cards comments"].trigger()
    follow(program)
    assert {card.kind for card in cards(program)} == {"comment"}
    program.actions["cards none"].trigger()
    follow(program)
    assert not program.window.panes.pane.is_offered("cards")
    assert not program.cards.margin.isVisible()
    assert program.cards.leader.card is None
    assert program.settings.value.cards == "none"
    assert program.comments.overlays[0].signs
    messages: list[str] = []
    program.window.tell = messages.append
    program.actions["go to card"].trigger()
    assert messages == ["The cards are hidden; View › Cards beside the text shows them."]
    program.actions["cards all"].trigger()
    follow(program)
    program.window.panels.open("cards")
    follow(program)
    assert program.cards.margin.isVisible()
    assert not program.comments.overlays[0].signs
    assert program.actions["cards"].menu().actions()[0].text() == "&All cards"


def test_in_a_narrow_window_the_cards_lie_over_the_text_until_they_are_left(program):
    comment_on(program, "Plenipotentiary", "Why here?")
    program.window.resize(683, 384)
    settle(program.window)
    margin, window = program.cards.margin, program.window
    assert not margin.isVisible()
    put_caret(program, "Plenipotentiary")
    program.actions["go to card"].trigger()
    settle(window)
    assert margin.hasFocus()
    click(program, cards(program, "comment")[0])
    assert margin.rect().contains(open_card(program).geometry())
    QTest.keyClick(open_card(program).words, Key.Key_Escape)
    assert window.editor.hasFocus()
    QTest.keyClick(window.editor, Key.Key_Escape)
    assert not margin.isVisible()


def test_cards_are_on_the_other_side_in_a_window_that_runs_from_right_to_left(program):
    margin, window = program.cards.margin, program.window
    assert not margin.on_left()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle(window)
    assert margin.on_left()
    assert margin.beside


def test_the_card_of_a_line_above_the_first_card_is_not_under_the_tabs(program):
    margin = program.cards.margin
    assert margin.offset() < 0
    program.window.editor.verticalScrollBar().setValue(0)
    assert min(placed.rect.top() for placed in margin.placed_cards()) >= 0


def test_cards_below_the_text_have_the_heights_of_their_lines_in_proportion(program):
    margin, window = program.cards.margin, program.window
    put_caret(program, "Plenipotentiary")
    program.actions["pane below"].trigger()
    follow(program)
    assert not margin.beside
    assert program.cards.leader.card is None
    card = margin.placed_card(margin.cards.all[-1].name if margin.current is None else margin.current)
    assert margin.rect().intersects(card.rect.toRect())
    program.actions["pane below"].trigger()
    settle(window)
    assert margin.beside


def test_without_the_pane_the_text_has_the_room(program, qtbot):
    window = program.window
    before = window.editor.width()
    assert not program.comments.overlays[0].signs
    program.actions["cards pane"].trigger()
    settle(window)
    assert not program.cards.margin.isVisible()
    assert window.editor.width() >= before + 340
    qtbot.waitUntil(lambda: program.comments.overlays[0].signs, timeout=3000)
    program.actions["cards pane"].trigger()
    settle(window)
    assert program.cards.margin.hasFocus()
    assert window.editor.width() == before


def test_what_is_typed_in_the_text_keeps_the_cards_at_their_words(program, qtbot):
    comment_on(program, "Plenipotentiary", "Why here?")
    editor, margin = program.window.editor, program.cards.margin
    editor.setFocus()
    editor.caret.move_to(Place(index_with(program, "Plenipotentiary"), 0))
    before = margin.placed_card(cards(program, "comment")[0].name).rect.top()
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: margin.placed_card(cards(program, "comment")[0].name).rect.top() > before, timeout=3000)


def test_a_comment_on_a_note_has_its_card_at_the_mark(program):
    at = index_with(program, "Plenipotentiary")
    clause = program.window.editor.clauses[at]
    program.session.commit(
        insert_note(program.session.submission, StoryId(1), clause.id, 5, "These are all", program.session.stamp())
    )
    notes = program.session.submission.proposals[0].redline.notes
    key = next(key for key, note in notes.items() if any("These are all" in c.text for c in note.clauses))
    story = StoryId(1, key)
    anchors = anchors_between(program.session.submission, story, Place(0, 0), Place(0, 9))
    program.session.commit(add_comment(program.session.submission, 1, anchors, "All?", program.session.stamp(), private=True))
    follow(program)
    (card,) = cards(program, "comment")
    assert card.clause == clause.id
    assert card.selection.story == story


def test_a_tooltip_tells_the_whole_card_letter_for_letter(program, monkeypatch):
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget: shown.append(text))
    words = "<b>Why</b> " + "should this not come before the reference to the plan " * 4
    comment_on(program, "Plenipotentiary", words)
    margin = program.cards.margin
    at = margin.placed_card(cards(program, "comment")[0].name).rect.center().toPoint()
    QApplication.sendEvent(margin, QHelpEvent(QEvent.Type.ToolTip, at, margin.mapToGlobal(at)))
    (tooltip,) = shown
    assert " ".join(words.split()) in html.unescape(re.sub("<.*?>", "", tooltip))


def test_next_comment_makes_its_card_current_and_stays_in_the_text(program):
    keys = [comment_on(program, words, words) for words in ("Plenipotentiary", "Assembly")]
    order = [card.key for card in cards(program, "comment")]
    assert sorted(order) == sorted(keys)
    editor = program.window.editor
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    seen = []
    for _ in range(3):
        program.actions["next comment"].trigger()
        seen.append(program.cards.margin.current[1])
    assert seen == [*order, order[0]]
    assert editor.hasFocus()
    assert not program.window.panels.in_front("comments")


def test_marks_beside_the_scroll_bar_stand_where_their_clauses_are(program):
    comment_on(program, "Plenipotentiary", "Why here?")
    marks, editor = program.cards.frame.marks, program.window.editor
    marks.redraw()
    assert len(marks.heights("comment")) == 1
    assert len(marks.heights("amendment")) == len(cards(program, "amendment"))
    assert len(marks.heights("problem")) == len(cards(program, "problem"))
    block = editor.document().findBlockByNumber(index_with(program, "Plenipotentiary"))
    bar = editor.verticalScrollBar()
    whole = bar.maximum() + bar.pageStep() - bar.minimum()
    part = (block.layout().position().y() - bar.minimum()) / whole
    groove = marks._groove()
    assert abs(marks.heights("comment")[0] - groove.top() - part * groove.height()) < 6
    assert all(0 <= height <= marks.height() for height in marks.heights("amendment"))


def test_a_click_on_a_mark_goes_to_its_words_and_its_tooltip_tells_it(program):
    comment_on(program, "Plenipotentiary", "Why <here>?")
    marks = program.cards.frame.marks
    marks.redraw()
    (height,) = marks.heights("comment")
    assert "Why &lt;here&gt;?" in marks.sentences_at(height)
    QTest.mouseClick(marks, LEFT, pos=QPoint(12, round(height)))
    assert program.window.editor.textCursor().hasSelection()
    assert program.window.editor.hasFocus()
    assert marks.near(-100.0) == []


def test_hits_of_find_are_marked_while_they_are_shown(program, qtbot):
    marks = program.cards.frame.marks
    program.actions["find"].trigger()
    program.find.bar.start("the")
    qtbot.waitUntil(lambda: not program.find.bar.running and bool(program.find.hits), timeout=5000)
    qtbot.waitUntil(lambda: bool(marks.heights("hit")), timeout=3000)
    program.find.bar.hide()
    qtbot.waitUntil(lambda: not marks.heights("hit"), timeout=3000)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("page", [True, False])
def test_the_words_of_a_card_have_a_tint_and_a_bracket_but_no_line_under_them(program, mirrored, page):
    """A line under words means an insertion."""
    program.settings.change(page=page)
    if mirrored:
        program.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    comment_on(program, "Plenipotentiary", "Why here?")
    put_caret(program, "Plenipotentiary")
    settle(program.window)
    editor, card = program.window.editor, program.cards.leader.card
    assert card is not None
    index = next(at for at, clause in enumerate(editor.clauses) if clause.id == card.clause)
    words = visible_rects(editor, index, card.start, card.stop)[0]
    program.cards.leader.show(None)
    plain = editor.viewport().grab().toImage()
    program.cards.leader.show(card)
    picture = editor.viewport().grab().toImage()
    changed = [
        (x, y) for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) != plain.pixel(x, y)
    ]
    inside = {point for point in changed if words.adjusted(-1, -1, 1, 1).contains(*point)}
    assert len(inside) > 0.5 * words.width() * words.height(), "the tint is behind all the words"
    for x, y in inside:
        now, before = picture.pixelColor(x, y), plain.pixelColor(x, y)
        parts = zip(now.getRgb()[:3], before.getRgb()[:3], strict=True)
        assert max(abs(new - old) for new, old in parts) < 50, "it is faint, without a line"
    beside = [point for point in changed if point not in inside]
    margin = editor.document().documentMargin()
    lines = (margin, editor.document().textWidth() - margin)
    assert beside, "a sign that is no colour"
    assert all(x < lines[0] if program.cards.leader.to_left else x >= lines[1] for x, _ in beside), (
        "only in the white of the page"
    )


def test_the_line_from_a_card_ends_at_its_words(program):
    comment_on(program, "Plenipotentiary", "Why here?")
    put_caret(program, "Plenipotentiary")
    settle(program.window)
    margin, editor, leader = program.cards.margin, program.window.editor, program.cards.leader
    assert leader.card is not None
    assert leader.card.kind == "comment"
    tone = margin._painter.tone(margin.words(leader.card))
    picture = editor.viewport().grab().toImage()
    placed = margin.placed_card(leader.card.name)
    low = round(placed.line - margin.offset())
    edge = [picture.pixelColor(editor.viewport().width() - x, low + by) for x in range(1, 12) for by in (-2, -1, 0, 1, 2)]
    assert any(abs(c.hue() - tone.hue()) < 30 and c.saturation() > 40 for c in edge)


def test_a_wheel_over_the_cards_scrolls_the_text(program):
    program.window.resize(1366, 420)
    settle(program.window)
    margin, bar = program.cards.margin, program.window.editor.verticalScrollBar()
    middle = QPointF(margin.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        middle, margin.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(margin, event)
    assert bar.value() > 0


def test_focus_mode_has_no_cards(program):
    program.actions["focus mode"].trigger()
    assert not program.cards.margin.isVisible()
    program.actions["focus mode"].trigger()
    assert program.cards.margin.isVisible()


def start_writing(program, words: str, comment: str):
    """Begins a comment on a word and writes in its card."""
    put_caret(program, words)
    program.window.editor.moveCursor(program.window.editor.textCursor().MoveOperation.EndOfWord)
    program.actions["comment"].trigger()
    field = open_card(program).words
    QTest.keyClicks(field, comment)
    return field


def test_a_comment_that_is_being_written_is_kept_when_another_one_is_begun(program):
    start_writing(program, "Plenipotentiary", "First")
    start_writing(program, "Conference", "Second")
    assert [comment.text for comment in comments(program).values()] == ["First"]
    assert open_card(program).words.text() == "Second"
    QTest.keyClick(open_card(program).words, Key.Key_Return, Control)
    assert [comment.text for comment in comments(program).values()] == ["First", "Second"]


def test_a_comment_that_is_being_written_is_kept_when_the_work_goes_on_elsewhere(program, qtbot):
    start_writing(program, "Plenipotentiary", "Kept")
    program.window.editor.setFocus()
    assert [comment.text for comment in comments(program).values()] == ["Kept"]
    assert program.cards.opening.widget is None
    follow(program)
    assert cards(program, "new") == []
    (key,) = comments(program)
    click(program, cards(program, "comment")[0])
    QTest.keyClicks(open_card(program).words, "An answer")
    click(program, cards(program, "amendment")[0])
    assert [reply.text for reply in comments(program)[key].replies] == ["An answer"]
    assert program.cards.opening.card.kind == "amendment"


def test_what_is_being_written_in_a_card_is_in_the_file_that_is_saved(program, tmp_path):
    start_writing(program, "Plenipotentiary", "Saved with it")
    program.open_submission._save(tmp_path / "one.amend")
    assert not comments(program)  # only what the user asks for gathers
    program.open_submission.save()
    (comment,) = comments(program).values()
    assert comment.text == "Saved with it"
    assert not program.open_submission.modified
    assert program.window.editor.hasFocus()


def test_an_empty_comment_card_leaves_nothing(program):
    start_writing(program, "Plenipotentiary", "")
    program.window.editor.setFocus()
    program.open_submission.gathering.emit()
    assert not comments(program)


def test_ctrl_enter_is_done_with_a_comment_on_its_switch_too(program):
    start_writing(program, "Plenipotentiary", "For all")
    QTest.keyClick(open_card(program).words, Key.Key_Tab)
    switch = open_card(program).switch
    assert switch.hasFocus()
    QTest.keyClick(switch, Key.Key_Space)
    QTest.keyClick(switch, Key.Key_Return, Control)
    (comment,) = comments(program).values()
    assert (comment.text, comment.private) == ("For all", False)
    assert program.cards.opening.widget is None
    assert QApplication.activePopupWidget() is None


def test_tab_after_a_click_on_a_card_goes_into_it(program):
    card = cards(program, "amendment")[0]
    click(program, card)
    margin = program.cards.margin
    assert margin.hasFocus()
    QTest.keyClick(margin, Key.Key_Tab)
    assert open_card(program).controls[0].hasFocus()
    QTest.keyClick(open_card(program).controls[0], Key.Key_Backtab)
    assert margin.hasFocus()
    assert margin.current == card.name


def test_a_card_follows_a_word_that_is_on_another_line_in_print(program, qtbot):
    comment_on(program, "Plenipotentiary", "Why here?")
    (card,) = cards(program, "comment")
    margin, editor = program.cards.margin, program.window.editor
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=60_000)
    at = index_with(program, "Plenipotentiary")
    place = Place(at, editor.clauses[at].text.index("Plenipotentiary"))

    def is_at_its_line() -> bool:
        top, bottom = visible_line(editor, place)
        return abs(margin.placed_card(card.name).line - margin.offset() - (top + bottom) / 2) < 1

    assert program.problems.live_preflight.finish()
    follow(program)
    QTest.qWait(300)  # nothing else is to arrange the cards again
    assert is_at_its_line()
    size, before = editor.document().size(), visible_line(editor, place)
    pages = editor.pages
    pages.show(pages.starts, {**pages._lines, editor.clauses[at].id: [0, place.offset]}, pages._around)
    pages.finish()
    assert visible_line(editor, place) != before
    assert editor.document().size() == size
    qtbot.waitUntil(is_at_its_line, timeout=3000)


def test_the_key_to_the_card_carries_nobody_to_another_screen(open_program, tmp_path: Path, qtbot):
    lines = "".join(f"{n}\tthat item {n} of this long list is here;\n" for n in range(1, 200))
    (tmp_path / "long.txt").write_text(f"*resolves*\n{lines}", encoding="utf-8", newline="\n")
    program = open_program(tmp_path / "long.txt")
    program.window.resize(1366, 740)
    editor = program.window.editor
    editor.caret.move_to(Place(190, 0))
    QTest.keyClicks(editor, "x")
    follow(program)
    editor.caret.move_to(Place(3, 0))
    editor.setFocus()
    follow(program)
    before, bar = editor.caret.selection(), editor.verticalScrollBar().value()
    program.actions["go to card"].trigger()
    assert (editor.caret.selection(), editor.verticalScrollBar().value()) == (before, bar)
    assert "no card at this place" in program.window.statusBar().currentMessage()
    editor.caret.move_to(Place(193, 0))
    follow(program)
    qtbot.waitUntil(lambda: editor.verticalScrollBar().value() != bar)
    program.actions["go to card"].trigger()
    assert program.cards.margin.current_card() is not None


def test_the_card_of_the_caret_is_seen_however_many_are_before_it(open_program):
    lines = "".join(f"{number}\tto {{--see--}}{{++[note] [regret]++}} and {{++[go]++}} it;\n" for number in range(1, 40))
    program = open_program(submission=Submission(proposals=(Proposal("MOD", "1", parse("*resolves*\n" + lines)),)))
    program.window.resize(1366, 740)
    assert program.problems.live_preflight.finish()
    follow(program)
    margin = program.cards.margin
    for clause in (20, 39):
        program.window.editor.caret.move_to(Place(clause, 4))
        program.cards.follow_caret()
        settle(program.window)
        placed = margin.placed_card(margin.current)
        assert 0 <= placed.rect.top() < margin.height()
        assert abs(placed.rect.top() - placed.line) < 30, "it is at the height of its line"
