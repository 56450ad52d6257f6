"""The layout of a whole document at once, which Qt makes bit by bit."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextDocument


def lay_out(document: QTextDocument, block: QTextBlock | None = None) -> bool:
    """Has a whole document laid out, or all up to a block: where a block is given another format while Qt lays the rest out bit
    by bit, it takes what stands behind for done. Tells whether that had happened, and all was laid out anew."""
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
