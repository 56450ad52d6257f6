"""The fields around the text, edited at their places on the page; other proposals, shown when they are clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.controllers.window.page_view import PageViewController
from app.window.action_ids import ActionId
from app.window.context import Context
from widgets.editor.document.page_formats import PageFormats

if TYPE_CHECKING:
    from widgets.page_fields.field_on_page import FieldOnPage
    from widgets.page_fields.fields import PageFields


class FirstPageController(QObject):
    """Opens fields over the page, made when the first of them is asked for."""

    def __init__(self, context: Context, pages: PageViewController) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._window = window
        self._editor = window.editor
        self._pages = pages
        self._fields: PageFields | None = None
        self.place: FieldOnPage | None = None
        """The editor of the field that is open; None before the first."""
        self._story = window.editor.story
        window.editor.outer_asked.connect(self._on_asked)
        window.enter_first_page = self.enter
        context.actions.connect_to(ActionId.FIRST_PAGE, self._show)

    # -- fields

    def open(self, path: str) -> bool:
        """Opens the field of a value at its place on the page; returns whether it is there."""
        fields, place = self._make_fields()
        formats = self._editor.formats
        if not isinstance(formats, PageFormats) or place.place_of(path) is None:
            return False
        self._put_away()
        field = fields.field(path)
        if field is None:
            return False
        from widgets.page_fields.fields import set_as_printed

        self._story = self._editor.story
        place.show_field(path, field)
        set_as_printed(field, path, formats)  # a style sheet takes the font of a widget that gets another parent
        place.follow()
        place.show_it()
        return True

    def _make_fields(self) -> tuple[PageFields, FieldOnPage]:
        if self._fields is None or self.place is None:
            from model.submission.conferences import conferences
            from widgets.page_fields.field_on_page import FieldOnPage
            from widgets.page_fields.fields import PageFields

            self._fields, self.place = PageFields(self._session, conferences(), self._window), FieldOnPage(self._editor)
            self._fields.refused.connect(self._window.tell)
            self._window.parts.append(self._fields)
            self.place.left.connect(self.leave)
            self.place.stepped.connect(self._step)
            self._editor.story_shown.connect(self._on_story)
            self._editor.pages.shown.connect(self._on_pages)
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.connect(self._on_focus)
        return self._fields, self.place

    def enter(self) -> bool:
        """Opens the first field of the first page; returns whether there is one."""
        from widgets.page_fields.fields import page_paths

        before, after = page_paths(self._session.submission, self._editor.story.proposal)
        return any(self.open(path) for path in (*before, *after))

    def _show(self) -> None:
        if not self.enter():
            self._window.tell(self.tr("The Web layout has no first page; choose View › Web layout again to leave it."))

    def leave(self) -> None:
        """Closes the field; the work goes on in the text."""
        self._put_away()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        selection = self._editor.caret.selection()
        if selection is not None:
            self._editor.caret.reveal(selection)

    def _put_away(self) -> None:
        if self._fields is not None and self.place is not None and (field := self.place.take_field()) is not None:
            self._fields.put_away(field)

    def _step(self, by: int) -> None:
        """Goes to the field before or after the open one in printed order; the text stands between some of them."""
        from widgets.page_fields.fields import page_paths

        if self.place is None:
            return
        before, after = page_paths(self._session.submission, self._editor.story.proposal)
        steps = [*before, "", *after]
        at = steps.index(self.place.path) if self.place.path in steps else 0
        while 0 <= at + by < len(steps):
            at += by
            if not steps[at]:
                break
            if self.open(steps[at]):
                return
        self.leave()

    # -- what moves below an open field

    def _on_story(self) -> None:
        if self._editor.story != self._story and self.place is not None and self.place.field is not None:
            self.leave()

    def _on_pages(self) -> None:
        """Follows the pages, which may have another size now; a field that they no longer show is closed."""
        place, formats = self.place, self._editor.formats
        if place is None or place.field is None:
            return
        if place.place() is None or not isinstance(formats, PageFormats):
            self.leave()
            return
        from widgets.page_fields.fields import set_as_printed

        set_as_printed(place.field, place.path, formats)
        place.follow()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        place = self.place
        if place is None or place.field is None or now is None or now.window() is not self._window:
            return
        if now is not place and not place.isAncestorOf(now):
            self._put_away()

    # -- clicks

    def _on_asked(self, source: str, point: QPointF) -> None:
        """Opens the field that was clicked, or shows the proposal whose words were, without moving them."""
        head, _, rest = source.partition("/")
        if not head.isdigit():
            self.open(source)
        elif 1 <= int(head) <= len(self._session.submission.proposals):
            self._put_away()
            self._pages.show_in_place(int(head), rest, point)
