"""The user's own tables, files beside the settings that no update touches: the list of terms, and rows of editions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import FileError
from model.preflight.terms import Terms, read_terms, write_terms
from model.storage.atomic_write import write_durably

if TYPE_CHECKING:
    from model.references.editions import EditionRow

TERMS_FILE = "terms.tsv"
MOST = 1_000_000
"""Bytes that the list may have."""


def load_terms(folder: Path) -> tuple[Terms, str]:
    """The terms in a folder of settings, and a sentence that names what of the file is not used; '' where all is. A file
    that is not there is an empty list; nothing here raises."""
    path = folder / TERMS_FILE
    try:
        if path.stat().st_size > MOST:
            return Terms(), f"{path}: the list of terms is not used: it is larger than {MOST:,} bytes"
        terms = read_terms(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Terms(), ""
    except (OSError, ValueError) as error:
        why = "it is not UTF-8 text" if isinstance(error, ValueError) else str(error.strerror or error)
        return Terms(), f"{path}: the list of terms is not used: {why}"
    if not terms.wrong:
        return terms, ""
    number, _, fault = terms.wrong[0]
    more = f" (and {len(terms.wrong) - 1} more)" if len(terms.wrong) > 1 else ""
    return terms, f"{path}, line {number}{more} is not used: {fault}; write the old term, a tab, the new term"


def keep_terms(folder: Path, terms: Terms) -> None:
    """Writes the list; FileError where that cannot be."""
    _write(folder / TERMS_FILE, write_terms(terms))


EDITIONS_FILE = "editions.tsv"


def load_editions(folder: Path) -> tuple[tuple[EditionRow, ...], str]:
    """The rows in a folder of settings, and a sentence that says why they are not used, with the line; '' where they are.
    A file that is not there is an empty table; nothing here raises."""
    path = folder / EDITIONS_FILE
    if not path.exists():
        return (), ""
    from model.references.editions import read_rows

    try:
        return read_rows(path), ""
    except FileError as error:
        return (), f"{error}; until then your own editions are not used"


def keep_editions(folder: Path, rows: Iterable[EditionRow]) -> None:
    """Writes the rows; FileError where that cannot be."""
    from model.references.editions import printed_rows

    _write(folder / EDITIONS_FILE, printed_rows(rows))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error
    write_durably(path, text.encode())
