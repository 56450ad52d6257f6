"""The first page of the manual, carried out: the start page, the three steps, the parts of the window, several documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QMessageBox, QRadioButton, QWidget

from app.program import Program
from app.session.sample import sample_submission
from model.files.kinds import OFFICE, PDF, WORD, kind_of
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project
from model.formats.word.export import export_word
from model.message import Message
from model.numbering import Labelling
from model.submission.authorship import authors
from tests.app.builders import type_text
from tests.app.manual.boxes import wait_for, with_boxes
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import native
from tests.app.manual.texts import CALLS, by_author, put_caret, submission_of
from tests.builders.pdf import pdf_of
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.recovery import RecoveryDialog
from widgets.start.new_proposal import NewProposalDialog
from widgets.window.shortcut_list import ShortcutList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def left_by_a_crash(language: str, open_program: Callable[..., Program], tmp_path: Path) -> Path:
    """A document whose last words are in its journal alone."""
    crashed = open_program(submission=submission_of())
    path = tmp_path / "a.amend"
    assert crashed.open_submission._save(path)
    crashed.session.commit(type_text(crashed.session.submission, " kept"))
    persistence = crashed.open_submission.persistence
    assert persistence is not None
    persistence.sync()
    persistence.journal.close()
    crashed.open_submission.close()
    return path


def test_first_steps(
    follow: Follow, open_program: Callable[..., Program], left_by_a_crash: Path, files: list[Path], started: list[list[str]]
) -> None:
    made: list[Program] = []

    def leave_it(box: QWidget) -> None:
        assert isinstance(box, RecoveryDialog)
        box.reject()

    with_boxes(lambda: made.append(open_program(page=True)), leave_it)
    with follow("10-first-steps.md", made[0]) as hand:
        hand.section("First steps")
        hand.section("Five things to learn")
        five_things(hand, files, left_by_a_crash.parent)
        made[0].settings.add_recent(left_by_a_crash)
        hand.section("The start page")
        start_page(hand)
        hand.section("The window")
        parts_of_the_window(hand)
        hand.section("Texts in other files")
        texts_in_other_files(hand, left_by_a_crash.parent)
        hand.section("Several documents")
        several_documents(hand, files, left_by_a_crash.parent, started)


def see_kinds(box: QWidget) -> None:
    """Looks at the box for a new proposal, and closes it."""
    assert isinstance(box, NewProposalDialog)
    assert {choice.objectName() for choice in box.findChildren(QRadioButton)} == {"MOD", "ADD", "SUP", "NOC"}
    box.reject()


def start_page(hand: Driver) -> None:
    program = hand.program
    free(program)
    program.actions["start page"].trigger()
    hand.reads("start page")
    page = program.start_page.page
    assert page is not None

    hand.click("New proposal", see_kinds, within=page)
    hand.choose("File > New proposal", see_kinds)
    hand.click("Three-minute tour", within=page)
    wait_for(lambda: program.tour.callout is not None and program.tour.callout.next.hasFocus(), "the tour")
    callout = program.tour.callout
    assert callout is not None
    first = callout.head.text()
    hand.press("Enter")
    assert callout.head.text() != first
    hand.press("PgUp")
    assert callout.head.text() == first
    hand.press("Esc")
    assert program.tour.callout is None
    hand.choose("Help > Start page")
    assert page.isVisible()
    hand.press("Esc")
    assert not page.isVisible()

    def suppress(box: QWidget) -> None:
        assert isinstance(box, NewProposalDialog)
        next(choice for choice in box.findChildren(QRadioButton) if choice.objectName() == "SUP").click()
        box.file.setFocus()
        hand.write("75")
        wait_for(lambda: box.file.completer() is not None and box.file.completer().popup().isVisible(), "the offers")
        offers = box.file.completer().popup()
        hand.press_keys("Down", at=offers)
        hand.press("Enter", at=offers)
        wait_for(lambda: "75" in box.number.text(), "the number of the chosen text")
        box.number.setFocus()
        box.number.clear()
        hand.write("RESOLUTION 20")
        hand.press_keys("Enter")

    hand.press("Ctrl+N", suppress)
    assert [proposal.symbol for proposal in program.session.submission.proposals] == ["SUP"]
    program.open_submission.show_unsaved(sample_submission("en"), "Another")
    program.actions["start page"].trigger()
    page.files.setFocus()
    hand.reads("Can be recovered")
    count = page.files.count()
    program.settings.add_recent(Path("gone.amend"))
    program.start_page.show()
    page.files.setFocus()
    page.files.setCurrentRow(0)
    assert page.files.count() == count + 1
    hand.press("Del")
    assert page.files.count() == count

    def bring_back(box: QWidget) -> None:
        assert isinstance(box, RecoveryDialog)
        hand.press_keys("Enter")

    page.files.setCurrentRow(0)
    hand.press("Enter", bring_back)
    wait_for(lambda: program.open_submission.title == "a.amend", "what was brought back")
    assert "kept" in program.window.editor.toPlainText()


def free(program: Program) -> None:
    """Puts the sample into the window, which gives way to any document."""
    program.file_menu.open_sample()
    program.window.editor.setFocus()


HEADS = (
    "Begin with the text in force.", "Just type.", "Enter and Tab make the numbers.", "One key brings citations up to date.",
    "Fill in the submission and export it.",
)  # fmt: skip


def five_things(hand: Driver, files: list[Path], folder: Path) -> None:
    program, editor = hand.program, hand.program.window.editor
    hand.passes("name", *HEADS, why="they are the heads of the five things")
    hand.choose("File > New proposal", see_kinds)
    hand.press("Ctrl+N", see_kinds)
    second, third, fourth = (hand.name(label) for label in ("b)", "c)", "d)"))
    first = "أ)" if hand.language == "ar" else "a)"
    call = CALLS[hand.language]
    text = f"# RESOLUTION 7\n*{call}*\n{first}\tone;\n{second}\ttwo {{++by another++}};\n{third}\tthree,\n"
    value = by_author(submission_of(text, hand.language), "Ana")
    (folder / "t.txt").write_text(text.replace("{++by another++}", ""), encoding="utf-8", newline="\n")
    (folder / "t.docx").write_bytes(export_word(value)[0])
    save_project(Project(value), folder / "t.amend")
    for suffix in (".txt", ".amend", ".docx"):
        files.append(folder / f"t{hand.code(suffix)}")
        free(program)
        hand.choose("File > Open") if suffix == ".txt" else hand.choose_again("File > Open")
        assert program.open_submission.title == f"t{suffix}"
    assert authors(program.session.submission) == ("Ana",)
    put_caret(program, "by another;")
    hand.press("Enter")
    hand.write("new")
    labels = Labelling.of(program.session.submission.proposals[0].redline)
    printed = {clause.text: (labels.base(clause.id), labels.draft(clause.id)) for clause in editor.clauses}
    assert printed["new"][1] == third
    assert printed["three,"] == (third, fourth)
    put_caret(program, "new", 0)
    hand.press("Tab")
    assert editor.caret.clause().props.level == 2
    hand.choose("Tools > Editions of what is cited")
    editions = program.editions.dialog
    assert editions is not None
    assert editions.isVisible()
    hand.sees("Replace chosen", within=editions)
    editions.close()
    editor.setFocus()
    hand.press("Ctrl+Alt+E")
    assert editions.isVisible()
    editions.close()
    program.window.activateWindow()

    def look_at_proof(box: QWidget) -> None:
        assert isinstance(box, ProofDialog)
        hand.press_keys("Esc")

    files.append(folder / "out.docx")
    hand.choose("File > Export to Word", look_at_proof)
    assert (folder / "out.docx").read_bytes().startswith(b"PK")
    hand.click("Submission", within=program.window.bars.views)
    assert program.window.panels.in_front("submission")
    hand.sees("Export", within=program.window.bars.views)
    program.window.panels.close("submission")


def parts_of_the_window(hand: Driver) -> None:
    program, window = hand.program, hand.program.window

    def place(part: QWidget) -> QRect:
        return QRect(part.mapTo(window, QPoint(0, 0)), part.size())

    for row in ("tools, above", "clauses, at the left", "text, in the middle", "side pane, at the right", "status bar"):
        assert hand.row(row)
    text = place(window.editor)
    assert place(window.bars.tools).bottom() < text.top()
    assert window.bars.kinds.isVisible()
    assert (place(window.tree).center().x() < text.center().x()) is not QApplication.isRightToLeft()
    assert (place(window.panes.pane).center().x() > text.center().x()) is not QApplication.isRightToLeft()
    assert place(window.statusBar()).top() > text.bottom()
    for name, view in (("Draft", "draft"), ("Text in force", "base"), ("Markup", "markup")):
        hand.click(name, within=window.bars.views)
        assert window.editor.view == view
    window.editor.setFocus()
    hand.press("F6")
    assert not window.editor.hasFocus()
    hand.press("Esc")
    assert window.editor.hasFocus()
    window.panels.open("problems").setFocus()
    before = window.panels.front
    hand.press("Ctrl+PgDown")
    assert window.panels.front != before
    hand.choose("View > Clause tree")
    assert not window.tree.isVisible()
    hand.choose_again("View > Clause tree")
    hand.choose("View > Panes > Side pane at the bottom")
    assert place(window.panes.pane).top() > place(window.editor).center().y()
    hand.choose_again("View > Panes > Side pane at the bottom")
    window.editor.setFocus()
    hand.press("Ctrl+Shift+P")
    wait_for(lambda: program.find.palette is not None and program.find.palette.isVisible(), "the commands")
    hand.write(hand.same("Draft"))
    hand.press("Enter")
    assert window.editor.view == "draft"

    def read_keys(box: QWidget) -> None:
        assert isinstance(box, ShortcutList)
        hand.sees_words(native("F8, Shift+F8".split(", ")[0]), box)
        hand.press_keys("Esc")

    hand.choose("Help > Keyboard shortcuts", read_keys)


def texts_in_other_files(hand: Driver, folder: Path) -> None:
    assert hand.row("PDF")
    assert kind_of(pdf_of("Resolution 7"), "a.pdf") is PDF
    assert hand.row("Page saved from a site")
    page = folder / "page.html"
    page.write_text("<html><p>Resolution 7</p><p><i>resolves</i></p><img src=a.png></html>", encoding="utf-8")
    opened = open_document(page)
    assert [clause.text for clause in opened.submission.proposals[0].redline.clauses] == ["Resolution 7", "resolves"]
    assert [warning.values["count"] for warning in opened.warnings if isinstance(warning, Message)] == [1]
    assert hand.row("Word as XML in one file")
    xml = '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>'
    assert (kind_of(xml.encode(), "a.xml"), hand.code(".docx")) == (WORD, ".docx")
    assert hand.row("Word before 2007, OpenDocument, RTF")
    for ending, data in {".rtf": b"{\\rtf1 x}", hand.code(".docx"): b"PK"}.items():
        assert kind_of(data, f"a{ending}") is (OFFICE if ending == ".rtf" else WORD)


def several_documents(hand: Driver, files: list[Path], folder: Path, started: list[list[str]]) -> None:
    program = hand.program
    started.clear()
    files.append(folder / "t.txt")
    hand.choose_in("&File", "Open")
    hand.choose_in("&File", "New proposal")
    assert [command[-1] for command in started] == [str(folder / "t.txt"), "--new"]
    menu = hand.open_menu(hand.name("Window"))
    assert any(program.open_submission.title in action.text() for action in menu.actions())
    hand.close_menus()

    def let_go(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        box.button(QMessageBox.StandardButton.Discard).click()

    hand.choose("File > Open the sample", let_go)
    assert program.windows.free
