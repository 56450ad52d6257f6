"""The sentence that a list shows in its room while it has no rows: why it is empty and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.common.labels import plain_label
from widgets.theme.design import GAP, PADDING


class EmptyNote(QWidget):
    """A sentence inside a list, shown while the list has no rows. If a filter hides them all, a button removes the filter.

    view: the list, with its model
    nothing: the sentence for a list that is empty without a filter; '' for none
    no_match: the sentence if the filter hides everything
    is_filtered: returns whether the list is filtered
    is_empty: returns whether the list shows no row; by itself, whether its model has none
    """

    cleared = Signal()
    """The filter is to be removed."""

    def __init__(
        self,
        view: QAbstractItemView,
        nothing: Callable[[], str] | str,
        no_match: str = "",
        is_filtered: Callable[[], bool] = lambda: False,
        is_empty: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._nothing = nothing
        self._no_match = no_match
        self._is_filtered = is_filtered
        self._is_empty = is_empty or (lambda: not view.model().rowCount(QModelIndex()))
        self.sentence = plain_label("")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.clear = QPushButton(QCoreApplication.translate("EmptyNote", "Clear filter"))
        self.clear.setAutoDefault(False)
        self.clear.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clear.clicked.connect(lambda _checked: self._clear())
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, GAP, PADDING, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.sentence)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        around = QVBoxLayout(view.viewport())
        around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # a list may be smaller than the note
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self)
        around.addStretch(1)
        self.hide()
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Shows the sentence if the list is empty now."""
        words = self._words() if self._is_empty() else ""
        if not words and self.isHidden():
            return  # as after most changes
        self.sentence.setText(words)
        self.clear.setVisible(self._is_filtered())
        self.setVisible(bool(words))
        self._view.setAccessibleDescription(words)

    def _words(self) -> str:
        if self._is_filtered():
            return self._no_match
        return self._nothing if isinstance(self._nothing, str) else self._nothing()

    def _clear(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cleared.emit()
        self.follow()
