"""The open card: its full text, and the controls for what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.comments.panel import Words
from widgets.common.even_layout import EvenLayout
from widgets.common.foreign_text import as_caption, direction_marked
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.text_button import as_text_button
from widgets.common.translation import line_of
from widgets.margin.card_painter import EDGE, PAD, SIGN_ROOM, CardLook, CardPainter
from widgets.margin.card_words import CardWords
from widgets.theme.design import TIGHT

FIELD_LINES = 3
MOST_SAID = 200
"""The height in pixels of the text that is visible without scrolling."""


class CardAct(Struct, frozen=True):
    """A command on a card; a button."""

    text: str
    do: Callable[[], object]
    hint: str = ""


class CardField(Struct, frozen=True):
    """A field for words: a reply, a reason, a new comment."""

    label: str
    save: str
    """The text of its button."""
    do: Callable[[str], bool]
    """Saves the words. Returns whether that succeeded."""
    text: str = ""
    """Its initial words."""
    may_empty: bool = False
    """Whether the words can be replaced by none."""


class CardSwitch(Struct, frozen=True):
    """An option that is on or off."""

    text: str
    on: bool
    do: Callable[[bool], object]


class OpenCard(QFrame):
    """Takes the place of its card in the margin, or is over the text if the margin shows signs only.

    words: the texts of the card, not shortened
    replies: the texts of the replies
    acts: the commands, in the order of the buttons
    field: the field for words; None for none
    switch: an option that is on or off; None for none
    """

    left = Signal()
    """The text gets the focus; typed words are dropped."""
    done = Signal()
    """The purpose of the card has been achieved."""
    stepped = Signal(int)
    """The previous card (−1) or the next one (1) is wanted."""

    def __init__(
        self,
        words: CardWords,
        replies: Sequence[str],
        acts: Sequence[CardAct],
        field: CardField | None,
        switch: CardSwitch | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._field = field
        self.buttons: list[QAbstractButton] = []
        self.words: Words | None = None
        self.save: QToolButton | None = None
        self.switch: QCheckBox | None = None
        self._painter = CardPainter(self.font(), self.palette())
        self.setAccessibleName(words.sentence)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(TIGHT)
        self._set_sides()
        self._add_head()
        self._add_said(replies)
        if field is not None:
            self._add_field(field)
        if switch is not None:
            self._add_switch(switch)
        self._add_buttons(acts)
        chain = (self.words, self.switch, self.save, *self.buttons)
        self.controls: list[QWidget] = [part for part in chain if part is not None]
        """In tab order."""

    def _set_sides(self) -> None:
        pad, bar = round(PAD) + 1, round(PAD + EDGE)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._layout.setContentsMargins(pad if rtl else bar, pad, bar if rtl else pad, pad)

    def _add_head(self) -> None:
        title = _label(self._words.title)
        font = QFont(title.font())
        font.setBold(True)
        title.setFont(font)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        title.setContentsMargins(0 if rtl else round(SIGN_ROOM), 0, round(SIGN_ROOM) if rtl else 0, 0)  # an indent on the left
        self._layout.addWidget(title)
        who = line_of((self._words.who, self._words.when))
        if who:
            label = _label(direction_marked(who))
            label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
            self._layout.addWidget(label)

    def _add_said(self, replies: Sequence[str]) -> None:
        if not self._words.text and not replies:
            return
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        for text in (self._words.text, *replies):
            if text:
                layout.addWidget(_label(text))
        area = _TextView()
        area.setWidget(box)
        self._layout.addWidget(area)

    def _add_field(self, field: CardField) -> None:
        self.words = words = Words()
        words.setTabChangesFocus(True)
        words.setAccessibleName(field.label)
        words.setPlaceholderText(field.label)
        set_tooltip(words, self.tr("Ctrl+Enter to save, Esc to leave"))
        words.setPlainText(field.text)
        words.setFixedHeight(FIELD_LINES * words.fontMetrics().lineSpacing() + 10)
        words.finished.connect(self.finish)
        words.cancelled.connect(self.left)
        words.textChanged.connect(self._enable)
        self._layout.addWidget(words)

    def _add_switch(self, switch: CardSwitch) -> None:
        self.switch = QCheckBox(as_caption(switch.text))
        self.switch.setChecked(switch.on)
        self.switch.clicked.connect(switch.do)
        self._layout.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_buttons(self, acts: Sequence[CardAct]) -> None:
        made: list[QToolButton] = []
        if self._field is not None:
            self.save = _button(CardAct(self._field.save, self.finish))
            made.append(self.save)
            self._enable()
        self.buttons = [_button(act) for act in acts]
        made += [button for button in self.buttons if isinstance(button, QToolButton)]
        row = EvenLayout()
        for button in made:
            row.addWidget(button)
        self._layout.addLayout(row)

    # -- what is typed

    def is_changed(self) -> bool:
        """Whether the field contains new words that can be saved."""
        if self.words is None or self._field is None:
            return False
        text = self.words.text()
        return text != self._field.text.strip() and bool(text or self._field.may_empty)

    def keep(self) -> bool:
        """Saves the words of the field. Returns whether that succeeded."""
        return self.words is not None and self._field is not None and self.is_changed() and self._field.do(self.words.text())

    def finish(self) -> None:
        """Saves the words of the field, and closes the card if that succeeded."""
        if self.keep():
            self.done.emit()

    def _enable(self) -> None:
        if self.save is not None:
            self.save.setEnabled(self.is_changed())

    # -- as Qt asks

    def start(self) -> None:
        """Moves the focus to the first control."""
        if self.controls:
            self.controls[0].setFocus(Qt.FocusReason.ShortcutFocusReason)  # with another reason no ring is painted round a button

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._finishes(event):
            event.accept()  # also for the option and the buttons: the window has another command on this key
            return True
        return super().event(event)

    def _finishes(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return self.words is not None and bool(control) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._finishes(event):
            self.finish()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            if not event.isAutoRepeat():  # otherwise one long press would repair one problem after another
                focused.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_painter"):
            self._painter = CardPainter(self.font(), self.palette())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rtl = QPainter(self), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._painter.paint_background(painter, QRectF(self.rect()), self._words, CardLook(current=True), rtl=rtl)
        left = self.width() - PAD - EDGE - SIGN_ROOM if rtl else PAD + EDGE
        self._painter.paint_sign(painter, QRectF(left, PAD, SIGN_ROOM, self._painter.line), self._words, rtl=rtl)
        painter.end()


class _ActButton(QToolButton):
    """A button that leaves the Up and Down keys to its card."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _TextView(QScrollArea):
    """The text, as high as needed; a long text can be scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.viewport().setAutoFillBackground(False)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.setAutoFillBackground(False)

    def fit(self, width: int) -> None:
        """Becomes as high as its text at a width, within limits."""
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if layout is not None:
            self.setFixedHeight(min(max(layout.totalHeightForWidth(width), 1), MOST_SAID))


def height_at(card: OpenCard, width: int) -> int:
    """The height of an open card at a width."""
    layout = card.layout()
    assert layout is not None
    sides = layout.contentsMargins()
    for box in card.findChildren(_TextView):
        box.fit(width - sides.left() - sides.right())
    layout.invalidate()
    return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())


def _label(text: str) -> QLabel:
    label = plain_label(text)
    label.setMinimumWidth(1)
    return label


def _button(act: CardAct) -> QToolButton:
    button = as_text_button(_ActButton(), as_caption(act.text), act.do)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_tooltip(button, act.hint)
    return button
