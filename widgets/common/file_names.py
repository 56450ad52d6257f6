"""Names and folders of files as they are shown everywhere: the name, then the folder, that of the user as `~`."""

from __future__ import annotations

import os
from pathlib import Path


def shown_folder(path: str | Path) -> str:
    """The folder of a file, from the user's own on where it lies there."""
    folder, home = os.path.dirname(os.path.abspath(path)), os.path.expanduser("~")
    if folder == home:
        return "~"
    inside = home.rstrip(os.sep) + os.sep
    return "~" + os.sep + folder[len(inside) :] if len(inside) > 1 and folder.startswith(inside) else folder
