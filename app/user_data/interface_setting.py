"""The language of the interface in the settings, for a verb: to load all the settings takes longer than a verb may."""

from __future__ import annotations

NAME = "settings.json"


def interface_setting() -> str:
    """The code; '' if none is set or it cannot be read, which the window reports."""
    import json  # both only if no language was asked for

    from platformdirs import user_config_path

    try:
        found = json.loads((user_config_path("clausewright", appauthor=False) / NAME).read_bytes())["interface"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError, RuntimeError):
        return ""
    return found if isinstance(found, str) else ""
