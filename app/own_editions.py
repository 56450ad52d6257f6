"""The user's own rows of the table of editions: a file beside the settings, which no update touches."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from model.durable import write_durably
from model.errors import FileError

if TYPE_CHECKING:
    from model.references.editions import Row

NAME = "editions.tsv"


def load_editions(folder: Path) -> tuple[tuple[Row, ...], str]:
    """The rows in a folder of settings, and a sentence that says why they are not used, with the line; '' where they are.
    A file that is not there is an empty table; nothing here raises."""
    path = folder / NAME
    if not path.exists():
        return (), ""
    from model.references.editions import read_rows

    try:
        return read_rows(path), ""
    except FileError as error:
        return (), f"{error}; until then your own editions are not used"


def keep_editions(folder: Path, rows: Iterable[Row]) -> None:
    """Writes the rows; FileError where that cannot be."""
    from model.references.editions import printed_rows

    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error
    write_durably(path, printed_rows(rows).encode())
