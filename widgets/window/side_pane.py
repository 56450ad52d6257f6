"""The side pane: one panel at a time beside the text, chosen by tabs with icon, word and count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from widgets.common import announcements
from widgets.common.foreign_text import as_caption, bare_tooltip
from widgets.common.icon_button import icon_button

Width = str
"""The kind of width that a panel wants: NARROW or BROAD."""
NARROW, BROAD = "narrow", "broad"
LEAST, MOST = QSize(240, 120), QSize(480, 240)
"""The least size of the pane in pixels, and the largest that a panel may ask for as its least: it scrolls instead."""
ICON = 16
"""The size of an icon on a tab in pixels."""
SPARED = 12
"""Pixels of air that each of many tabs does without, so that the chosen one has its word."""
Maker = Callable[[], QWidget]


class Tab(Struct):
    """A panel of the pane."""

    name: str
    title: str
    icon: QIcon
    width: Width
    passing: bool
    """Whether its tab is there only while it is used."""
    make: Maker
    panel: QWidget | None = None
    count: int = 0

    @property
    def words(self) -> str:
        """Its title with its count."""
        return f"{self.title} {self.count}" if self.count else self.title


class SidePane(QWidget):
    """Shows one of several panels. A panel is made when it is first seen."""

    chosen = Signal(str)
    """The name of the panel that is shown from now on."""
    close_asked = Signal()

    def __init__(self, order: Sequence[str], parent: QWidget | None = None) -> None:
        """`order` has the names of the panels in the order of their tabs."""
        super().__init__(parent)
        self._order = tuple(order)
        self._tabs: dict[str, Tab] = {}
        self._current = ""
        self.bar = TabRow()
        self.bar.setAccessibleName(self.tr("Side pane"))
        self.bar.currentChanged.connect(self._on_tab)
        self.close_button = icon_button("x", self.tr("Close the side pane"))
        self.close_button.clicked.connect(lambda _checked: self.close_asked.emit())
        self._stack = _Stack()
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.bar, 1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self.setAutoFillBackground(True)  # it may lie over the page
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(keys), self)
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda by=by: self._turn(by))

    # -- the panels

    def add_tab(self, name: str, title: str, icon: QIcon, make: Maker, width: Width = NARROW, *, passing: bool = False) -> None:
        """Adds a panel.

        name: one of `order`
        title: the word on its tab
        icon: the sign on its tab
        make: makes it when it is first seen
        width: the kind of width that it wants
        passing: whether its tab is there only while it is used
        """
        self._tabs[name] = Tab(name, title, icon, width, passing, make)
        if not passing:
            self.set_offered(name, on=True)

    def set_offered(self, name: str, *, on: bool) -> None:
        """Adds or removes the tab of a panel."""
        index = self.bar.index_of(name)
        if on and index < 0:
            before = self._order[: self._order.index(name)]
            at = sum(self.bar.tabData(at) in before for at in range(self.bar.count()))
            self.bar.insert(at, self._tabs[name])
        elif not on and index >= 0:
            self.bar.removeTab(index)

    def set_passing(self, name: str, *, on: bool) -> None:
        """Lets a tab be there only while it is used, or always."""
        self._tabs[name].passing = on
        if not on or self._current != name or not self.isVisible():
            self.set_offered(name, on=not on)

    def is_offered(self, name: str) -> bool:
        """Whether a panel has a tab now."""
        return self.bar.index_of(name) >= 0

    @property
    def current(self) -> str:
        """The name of the panel in front; '' if there is none."""
        return self._current

    @property
    def width_kind(self) -> Width:
        """The kind of width that the panel in front wants."""
        return self._tabs[self._current].width if self._current else NARROW

    def choose(self, name: str) -> None:
        """Brings a panel to the front; one that cannot be seen yet is not made."""
        self.set_offered(name, on=True)
        self.bar.choose(self.bar.index_of(name))

    def panel(self, name: str) -> QWidget:
        """A panel, made now if it was not made yet."""
        tab = self._tabs[name]
        if tab.panel is None:
            tab.panel = tab.make()
            self._stack.addWidget(tab.panel)
            if name == self._current:
                self._stack.setCurrentWidget(tab.panel)
        return tab.panel

    def show_count(self, name: str, count: int) -> None:
        """Shows on its tab how many things a panel lists; no number for none."""
        tab = self._tabs[name]
        if tab.count != count:
            tab.count = count
            self.bar.refresh(tab)

    def drop_passing(self) -> None:
        """Removes the tab in front if it is there only while it is used; the first tab is in front then."""
        if self._current and self._tabs[self._current].passing:
            name = self._current
            self.bar.choose(0)
            self.set_offered(name, on=False)

    def _on_tab(self, index: int) -> None:
        name = str(self.bar.tabData(index) or "") if index >= 0 else ""
        if name == self._current:
            return
        within = self._stack.isAncestorOf(self.focusWidget() or self)
        self._current = name
        if name and self.isVisible():
            self._stack.setCurrentWidget(self.panel(name))
        elif name and (panel := self._tabs[name].panel) is not None:
            self._stack.setCurrentWidget(panel)
        self._stack.updateGeometry()
        self.chosen.emit(name)
        if within and self.isVisible():
            self.panel(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, by: int) -> None:
        count = self.bar.count()
        if count:
            self.bar.choose((self.bar.currentIndex() + by) % count)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._current:
            self._stack.setCurrentWidget(self.panel(self._current))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().boundedTo(MOST).expandedTo(LEAST)


class _Stack(QStackedWidget):
    """Is as small as the panel in front, not as the largest one."""

    def minimumSizeHint(self) -> QSize:
        panel = self.currentWidget()
        return panel.minimumSizeHint().expandedTo(panel.minimumSize()) if panel is not None else QSize()

    def sizeHint(self) -> QSize:
        panel = self.currentWidget()
        return panel.sizeHint() if panel is not None else QSize()


class TabRow(QTabBar):
    """The tabs. If there is no room for all words, only the chosen tab shows its word; the others show icon and count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(ICON, ICON))
        self._shown: list[Tab] = []
        self._spared = 0
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.currentChanged.connect(lambda _index: self.fit())

    def index_of(self, name: str) -> int:
        """The index of a tab; −1 if there is none."""
        return next((at for at in range(self.count()) if self.tabData(at) == name), -1)

    def choose(self, index: int) -> None:
        """Brings a tab to the front. A screen reader would say it after what has the focus, as if it had it."""
        before = self.currentIndex()
        with announcements.without_reader(unless=self.hasFocus()), QSignalBlocker(self):
            self.setCurrentIndex(index)
        if self.currentIndex() != before:
            self.currentChanged.emit(self.currentIndex())

    def insert(self, at: int, tab: Tab) -> None:
        """Adds a tab before the one at an index."""
        self._shown.insert(at, tab)
        self.blockSignals(True)  # the first one becomes the current one before it has its name
        index = self.insertTab(at, tab.icon, as_caption(tab.words))
        self.setTabData(index, tab.name)
        self.blockSignals(False)
        self.refresh(tab)
        if self.count() == 1:
            self.currentChanged.emit(0)

    def tabRemoved(self, index: int) -> None:
        del self._shown[index]
        self.fit()

    def refresh(self, tab: Tab) -> None:
        """Shows the title and the count of a tab."""
        index = self.index_of(tab.name)
        if index >= 0:
            self.setTabToolTip(index, bare_tooltip(tab.words))
            self.setAccessibleTabName(index, tab.words)
            self.fit()

    def fit(self) -> None:
        """Omits words, then the counts of the others, then air, then the end of the word that is left, if there is no room for
        all."""
        metrics, chosen = self.fontMetrics(), self.currentIndex()
        wide = self._width_of_words
        spared, self._spared = self._spared, 0
        room = self.width() - sum(self._bare_width(at) for at in range(self.count()))
        every = [tab.words for tab in self._shown]
        counted = [tab.words if at == chosen else str(tab.count or "") for at, tab in enumerate(self._shown)]
        alone = [tab.words if at == chosen else "" for at, tab in enumerate(self._shown)]
        if sum(map(wide, alone)) > room:
            self._spared = SPARED
            room += SPARED * self.count()
        if spared != self._spared:
            self.setIconSize(self.iconSize())  # which lays the tabs out
        elided = [metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 0)) for words in alone]
        fitting = (texts for texts in (every, counted, alone) if sum(map(wide, texts)) <= room)
        for at, words in enumerate(next(fitting, elided)):
            if self.tabText(at) != as_caption(words):
                self.setTabText(at, as_caption(words))

    def _bare_width(self, index: int) -> int:
        """The width in pixels of a tab without its words."""
        return self.tabSizeHint(index).width() - self._width_of_words(self.tabText(index).replace("&&", "&"))

    def _width_of_words(self, words: str) -> int:
        """The width in pixels of words on a tab as Qt rounds it, which adds up to some pixels in a scaled window."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, as_caption(words)).width()

    def tabSizeHint(self, index: int) -> QSize:
        hint = super().tabSizeHint(index)
        return QSize(hint.width() - self._spared, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)
