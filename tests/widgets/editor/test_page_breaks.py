"""Lines of a paragraph on a page, broken where the print breaks them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from widgets.editor.pages.page_lines import PageLines, break_again, line_ends, move_following

WORDS = "a fit of it is in an if so we go to fig. or to fir as at it. " * 14


def paragraph(document: QTextDocument, text: str = WORDS) -> QTextBlock:
    document.setPlainText(text + "\nend")
    document.setTextWidth(500)
    document.documentLayout().documentSize()
    block = document.begin()
    assert block.layout().lineCount() > 5
    return block


def moved(ends: list[int], text: str, *lines: int) -> list[int]:
    """Other ends: the given lines end a word earlier."""
    return [text.rindex(" ", 0, end - 1) + 1 if number in lines else end for number, end in enumerate(ends)]


@pytest.mark.parametrize("shape", ["left", "centred", "right to left", "first line indented"])
def test_lines_end_where_they_shall_and_what_follows_is_below(qapp, shape: str) -> None:
    document = QTextDocument()
    block = paragraph(document)
    form = QTextBlockFormat()
    form.setLeftMargin(30)
    form.setLineHeight(21.3, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    if shape == "centred":
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    if shape == "right to left":
        form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if shape == "first line indented":
        form.setTextIndent(40)
    QTextCursor(block).setBlockFormat(form)
    document.documentLayout().documentSize()
    layout = block.layout()
    before = [layout.lineAt(number).naturalTextRect() for number in range(layout.lineCount())]
    wanted = moved(line_ends(block), block.text(), 1, 3)
    count = layout.lineCount()
    more = break_again(block, wanted)
    assert line_ends(block)[: len(wanted) - 1] == wanted[:-1]
    assert more is (layout.lineCount() != count)
    move_following(block)
    after = [layout.lineAt(number).naturalTextRect() for number in range(layout.lineCount())]
    assert after[0] == before[0], "a line that is the same stays where it is"
    assert after[4].top() == before[4].top()
    if shape == "centred":
        assert after[1].center().x() == pytest.approx(before[1].center().x(), abs=0.2)
    elif shape == "right to left":
        assert after[1].right() == pytest.approx(before[1].right(), abs=0.2)
    else:
        assert after[1].left() == before[1].left()
    below = document.lastBlock().layout().position().y() - layout.position().y()
    assert below == pytest.approx(layout.lineCount() * 21.3, abs=1)


def test_a_gap_moves_the_lines_after_it(qapp) -> None:
    document = QTextDocument()
    block = paragraph(document)
    ends = moved(line_ends(block), block.text(), 2)
    break_again(block, ends)
    plain = [block.layout().lineAt(number).y() for number in range(block.layout().lineCount())]
    break_again(block, ends, [(ends[2], 50.0)])
    with_gap = [block.layout().lineAt(number).y() for number in range(block.layout().lineCount())]
    assert [round(now - was) for now, was in zip(with_gap, plain, strict=True)] == [0, 0, 0] + [50] * (len(plain) - 3)


def test_a_line_that_would_become_much_too_wide_is_broken_as_qt_does(qapp) -> None:
    document = QTextDocument()
    block = paragraph(document)
    ends = line_ends(block)
    break_again(block, [ends[1], *ends[2:]])
    assert line_ends(block)[:2] == ends[:2]


@pytest.mark.parametrize("word", ["", "in "])
def test_lines_are_broken_again_after_qt_has_laid_them_out_up_to_the_word_that_changed(qapp, word: str) -> None:
    document, lines = QTextDocument(), PageLines()
    block = paragraph(document)
    by_qt = line_ends(block)
    wanted = moved(by_qt, block.text(), 1, 4)
    lines.fit(block, wanted, ())
    assert line_ends(block)[:5] == wanted[:5]
    cursor = QTextCursor(block)
    cursor.setPosition(by_qt[3] + 9)
    cursor.insertText(word or "x")
    if not word:
        cursor.deletePreviousChar()
    assert line_ends(block)[1] == by_qt[1], "Qt has broken all lines again"
    assert lines.settle(block, ()) is not None
    assert line_ends(block)[:3] == wanted[:3]
    assert lines.settle(block, ()) is None, "nothing remains to be done"
