"""The six languages of the Union by their names, for fields in which one is chosen."""

from __future__ import annotations

from widgets.common.translation import translate


def language_names() -> list[tuple[str, str]]:
    """The code of each language with its name in that of the window."""
    return [
        ("en", translate("Languages", "English")),
        ("fr", translate("Languages", "French")),
        ("es", translate("Languages", "Spanish")),
        ("ru", translate("Languages", "Russian")),
        ("zh", translate("Languages", "Chinese")),
        ("ar", translate("Languages", "Arabic")),
    ]
