"""The pages on what leaves the program, carried out: Word files with their proof, paper and PDF, Akoma Ntoso."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QInputDialog, QMessageBox, QRadioButton, QWidget

from app.program import Program
from model.errors import ProofError
from model.files.export import bytes_of
from model.files.kinds import FileKind
from model.files.opening import open_document
from model.files.writers import FileBytes
from model.formats.word.writing.export_options import DEFAULT_OPTIONS, ExportOptions
from model.submission.authorship import authors
from model.submission.values import Submission
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.texts import base, by_author, draft, put_caret, submission_of
from tests.builders.conference_template import WORDS, template_bytes
from tests.conftest import ROOT
from widgets.dialogs.proof import ProofDialog
from widgets.printing.choice import PrintChoiceDialog
from widgets.printing.preview import PreviewDialog
from widgets.window.settings_dialog import SettingsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CHANGED = """\
    *considering*
    a)\tthat {++somewhat ++}short texts;
    b)\tthat {--dull --}others.
"""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open."""
    asked: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(Path(url.toLocalFile())) or True)
    return asked


@pytest.fixture
def program(language: str, open_program: Callable[..., Program]) -> Program:
    """The program on a text with amendments of Ana."""
    return open_program(submission=by_author(submission_of(CHANGED), "Ana"))


def look(hand: Driver) -> Callable[[QWidget], None]:
    """Looks at the proof of an export, and closes it."""

    def act(box: QWidget) -> None:
        assert isinstance(box, ProofDialog)
        hand.press_keys("Esc")

    return act


