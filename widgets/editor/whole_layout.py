"""The layout of a whole document at once, which Qt makes bit by bit."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument


def lay_out(document: QTextDocument) -> bool:
    """Has a whole document laid out: where a block is given another format while Qt lays the rest out bit by bit, it takes what
    stands behind for done. Tells whether that had happened, and all was laid out anew."""
    document.size()
    if document.lastBlock().layout().lineCount():
        return False
    document.markContentsDirty(0, document.characterCount())
    document.size()
    return True
