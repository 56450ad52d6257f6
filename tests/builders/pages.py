"""Texts as if they had been read from pages, with pictures of these pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from model.files.read_pages import ReadPages
from model.formats.pdf.places import Doubt, PdfPlaces, SourcePlace
from model.message import Message
from model.redline import Redline
from model.submission.text_corrections import printed_words
from tests.builders.notation import redline

WIDTH, HEIGHT = 595.0, 842.0
"""Of a page, in points."""
ON_PAGE = 6
"""Clauses on a page."""
TEXT = """
    # RESOLUTION 75 (Rev. New Delhi, 2024)
    ## Contribution to the outcomes of the Summit
    *recalling*
    a)\tthat the documents of the Summit were endor-
    sed by the General Assembly,
    l)\tthat the mandate of the Union is clear, c) that it is not
    *resolves to instruct the Director*
    1\tto report to the Council every y\ufffdar,
    2\tto continue the work on multi-stakeholder matters.
    """


def place(index: int, page_of: int = ON_PAGE) -> SourcePlace:
    """The box of the clause at an index."""
    top = 90.0 + 60 * (index % page_of)
    return SourcePlace(1 + index // page_of, 72, top, 520, top + 30)


def read_pages(text: str = TEXT, language: str = "en") -> ReadPages:
    """A text on pages; the usual one is on two, with four doubts."""
    made = redline(text, language=language)
    ids = [clause.id for clause in made.clauses]
    doubts = () if text != TEXT else (
        Doubt("paragraph", Message.verbatim("It may continue the clause before it."), place(4), ids[4]),
        Doubt("label", Message.verbatim("The label does not follow the one before it."), place(5), ids[5]),
        Doubt("unreadable", Message.verbatim("A word cannot be read."), place(7), ids[7], "y\ufffdar"),
        Doubt("join", Message.verbatim("The hyphen may be one of the line."), place(8), ids[8],
              "multi-stakeholder", "multistakeholder"),
    )  # fmt: skip
    places = {id: (place(index),) for index, id in enumerate(ids)}
    return ReadPages((made,), PdfPlaces("R75.pdf", places, doubts))


def picture(pages: ReadPages, number: int, width: int) -> QImage:
    """The picture of a page, as wide as a number of pixels."""
    image = QImage(width, round(width * HEIGHT / WIDTH), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(width / WIDTH, width / WIDTH)
    font = QFont("Liberation Serif")
    font.setPixelSize(12)
    painter.setFont(font)
    painter.setPen(QColor("black"))
    for clause, box in _on_page(pages.texts[0], number):
        painter.drawText(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top), 0x1000, printed_words(clause))
    painter.end()
    return image


def _on_page(text: Redline, number: int):
    for index, clause in enumerate(text.clauses):
        if (box := place(index)).page == number:
            yield clause, box
