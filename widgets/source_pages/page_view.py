"""The picture of a page that a text was read from, with the place of a clause outlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QFrame, QWidget

from model.formats.pdf.places import SourcePlace
from widgets.common.tasks import debounce
from widgets.printing.page_area import A4, EDGE, PageArea, PageSheet
from widgets.theme.colours import luminance
from widgets.theme.design import PADDING, TIGHT

ASK_AFTER = 60
"""Milliseconds after the last change of page or size until its picture is asked for."""
DARK = 0.18
"""The luminance of a background below which the picture is shown with light letters on a dark page."""
AROUND = 3
"""Pixels between an outline and the words in it."""


class SourcePageView(PageArea):
    """Shows one page at a time. It asks for each picture, which somebody draws elsewhere."""

    picture_asked = Signal(int, int)
    """The picture of a page is needed: its number from 1, its width in pixels."""
    point_chosen = Signal(int, QPointF)
    """A point of a page was clicked: the number of the page, the point in points of the page."""
    step_asked = Signal(int)
    """The clause before (−1) or after (1) the outlined one should be outlined."""
    chosen = Signal()
    """The user wants to go to the outlined clause."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._paper = _PictureSheet()
        super().__init__(self._paper, parent)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self._places: Sequence[SourcePlace] = ()
        self._called = ""
        self._ask = debounce(self, ASK_AFTER, self._ask_for_picture)
        self._paper.width_changed.connect(self._ask.start)
        self._paper.clicked.connect(lambda point: self.point_chosen.emit(self.number, point))
        self.turned.connect(lambda _number: self._show_page())
        self._describe()

    def show_document(self, count: int) -> None:
        """Shows another document, from its first page on, by the number of its pages."""
        self._places, self._called = (), ""
        self.set_count(count)
        self.go_to_page(1)
        self._show_page()

    def show_places(self, places: Sequence[SourcePlace], words: str, doubtful: Sequence[SourcePlace] = ()) -> None:
        """Outlines the places of a clause, and turns to the page on which it begins.

        places: in order of reading; none for a clause that is on no page
        words: what it is called, for a screen reader
        doubtful: places in it that are outlined by dashes
        """
        self._places, self._called = places, words
        self._paper.mark(places, doubtful)
        first = next(iter((*doubtful, *places)), None)
        if first is not None and all(place.page != self.number for place in places):
            self.go_to_page(first.page)
        self._paper.show_marks_of(self.number)
        self._reveal(first)
        self._describe()

    def show_picture(self, number: int, picture: QImage, width: float) -> None:
        """Shows the picture of a page; another page is ignored. `width` is that of the page in points."""
        if number == self.number and width > 0 and not picture.isNull():
            self._paper.show_picture(number, picture, width)
            self._reveal(next((place for place in self._places if place.page == number), None))

    def show_problem(self, sentence: str) -> None:
        """Shows why there is no picture."""
        self._paper.show_sentence(sentence)
        self.describe(self.tr("Source page"), sentence)

    def _show_page(self) -> None:
        self._paper.show_marks_of(self.number)
        self._ask.start()
        self._describe()

    def _ask_for_picture(self) -> None:
        self.picture_asked.emit(self.number, round(self._paper.page_width * self._paper.devicePixelRatioF()))

    def _reveal(self, place: SourcePlace | None) -> None:
        """Scrolls to a place of the page."""
        if place is not None and place.page == self.number:
            area = self._paper.rectangle(place).translated(EDGE, EDGE)
            centre = area.center()
            self.area.ensureVisible(
                round(centre.x()), round(centre.y()), round(area.width() / 2) + PADDING, round(area.height() / 2) + PADDING
            )

    def _describe(self) -> None:
        page = self.tr("Page {number} of {count}.").format(number=self.number, count=self.count)
        outlined = ""
        if self._called and any(place.page == self.number for place in self._places):
            outlined = " " + self.tr("Outlined: {words}").format(words=self._called)
        elif self._called and not self._places:
            outlined = " " + self.tr("The clause is on no page.")
        self.describe(self.tr("Source page"), page + outlined)

    def _key(self, event: QKeyEvent) -> bool:
        """Ctrl+arrows go from clause to clause, Enter to the text."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.step_asked.emit(steps[Qt.Key(event.key())])
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
            return True
        return super()._key(event)


class _PictureSheet(PageSheet):
    """The page with its outlines."""

    width_changed = Signal()
    clicked = Signal(QPointF)

    def __init__(self) -> None:
        self._picture = QImage()
        self._shown: QImage | None = None
        """The picture in the size and the colours in which it is painted."""
        self._number = 0
        self._points = 0.0
        self._sentence = ""
        self._marks: tuple[tuple[SourcePlace, bool], ...] = ()
        self._page = 1
        super().__init__()

    @property
    def ratio(self) -> float:
        return self._picture.height() / self._picture.width() if not self._picture.isNull() else A4

    @property
    def scale(self) -> float:
        """Pixels of the window for each point of the page."""
        return self.page_width / self._points if self._points else 0.0

    def show_picture(self, number: int, picture: QImage, width: float) -> None:
        self._number, self._picture, self._points, self._shown, self._sentence = number, picture, width, None, ""
        self.resize(self.sizeHint())
        self.update()

    def show_sentence(self, sentence: str) -> None:
        self._sentence = sentence
        self.update()

    def mark(self, places: Sequence[SourcePlace], doubtful: Sequence[SourcePlace]) -> None:
        self._marks = (*((place, False) for place in places), *((place, True) for place in doubtful))
        self.update()

    def show_marks_of(self, page: int) -> None:
        """Shows the outlines of a page."""
        self._page = page
        self._sentence = ""
        self.update()

    def rectangle(self, place: SourcePlace) -> QRectF:
        """A place in pixels from the corner of the page."""
        scale = self.scale
        box = QRectF(QPointF(place.left, place.top) * scale, QPointF(place.right, place.bottom) * scale).normalized()
        return box.adjusted(-AROUND, -AROUND, AROUND, AROUND)

    def resized(self) -> None:
        self._shown = None
        self.width_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self._shown = None
        super().changeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.scale and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit((event.position() - QPointF(EDGE, EDGE)) / self.scale)
        super().mouseReleaseEvent(event)

    def paint_page(self, painter: QPainter) -> None:
        page = QRect(0, 0, self.page_width, self.page_height)
        painter.fillRect(page, self.palette().color(QPalette.ColorRole.Base))
        if self._sentence or self._number != self._page:
            self._paint_sentence(painter, page)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(page, self._in_window_colours())
        for place, is_doubtful in self._marks:
            if place.page == self._page:
                self._paint_outline(painter, self.rectangle(place), dashed=is_doubtful)

    def _paint_sentence(self, painter: QPainter, page: QRect) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        words = self._sentence or self.tr("The picture of the page is being drawn …")
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(page.adjusted(PADDING, 4 * PADDING, -PADDING, -PADDING), int(flags), words)

    def _paint_outline(self, painter: QPainter, box: QRectF, *, dashed: bool) -> None:
        """Paints a frame, with a bar beside it that is seen at a small zoom too."""
        colour = self.palette().color(QPalette.ColorRole.Accent)
        painter.setPen(QPen(colour, 1 if dashed else 2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if not dashed:
            painter.fillRect(QRectF(box.left() - 2 * TIGHT, box.top(), TIGHT, box.height()), colour)

    def _in_window_colours(self) -> QImage:
        """The picture in the size in which it is painted; with light letters on dark if the window is dark."""
        if self._shown is None:
            size = self.size() * self.devicePixelRatioF()
            picture = self._picture
            if picture.width() > 1.5 * size.width():
                picture = picture.scaledToWidth(size.width(), Qt.TransformationMode.SmoothTransformation)
            if luminance(self.palette().color(QPalette.ColorRole.Base)) < DARK:
                picture = picture.convertToFormat(QImage.Format.Format_RGB32)
                picture.invertPixels()
            self._shown = picture
        return self._shown
