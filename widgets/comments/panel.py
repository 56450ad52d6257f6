"""The panel of comments: the list, and below it the words of the chosen comment, which can be edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.submission.comments import Comment, CommentAnchor
from widgets.comments.commands import CommentCommands
from widgets.comments.list import CommentChoice, CommentList
from widgets.comments.places import CommentPlaces
from widgets.comments.signs import sign_icon
from widgets.common.empty_note import EmptyNote
from widgets.common.even_layout import EvenLayout
from widgets.common.foreign_text import isolated
from widgets.common.labels import name_choice, plain_label
from widgets.common.names import local_time
from widgets.common.qt_fixes import PassesFocus
from widgets.common.store import Store
from widgets.common.text_button import text_button
from widgets.editor.clipboard import clean_text
from widgets.theme.colours import colours
from widgets.theme.design import GAP


class Words(QPlainTextEdit):
    """The field for the words of a comment; Ctrl+Enter saves them, Esc restores them."""

    finished = Signal()
    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape or (control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
                event.accept()
                return True
        return super().event(event)

    def text(self) -> str:
        """The typed words, without characters that cannot be saved and without surrounding space."""
        return clean_text(self.toPlainText()).strip()


class CommentPanel(PassesFocus):
    """Lists the comments of the shown text and changes them."""

    went_to = Signal(str)
    """The comment with a key is to be shown in the text."""
    left_for = Signal(str)
    """The same, and the text gets the focus."""
    left = Signal()
    """The text gets the focus."""
    marked = Signal(str)
    """The key of the comment whose words are shown; '' if none."""
    message = Signal(str)

    def __init__(self, store: Store, places: CommentPlaces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._commands = CommentCommands(store, places, self.message.emit)
        self._new: Sequence[CommentAnchor] | None = None
        """The place of the comment that is being written."""
        self._replying = False
        self._private = True
        """Whether the next new comment is private; as the last one was."""
        self._at: CommentChoice | None = None
        """The choice whose words are shown."""
        self._shown = ""
        """The words when they were last shown."""
        self.list = CommentList(store, places)
        self.main_part = self.list
        self.resolved = QCheckBox(self.tr("Show resolved ones"))
        self.resolved.setChecked(True)
        self.note = EmptyNote(
            self.list,
            self.tr("No comments yet. Select words and press Ctrl+Alt+M."),
            self.tr("All comments are resolved."),
            lambda: not self.resolved.isChecked() and bool(places.comments),
        )
        self.about = plain_label("")
        self.words = Words()
        self.words.setTabChangesFocus(True)
        self.words.setMaximumHeight(110)
        self.who = QComboBox()
        name_choice(self.who, self.tr("Who may see the comment"))
        self.save = QPushButton()
        self.reply = text_button(self.tr("Reply"), self.start_reply)
        self.done = text_button(self.tr("Resolve"), self._resolve)
        self.remove = text_button(self.tr("Remove"), self._remove)
        self.go = text_button(self.tr("Go there"), lambda: self._with_choice(lambda choice: self.left_for.emit(choice.key)))
        self._lay_out()
        self._connect()
        self._show_choice()

    def _lay_out(self) -> None:
        buttons = EvenLayout()
        buttons.setSpacing(GAP)
        for button in (self.go, self.reply, self.done, self.remove):
            buttons.addWidget(button)
        last = QHBoxLayout()
        last.addWidget(self.who)
        last.addStretch(1)
        last.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, GAP)
        layout.setSpacing(GAP)
        head, foot = QVBoxLayout(), QVBoxLayout()
        for part in (head, foot):
            part.setContentsMargins(GAP, 0, GAP, 0)
            part.setSpacing(GAP)
        head.addWidget(self.resolved)
        for field in (self.about, self.words):
            foot.addWidget(field)
        foot.addLayout(last)
        foot.addLayout(buttons)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.setMinimumWidth(230)

    def _connect(self) -> None:
        self._fill_who()
        self.list.chosen.connect(self._on_chosen)
        self.list.left_for.connect(self.left_for)
        self.resolved.toggled.connect(self._show_resolved)
        self.note.cleared.connect(lambda: self.resolved.setChecked(True))
        self.words.textChanged.connect(self._enable)
        self.words.finished.connect(self._save)
        self.words.cancelled.connect(self._cancel)
        self.save.clicked.connect(self._save)
        self.who.activated.connect(self._set_private)
        self._places.followed.connect(self._follow)

    def _fill_who(self) -> None:
        palette, ratio, row = colours(self.palette()), self.devicePixelRatioF(), self.who.currentIndex()
        self.who.clear()
        self.who.addItem(sign_icon(palette.moved, ratio, private=True), self.tr("Private: never exported"))
        self.who.addItem(sign_icon(palette.changed, ratio, private=False), self.tr("Exported to Word"))
        self.who.setCurrentIndex(max(row, 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "who"):
            self._fill_who()
            self.list.restyle()

    # -- what is written

    def start_new(self, anchors: Sequence[CommentAnchor]) -> None:
        """Starts a comment on words of the text."""
        self._new, self._replying = anchors, False
        self.who.setCurrentIndex(0 if self._private else 1)
        self.list.blockSignals(True)
        self.list.choose(None)
        self.list.blockSignals(False)
        self._show_choice()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_reply(self) -> None:
        """Starts a reply to the chosen comment."""
        if self.list.choice() is None:
            return
        self._replying = True
        self._show_choice()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def comment(self) -> Comment | None:
        """The chosen comment."""
        choice = self.list.choice()
        return self._places.comments.get(choice.key) if choice is not None else None

    def _on_chosen(self, choice: CommentChoice | None) -> None:
        make = self._pending_change()
        if make is not None:
            # The list must not be filled again while it reports a choice.
            QTimer.singleShot(0, self, make)
        self._new, self._replying = None, False
        self._show_choice()
        if choice is not None and self.list.hasFocus():
            self.went_to.emit(choice.key)

    def _show_choice(self) -> None:
        comment, choice = self.comment(), self.list.choice()
        self._at = choice
        reply = comment.replies[choice.reply] if comment and choice and choice.reply is not None else None
        self._shown = ""
        if self._new is not None:
            about, save = self.tr("New comment on {words}").format(words=self._quotation(self._new)), self.tr("Add")
        elif comment is None:
            about, save = "", self.tr("Change")
        elif self._replying:
            about, save = self.tr("Reply to: {words}").format(words=isolated(comment.text)), self.tr("Reply")
        else:
            entry = reply or comment
            self._shown = entry.text
            when = local_time(entry.stamp.date)
            about = self.tr("On {words}, {when}") if when else self.tr("On {words}")
            about, save = about.format(words=self._quotation(comment.anchors), when=when), self.tr("Change")
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.words.setAccessibleName(about or self.tr("Words of the comment"))
        self.words.setPlainText(self._shown)
        self.words.setPlaceholderText(self.tr("Ctrl+Enter to save"))
        self.save.setText(save)
        if comment is not None:
            self.who.setCurrentIndex(0 if comment.private else 1)
            self.done.setText(self.tr("Reopen") if comment.done else self.tr("Resolve"))
        for part in (self.words, self.who, self.save):
            part.setVisible(self._new is not None or comment is not None)
        for button in (self.go, self.reply, self.done, self.remove):
            button.setVisible(comment is not None and not self._replying)
        self.who.setEnabled(not self._replying and (comment is None or not comment.reason))
        self.note.follow()
        self._enable()
        self.marked.emit(choice.key if choice is not None and self._new is None else "")

    def _quotation(self, anchors: Sequence[CommentAnchor]) -> str:
        words = " … ".join(anchor.quote.strip() for anchor in anchors if anchor.quote)
        return self.tr("“{words}”").format(words=isolated(words)) if words else self.tr("the whole clause")

    def _enable(self) -> None:
        text = self.words.text()
        self.save.setEnabled(bool(text) and text != self._shown)

    def _follow(self) -> None:
        """Shows the current comment, but keeps words that are being typed."""
        typed = self.words.text() != self._shown.strip() or self._new is not None or self._replying
        if not typed:
            self._show_choice()
        self.note.follow()

    def _cancel(self) -> None:
        self._new, self._replying = None, False
        self._show_choice()
        self.left.emit()

    # -- what is done

    def _pending_change(self) -> Callable[[], bool] | None:
        """The command that saves the typed words; None if nothing new was typed."""
        text, at, commands = self.words.text(), self._at, self._commands
        if not text or text == self._shown.strip() or (self._new is None and at is None):
            return None
        anchors, private, replying = self._new, self.who.currentIndex() == 0, self._replying

        def make() -> bool:
            if anchors is not None:
                return commands.add(anchors, text, private=private)
            assert at is not None
            return commands.reply(at.key, text) if replying else commands.change(at.key, text, at.reply)

        return make

    def _save(self) -> None:
        make, at = self._pending_change(), self._at
        if make is None:
            return
        key = self._commands.next_key() if self._new is not None or at is None else at.key
        comment = self._places.comments.get(key)
        reply = len(comment.replies) if self._replying and comment is not None else at.reply if at is not None else None
        if self._new is not None:
            self._private = self.who.currentIndex() == 0
        if make():
            self._finish(CommentChoice(key, None if self._new is not None else reply))

    def _finish(self, choice: CommentChoice) -> None:
        self._new, self._replying = None, False
        self.list.blockSignals(True)
        self.list.choose(choice)
        self.list.blockSignals(False)
        self._show_choice()
        self.left.emit()

    def _with_choice(self, act: Callable[[CommentChoice], object]) -> None:
        choice = self.list.choice()
        if choice is not None:
            act(choice)

    def _change(self, change: Callable[[CommentChoice], bool]) -> None:
        def changed(choice: CommentChoice) -> None:
            if change(choice):
                self._show_choice()

        self._with_choice(changed)

    def _set_private(self) -> None:
        if self._new is None and self.comment() is not None:
            private = self.who.currentIndex() == 0
            self._change(lambda choice: self._commands.set_private(choice.key, private))

    def _resolve(self) -> None:
        comment = self.comment()
        if comment is not None:
            done = not comment.done
            self._change(lambda choice: self._commands.resolve(choice.key, done=done))

    def _remove(self) -> None:
        self._change(lambda choice: self._commands.remove(choice.key, choice.reply))

    def _show_resolved(self, on: bool) -> None:
        self.list.resolved_too = on
        self.list.fill()
        self.note.follow()
