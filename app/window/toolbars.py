"""The tool bar: actions on the text, then search, panes, views and what leads to the export."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QStatusTipEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

from app.window.action_ids import PANE_BAR, SEPARATOR, TOOLBAR, VIEW_BAR, ActionId
from app.window.actions import Actions
from model.redline import Clause
from widgets.common.labels import set_tooltip
from widgets.theme.icons import IN_BARS
from widgets.window.tool_buttons import ProminentButton, SignedButton

Style = Qt.ToolButtonStyle
FIXED = ("number", "title", "history", "opening")
"""Kinds of clauses for which the box offers no other."""
GAP = 6


class Toolbars(QObject):
    """Makes the bars of a window, and keeps them fitting."""

    def __init__(self, actions: Actions, window: QMainWindow, *choices: QWidget) -> None:
        """`choices` come before the views."""
        super().__init__(window)
        self._window = window
        self.tools, self.views = _bar(self.tr("Tools"), "tools", window), _bar(self.tr("Views"), "views", window)
        self.kinds = KindBox(actions)
        for entry in TOOLBAR:
            if entry is SEPARATOR:
                self.tools.addSeparator()
            else:
                if entry is ActionId.BOLD:
                    self.tools.addWidget(self.kinds)
                self.tools.addAction(actions[entry])
        pushing = QWidget()
        pushing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.views.addWidget(pushing)
        self._choices = [self.views.addWidget(choice) for choice in choices]
        self.views.addActions([actions[id] for id in PANE_BAR])
        self.views.addSeparator()
        self.views.addActions([actions[id] for id in VIEW_BAR])
        self.views.addSeparator()
        self.submission = SignedButton()
        self.submission.setDefaultAction(actions[ActionId.SUBMISSION_FORM])
        self.submission.setAutoRaise(True)
        self.submission.setIconSize(QSize(IN_BARS, IN_BARS))
        self.views.addWidget(self.submission)
        self.export = ProminentButton("file-up")
        self.export.setDefaultAction(actions[ActionId.EXPORT])
        gap = QWidget()
        gap.setFixedWidth(GAP)
        self.views.addWidget(gap)
        self.views.addWidget(self.export)
        views = [self.views.widgetForAction(actions[id]) for id in VIEW_BAR]
        self._groups: list[list[QToolButton]] = [
            [button for button in views if isinstance(button, QToolButton)],
            [self.submission],
        ]
        """Tools with their names beside their icons, if there is room; those of the first group lose theirs first."""
        self._words: dict[QToolButton, int] = {button: 0 for group in self._groups for button in group}
        """Pixels that the name of a tool takes."""
        self._tip = ""
        window.addToolBar(self.tools)
        window.addToolBar(self.views)
        window.installEventFilter(self)

    def show_choice(self, number: int, *, shown: bool) -> None:
        """Shows or hides one of the choices before the views."""
        self._choices[number].setVisible(shown)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Resize:
                self.fit()
            case QEvent.Type.Show | QEvent.Type.FontChange | QEvent.Type.StyleChange:
                self._measure()
            case QEvent.Type.StatusTip if isinstance(event, QStatusTipEvent):
                return self._is_unwanted(event.tip())
        return False

    def _is_unwanted(self, tip: str) -> bool:
        """Whether a sentence of the status bar comes from no menu: crossing the bar must not replace the last message."""
        if tip and QApplication.activePopupWidget() is not None:
            self._tip = tip
            return False
        return bool(tip) or self._window.statusBar().currentMessage() != self._tip

    def _measure(self) -> None:
        """Finds out what room the names of tools take."""
        for button in self._words:
            button.setToolButtonStyle(Style.ToolButtonIconOnly)
            narrow = button.sizeHint().width()
            button.setToolButtonStyle(Style.ToolButtonTextBesideIcon)
            self._words[button] = button.sizeHint().width() - narrow
        self.fit()

    def fit(self) -> None:
        """Omits the names of tools if there is no room for them; the submission keeps its own longest."""
        without = {button for button in self._words if button.toolButtonStyle() == Style.ToolButtonIconOnly}
        wanted = self.tools.sizeHint().width() + self.views.sizeHint().width() + sum(self._words[button] for button in without)
        changed = False
        for group in self._groups:
            style = Style.ToolButtonTextBesideIcon
            if wanted > self._window.width():
                wanted -= sum(self._words[button] for button in group)
                style = Style.ToolButtonIconOnly
            for button in group:
                changed = changed or button.toolButtonStyle() != style
                button.setToolButtonStyle(style)
        self.views.setMinimumWidth(min(self.views.sizeHint().width(), self._window.width() // 2))
        if changed:
            self._give_room()

    def _give_room(self) -> None:
        """Lets the bars have their new widths before they lay out their tools: a bar that is still narrow shows its button for
        what has no room, is made wider by that very showing, and keeps the button."""
        for bar in (self.tools, self.views):
            bar.updateGeometry()
        layout = self._window.layout()
        if layout is not None:
            layout.activate()


class KindChoice(QComboBox):
    """Shows the kind of the clause at the caret, and changes it, like a box of styles."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Kind of the clause"))
        set_tooltip(self, self.tr("The kind of this clause\nChoose another one to change it."))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the text; it has the menu Clause
        self._names = {
            "number": self.tr("Number line"), "title": self.tr("Title"), "history": self.tr("Adoption line"),
            "opening": self.tr("Opening line"), "roman": self.tr("i) Sub-item"),
        }  # fmt: skip
        for id, name in (
            (ActionId.MAKE_CALL, self.tr("Introductory phrase")),
            (ActionId.MAKE_LETTERED, self.tr("a) Lettered")),
            (ActionId.MAKE_NUMBERED, self.tr("1 Numbered")),
            (ActionId.MAKE_PLAIN, self.tr("Text")),
            (ActionId.MAKE_HEADING, self.tr("Heading")),
            (ActionId.MAKE_ANNEX, self.tr("Annex heading")),
        ):
            self.addItem(actions[id].icon(), name, actions[id])
        self._shown = -1
        self.activated.connect(self._choose)

    def show_clause(self, clause: Clause | None) -> None:
        """Shows the kind of the clause in which the caret is."""
        self._shown = -1
        if clause is not None:
            rows = {"call": 0, "heading": 4, "annex": 5}
            if clause.props.kind == "paragraph":
                self._shown = {"letter": 1, "roman": -1, "decimal": 2}.get(clause.props.scheme, 3)
            else:
                self._shown = rows.get(clause.props.kind, -1)
            self.setPlaceholderText(self._names.get(clause.props.kind, self._names.get(clause.props.scheme, "")))
        self.setCurrentIndex(self._shown)

    def _choose(self, row: int) -> None:
        chosen: QAction = self.itemData(row)
        if row != self._shown:
            chosen.trigger()
            self.setCurrentIndex(self._shown)  # the caret tells what came of it

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a wheel over the bar must not change the text


class KindBox(QStackedWidget):
    """The choice of kinds, or the kind as plain text where there is no choice: in the lines before the first introductory
    phrase, in tables, and in the text in force."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.choice = KindChoice(actions, self)
        self.plain = QLabel(self)
        self.plain.setTextFormat(Qt.TextFormat.PlainText)
        self.plain.setContentsMargins(GAP, 0, GAP, 0)
        for part in (self.choice, self.plain):
            self.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCurrentWidget(self.plain)

    def show_clause(self, clause: Clause | None, *, editable: bool) -> None:
        """Shows the kind of the clause in which the caret is."""
        self.choice.show_clause(clause)
        chosen = editable and clause is not None and clause.cell is None and clause.props.kind not in FIXED
        self.plain.setText(self.choice.currentText() or self.choice.placeholderText() if clause is not None else "")
        self.setCurrentWidget(self.choice if chosen else self.plain)


def _bar(title: str, name: str, window: QMainWindow) -> QToolBar:
    made = QToolBar(title, window)
    made.setObjectName(name)
    made.setMovable(False)
    made.setIconSize(QSize(IN_BARS, IN_BARS))
    return made
