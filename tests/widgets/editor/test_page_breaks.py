"""Lines of a paragraph over several pages, broken where its pages begin."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextBlock, QTextDocument

from widgets.editor.pages.page_lines import begins_all, break_again, fitting_breaks


def paragraph(document: QTextDocument, text: str) -> QTextBlock:
    document.setPlainText(text)
    document.setTextWidth(300)
    document.documentLayout().documentSize()
    block = document.begin()
    assert block.layout().lineCount() > 20
    return block


@pytest.mark.parametrize("shift", range(40))
def test_lines_begin_at_each_place_that_was_found(qapp, shift: int) -> None:
    """A word without a break has lines at a few places alone, so some pages begin at the line that contains their place."""
    document = QTextDocument()
    block = paragraph(document, "x" * 3000)
    lines = [block.layout().lineAt(number).textStart() for number in range(block.layout().lineCount())]
    wanted = [lines[8] + 5, lines[16] + shift]
    found = fitting_breaks(block, wanted)
    break_again(block, [(place, 0.0, wider) for place, wider in found])
    assert begins_all(block, [place for place, _ in found])
    assert all(place <= asked for (place, _), asked in zip(found, wanted, strict=True))
