"""The dialog after an export: the file, the result of the proof, the authors named in the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPushButton, QWidget

from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import plain_label
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import with_label


class ProofDialog(QDialog):
    """Shows the proof of an export, and offers the usual next steps.

    title: the name of the file
    rows: the lines of the proof, each with its name
    open_file: opens the file in Word, and returns whether that succeeded, like the other two; None if Word does not read the file
    show_folder: shows the folder of the file
    copy_path: copies the path of the file
    parent: the window over which it stands
    """

    def __init__(
        self,
        title: str,
        rows: Sequence[tuple[str, str]],
        open_file: Callable[[], bool] | None,
        show_folder: Callable[[], bool],
        copy_path: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Proof of export"))
        self.setMinimumWidth(min(560, self.screen().availableSize().width()))
        layout = box_column(self)
        file = plain_label(direction_marked(title))
        font = file.font()
        font.setBold(True)
        file.setFont(font)
        layout.addWidget(file)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, value in rows:
            label = plain_label(direction_marked(value))
            label.setAccessibleName(with_label(name, value))
            head = plain_label(name)
            head.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            form.addRow(head, label)
        layout.addLayout(form, 1)
        self._copied_line = plain_label("")
        self._copied_line.hide()
        layout.addWidget(self._copied_line)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        if open_file is not None:
            self._button(buttons, self.tr("&Open in Word"), open_file, self.accept)
        self._button(buttons, self.tr("Show &folder"), show_folder, self.accept)
        self._button(buttons, self.tr("&Copy path"), copy_path, self._tell_copied)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        for button in buttons.findChildren(QPushButton):
            button.setAutoDefault(button is close)
        close.setDefault(True)  # in the dialog: a second Return opens no other program
        close.setFocus()
        resize_to_fit(self, self.sizeHint().width(), self.sizeHint().height())

    def _button(self, buttons: QDialogButtonBox, words: str, act: Callable[[], bool], then: Callable[[], None]) -> None:
        def do() -> None:
            if act():
                then()

        buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(lambda _checked: do())

    def _tell_copied(self) -> None:
        self._copied_line.setText(self.tr("✓ The path is copied."))
        self._copied_line.show()
