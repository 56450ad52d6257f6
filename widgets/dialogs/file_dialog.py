"""The file dialog of Qt, which is shown if there is no desktop with one of its own: its icons, columns and places."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QHeaderView, QLineEdit, QSplitter, QToolButton, QTreeView

from widgets.common.foreign_text import isolated
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import translate
from widgets.theme.icons import icon

ROOM = 820, 520
"""The width and height of the dialog in pixels, if the screen is not smaller."""
PLACES = 170
"""The width in pixels of the list of places."""
NAME, SIZE, KIND, TIME = range(4)
"""The columns of Qt's model of files."""
_BUTTONS = {"toParentButton": "arrow-up", "newFolderButton": "folder-plus", "listModeButton": "list", "detailModeButton": "table"}
"""The icons of the buttons, by Qt's names for them."""
_STANDARD = QStandardPaths.StandardLocation
_LOCATIONS = (_STANDARD.HomeLocation, _STANDARD.DesktopLocation, _STANDARD.DocumentsLocation, _STANDARD.DownloadLocation)


def dress_file_dialog(dialog: QFileDialog) -> None:
    """Gives a file dialog of Qt the icons of the program, columns that cut nothing, the usual places, and enough room."""
    leftwards = dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft
    back, forward = ("chevron-right", "chevron-left") if leftwards else ("chevron-left", "chevron-right")
    for name, shape in ({"backButton": back, "forwardButton": forward} | _BUTTONS).items():
        if (button := dialog.findChild(QToolButton, name)) is not None:
            button.setIcon(icon(shape))
    _fit_columns(dialog)
    _describe_folder(dialog)
    dialog.directoryEntered.connect(lambda _folder: _describe_folder(dialog))
    _offer_places(dialog)
    resize_to_fit(dialog, max(ROOM[0], dialog.width()), max(ROOM[1], dialog.height()))
    if (splitter := dialog.findChild(QSplitter, "splitter")) is not None:
        splitter.setSizes([PLACES, max(splitter.width() - PLACES, PLACES)])


def _describe_folder(dialog: QFileDialog) -> None:
    """Describes the field of the name by the folder to which it belongs: only a list beside it shows that."""
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    if name is not None:
        folder = QDir.toNativeSeparators(dialog.directory().absolutePath())
        name.setAccessibleDescription(translate("FileDialog", "In the folder {folder}").format(folder=isolated(folder)))


def _fit_columns(dialog: QFileDialog) -> None:
    """Leaves the width to the names; the kind of files is chosen below the list."""
    files = dialog.findChild(QTreeView, "treeView")
    if files is None:
        return
    header = files.header()
    header.setStretchLastSection(False)
    header.hideSection(KIND)
    header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
    for column in (SIZE, TIME):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)


def _offer_places(dialog: QFileDialog) -> None:
    """Adds the user's folders to the list of places, unless the user has filled it."""
    known = dialog.sidebarUrls()
    home = QUrl.fromLocalFile(QStandardPaths.writableLocation(_STANDARD.HomeLocation))
    if any(place not in (home, QUrl("file:")) for place in known):
        return
    folders = dict.fromkeys(map(QStandardPaths.writableLocation, _LOCATIONS))
    dialog.setSidebarUrls([*(QUrl.fromLocalFile(folder) for folder in folders if Path(folder).is_dir()), QUrl("file:")])
