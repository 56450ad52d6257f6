"""Texts of cards: laid out as whole paragraphs of their own direction, and no character cut off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets.common.foreign_text import text_direction
from widgets.margin.card_painter import CardLook, CardPainter
from widgets.margin.card_words import CardWords
from widgets.margin.laid_text import LaidText, lay_out_text

YEARS = "خطة عمل نيودلهي في دبي للفترة 2020-2023 والسنوات التي تليها"
LATIN = "خطة عمل نيودلهي في دبي من قطاع ITU\u2011D 2020\u20112023 والسنوات التي تليها"
"""The same after Latin letters, with hyphens at which a line does not break."""


def laid(text: str, width: int, most: int = 2) -> LaidText:
    return lay_out_text(text, QGuiApplication.font(), width, most, 0.0)


def line_with(text: LaidText, place: int):
    lines = (text.layout.lineAt(number) for number in range(text.layout.lineCount()))
    return next(line for line in lines if line.textStart() <= place < line.textStart() + line.textLength())


def runs_left_to_right(text: LaidText, first: int, last: int) -> bool:
    """Whether the first year stands to the left of the last."""
    line = line_with(text, first)
    assert line_with(text, last).textStart() == line.textStart()
    return line.cursorToX(first)[0] < line.cursorToX(last)[0]


@pytest.mark.parametrize(("words", "expected"), [(YEARS, False), (LATIN, True)])
def test_years_at_the_beginning_of_a_line_stand_as_in_the_whole_paragraph(qtbot: QtBot, words: str, expected: bool) -> None:
    first, last = words.index("2020"), words.index("2023")
    broken = next(
        text for width in range(60, 600) if line_with(text := laid(words, width, 9), first).textStart() == first
        and line_with(text, last).textStart() == first
    )  # fmt: skip
    whole = runs_left_to_right(laid(words, 5_000, 1), first, last)
    assert runs_left_to_right(broken, first, last) is whole is expected
    alone = laid(words[first:], 5_000, 1)  # a line by itself lacks the letters before it
    assert runs_left_to_right(alone, 0, last - first) is not whole


@pytest.mark.parametrize("text", [YEARS, "a text that goes on and on", "总干事的报告和理事会的决定以及其他文件"])
def test_what_does_not_fit_ends_in_dots_and_every_line_is_within_its_room(qtbot: QtBot, text: str) -> None:
    width = round(QFontMetricsF(QGuiApplication.font()).horizontalAdvance(text) / 3)
    short = laid(text, width)
    assert short.layout.text().endswith("…")
    lines = [short.layout.lineAt(number) for number in range(2)]
    assert all(line.naturalTextWidth() <= width + 1 for line in lines)
    assert short.height >= sum(line.height() for line in lines)
    side = text_direction(text) is Qt.LayoutDirection.RightToLeft
    assert all((line.naturalTextRect().right() >= width - 2) if side else line.naturalTextRect().left() < 1 for line in lines)
    assert laid(text, 5_000).layout.text() == text


def ink(draw) -> tuple[int, int]:
    """The first and the last row of pixels in which something dark is drawn."""
    image = QImage(400, 200, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    rows = [row for row in range(200) if any(image.pixelColor(column, row).value() < 128 for column in range(25, 380))]
    return rows[0], rows[-1]


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("text", ["دبي في", "gypsy"])
def test_nothing_that_hangs_below_a_line_is_cut_off(qtbot: QtBot, text: str, whole: bool) -> None:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(40)
    free = ink(lambda painter: lay_out_text(text, font, 350, 1, 0.0).draw(painter, 30, 80))
    card = CardPainter(font, QGuiApplication.palette())
    card.line = 5.0  # as if the font of the window were far lower than the one that has the characters
    card.background = lambda *_, **__: None  # type: ignore[method-assign]
    words = CardWords("", "inserted", "" if whole else text, "", "", text if whole else "")
    assert card.whole(words, 400) > free[1] - free[0]
    drawn = ink(lambda painter: card.paint(painter, QRectF(0, 40, 400, 20), words, CardLook(), whole=whole, rtl=False))
    assert drawn[1] - drawn[0] >= free[1] - free[0] - 1


def test_a_sign_keeps_away_from_the_words_at_its_other_side_in_arabic_windows(qapp) -> None:
    painter_of = CardPainter(QGuiApplication.font(), QGuiApplication.palette())

    def middle(*, rtl: bool) -> float:
        """The middle of the sign in its room, from the left."""
        image = QImage(20, 20, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter_of.paint_sign(painter, QRectF(0, 0, 20, 20), CardWords("+", "inserted", "Insertion", "", "", ""), rtl=rtl)
        painter.end()
        inked = [x for x in range(20) if any(image.pixelColor(x, y) != Qt.GlobalColor.white for y in range(20))]
        return (inked[0] + inked[-1]) / 2

    assert middle(rtl=False) < 9 < 10 < middle(rtl=True)


def test_a_card_has_one_line_if_its_text_is_not_cut_there(qapp) -> None:
    painter = CardPainter(QGuiApplication.font(), QGuiApplication.palette())
    short = CardWords("+", "inserted", "Insertion", "Ana", "", "and more")
    assert painter.fitting(short, 320) == painter.short(short, 320) < painter.whole(short, 320)
    long = CardWords("+", "inserted", "Insertion", "Ana", "", "and in all regions of the world " * 3)
    assert painter.fitting(long, 320) == painter.whole(long, 320) > painter.short(long, 320)


def test_the_author_is_at_the_end_of_a_card_of_one_line_if_there_is_room(qapp) -> None:
    painter_of = CardPainter(QGuiApplication.font(), QGuiApplication.palette())

    def last_ink(who: str, text: str) -> int:
        image = QImage(320, 30, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        words = CardWords("+", "inserted", "Insertion", who, "", text)
        painter_of.paint(painter, QRectF(0, 0, 320, 24), words, CardLook(), whole=False, rtl=False)
        painter.end()
        background = image.pixelColor(312, 12)
        return max(x for x in range(20, 312) if any(image.pixelColor(x, y) != background for y in range(4, 20)))

    assert last_ink("Ana", "more") > 280 > last_ink("", "more")
    full = "and in all regions of the whole world"
    assert last_ink("Ana", full) == last_ink("", full), "no room"
