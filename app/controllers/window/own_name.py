"""The user's name: asked for once, when the first amendment without one is made, and set at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import EditError
from model.submission.transactions import SetField
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.common.translation import say
from widgets.dialogs import messages

if TYPE_CHECKING:
    from widgets.window.name_bar import NameBar

ASK_AFTER = 600
"""Milliseconds after the first amendment before the question appears above the text, so that no key waits for it."""


class OwnName(QObject):
    """Asks, and keeps the answer in the settings."""

    def __init__(self, context: Context) -> None:
        session, window = context.session, context.window
        super().__init__(window)
        self._session = session
        self._window = window
        self._settings = context.settings
        self.bar: NameBar | None = None
        """None before it is first seen."""
        self._since = ""
        """When the first amendment without a name was made."""
        self._timer = debounce(self, ASK_AFTER, self._ask)
        context.actions.connect_to(ActionId.NAME, self.ask_for_name)
        session.changed.connect(self._on_changed)
        session.author_changed.connect(self._on_author)
        window.parts.append(self)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the window."""
        self._timer.stop()
        self._session.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if self._session.author or self._since or change.origin != "edit" or change.transaction is None:
            return
        if not self._settings.value.nameless and any(_bears_a_name(step) for step in change.transaction.steps):
            self._since = change.transaction.time
            self._timer.start()

    def _ask(self) -> None:
        if self._session.author:
            return
        if self.bar is None:
            from widgets.window.name_bar import NameBar

            self.bar = NameBar()
            self._window.add_bar(self.bar)
            self.bar.named.connect(self.take)
            self.bar.declined.connect(self._decline)
            self.bar.closed.connect(self._hide)
        self.bar.show()

    def _hide(self) -> None:
        if self.bar is not None and self.bar.isVisible():
            self.bar.hide()
            self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decline(self) -> None:
        self._settings.change(nameless=True)
        self._hide()

    def take(self, name: str) -> None:
        """Sets the name."""
        self._settings.change(author=name)
        self._session.author = name

    def _on_author(self, name: str) -> None:
        """Puts a name that is set to what was done without one since the program started, too."""
        from model.edits.own_name import sign_amendments

        self._hide()
        if not name or not self._since:
            return
        try:
            self._session.commit(sign_amendments(self._session.submission, self._since, self._session.stamp()))
        except EditError as error:
            self._window.tell(say(error.message))

    def ask_for_name(self) -> None:
        """Asks for the name on the amendments; in the bar if the bar is already shown."""
        window = self._window
        if self.bar is not None and self.bar.isVisible():
            self.bar.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        question = self.tr("The name on your amendments here; an export has the source of the proposal instead:")
        name = messages.ask_for_text(window, self.tr("Your name"), question, self._settings.value.author)
        if name is not None:
            self.take(name.strip())


def _bears_a_name(step: object) -> bool:
    """Whether a step changes a text or a comment: the fields of the form carry no name."""
    return not isinstance(step, SetField) or "/comments/" in step.path
