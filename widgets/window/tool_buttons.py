"""Tools that look unlike the others: one with a warning sign, and the one to which a window leads."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolButton

from widgets.common.placing import aligned_rect
from widgets.theme.colours import LEAST, colours, contrast, mix
from widgets.theme.design import RADIUS_BUTTON
from widgets.theme.icons import IN_BARS, draw_icon

Style = Qt.ToolButtonStyle
Role, Group = QPalette.ColorRole, QPalette.ColorGroup
SIGN = 12
"""The size in pixels of the warning sign on a tool."""
GAP = 6


class SignedButton(QToolButton):
    """A tool with a warning sign on its icon."""

    def __init__(self) -> None:
        super().__init__()
        self._warns = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as every tool; the keyboard has the menus

    @property
    def warns(self) -> bool:
        """Whether it has its sign."""
        return self._warns

    def show_warning(self, *, on: bool) -> None:
        """Shows or hides the sign."""
        if on != self._warns:
            self._warns = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._warns:
            return
        leading, alone = self.layoutDirection(), self.toolButtonStyle() == Style.ToolButtonIconOnly
        margin = (self.height() - IN_BARS) // 2
        frame = self.rect() if alone else self.rect().adjusted(margin, 0, -margin, 0)
        at = Qt.AlignmentFlag.AlignHCenter if alone else Qt.AlignmentFlag.AlignLeft
        picture = aligned_rect(leading, at, QSize(IN_BARS, IN_BARS), frame)
        around = picture.adjusted(0, 0, 0, 2)  # not nearer to the words than the icon
        place = aligned_rect(leading, Qt.AlignmentFlag.AlignRight, QSize(SIGN, SIGN), around)
        place.moveBottom(around.bottom())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(Role.Window))
        painter.drawEllipse(place.adjusted(-1, -1, 1, 1))
        sign = draw_icon("triangle-alert", colours(self.palette()).changed, round(SIGN * self.devicePixelRatioF()))
        painter.drawPixmap(place, sign)
        painter.end()


class ProminentButton(QToolButton):
    """The one action to which a window leads: in the colour of what is chosen, always with its name."""

    def __init__(self, name: str) -> None:
        """`name` is that of its icon."""
        super().__init__()
        self._icon = name
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as every tool; the keyboard has the menus
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = IN_BARS + metrics.horizontalAdvance(self.text()) + 4 * GAP
        return QSize(width, max(IN_BARS, metrics.height()) + GAP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[QColor, QColor]:
        """The colours of the button and its words: the accent, or what is chosen if the accent has no colour for words."""
        palette = self.palette()
        if not self.isEnabled():
            return palette.color(Role.Midlight), palette.color(Group.Disabled, Role.WindowText)
        pairs = ((Role.Accent, Role.BrightText), (Role.Highlight, Role.HighlightedText))
        found = [(palette.color(Group.Active, background), palette.color(Group.Active, words)) for background, words in pairs]
        return next((pair for pair in found if contrast(*pair) >= LEAST), found[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        background, words = self._colours()
        if self.isDown():
            background = mix(background, palette.color(Role.WindowText), 0.25)
        elif self.underMouse() and self.isEnabled():
            background = mix(background, words, 0.12)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(self.rect(), RADIUS_BUTTON, RADIUS_BUTTON)
        place = self.rect().adjusted(GAP + 2, 0, -GAP - 2, 0)
        leading = self.layoutDirection()
        sign = aligned_rect(leading, Qt.AlignmentFlag.AlignLeft, QSize(IN_BARS, IN_BARS), place)
        ratio = self.devicePixelRatioF()
        mirrored = leading == Qt.LayoutDirection.RightToLeft
        painter.drawPixmap(sign, draw_icon(self._icon, words, round(IN_BARS * ratio), mirrored=mirrored))
        painter.setPen(words)
        rest = QSize(place.width() - IN_BARS - GAP, place.height())
        words_place = aligned_rect(leading, Qt.AlignmentFlag.AlignRight, rest, place)
        painter.drawText(words_place, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
