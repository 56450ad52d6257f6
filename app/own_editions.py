"""The user's own rows of the table of editions: a file beside the settings, which no update touches."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from model.durable import write_durably
from model.errors import FileError
from model.references.editions import Row, printed_rows, read_rows

NAME = "editions.tsv"


def load_editions(folder: Path) -> tuple[tuple[Row, ...], str]:
    """The rows in a folder of settings, and a sentence that says why they are not used, with the line; '' where they are.
    A file that is not there is an empty table; nothing here raises."""
    path = folder / NAME
    if not path.exists():
        return (), ""
    try:
        return read_rows(path), ""
    except FileError as error:
        return (), str(error)


def keep_editions(folder: Path, rows: Iterable[Row]) -> None:
    """Writes the rows; FileError where that cannot be."""
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error
    write_durably(path, printed_rows(rows).encode())
