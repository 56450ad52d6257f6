"""The dialog that lists what a document or a library contains besides its text and asks what to omit."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from widgets.common.box_layout import lay_out_scrolled
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import plain_label
from widgets.common.sizes import resize_to_fit
from widgets.theme.design import GAP, NONE

_MOST = 12
"""The largest number of details shown for one content; the others are counted."""


class SendingRow(Struct, frozen=True):
    """A content that can be omitted."""

    kind: str
    title: str
    details: tuple[str, ...] = ()
    is_omitted: bool = True
    """Whether its box is ticked at first."""


class SendingDialog(QDialog):
    """Lists the contents, each with a box to omit it; `omitted` are the kinds of the ticked ones."""

    def __init__(self, title: str, message: str, rows: Sequence[SendingRow], parent: QWidget | None = None) -> None:
        """`message` is the question; without rows the dialog shows nothing else."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.boxes: dict[str, QCheckBox] = {}
        inside = QWidget()
        list_ = QVBoxLayout(inside)
        list_.setContentsMargins(NONE, NONE, NONE, NONE)
        list_.setSpacing(GAP)
        list_.addWidget(plain_label(message))
        for row in rows:
            box = QCheckBox(self.tr("Omit: {content}").format(content=direction_marked(row.title)).replace("&", "&&"))
            box.setChecked(row.is_omitted)
            self.boxes[row.kind] = box
            list_.addWidget(box)
            if row.details:
                details = plain_label(self._details(row.details))
                details.setIndent(24)
                list_.addWidget(details)
                box.setAccessibleDescription(details.text())
        list_.addStretch(1)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Continue …"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        lay_out_scrolled(self, inside, buttons)
        for box in [*self.boxes.values()][:1]:
            box.setFocus()
        resize_to_fit(self, 560, min(560, 120 + inside.sizeHint().height()))

    @property
    def omitted(self) -> tuple[str, ...]:
        """The kinds whose boxes are ticked."""
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    def _details(self, details: Sequence[str]) -> str:
        shown = [direction_marked(detail) for detail in details[:_MOST]]
        if len(details) > _MOST:
            shown.append(self.tr("and {count} more").format(count=len(details) - _MOST))
        return "\n".join(shown)
