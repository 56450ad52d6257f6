"""Qt's own dialogs and menus have no English words left in any of our languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtPrintSupport import QPageSetupDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QProgressDialog, QTextEdit

from app.translation.qt_translator import CatalogueTranslator
from app.translation.words_of_qt import words_lacking
from resources.catalogues import ENGLISH, PROGRAM, WINDOW, catalogue, languages

SAME = {
    "QProgressBar": {"%p%"},
    "QPageSize": None,
    "QFontDatabase": None,
    "QPrintWidget": {"..."},
    "QPrintSettingsOutput": {"Form"},
}
"""By their context: words that no language needs others for, signs, names of paper, and the title of a form that is not shown."""
SIGNS = {"+"}
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "Cannot be used on non-native printers", extend=True)


class Asked(QTranslator):
    """Notes what Qt asks for, and answers nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[tuple[str, str, str | None]] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        self.words.add((context, sourceText, disambiguation))
        return None


@pytest.fixture
def asked(qapp: QApplication, tmp_path) -> set[tuple[str, str, str | None]]:
    """All words for which Qt asks while it makes its dialogs and menus."""
    (tmp_path / "a.txt").touch()
    asked = Asked()
    qapp.installTranslator(asked)
    made = []
    for mode in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
        dialog = QFileDialog(None, "", str(tmp_path))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(mode)
        dialog.show()
        qapp.processEvents()
        made.append(dialog)
    box = QMessageBox()
    for button in QMessageBox.StandardButton:
        if button.value >= 0x400 and button.value.bit_count() == 1:
            box.addButton(button)
    box.setDetailedText("x")
    line, text = QLineEdit("a"), QTextEdit("a")
    made += [box, QPrintDialog(QPrinter()), QPageSetupDialog(QPrinter()), line, text, QProgressDialog()]
    made += [line.createStandardContextMenu(), text.createStandardContextMenu()]
    qapp.removeTranslator(asked)
    for widget in made:
        widget.close()
        widget.deleteLater()
    return asked.words


@pytest.mark.parametrize("language", [language for language in languages() if language != ENGLISH])
def test_each_word_of_qt_is_translated(language: str, asked: set[tuple[str, str, str | None]]) -> None:
    assert len(asked) > 100
    of_qt = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert of_qt.load(QLocale(languages()[language]["locale"]), "qtbase", "_", folder)
    translator = CatalogueTranslator(catalogue(language, WINDOW), catalogue(language, PROGRAM))
    left = []
    for context, words, comment in asked:
        same = SAME.get(context, set())
        if same is None or words in same or words in SIGNS or not context.startswith("Q"):
            continue
        if not translator.translate(context, words, comment) and not of_qt.translate(context, words, comment):
            left.append((context, words))
    assert sorted(left) == []


def test_the_words_that_we_add_are_those_that_qt_asks_for(asked: set[tuple[str, str, str | None]]) -> None:
    assert set(words_lacking()) <= {words for _, words, _ in asked}


def test_the_file_dialog_shows_them(qapp: QApplication) -> None:
    from PySide6.QtWidgets import QLabel

    translator = CatalogueTranslator(catalogue("ar", WINDOW), catalogue("ar", PROGRAM), leftwards=True)
    qapp.installTranslator(translator)
    try:
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.show()
        labels = [label.text() for label in dialog.findChildren(QLabel)]
    finally:
        qapp.removeTranslator(translator)
        dialog.close()
    assert "ا&لبحث في:" in labels
    assert not any("Look in" in label or "Files of" in label for label in labels)
