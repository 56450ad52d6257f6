"""The pages of the text in the window: where they begin, what stays where it is, and what is seen between them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.controllers.page_view import REST
from app.program import Program
from model.files.opening import open_document
from model.formats.page.printout import unrolled
from model.formats.word.printed_styles import printed_styles
from model.redline.edit_text import Place
from model.submission.values import Submission
from tests.bench.editor import submission_of
from widgets.printing.pages import Pager

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


def settled(program: Program, qtbot) -> None:
    """Waits until the pages are there; the window is as wide as a page needs."""
    program.window.resize(1400, 800)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: program.page_view.settled, timeout=60_000)


def preview_starts(program: Program) -> list[tuple[int, str]]:
    """Number and first words of each page of the preview on which the text of the window stands, without the first."""
    submission = program.session.submission
    printed = unrolled(submission, program.window.editor.view, styles=printed_styles(submission.sources))
    found = []
    for page in Pager(printed).pages():
        own = [strip for _, _, strip in page.strips if strip.source.startswith("1/") and "/notes/" not in strip.source]
        if own:
            strip = own[0]
            line = strip.layout.text()[strip.line.textStart() : strip.line.textStart() + strip.line.textLength()]
            found.append((page.number, line))
    return found[1:]


def editor_starts(program: Program) -> list[tuple[int, str]]:
    """The same of the gaps, with the words of the line that stands behind each."""
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
        if not re.fullmatch(re.escape(shown.strip()).replace("\ufffc", r"\S+"), printed.rpartition("\t")[2].strip(), re.IGNORECASE):
            dump(program, shown, printed)
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
        text.write_text("\n".join(f"{label}\t{words}" if label else words for _, label, words in rows), encoding="utf-8")
        submission: Submission = open_document(text).submission
        program.open_submission.show_unsaved(submission, path.stem)
        settled(program, qtbot)
        within += assert_equal_pages(program)
        program.session.stack.setClean()
    assert within > 5


def dump(program, shown, printed):
    ed = program.window.editor
    b = ed.document().begin()
    while b.isValid():
        if shown in b.text():
            break
        b = b.next()
    l = b.layout()
    print("EDITOR", b.blockFormat().textIndent(), l.lineAt(0).x(), l.lineAt(0).width())
    for i in range(l.lineCount()):
        print(repr(b.text()[l.lineAt(i).textStart():][:l.lineAt(i).textLength()]), l.lineAt(i).naturalTextWidth()/l.lineAt(1).width())
    for page in Pager(unrolled(program.session.submission, ed.view)).pages():
        for _, _, st in page.strips:
            if st.source.endswith("/" + ed.projection.clauses[b.blockNumber()].id):
                print(page.number, repr(st.layout.text()[st.line.textStart():][:st.line.textLength()]), st.line.naturalTextWidth()/9639)
