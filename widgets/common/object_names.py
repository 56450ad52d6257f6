"""The words in place of a picture, an equation or a box of the source file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.redline.objects import named_object


def tr(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("Objects", text)


def object_words(content: str) -> str:
    """An object by its kind and what its file says of it: `picture: The logo of ITU`."""
    kind, name = named_object(content)
    kinds = {
        "picture": tr("picture"),
        "equation": tr("equation"),
        "chart": tr("chart"),
        "text box": tr("text box"),
        "embedded": tr("embedded file"),
        "object": tr("object"),
    }
    return f"{kinds[kind]}: {name}" if name else kinds[kind]
