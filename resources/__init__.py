"""The data that travel with the program: tables, styles, conferences, the sample. Everything is read through here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
"""The way by `importlib.resources` loads `tempfile` and `random` with it, for 4 ms of each start."""


def path_of(name: str) -> Path:
    """Where a resource lies, for what reads files itself."""
    return _FOLDER / name


@cache
def read_text(name: str) -> str:
    """The text of a resource by its path from here, `word/styles.tsv`."""
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def read_bytes(name: str) -> bytes:
    """The bytes of a resource by its path from here."""
    return (_FOLDER / name).read_bytes()


@cache
def read_table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a table of tab-separated values, each by the names in its first line."""
    head, *rows = (line.split("\t") for line in read_text(name).splitlines() if line.strip())
    return tuple(dict(zip(head, row, strict=False)) for row in rows)


@cache
def list_names(folder: str, suffix: str = "") -> tuple[str, ...]:
    """The paths of the resources in a folder whose names end in `suffix`, sorted."""
    found = (entry.name for entry in (_FOLDER / folder).iterdir() if entry.is_file())
    return tuple(f"{folder}/{name}" for name in sorted(found) if name.endswith(suffix))
