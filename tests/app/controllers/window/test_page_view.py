"""The pages of the text in the window: where they begin, what stays where it is, and what is seen between them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program
from model.files.opening import open_document
from model.formats.notation import parse
from model.formats.page.metrics import MARGIN
from model.formats.page.printout import unroll
from model.formats.word.printed_styles import printed_styles
from model.formats.word.table_shapes import shapes_by_text
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Proposal, Submission
from tests.bench.editor import submission_of
from tests.builders.timers import end_timers
from widgets.printing.paginator import FOOT_GAP, Paginator


def settled(program: Program, qtbot) -> None:
    """Waits until the pages are there; the window is as wide as a page needs."""
    program.window.resize(1400, 800)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=60_000)


def preview_starts(program: Program) -> list[tuple[int, str]]:
    """Number and first words of each page of the preview on which the text of the window stands, without the first."""
    submission = program.session.submission
    shapes = shapes_by_text(submission)
    printed = unroll(submission, program.window.editor.view, styles=printed_styles(submission.sources), shapes=shapes)
    found = []
    for page in Paginator(printed).pages():
        strips = [strip for _, _, strip in page.strips if strip.source.startswith("1/") and "/notes/" not in strip.source]
        if strips:
            strip = strips[0]
            line = strip.layout.text()[strip.line.textStart() : strip.line.textStart() + strip.line.textLength()]
            found.append((page.number, line))
    return found[1:]


def editor_starts(program: Program) -> list[tuple[int, str]]:
    """The same of the gaps, with the words of the line that stands after each."""
    editor = program.window.editor
    found = []
    for gap in editor.pages.gaps.between(0, editor.document().blockCount()):
        if gap.next is None:
            continue
        cursor = QTextCursor(gap.before)
        below = editor.cursorRect(cursor).top()
        if cursor.atBlockStart():
            above = editor.document().documentLayout().blockBoundingRect(cursor.block().previous()).bottom()
            above -= editor.verticalScrollBar().value()
        else:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            above = editor.cursorRect(cursor).bottom()
        assert below - above > gap.edge, "the gap is there"
        cursor = QTextCursor(gap.before)
        line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
        assert line.textStart() == cursor.positionInBlock()
        found.append((gap.next.number, cursor.block().text()[line.textStart() : line.textStart() + line.textLength()]))
    return found


def assert_equal_pages(program: Program) -> int:
    """Whether pages begin where the preview's do; the number of pages that begin within a paragraph."""
    preview, editor = preview_starts(program), editor_starts(program)
    assert [number for number, _ in editor] == [number for number, _ in preview]
    for (number, shown), (_, printed) in zip(editor, preview, strict=True):
        wanted = re.escape(shown.strip()).replace("\ufffc", r"\S+")
        assert re.fullmatch(wanted, printed.rpartition("\t")[2].strip(), re.IGNORECASE), number
    gaps = program.window.editor.pages.gaps
    return sum(not gap.before.atBlockStart() for gap in gaps.between(0, 1 << 20) if gap.next is not None)


