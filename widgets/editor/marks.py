"""The text objects that stand for notes (their mark, raised) and for what the source holds and the model does not
read."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPyTextObject, QTextDocument, QTextFormat

from widgets.editor.formats import MARK, MARK_OBJECT

PICTURE = "▣"


class Marks(QPyTextObject):
    """Draws the mark that a format carries in place of U+FFFC."""

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        document.documentLayout().registerHandler(MARK_OBJECT, self)

    def intrinsicSize(self, document: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(self._font(document, form))
        return QSizeF(metrics.horizontalAdvance(self._text(form)) + 1, QFontMetricsF(document.defaultFont()).ascent())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        char = form.toCharFormat()
        font = self._font(document, form)
        font.setStrikeOut(char.fontStrikeOut())
        font.setUnderline(char.fontUnderline())
        painter.save()
        painter.setFont(font)
        painter.setPen(char.foreground().color())
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop, self._text(form))
        painter.restore()

    @staticmethod
    def _text(form: QTextFormat) -> str:
        return str(form.property(MARK) or PICTURE)

    @staticmethod
    def _font(document: QTextDocument, form: QTextFormat) -> QFont:
        font = QFont(document.defaultFont())
        if form.property(MARK):
            font.setPointSizeF(font.pointSizeF() * 0.7)
        return font
