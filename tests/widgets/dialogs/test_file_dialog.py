"""Qt's own file dialog, which is shown without a desktop, cuts nothing and looks like the other boxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths, Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QToolButton, QTreeView
from pytestqt.qtbot import QtBot

from app.window.desktop_dialogs import dress_file_dialogs
from widgets.dialogs.file_dialog import KIND, NAME, SIZE, TIME, dress_file_dialog
from widgets.theme.icons import icon

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> QFileDialog:
    (tmp_path / "T22-WTSA.24-C-0035!A18!MSW-S.docx").write_bytes(b"x" * 123_456)
    dialog = QFileDialog(None, "Open", str(tmp_path), "Word (*.docx)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def leftwards(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_sizes_and_times_of_files_are_not_cut(dialog: QFileDialog, qtbot: QtBot) -> None:
    dialog.show()
    dress_file_dialog(dialog)
    files = dialog.findChild(QTreeView, "treeView")
    assert files is not None
    qtbot.waitUntil(lambda: files.model().rowCount(files.rootIndex()) == 1)
    header = files.header()
    assert header.isSectionHidden(KIND)
    for column in (SIZE, TIME):
        assert header.sectionSize(column) >= files.sizeHintForColumn(column)
    assert header.sectionSize(NAME) > header.sectionSize(TIME)
    assert header.length() <= files.viewport().width()


def test_the_places_are_the_folders_of_the_user(dialog: QFileDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = QUrl.fromLocalFile(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
    dialog.setSidebarUrls([home, QUrl("file:")])
    (tmp_path / "Documents").mkdir()
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    monkeypatch.setattr(
        QStandardPaths,
        "writableLocation",
        lambda place: str(tmp_path / "Documents" if place is documents else home.toLocalFile() or tmp_path),
    )
    dress_file_dialog(dialog)
    assert QUrl.fromLocalFile(str(tmp_path / "Documents")) in dialog.sidebarUrls()
    filled = [QUrl.fromLocalFile(str(tmp_path))]
    dialog.setSidebarUrls(filled)
    dress_file_dialog(dialog)
    assert dialog.sidebarUrls() == filled, "the user has chosen others"


def test_the_field_of_the_name_says_in_which_folder_it_is(dialog: QFileDialog, tmp_path: Path) -> None:
    dress_file_dialog(dialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    (tmp_path / "Documents").mkdir()
    assert name.accessibleDescription() == f"In the folder {QDir.toNativeSeparators(tmp_path.as_posix())}"
    dialog.setDirectory(str(tmp_path / "Documents"))
    dialog.directoryEntered.emit(str(tmp_path / "Documents"))  # as Qt does when the user goes there
    assert name.accessibleDescription() == f"In the folder {QDir.toNativeSeparators((tmp_path / 'Documents').as_posix())}"


def test_the_arrows_point_as_the_window_runs(leftwards: None, dialog: QFileDialog) -> None:
    dress_file_dialog(dialog)
    back, forward = (dialog.findChild(QToolButton, name) for name in ("backButton", "forwardButton"))
    assert back is not None
    assert forward is not None
    assert back.icon().pixmap(20).toImage() == icon("chevron-right").pixmap(20).toImage()
    assert forward.icon().pixmap(20).toImage() == icon("chevron-left").pixmap(20).toImage()


def test_a_dialog_is_dressed_when_it_gets_the_keyboard(dialog: QFileDialog, qapp: QApplication, qtbot: QtBot) -> None:
    back = dialog.findChild(QToolButton, "backButton")
    assert back is not None
    before = back.icon().cacheKey()
    dress_file_dialogs(qapp)
    dialog.show()
    dialog.activateWindow()
    dialog.setFocus()
    qtbot.waitUntil(lambda: back.icon().cacheKey() != before)
    assert dialog.width() > dialog.screen().availableSize().width() * 0.9
