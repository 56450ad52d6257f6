"""The words in place of a picture, an equation or a box of the source file."""

from __future__ import annotations

from model.redline.objects import named_object
from widgets.common.translation import translate


def object_words(content: str) -> str:
    """An object by its kind and what its file says of it: `picture: The logo of ITU`."""
    kind, name = named_object(content)
    kinds = {
        "picture": translate("Objects", "picture"),
        "equation": translate("Objects", "equation"),
        "chart": translate("Objects", "chart"),
        "text box": translate("Objects", "text box"),
        "embedded": translate("Objects", "embedded file"),
        "object": translate("Objects", "object"),
    }
    return f"{kinds[kind]}: {name}" if name else kinds[kind]