def test_the_sample_has_the_pages_of_the_preview(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    assert_equal_pages(program)
    assert len(program.window.editor.pages.gaps) == 3
    for view in ("draft", "base"):
        program.actions[view].trigger()
        settled(program, qtbot)
        assert_equal_pages(program)


def test_a_long_text_has_the_pages_of_the_preview_also_within_its_paragraphs(open_program, qtbot):
    program = open_program(submission=submission_of(300))
    settled(program, qtbot)
    assert assert_equal_pages(program) > 0


@pytest.mark.parametrize("name", ["base.docx", "proposal-tracked.docx"])
def test_resolution_75_has_the_pages_of_the_preview(open_program, qtbot, shared: Path, name: str):
    program = open_program(shared / "res75" / name)
    settled(program, qtbot)
    assert_equal_pages(program)
    assert len(program.window.editor.pages.gaps) > 2


def test_the_texts_of_a_plenipotentiary_conference_have_the_pages_of_the_preview(open_program, qtbot, shared: Path, tmp_path):
    within = 0
    program = open_program()
    for path in sorted((shared / "corpus" / "pp18").glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        text = tmp_path / f"{path.stem}.txt"
        text.write_text(
            "\n".join(f"{label}\t{words}" if label else words for _, label, words in rows), encoding="utf-8", newline="\n"
        )
        submission: Submission = open_document(text).submission
        program.open_submission.show_unsaved(submission, path.stem)
        settled(program, qtbot)
        within += assert_equal_pages(program)
        program.session.stack.setClean()
    assert within > 5


def caret_top(program: Program) -> int:
    return program.window.editor.cursorRect().top()


def test_the_pages_follow_typing_after_a_rest_and_the_line_of_the_caret_stays_where_it_is(open_program, qtbot):
    program = open_program(submission=submission_of(120))
    settled(program, qtbot)
    editor = program.window.editor
    gap = next(gap for gap in editor.pages.gaps.between(0, 120) if not gap.before.atBlockStart())
    cursor = QTextCursor(gap.before)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)  # behind a gap in the same paragraph
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    QApplication.processEvents()
    before, heights = caret_top(program), [page_gap.height for page_gap in editor.pages.gaps.between(0, 120)]
    QTest.keyClicks(editor, "x")
    assert caret_top(program) == before
    assert [page_gap.height for page_gap in editor.pages.gaps.between(0, 120)] == heights
    QTest.keyClicks(editor, " and many words more" * 20)
    QApplication.processEvents()
    typed = caret_top(program)
    assert [page_gap.height for page_gap in editor.pages.gaps.between(0, 120)] == heights, "while typing nothing moves"
    end_timers(program.page_view)
    settled(program, qtbot)
    assert abs(caret_top(program) - typed) <= 1
    assert_equal_pages(program)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    program.session.stack.undo()
    end_timers(program.page_view)
    settled(program, qtbot)
    assert_equal_pages(program)


def test_gaps_are_no_text_and_no_step_and_go_with_the_page(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor, before = program.window.editor, program.session.submission
    assert len(editor.pages.gaps) == 3
    assert not program.session.stack.canUndo()
    assert program.session.submission is before
    shown = editor.projection
    assert [editor.document().findBlockByNumber(at).text() for at in range(shown.count)] == [
        shown.text(at) for at in range(shown.count)
    ]
    high = editor.document().size().height()
    program.actions["web layout"].trigger()
    assert len(editor.pages.gaps) == 0
    assert editor.document().size().height() < high
    program.actions["web layout"].trigger()
    settled(program, qtbot)
    assert editor.document().size().height() == pytest.approx(high, abs=1)


def test_the_end_of_the_last_page_can_be_scrolled_to(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor = program.window.editor
    bar, last = editor.verticalScrollBar(), editor.pages.gaps.last
    bar.setValue(bar.maximum())
    end = editor.pages.gaps.top(last) + last.edge - bar.value()
    assert end == pytest.approx(editor.viewport().height(), abs=2)
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    bar.setValue(bar.maximum())
    QTest.keyClicks(editor, "x")
    assert bar.value() <= bar.maximum()
    assert bar.maximum() > editor.document().size().height() - editor.viewport().height()


def test_a_note_is_edited_at_the_foot_of_its_page_and_left_by_escape(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    window = program.window
    window.activateWindow()
    editor, pane = window.editor, window.note_pane
    story = StoryId(1, "1")
    rect = editor.pages.note_rect(story)
    assert rect is not None
    editor.verticalScrollBar().setValue(round(rect.top()) - 200)
    QApplication.processEvents()
    rect = editor.pages.note_rect(story)
    assert editor.pages.note_at(rect.center()) == story
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    QApplication.processEvents()
    assert window.note_place.at_foot
    assert window.note.story == story
    qtbot.waitUntil(window.note.hasFocus, timeout=2000)

    def over() -> bool:
        rect = editor.pages.note_rect(story)
        return abs(pane.y() - rect.top()) <= 1 and abs(pane.x() - rect.left()) <= 1

    assert over()
    editor.verticalScrollBar().setValue(editor.verticalScrollBar().value() + 40)
    assert over()
    QTest.keyClicks(window.note, "more ")
    assert "more" in program.session.submission.proposals[0].redline.notes["1"].clauses[0].text
    end_timers(program.page_view)
    settled(program, qtbot)
    assert over()
    QTest.keyClick(window.note, Qt.Key.Key_Escape)
    assert pane.isHidden()
    assert editor.hasFocus()
    assert window.editor.caret.selection() == pane.mark()
    program.actions["show footnote"].trigger()
    assert pane.isVisible()
    program.actions["web layout"].trigger()
    assert not window.note_place.at_foot, "without pages it stands under the text"
    assert pane.isVisible()


def test_a_note_is_opened_by_a_double_click_on_its_mark(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    editor = program.window.editor
    clauses = editor.clauses
    index, offset = next((at, clause.text.index("\1")) for at, clause in enumerate(clauses) if "\1" in clause.text)
    editor.caret.move_to(Place(index, offset))
    QApplication.processEvents()
    point = editor.cursorRect().center()
    point.setX(point.x() + 3)
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert program.window.note_pane.isVisible()
    assert program.window.note.story.note


def test_another_setting_keeps_the_pages(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    for change in ({"zoom": 150}, {"theme": "dark"}, {"zoom": 100, "theme": "contrast"}):
        program.settings.change(**change)
        settled(program, qtbot)
        assert len(program.window.editor.pages.gaps) == 3
    program.settings.change(theme="light")
    settled(program, qtbot)
    assert_equal_pages(program)


def test_a_note_that_is_opened_at_its_foot_tells_of_its_caret(open_program, qtbot):
    program = open_program()
    settled(program, qtbot)
    window, positions = program.window, []
    window.note.caret_moved.connect(lambda: positions.append(window.note.caret.selection()))
    id = program.session.submission.proposals[0].redline.notes["1"].clauses[0].id
    wanted = Selection(StoryId(1, "1"), (id, 0), (id, 3))
    window.go_to(wanted)
    assert window.note_place.at_foot
    assert positions[-1] == wanted


def test_a_page_that_began_in_words_that_were_deleted_is_let_go_when_the_text_is_zoomed(open_program, qtbot):
    program = open_program(submission=submission_of(300))
    settled(program, qtbot)
    editor = program.window.editor
    program.actions["draft"].trigger()
    settled(program, qtbot)
    gap = next(gap for gap in editor.pages.gaps.between(0, 1 << 20) if gap.next is not None and not gap.before.atBlockStart())
    count = len(editor.pages.gaps)
    cursor = QTextCursor(gap.before.block())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    program.actions["larger"].trigger()
    qtbot.waitUntil(lambda: not editor.pages.at_work)
    assert len(editor.pages.gaps) == count - 1
    settled(program, qtbot)
    assert [number for number, _ in editor_starts(program)] == [number for number, _ in preview_starts(program)]


@pytest.mark.parametrize("of_caret", [True, False])
def test_what_is_read_stays_in_view_when_a_pane_takes_room_and_gives_it_back(of_caret, open_program, qtbot):
    program = open_program(submission=submission_of(300))
    settled(program, qtbot)
    editor, zooms = program.window.editor, set()
    clauses = program.session.submission.proposals[0].redline.clauses
    bar, read = editor.verticalScrollBar(), 200

    def show(index: int) -> None:
        program.window.go_to(Selection(editor.story, (clauses[index].id, 0), (clauses[index].id, 0)))

    def in_view() -> bool:
        block = editor.document().findBlockByNumber(editor.projection.block_of(read))
        return editor.viewport().rect().contains(editor.cursorRect(QTextCursor(block)))

    show(read)
    if not of_caret:
        bar.setValue(bar.value() + editor.cursorRect().top() - 9)
        value = bar.value()
        show(20)
        bar.setValue(value)
    for step in ("submission form", "problems", "split base", "split base"):
        program.actions[step].trigger()
        if step == "problems" and of_caret:
            read = 120
            show(read)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=60_000)
        zooms.add(editor.sheet.zoom)
        assert in_view(), f"{step}, {editor.sheet.zoom} %"
    assert len(zooms) >= 3


@pytest.mark.parametrize("zoom", [60, 76, 90])
def test_the_notes_of_a_full_page_do_not_touch_its_text(zoom, open_program, qtbot):
    """Arabic lines are higher on the screen than in print, since their font has whole pixels."""
    program = open_program()
    called = "1\tأن تُدرس مسألة توزيع الوقت[^1]، ولا سيما الساعة من اليوم؛\n"
    others = "".join(f"{number}\tدقته عند حافة الشبكة؛\n" for number in range(2, 60))
    redline = parse(f"*تقرر*\n{called}{others}[^1]: تشمل أقل البلدان نمواً.\n", language="ar")
    program.session.load(Submission(proposals=(Proposal("MOD", "1", redline=redline, original=redline),), language="ar"))
    program.settings.change(zoom=zoom)
    settled(program, qtbot)
    editor = program.window.editor
    with_notes = [gap for gap in editor.pages.gaps.between(0, editor.document().blockCount()) if gap.page.foot]
    assert with_notes
    for gap in with_notes:
        free = gap.edge - (MARGIN + gap.page.foot_height) * editor.formats.scale
        assert free >= (FOOT_GAP - 1) * editor.formats.scale, "the line above the notes is between them and the text"