def test_export(
    follow: Follow,
    program: Program,
    files: list[Path],
    tmp_path: Path,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with follow("80-export.md", program) as hand:
        hand.section("Export and proof")
        files.append(tmp_path / "out.docx")
        hand.choose("File > Export to Word", look(hand))
        read = open_document(tmp_path / "out.docx").submission.proposals[0].redline
        assert [clause.text for clause in read.draft().clauses if clause.text][-2:] == draft(program)[-2:]
        assert [clause.text for clause in read.base().clauses if clause.text][-2:] == base(program)[-2:]
        hand.passes("name", "Reject all", "Accept all", why="they are commands of Word; the file was read back above")
        for number, row in enumerate(
            ("Export to Word", "Other exports > Export the draft, untracked", "Other exports > Export the text in force")
        ):
            files.append(tmp_path / f"{number}.docx")
            hand.choose_words(hand.words_of("&File"), hand.row(row), look(hand))
        for name, texts in (("1", draft(program)), ("2", base(program))):
            read = open_document(tmp_path / f"{name}.docx").submission.proposals[0].redline
            assert [clause.text for clause in read.clauses if clause.text][-2:] == texts[-2:]
        hand.passes(
            "row",
            "Other exports > Export the whole treaty text",
            "Other exports > Export in the form of Final Acts",
            why="tests/app/controllers/files exports a treaty text in each form",
        )
        with_template(hand, files, tmp_path)
        hand.section("The proof")
        proof(hand, files, tmp_path, opened)
        with monkeypatch.context() as patches:
            refused(hand, program, files, tmp_path, patches)
        hand.section("On paper")
        on_paper(hand, files, tmp_path)
        hand.section("Names")

        def name(box: QWidget) -> None:
            assert isinstance(box, QInputDialog)
            hand.press_keys("Ctrl+A")
            hand.write("Jane")
            hand.press_keys("Enter")

        hand.choose("Review > Your name", name)
        put_caret(program, "others")
        hand.write(" here")
        assert "Jane" in authors(program.session.submission)
        hand.section("What is not written")


def with_template(hand: Driver, files: list[Path], folder: Path) -> None:
    """Chooses a conference template, exports with it, and exports again when the template is gone."""
    template, settings = folder / "template.docx", hand.program.settings
    words = hand.words_of("&File"), next(iter(hand.called("&Export to Word …")))
    template.write_bytes(template_bytes())

    def choose(box: QWidget) -> None:
        assert isinstance(box, SettingsDialog)
        hand.sees("Conference template", within=box)
        files.append(template)
        hand.click_called("C&hoose …", within=box)
        box.accept()

    def close(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        assert str(template) in box.text() + box.informativeText()
        hand.press_keys("Esc")

    hand.choose("Edit > Settings", choose)
    assert settings.value.template == str(template)
    files.append(folder / "styled.docx")
    hand.choose_words(*words, look(hand))
    assert WORDS in Document(str(folder / "styled.docx")).sections[0].first_page_header.paragraphs[0].text
    template.unlink()
    files.append(folder / "unstyled.docx")
    hand.choose_words(*words, close)
    assert not (folder / "unstyled.docx").exists()
    settings.change(template="")


def proof(hand: Driver, files: list[Path], folder: Path, opened: list[Path]) -> None:
    path = folder / "proved.docx"
    words = hand.words_of("&File"), next(iter(hand.called("&Export to Word …")))

    def go_on(box: QWidget) -> None:
        assert isinstance(box, ProofDialog)
        assert plain(box.windowTitle()) == hand.name("Proof of export")
        hand.click("Open in Word", within=box)
        assert not box.isVisible()

    def stay(box: QWidget) -> None:
        hand.click("Show folder", within=box)

    def copy(box: QWidget) -> None:
        hand.click("Copy path", within=box)
        hand.press_keys("Esc")

    for act in (go_on, stay, copy):
        files.append(path)
        hand.choose_words(*words, act)
    assert opened == [path, folder]
    assert QApplication.clipboard().text() == str(path)
    menu = hand.submenu("File > Last export")
    shown = [plain(action.text()) for action in menu.actions()]
    assert shown == [hand.same(name) for name in ("Open in Word", "Show folder", "Copy path")]
    hand.choose_entry(menu, shown[1])
    assert opened == [path, folder, folder]


def refused(hand: Driver, program: Program, files: list[Path], folder: Path, patches: pytest.MonkeyPatch) -> None:
    """The proof refuses the first typed text, in the export with tracked changes and then in the draft too."""
    views, stack = {"markup"}, program.session.stack
    words = hand.words_of("&File"), next(iter(hand.called("&Export to Word …")))

    def write(submission: Submission, kind: FileKind, options: ExportOptions = DEFAULT_OPTIONS) -> FileBytes:
        if (
            kind.is_proved
            and options.view in views
            and any("Ω" in clause.text for clause in submission.proposals[0].redline.clauses)
        ):
            raise ProofError("the written file reads something else; it was not kept")
        return bytes_of(submission, kind, options)

    def without(box: QWidget) -> None:
        assert stack.text(0) in box.informativeText()  # type: ignore[attr-defined]
        hand.click("Export without tracked changes", within=box)

    patches.setattr("model.files.export.bytes_of", write)
    patches.setattr("model.files.refused_export.bytes_of", write)
    put_caret(program, "others")
    hand.write("Ω")
    program.session.name_steps()
    files += [folder / "refused.docx", folder / "untracked.docx"]
    hand.choose_words(*words, without, look(hand))
    assert not (folder / "refused.docx").exists()
    assert (folder / "untracked.docx").exists()
    views.add("draft")
    files += [folder / "refused.docx", folder / "page.html"]
    hand.choose_words(*words, lambda box: hand.click("Export as text", within=box))
    assert "Ω" in (folder / "page.html").read_text(encoding="utf-8")
    files.append(folder / "refused.docx")
    hand.choose_words(*words, lambda box: hand.click("Undo back to before this step", within=box))
    assert (stack.index(), stack.count()) == (0, 1)


def on_paper(hand: Driver, files: list[Path], folder: Path) -> None:
    def read(box: QWidget) -> None:
        assert isinstance(box, PrintChoiceDialog)
        hand.reads("text in force | proposed text", within=box)
        hand.press_keys("Esc")

    hand.choose("File > Print", read)
    hand.choose_in("&File", "Print preview", accept(hand), close_preview(hand))
    files.append(folder / "out.pdf")
    hand.choose_in("&File", "Export as PDF", accept(hand))
    assert (folder / "out.pdf").read_bytes().startswith(b"%PDF")


def accept(hand: Driver) -> Callable[[QWidget], None]:
    """Takes what is proposed for paper."""

    def act(box: QWidget) -> None:
        assert isinstance(box, PrintChoiceDialog)
        hand.press_keys("Enter")

    return act


def close_preview(hand: Driver) -> Callable[[QWidget], None]:
    """Closes the preview when it shows a page."""

    def act(box: QWidget) -> None:
        assert isinstance(box, PreviewDialog)
        wait_for(lambda: box.picture.number == 1, "the first page")
        hand.press_keys("Esc")

    return act


def test_printing(follow: Follow, program: Program, files: list[Path], tmp_path: Path) -> None:
    with follow("82-printing.md", program) as hand:
        hand.section("Printing and PDF")

        def leave(box: QWidget) -> None:
            assert isinstance(box, PrintChoiceDialog)
            hand.press_keys("Esc")

        hand.choose("File > Print", leave)
        hand.choose("File > Print preview", accept(hand), close_preview(hand))
        for number, row in enumerate(("Markup", "Draft", "Text in force", "Two columns", "Three columns")):
            path = tmp_path / f"{number}.pdf"
            files.append(path)
            choose = chosen(hand, hand.row(row))
            if number:
                hand.choose_again("File > Export as PDF", choose)
            else:
                hand.choose("File > Export as PDF", choose)
            assert path.read_bytes().startswith(b"%PDF")

        def narrow(box: QWidget) -> None:
            assert isinstance(box, PrintChoiceDialog)
            hand.click("Only amended clauses", within=box)
            assert box.choice.only_amended
            hand.sees("Clauses of context on each side", within=box)
            hand.sees("Line numbers", within=box)
            box.context.setValue(0)
            box.line_numbers.setCurrentIndex(1)
            assert (box.choice.context, box.choice.line_numbers) == (0, "page")
            assert isinstance(box.findChild(QCheckBox), QCheckBox)
            hand.press_keys("Enter")

        files.append(tmp_path / "amended.pdf")
        hand.choose_again("File > Export as PDF", narrow)
        assert (tmp_path / "amended.pdf").exists()
        hand.passes("name", "inserted", "deleted", why="words that a screen reader speaks of the PDF")
        hand.choose("Format > Line numbers by page")
        assert program.briefing.line_numbers.how == "page"
        hand.choose("Format > Line numbers through the text")
        assert program.briefing.line_numbers.how == "continuous"


def chosen(hand: Driver, words: str) -> Callable[[QWidget], None]:
    """Chooses what is printed by the head of its row, and goes on."""

    def act(box: QWidget) -> None:
        assert isinstance(box, PrintChoiceDialog)
        found = [choice for choice in box.findChildren(QRadioButton) if plain(choice.text()).startswith(words)]
        assert len(found) == 1, f"{words}: {[choice.text() for choice in box.findChildren(QRadioButton)]}"
        QTest.keyClick(found[0], Qt.Key.Key_Space)
        assert found[0].isChecked()
        hand.press_keys("Enter")

    return act


def test_akoma_ntoso(follow: Follow, program: Program, files: list[Path], tmp_path: Path) -> None:
    with follow("84-akoma-ntoso.md", program) as hand:
        hand.section("Akoma Ntoso")
        endings = [hand.code(".xml"), hand.code(".akn")]
        hand.section("Writing")
        path = tmp_path / f"out{endings[0]}"
        files.append(path)

        def read(box: QWidget) -> None:
            assert isinstance(box, ProofDialog)
            assert plain(box.windowTitle()) == hand.name("Proof of export")
            hand.press_keys("Esc")

        hand.choose("File > Other exports > Export as Akoma Ntoso", read)
        written = path.read_text(encoding="utf-8")
        for element in ("del", "ins"):
            assert f"<{hand.code(element)}" in written
        for number, name in enumerate(
            ("Other exports > Export the draft, untracked", "Other exports > Export the text in force")
        ):
            files.append(tmp_path / f"{number}{endings[number]}")
            hand.choose_in("&File", name, look(hand))
            assert "<ins" not in files_text(tmp_path / f"{number}{endings[number]}")
        hand.section("Opening")
        before = draft(program)
        path.rename(path.with_suffix(endings[1]))
        files.append(path.with_suffix(endings[1]))
        program.file_menu.open_sample()
        hand.choose_words(hand.words_of("&File"), next(iter(hand.called("&Open …"))))
        assert draft(program) == before
        hand.section("Attributes of our own")
        sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "model/formats/akoma_ntoso").rglob("*.py"))
        for mark in hand.rest("code"):  # they tell what stands in a file
            assert mark.words == mark.english
            head, dash, tail = mark.words.removeprefix("cw:").partition("-")
            assert head in sources
            assert f"}}{dash}{tail}" in sources or not dash, f"nothing writes {mark.words}"
        assert "urn:clausewright:akn:1" in written


def files_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
