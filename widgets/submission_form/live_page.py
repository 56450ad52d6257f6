"""The submission form, with a preview of the exported pages beside it if there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from model.formats.page.printout import treaty_texts, unroll
from model.formats.word.printed_styles import printed_styles
from model.formats.word.table_shapes import shapes_by_text
from model.submission.conferences import Conference, find_conference
from widgets.common.labels import plain_label
from widgets.common.store import Change, Store
from widgets.common.tasks import debounce
from widgets.printing.picture import PagePicture
from widgets.theme.design import GAP, TIGHT

WAIT = 400
"""Milliseconds between the last change and the layout of the pages."""
BESIDE = 640
"""The width in pixels from which there is a preview beside the form; a narrower pane shows the form alone, and the page of the
editor its first page."""


class LivePage(QSplitter):
    """The form and the preview, which is updated shortly after each change while it is visible."""

    def __init__(self, store: Store, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._store = store
        self.picture = PagePicture()
        self.picture.setAccessibleName(self.tr("The exported pages"))
        self.addWidget(form)
        self.alone = plain_label(self.tr("A text alone: the export writes these pages, without a first page of the submission."))
        self.alone.setContentsMargins(GAP, TIGHT, GAP, TIGHT)
        self.alone.hide()
        self._beside = QWidget()
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.alone)
        column.addWidget(self.picture, 1)
        self.addWidget(self._beside)
        self._beside.hide()
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        self.setSizes([1000, 1000])
        self.setChildrenCollapsible(True)
        self._form = form
        self._conference: Conference | None = None
        self._stale = True
        self._timer = debounce(self, WAIT, self._follow)
        store.changed.connect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        self.picture.stop()  # no layout between keys
        self._stale = True
        if self._beside.isVisible():
            self._timer.start()

    def _follow(self) -> None:
        if not self._beside.isVisible():
            return
        self._stale = False
        store = self._store
        id = store.submission.header.conference
        if self._conference is None or self._conference.id.lower() != id.strip().lower():
            self._conference = find_conference(id)
        names = printed_styles(store.submission.sources)
        shapes = shapes_by_text(store.submission)
        whole = treaty_texts(store.submission, store.labelling)
        printed = unroll(
            store.submission, conference=self._conference, styles=names, labelling=store.labelling, shapes=shapes, around=whole
        )
        self.picture.show_printout(printed)
        self.alone.setVisible(not any(proposal.symbol for proposal in store.submission.proposals))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Passes the focus on, as `PassesFocus` does."""
        self._form.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def minimumSizeHint(self) -> QSize:
        """The size of the form alone, as it is if there is no room beside it."""
        return self._form.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.setVisible(self.width() >= BESIDE)
        self._look()

    def _look(self) -> None:
        if self._stale and self._beside.isVisible():
            self._timer.start()

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the preview."""
        self._timer.stop()
        self.picture.stop()
        self._store.changed.disconnect(self._on_changed)
