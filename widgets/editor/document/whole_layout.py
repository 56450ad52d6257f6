"""The layout of a whole document at once; Qt makes it bit by bit."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextDocument


def last_shown(document: QTextDocument) -> QTextBlock:
    """The last block of a document that is not hidden; the last one if all are."""
    block = document.lastBlock()
    while block.isValid() and not block.isVisible():
        block = block.previous()
    return block if block.isValid() else document.lastBlock()


def lay_out(document: QTextDocument, block: QTextBlock | None = None) -> bool:
    """Has Qt lay out a whole document, or the part up to a block, and returns whether the layout had to start again. If a block
    gets another format while Qt lays out the rest bit by bit, Qt takes all that follows for done."""
    if block is None:
        block = document.lastBlock()
        document.size()
    else:
        document.documentLayout().blockBoundingRect(block)
    if block.layout().lineCount() or not block.isVisible():
        return False
    document.markContentsDirty(0, document.characterCount())
    document.size()
    return True
