"""The second text beside the one that is worked on: the text in force, the other language version, or the text as it reads if the
choices of a party win; level with the caret."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSettings, Qt, QTimer

from app.controllers.brackets.panel import BracketPanelController
from app.controllers.language_versions import LanguageVersionsController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.resolved import View
from model.submission.story import StoryId
from model.submission.transactions import Selection
from widgets.common.store import Change, ReadOnlyStore, Store
from widgets.common.tasks import debounce

if TYPE_CHECKING:
    from widgets.reading.split_view import SplitView

SHOWN = (ActionId.SPLIT_BASE, ActionId.SPLIT_CHOICES, ActionId.SPLIT_LANGUAGE)
"""The actions of the texts that are shown there."""
BESIDE = 1040
"""The width in pixels of a window from which the second text is beside the first, unless the user has chosen: two pages at their
least zoom."""
FOLLOW_AFTER = 60
"""Milliseconds after the last move of the caret, turn of the wheel or change until the second text follows, so that no key
waits for it."""


class SplitViewController(QObject):
    """Splits the middle of the window, shows the second text there and keeps it level with the first."""

    def __init__(
        self,
        context: Context,
        language_versions: LanguageVersionsController,
        brackets: BracketPanelController,
        layout: QSettings,
    ) -> None:
        """`layout` remembers whether the second text stands beside the first or below it."""
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._actions = context.actions
        self._window = window
        self._versions = language_versions
        self._brackets = brackets
        self._party = ""
        """The party whose choices were shown last."""
        self._layout = layout
        self._shown: ActionId | None = None
        self._other = ReadOnlyStore(context.session.submission, self)
        self.pane: SplitView | None = None
        """None before it is first seen."""
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        for action in SHOWN:
            context.actions[action].setCheckable(True)
            context.actions.connect_to(action, partial(self._toggle, action))
        window.proposal_shown.connect(lambda _number: self._show_again())
        language_versions.other_changed.connect(self._on_other_changed)
        brackets.places.followed.connect(self._read_choices)
        context.session.changed.connect(self._on_changed)
        window.parts.append(self)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the window."""
        self._timer.stop()
        self._session.changed.disconnect(self._on_changed)
        if self.pane is not None:
            self.pane.put_away()

    # -- what is shown

    def _toggle(self, action: ActionId) -> None:
        if self._shown is action:
            self.close()
        elif action is ActionId.SPLIT_LANGUAGE and self._versions.version() is None:
            self._versions.ask_and_open()  # shows it, where one was chosen
            if self._versions.version() is not None:
                self._show(action)
        elif action is ActionId.SPLIT_CHOICES and not self._brackets.sides():
            self._window.tell(self.tr("No option says who wants it. Write the owner first, such as [ATU: note]."))
        else:
            self._show(action)
        self._tick()

    def _tick(self) -> None:
        for action in SHOWN:
            self._actions[action].setChecked(self._shown is action)

    def _show(self, action: ActionId) -> None:
        self._shown = action
        pane = self._make_view()
        story, texts = self._window.editor.story.text, self._window.texts
        shown: tuple[Store, StoryId, View, str] = (self._session, story, "base", self.tr("Text in force"))
        if action is ActionId.SPLIT_LANGUAGE:
            version = self._versions.version()
            assert version is not None
            self._other.show(version)
            shown = (self._other, self._versions.story_there(), "markup", self._versions.name_of_other())
        parties = self._brackets.sides() if action is ActionId.SPLIT_CHOICES else ()
        self._party = pane.offer(parties, self._party)
        if action is ActionId.SPLIT_CHOICES:
            self._read_choices()
            shown = (self._other, story, "draft", self.tr("If these choices win:"))
        text = pane.show_text(*shown)
        editor = self._window.editor
        text.show_comfort(editor.sheet.comfort)
        if not self._layout.contains("split below"):
            self._stand(below=self._window.panes.width() < BESIDE)
        pane.show()
        self._leave_room()
        half = max(texts.width() if texts.orientation() == Qt.Orientation.Horizontal else texts.height(), 2) // 2
        if not texts.sizes()[-1]:
            texts.setSizes([half, half])
        self._tick()
        self._timer.start()

    def _make_view(self) -> SplitView:
        if self.pane is None:
            from widgets.reading.split_view import SplitView

            pane = self.pane = SplitView()
            pane.hide()
            texts = self._window.texts
            self._stand(below=bool(self._layout.value("split below", False, type=bool)))
            texts.addWidget(pane)
            texts.setCollapsible(1, False)
            for at in range(texts.count()):
                texts.setStretchFactor(at, 1)
            sizes = self._layout.value("split sizes")
            if isinstance(sizes, list) and len(sizes) == 2:
                texts.setSizes([int(siz) for siz in sizes])
            texts.splitterMoved.connect(lambda *_: self._layout.setValue("split sizes", texts.sizes()))
            pane.chosen.connect(self._go_to)
            pane.close_asked.connect(self.close)
            pane.turn_asked.connect(self._turn)
            pane.party_chosen.connect(self._choose_party)
            pane.left.connect(self._window.editor.setFocus)
            editor = self._window.editor
            editor.caret_moved.connect(self._timer.start)
            editor.verticalScrollBar().valueChanged.connect(lambda _value: self._timer.start())
        return self.pane

    def close(self) -> None:
        """Puts the second text away; the work goes on in the first."""
        self._shown = None
        self._timer.stop()
        if self.pane is not None:
            held = self.pane.isAncestorOf(self._window.focusWidget() or self._window)
            self.pane.hide()
            self.pane.put_away()
            self._leave_room()
            if held:
                self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tick()

    def _turn(self) -> None:
        texts = self._window.texts
        below = texts.orientation() == Qt.Orientation.Horizontal
        self._stand(below=below)
        self._layout.setValue("split below", below)
        self._leave_room()
        texts.setSizes([1, 1])
        self._timer.start()

    def _stand(self, *, below: bool) -> None:
        """Puts the second text below the first, or beside it."""
        self._window.texts.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)

    def _leave_room(self) -> None:
        """Leaves two texts beside each other the width of tree and pane, if they need it."""
        beside = self._window.texts.orientation() == Qt.Orientation.Horizontal
        self._window.panes.set_two_texts(on=beside and self._shown is not None)

    def _show_again(self) -> None:
        if self._shown is not None:
            self._show(self._shown)

    def _on_other_changed(self) -> None:
        if self._shown is ActionId.SPLIT_LANGUAGE:
            if self._versions.version() is None:
                self.close()
            else:
                self._show(ActionId.SPLIT_LANGUAGE)

    def _on_changed(self, change: Change) -> None:
        if self._shown is not None:
            if change.transaction is None and self._shown is ActionId.SPLIT_BASE:
                QTimer.singleShot(0, self, self._show_again)
            self._timer.start()

    def _choose_party(self, party: str) -> None:
        self._party = party
        self._read_choices()
        self._timer.start()

    def _read_choices(self) -> None:
        """Shows how the text reads now if the choices of the party win."""
        if self._shown is ActionId.SPLIT_CHOICES:
            self._other.show(self._brackets.with_choices(self._party))
            self._timer.start()

    # -- following

    def follow(self) -> None:
        """Aligns the second text with the clause of the caret, or with the first visible one if the caret is out of sight."""
        self._timer.stop()
        pane, editor = self.pane, self._window.editor
        if pane is None or pane.text is None or self._shown is None or editor.story.note:
            return
        seen = editor.viewport().rect().intersects(editor.cursorRect())
        number = editor.textCursor().blockNumber() if seen else editor.anchor.top_block()
        clause = editor.caret.clause() if seen else next(iter(editor.projection.members(number)), None)
        if clause is None:
            return
        block = editor.document().findBlockByNumber(number)
        top = editor.document().documentLayout().blockBoundingRect(block).top() - editor.verticalScrollBar().value()
        if self._window.texts.orientation() == Qt.Orientation.Horizontal:  # the line over the second text makes it start lower
            top += editor.viewport().mapToGlobal(QPoint()).y() - pane.text.viewport().mapToGlobal(QPoint()).y()
        if self._shown is ActionId.SPLIT_LANGUAGE:
            other_clause, exact = self._versions.clause_there(clause.id)
            shown = pane.text.follow(other_clause, round(top)) and exact
            pane.state.setText("" if shown else self.tr("This paragraph is not in the other version"))
        else:
            shown = pane.text.follow(clause.id, round(top))
            if self._shown is ActionId.SPLIT_CHOICES:
                absent = self.tr("This paragraph is not in that text")
            else:
                absent = self.tr("This paragraph is not in the text in force")
            pane.state.setText("" if shown else absent)

    def _go_to(self, id: str) -> None:
        clause = self._versions.clause_here(id) if self._shown is ActionId.SPLIT_LANGUAGE else id
        story = self._window.editor.story.text
        if clause:
            self._window.go_to(Selection(story, (clause, 0), (clause, 0)))
