"""Nothing that is seen passes the catalogues by: windows, panels, menus and boxes are looked at in a language of brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.program import Program
from app.translation.qt_translator import CatalogueTranslator
from app.window.action_ids import CLAUSE_MENU, TEXT_MENU
from model.submission.transactions import Selection
from model.submission.values import Submission
from model.text.symbols import listed_signs
from resources import read_table
from resources.catalogues import languages
from tests.builders.boxes import during
from tests.builders.pseudo_language import BEGIN, Pseudo, outside, pseudo, untranslated
from tests.conftest import ROOT
from widgets.consolidation.parties_dialog import PartiesDialog, PartyFile
from widgets.dialogs.authors import AuthorsDialog
from widgets.dialogs.label_end import LabelEndDialog
from widgets.dialogs.named_text import NamedTextDialog
from widgets.dialogs.new_base import NewBaseDialog
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.recovery import RecoveryDialog
from widgets.dialogs.remark import RemarkDialog
from widgets.dialogs.versions import VersionRow, VersionsDialog
from widgets.editions.row_form import RowForm
from widgets.printing.choice import PrintChoice, PrintChoiceDialog
from widgets.start.new_proposal import NewProposalDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = ROOT / "tests/documents/languages/ru.txt"
"""Its words are in letters of their own."""
_TRANSLATED = ("instrument", "place", "status")
"""Columns of the table of editions that are shown in the language of the window."""


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[None]:
    """The window speaks the language of brackets."""
    translator = CatalogueTranslator(Pseudo(), Pseudo(), qapp)
    before = QLocale()
    QLocale.setDefault(QLocale("ru_RU"))  # what Qt writes itself, and names that the data have in six languages
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)


@pytest.fixture
def shown(spoken: None, open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a text in Russian with amendments, a comment and a version."""
    program = open_program(TEXT, author="Ана")
    editor = program.window.editor
    for at in (3, 5, 7):
        id = editor.clauses[at].id
        program.window.go_to(Selection("1", (id, 0), (id, 0)))
        editor.type_text("слово ")
    program.file_menu.versions.take_version("Утро")
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_: ("", "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_: ([], "")))
    return program


@cache
def data() -> frozenset[str]:
    """What the tables and the system call things by: names of faces, of signs, of languages, of places and texts."""
    editions = (cell for row in read_table("tables/editions.tsv") for name, cell in row.items() if name not in _TRANSLATED)
    places = (row["ru"] for row in read_table("tables/places.tsv"))
    signs = (sign.name for sign in listed_signs())
    names = (row["name"] for row in languages().values())
    return frozenset((*QFontDatabase.families(), *editions, *places, *signs, *names, TEXT.stem))


def nothing(found: Sequence[str]) -> None:
    """Fails with what was found."""
    assert not found, "\n".join(sorted(set(found)))


def untranslated_in(*tops: QWidget) -> list[str]:
    """What is wrong in some windows, where names out of the tables are right."""
    return untranslated(*tops, data=data())


def test_words_outside_the_brackets_are_found() -> None:
    assert pseudo("Open {name} …").startswith("⟦Ópéñ {name} …")
    assert outside("⟦Ópéñ⟧ file ⟦x⟧") == ["file"]
    assert outside("⟦Ópéñ ⟦íññér⟧ x⟧ MOD слово a) /a/b.docx") == []


def test_the_window_its_panels_and_its_menus(shown: Program, qtbot: QtBot) -> None:
    window, actions = shown.window, shown.actions
    for name in ("submission form", "comments", "problems", "split base", "parallel", "find", "replace", "amendments"):
        if not actions[name].isChecked():
            actions[name].trigger()
        QApplication.processEvents()
    assert shown.problems.live_preflight.finish()
    window.list.expandAll()
    window.tree.expandAll()
    qtbot.wait(300)  # whatever follows the text late has come too
    assert BEGIN in window.menuBar().actions()[0].text()
    nothing(untranslated(window))


@pytest.mark.parametrize("names", [CLAUSE_MENU, TEXT_MENU], ids=["clause", "text"])
def test_menus_of_places(shown: Program, names: object) -> None:
    window = shown.window
    for clause in window.editor.clauses[:12]:
        window.go_to(Selection("1", (clause.id, 0), (clause.id, 0)))
        window.editor.setFocus()
        at = window.editor.viewport().mapToGlobal(window.editor.cursorRect().center())
        (window.editor if names is TEXT_MENU else window.tree).menu_asked.emit(at)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        nothing(untranslated(menu))
        menu.close()
        QApplication.processEvents()


BOXES: dict[str, Callable[[], QWidget]] = {
    "authors": lambda: AuthorsDialog({"Ана": 3, "": 1}),
    "consolidate": lambda: PartiesDialog(PartyFile("", "ба", Submission())),
    "label end": lambda: LabelEndDialog("а)\tсети", 2),
    "named text": lambda: NamedTextDialog("Исключить", "Резолюция 1"),
    "new base": lambda: NewBaseDialog("3 из 4", []),
    "print": lambda: PrintChoiceDialog("Печать", "Печать", PrintChoice()),
    "proof": lambda: ProofDialog("а.docx", [("Итог", "Прочитано.")], *[lambda: True] * 3),
    "recovery": lambda: RecoveryDialog(["а, 3"], lambda row: "то"),
    "remark": lambda: RemarkDialog("Основание", "поправка", "куда"),
    "row of the table of editions": lambda: RowForm({}),
    "new proposal": lambda: NewProposalDialog([("WTSA-24", "WTSA-24")], dict),
    "versions": lambda: VersionsDialog(lambda: [VersionRow("Утро", "", Submission())]),
}
DIALOGS = (
    "settings", "shortcuts", "about", "commands", "go to clause", "new call", "versions", "take version", "editions", "terms",
    "print", "print preview", "reason", "private note", "consolidate", "label", "footnote", "name", "take in", "add proposal",
    "symbol", "add correction", "who", "recent", "undo list",
)  # fmt: skip


@pytest.mark.parametrize("name", DIALOGS)
def test_boxes_of_actions(shown: Program, name: str) -> None:
    window = shown.window
    window.editor.setFocus()
    if name in ("reason", "private note"):
        shown.actions["next amendment"].trigger()
    found, _ = during(shown.actions[name].trigger, untranslated_in, window)
    nothing(found)


@pytest.mark.parametrize("name", BOXES)
def test_boxes_on_their_own(spoken: None, qtbot: QtBot, name: str) -> None:
    box = BOXES[name]()
    qtbot.addWidget(box)
    box.show()
    nothing(untranslated(box, data=data()))
    box.close()


def test_the_start_page(spoken: None, open_program: Callable[..., Program]) -> None:
    program = open_program(page=True)
    nothing(untranslated(program.start_page.page))
