"""The loading of Qt for the window, arranged so that modules loaded after it cost no more than they must."""

from __future__ import annotations

import builtins
import gc


def load_qt() -> None:
    """Loads Qt before the parts of the window. ImportError if it cannot be had.

    The collector rests: a collection while everything is made finds nothing; `program.run` lets it work again. Qt for Python
    hooks into the import statement and then reads the source of every module, since that may ask for Qt's names in another
    spelling (`from __feature__ import …`); none of ours does, and the sources would stay in memory, so the hook is removed. Both
    together save more than 30 ms of the start.
    """
    gc.disable()
    import PySide6.QtCore  # noqa: F401

    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
