"""The language of the interface in the settings, for a verb: to load all the settings takes longer than a verb may."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

NAME = "settings.json"


def interface_setting() -> str:
    """The code; '' where none is set or it cannot be read, of which the window tells."""
    try:
        found = json.loads((_folder() / NAME).read_bytes())["interface"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError, RuntimeError):
        return ""
    return found if isinstance(found, str) else ""


def _folder() -> Path:
    """The folder of the settings; on Linux without loading platformdirs, which takes 3 ms."""
    if sys.platform.startswith("linux"):
        return Path(os.environ.get("XDG_CONFIG_HOME", "").strip() or Path.home() / ".config") / "clausewright"
    from platformdirs import user_config_path

    return user_config_path("clausewright", appauthor=False)
