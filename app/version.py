"""The version of the program and its id on a desktop; pyproject.toml, the installers and their metadata read them here."""

from __future__ import annotations

from pathlib import Path

VERSION = "0.1.0"

DESKTOP_ID = "io.github.clausewright.Clausewright"
"""The name of its desktop file, without the suffix; Windows knows its windows by it too."""

BUILD_NOTE = Path(__file__).with_name("build.txt")
"""What an installer has to say of itself, one line; absent in a release and in a checkout."""


def version() -> str:
    """The version as shown to the user, with a note if the build is not for users."""
    try:
        note = BUILD_NOTE.read_text(encoding="utf-8").strip()
    except OSError:
        return VERSION
    return f"{VERSION} ({note})"
