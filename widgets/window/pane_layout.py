"""The places of the parts of the window: tree, text and side pane beside each other, panels across the whole width below them.

In a narrow window the tree is a rail, and tree and side pane lie over the text when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct, field
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from widgets.window.pane_parts import RAIL, SHADOW, Shadow, Strip, TreeSide
from widgets.window.side_pane import BROAD, SidePane

BELOW = 1200
"""The width in pixels of a window under which tree and side pane lie over the text."""
BELOW_TWO = 1760
"""The same if a second text is beside the text: two pages can be read from here on between tree and pane."""
TREE, PANE, FORM = (240, 360), (344, 440), (456, 520)
"""The widths in pixels at first: of the tree, and of the two kinds of panels, on a laptop and on a large screen."""
LAPTOP, LARGE = 1366, 1920
"""The widths in pixels of the window to which these belong."""
LOW = 3
"""A side pane at the bottom takes this part of the height at first."""
TOP = 120
"""The height in pixels that the text keeps above other panels."""


class PaneSizes(Struct):
    """The sizes of the parts in pixels; 0 if the user has chosen none."""

    tree: int = 0
    narrow: int = 0
    broad: int = 0
    bottom: int = 0
    below: dict[str, int] = field(default_factory=dict)


class PaneLayout(QWidget):
    """Arranges the parts. What is wanted in a wide window is remembered while it is narrow."""

    left = Signal()
    """The text gets the focus: a part that had it was put away."""
    changed = Signal()
    """A part was shown or put away."""

    def __init__(
        self, make_tree: Callable[[QWidget], QWidget], texts: QWidget, pane: SidePane, parent: QWidget | None = None
    ) -> None:
        """`make_tree` makes the tree in the parent that it is given."""
        super().__init__(parent)
        self.pane = pane
        self.sizes = PaneSizes()
        self.tree_wanted, self.pane_wanted, self.at_bottom = True, True, False
        """What a wide window shows, and whether the side pane is below the text."""
        self.alone = False
        """Whether nothing is shown beside the text."""
        self._texts = texts
        self._two_texts = False
        """Whether a second text is beside the text."""
        self._over = ""
        """What lies over the text: `tree` or `pane`."""
        self._strips: dict[str, Strip] = {}
        self._below: list[str] = []
        """The names of the panels below that are wanted."""
        self._narrow = False
        self._share = 0.0
        """How much of the way from a laptop to a large screen the window is wide."""
        self.rows = QSplitter(Qt.Orientation.Vertical, self)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self.rows)
        self.side = TreeSide(make_tree, self.columns)
        for splitter in (self.columns, self.rows):
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(lambda *_: self._note_sizes())
        for part in (texts, pane):
            self.columns.addWidget(part)
        self.columns.setStretchFactor(1, 1)
        self.rows.setStretchFactor(0, 1)
        self._shadow = Shadow(self)
        pane.chosen.connect(lambda _name: self._apply())
        pane.close_asked.connect(self.close_pane)
        self.side.asked.connect(self.open_tree)
        self._arrange()

    # -- what is shown

    @property
    def narrow(self) -> bool:
        """Whether tree and pane lie over the text."""
        return self._narrow

    @property
    def pane_shown(self) -> bool:
        """Whether the side pane is shown, beside, below or over the text."""
        return not self.alone and (self._over == "pane" if self._lies_over() else self.pane_wanted)

    @property
    def tree_shown(self) -> bool:
        """Whether the tree is shown, beside or over the text."""
        return not self.alone and (self._over == "tree" if self._narrow else self.tree_wanted)

    def _lies_over(self) -> bool:
        return self._narrow and not self.at_bottom

    def open_pane(self) -> None:
        """Shows the side pane."""
        if self._lies_over():
            self._over = "pane"
        else:
            self.pane_wanted = True
        self._arrange()

    def close_pane(self) -> None:
        """Puts the side pane away."""
        with self._focus_kept(self.pane):
            if self._lies_over():
                self._over = ""
            else:
                self.pane_wanted = False
            self.pane.drop_passing()
            self._arrange()

    def open_tree(self) -> None:
        """Shows the tree and gives it the focus."""
        if self._narrow:
            self._over = "tree"
        else:
            self.tree_wanted = True
        self._arrange()
        self.side.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_tree(self) -> None:
        """Folds the tree to a rail."""
        with self._focus_kept(self.side.tree):
            if self._narrow:
                self._over = ""
            else:
                self.tree_wanted = False
            self._arrange()

    def leave(self) -> None:
        """Returns to the text; what lies over it is put away."""
        self.uncover()
        self.left.emit()

    def uncover(self) -> None:
        """Puts away what lies over the text."""
        if self._over:
            self._over = ""
            self._arrange()

    def move_pane(self, *, to_bottom: bool) -> None:
        """Puts the side pane below the text, or beside it again."""
        if to_bottom == self.at_bottom:
            return
        shown = self.pane_shown
        self.at_bottom, self._over = to_bottom, ""
        if shown:
            self.open_pane()
        self._arrange()

    def set_alone(self, *, on: bool) -> None:
        """Shows nothing but the text, or again what was there."""
        self.alone = on
        self._arrange()

    def set_two_texts(self, *, on: bool) -> None:
        """Leaves the width to two texts beside each other, or to one; in a window without room for more than two pages, tree and
        side pane lie over them."""
        if on != self._two_texts:
            self._two_texts = on
            self._judge_width()

    # -- below

    def add_strip(self, name: str, strip: Strip) -> None:
        """Adds a panel across the whole width, which is hidden at first."""
        self._strips[name] = strip
        strip.setObjectName(name)
        strip.hide()
        self.rows.addWidget(strip)

    def strip_shown(self, name: str) -> bool:
        """Whether a panel below is shown."""
        return not self.alone and name in self._below

    def show_strip(self, name: str, *, on: bool) -> None:
        """Shows a panel below, or puts it away."""
        if (name in self._below) == on:
            return
        with self._focus_kept(self._strips[name] if not on else None):
            self._below = [*self._below, name] if on else [other for other in self._below if other != name]
            self._arrange()

    @property
    def strips_wanted(self) -> tuple[str, ...]:
        """The names of the panels below that are wanted."""
        return tuple(self._below)

    def show_arrangement(self, *, tree: bool, pane: bool, at_bottom: bool, below: Sequence[str]) -> None:
        """Shows which parts a wide window has, and the panels below."""
        self.tree_wanted, self.pane_wanted, self.at_bottom, self._over = tree, pane, at_bottom, ""
        self._below = [name for name in below if name in self._strips]
        self._arrange()

    # -- sizes

    def show_sizes(self, sizes: PaneSizes) -> None:
        """Gives the parts other sizes."""
        self.sizes = sizes
        self._apply()

    def _note_sizes(self) -> None:
        """Remembers the sizes to which the user dragged; a part that kept its first width is still to have that."""
        tree, _, *pane = self.columns.sizes()
        if self.side.isVisible() and self.side.width() > RAIL and tree != self._tree_width():
            self.sizes.tree = tree
        if pane and self.pane.isVisible() and pane[0] != self._pane_width():
            if self.pane.width_kind == BROAD:
                self.sizes.broad = pane[0]
            else:
                self.sizes.narrow = pane[0]
        if self.at_bottom and self.pane.isVisible():
            self.sizes.bottom = self.pane.height()
        for name, strip in self._strips.items():
            if strip.isVisible():
                self.sizes.below[name] = strip.height()

    def _pane_width(self) -> int:
        if self.pane.width_kind == BROAD:
            return self.sizes.broad or self._first_width(FORM)
        return self.sizes.narrow or self._first_width(PANE)

    def _tree_width(self) -> int:
        return self.sizes.tree or self._first_width(TREE)

    def _first_width(self, widths: tuple[int, int]) -> int:
        """A width that the user has not chosen: in a wider window it is larger, since the page does not need all the room."""
        least, most = widths
        return least + round((most - least) * self._share)

    def _apply(self) -> None:
        """Gives the parts that are shown their sizes, the text the rest."""
        room = self.columns.width() - self.columns.handleWidth() * (self.columns.count() - 1)
        tree = self._tree_width() if self.side.maximumWidth() > RAIL else RAIL
        pane = self._pane_width() if self.columns.indexOf(self.pane) >= 0 and self.pane_shown else 0
        self.columns.setSizes([tree, max(room - tree - pane, 1), *([pane] if self.columns.count() > 2 else [])])
        heights = [self._height_of(self.rows.widget(at)) for at in range(1, self.rows.count())]
        rest = max(self.rows.height() - sum(heights), TOP)
        self.rows.setSizes([rest, *heights])
        self._place_over()

    def _height_of(self, part: QWidget | None) -> int:
        if part is None or part.isHidden():
            return 0
        if part is self.pane:
            return self.sizes.bottom or self.height() // LOW
        name = next(name for name, strip in self._strips.items() if strip is part)
        return self.sizes.below.get(name, 0) or self._strips[name].first_height or self.height() // 2

    # -- arranging

    def _arrange(self) -> None:
        """Puts every part in its place, and shows those that are to be seen."""
        pane, side = self.pane, self.side
        over = self._lies_over()
        home = self.rows if self.at_bottom else self if over else self.columns
        if pane.parentWidget() is not home:
            with _focus_restored(pane):
                if isinstance(home, QSplitter):
                    home.insertWidget(1 if self.at_bottom else 2, pane)
                else:
                    pane.setParent(self)
        if (self._over == "tree") != (side.tree.parentWidget() is self):
            if self._over == "tree":
                side.tree.setParent(self)
                side.tree.setAutoFillBackground(True)
                side.tree.show()
            else:
                side.hold()
        side.fold(on=self._narrow or not self.tree_wanted)
        side.setVisible(not self.alone)
        pane.setVisible(self.pane_shown)
        for name, strip in self._strips.items():
            strip.setVisible(self.strip_shown(name))
        self._apply()
        self.changed.emit()

    def _place_over(self) -> None:
        """Gives what lies over the text its place."""
        self._shadow.setVisible(bool(self._over) and not self.alone)
        if not self._over or self.alone:
            return
        room = self.columns.geometry()
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        part: QWidget
        if self._over == "pane":
            part, at_end = self.pane, True
            width = min(self._pane_width(), room.width() - RAIL)
            left = room.right() + 1 - width
        else:
            part, at_end = self.side.tree, False
            width = min(max(self._tree_width(), TREE[0]), room.width() - RAIL)
            left = RAIL
        place = QRect(left, room.top(), width, room.height())
        shadow = QRect(left - SHADOW if at_end else left + width, room.top(), SHADOW, room.height())
        if leftwards:
            place.moveLeft(self.width() - place.right() - 1)
            shadow.moveLeft(self.width() - shadow.right() - 1)
        part.setGeometry(place)
        self._shadow.show_at(shadow, falls_left=at_end is not leftwards)
        self._shadow.raise_()
        part.raise_()

    @contextmanager
    def _focus_kept(self, part: QWidget | None) -> Iterator[None]:
        """Tells that the text gets the focus if a part that had it was put away."""
        focused = QApplication.focusWidget()
        held = part is not None and focused is not None and (part is focused or part.isAncestorOf(focused))
        yield
        if held:
            self.left.emit()

    def minimumSizeHint(self) -> QSize:
        """The size at which tree and pane lie over the text."""
        shown = [part for part in (*self._strips.values(), self.pane if self.at_bottom else None) if part is not None]
        heights = [part.minimumSizeHint().height() for part in shown if not part.isHidden()]
        least = self._texts.minimumSizeHint().expandedTo(self._texts.minimumSize())
        return QSize(RAIL + self.columns.handleWidth() + least.width(), least.height() + sum(heights))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rows.setGeometry(self.rect())
        share, self._share = self._share, min(max((self.width() - LAPTOP) / (LARGE - LAPTOP), 0.0), 1.0)
        if self._judge_width():
            return
        if not self.isVisible() or share != self._share:
            self._apply()
        else:
            self._place_over()

    def _judge_width(self) -> bool:
        """Lets tree and pane lie over the text, or beside it, as there is room; whether that is another way than before."""
        narrow = self.width() < (BELOW_TWO if self._two_texts else BELOW)
        if narrow == self._narrow:
            return False
        focused = QApplication.focusWidget()
        held = narrow and focused is not None and self.pane.isAncestorOf(focused) and not self.at_bottom
        self.pane_wanted = self.pane_wanted or (not narrow and self._over == "pane")
        self.tree_wanted = self.tree_wanted or (not narrow and self._over == "tree")
        self._narrow, self._over = narrow, "pane" if held else ""
        self._arrange()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._apply()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, unless a part has its own use for it, returns to the text from every part."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


@contextmanager
def _focus_restored(part: QWidget) -> Iterator[None]:
    """Gives the focus back to what had it in a part that gets another parent."""
    focused = QApplication.focusWidget()
    held = focused if focused is not None and part.isAncestorOf(focused) else None
    yield
    if held is not None:
        held.setFocus(Qt.FocusReason.OtherFocusReason)
