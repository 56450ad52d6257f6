"""A card of the start page: the picture of what is started, what it is called, and what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from widgets.common.actions import bare_name
from widgets.common.labels import set_tooltip
from widgets.start.pictures import SIZE, draw_picture
from widgets.theme.colours import colours, edge_of, mix
from widgets.theme.design import GAP, PADDING, RADIUS_OVERLAY, SECTION, SEMIBOLD
from widgets.theme.fonts import typeface
from widgets.theme.themes import is_flat

BESIDE, LARGE = QSize(64, 40), QSize(96, 60)
"""The picture beside the words: if the cards are below each other, and in several columns."""
TALLEST, FLATTEST = 200, 84
"""The height of a picture above the words, at most and at least."""
HIGHEST, HIGHEST_LARGE = 96, 160
"""The most height of such cards."""
NARROWEST = 200
"""The least width of a card."""
ALIKE = 4
"""Cards whose widths differ by fewer pixels are in rows with as many cards."""
_FORTH = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StartAction(Struct, frozen=True):
    """A way to start: its action, its name and a short explanation, and its picture."""

    action: QAction
    words: str
    more: str
    picture: str
    """One of `widgets.start.pictures.PICTURES`."""
    main: bool = False


class StartCard(QPushButton):
    """A button with a picture, above its words or beside them, and with as many lines as the words need."""

    def __init__(self, about: StartAction) -> None:
        super().__init__(about.words)
        self._about = about
        self._above, self._beside = False, BESIDE
        self._known_heights: dict[int, tuple[int, int]] = {}
        """The heights of both texts by the width of the words: layouts ask for the same widths again and again."""
        self._cards: Sequence[StartCard] = (self,)
        """Those beside this one and itself; their words begin at the same height."""
        self.setAccessibleName(bare_name(about.words))
        self.setAccessibleDescription(about.more)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)  # those of a row are equally wide
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        keys = about.action.shortcut().toString(about.action.shortcut().SequenceFormat.NativeText)
        self._keys = keys
        set_tooltip(self, f"{about.more} ({keys})" if keys else about.more)
        self.clicked.connect(lambda _checked: about.action.trigger())

    def show_picture(self, cards: Sequence[StartCard], *, above: bool, large: bool = False) -> None:
        """Places the picture above the words, or a small or a large one beside them; `cards` are those of the page."""
        self._cards = cards
        self._above, self._beside = above, LARGE if large else BESIDE
        self._limit()
        self.updateGeometry()

    # -- sizes

    def _limit(self) -> None:
        """Limits the height of all cards to what picture and words fill. The widths of those in a row may differ by a pixel."""
        large = HIGHEST_LARGE if self._beside is LARGE else HIGHEST
        for card in self._cards:
            alike = (other.width() for other in self._cards if abs(other.width() - card.width()) < ALIKE)
            width = max(NARROWEST, min(alike))
            words = self._tallest_words(width) + 3 * PADDING
            card.setMaximumHeight(words + min(self._highest_picture(width), TALLEST) if self._above else large)

    def _highest_picture(self, width: int) -> int:
        """The height of a picture above the words that is as wide as the card."""
        return round((width - 2 * PADDING) * SIZE.height() / SIZE.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._limit()

    def _fonts(self) -> tuple[QFont, QFont]:
        return typeface(self.font(), weight=SEMIBOLD), self.font()

    def _words_width(self, width: int) -> int:
        beside = 0 if self._above else self._beside.width() + SECTION
        return max(width - 2 * PADDING - beside, 1)

    def _words_height(self, width: int) -> int:
        """The height of the words in a width of the card."""
        head, body = self._heights(self._words_width(width))
        return head + GAP // 2 + body

    def _tallest_words(self, width: int) -> int:
        """The height of the words of the card that has most, in a width of the cards."""
        return max(card._words_height(width) for card in self._cards)

    def _heights(self, width: int) -> tuple[int, int]:
        if width not in self._known_heights:
            self._known_heights[width] = self._measured_heights(width)
        return self._known_heights[width]

    def _measured_heights(self, width: int) -> tuple[int, int]:
        bold, plain = map(QFontMetrics, self._fonts())
        wrapped = Qt.TextFlag.TextWordWrap
        room = width - self._keys_width()
        head = bold.boundingRect(QRect(0, 0, max(room, 1), 10000), wrapped | Qt.TextFlag.TextShowMnemonic, self.text()).height()
        return head, plain.boundingRect(QRect(0, 0, width, 10000), wrapped, self._about.more).height()

    def _keys_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self._keys) + SECTION if self._keys else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._above:
            return self._tallest_words(width) + FLATTEST + 3 * PADDING
        words = self._words_height(width)
        return max(words, self._beside.height()) + 2 * GAP

    def lines(self) -> tuple[tuple[str, QFont, int], ...]:
        """The name and the explanation, each with its font and the width in which it is wrapped."""
        bold, plain = self._fonts()
        room = self._words_width(self.width())
        return (bare_name(self.text()), bold, room - self._keys_width()), (self._about.more, plain, room)

    def sizeHint(self) -> QSize:
        width = 300
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self.heightForWidth(max(self.width(), NARROWEST)))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        elif event.key() in (*_FORTH, *_BACK):
            backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft and event.key() in (_FORTH[1], _BACK[1])
            self.focusNextPrevChild((event.key() in _FORTH) is not backwards)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._known_heights.clear()
            self._limit()
            for card in self._cards:  # which are measured with this one
                card.updateGeometry()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, roles = self.palette(), QPalette.ColorRole
        base, text = palette.color(roles.Base), palette.color(roles.Text)
        background = mix(base, text, 0.12) if self.isDown() else mix(base, text, 0.05) if self.underMouse() else base
        painter.setBrush(background)
        painter.setPen(QPen(palette.color(roles.Accent) if self._about.main else edge_of(palette), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_OVERLAY, RADIUS_OVERLAY)
        picture, words = self._places()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        draw_picture(self._about.picture, painter, QRectF(picture), palette, mirrored=mirrored)
        self._paint_words(painter, words)

    def _places(self) -> tuple[QRect, QRect]:
        """The rectangles of the picture and of the words."""
        margin = PADDING if self._above else GAP
        inner = self.rect().adjusted(PADDING, margin, -PADDING, -margin)
        if self._above:
            words = self._tallest_words(self.width())
            height = min(inner.height() - words - PADDING, self._highest_picture(self.width()))
            picture = QRect(inner.left(), inner.top(), inner.width(), height)
            return picture, QRect(inner.left(), picture.bottom() + 1 + PADDING, inner.width(), words)
        words = self._words_height(self.width())
        top = inner.top() + max(inner.height() - words, 0) // 2
        beside = QRect(inner.topLeft(), self._beside)
        beside.moveTop(inner.top() + max(inner.height() - beside.height(), 0) // 2)
        room = QRect(inner.left() + beside.width() + SECTION, top, self._words_width(self.width()), words)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            beside.moveRight(inner.right())
            room.moveLeft(inner.left())
        return beside, room

    def _underlines_letters(self) -> bool:
        """Whether the style underlines the letters of keys; the flat style does."""
        if is_flat():
            return True
        from PySide6.QtWidgets import QStyle, QStyleOptionButton  # 7 ms of the start, which the flat style does not need

        option = QStyleOptionButton()
        self.initStyleOption(option)
        return bool(self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self))

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        ltr = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if ltr else Qt.AlignmentFlag.AlignRight
        other = Qt.AlignmentFlag.AlignRight if ltr else Qt.AlignmentFlag.AlignLeft
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
        wrapped = Qt.TextFlag.TextWordWrap
        mnemonic = Qt.TextFlag.TextShowMnemonic if self._underlines_letters() else Qt.TextFlag.TextHideMnemonic
        bold, plain = self._fonts()
        head, body = self._heights(place.width())
        keys = self._keys_width()
        line = QRect(place.left() + (0 if ltr else keys), place.top(), place.width() - keys, head)
        painter.setFont(bold)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(line, side | top | wrapped | mnemonic, self.text())
        painter.setFont(plain)
        painter.setPen(colours(self.palette()).quiet)
        if self._keys:
            painter.drawText(QRect(place.left(), place.top(), place.width(), head), other | top, self._keys)
        below = QRect(place.left(), place.top() + head + GAP // 2, place.width(), body)
        painter.drawText(below, side | top | wrapped, self._about.more)
