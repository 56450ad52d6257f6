"""The user's own tables, files beside the settings that no update touches: the list of terms, and rows of editions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import FileError
from model.message import Message
from model.preflight.terms import Terms, read_terms, write_terms
from model.storage.atomic_write import write_durably

if TYPE_CHECKING:
    from model.references.editions import EditionRow

TERMS_FILE = "terms.tsv"
MOST = 1_000_000
"""Bytes that the list may have."""


def load_terms(folder: Path) -> tuple[Terms, Message | None]:
    """The terms in a folder of settings, and a sentence that names the lines that are not used, or None if all are. A missing
    file is an empty list; nothing raises."""
    path = folder / TERMS_FILE
    try:
        if path.stat().st_size > MOST:
            return Terms(), Message.of(
                "{path}: the list of terms is not used: it is larger than {most:,} bytes", path=str(path), most=MOST
            )
        terms = read_terms(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Terms(), None
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError):
            return Terms(), Message.of("{path}: the list of terms is not used: it is not UTF-8 text", path=str(path))
        reason = str(error.strerror or error)
        return Terms(), Message.of("{path}: the list of terms is not used: {reason}", path=str(path), reason=reason)
    if not terms.wrong:
        return terms, None
    number, _, why = terms.wrong[0]
    if len(terms.wrong) == 1:
        return terms, Message.of(
            "{path}, line {line} is not used: {why}; write the old term, a tab, the new term",
            path=str(path),
            line=number,
            why=why,
        )
    return terms, Message.counted(
        "{path}, line {line} (and {n} more) is not used: {why}; write the old term, a tab, the new term",
        "{path}, line {line} (and {n} more) is not used: {why}; write the old term, a tab, the new term",
        len(terms.wrong) - 1,
        path=str(path),
        line=number,
        why=why,
    )


def keep_terms(folder: Path, terms: Terms) -> None:
    """Writes the list. Raises FileError if that is impossible."""
    _write(folder / TERMS_FILE, write_terms(terms))


EDITIONS_FILE = "editions.tsv"


def load_editions(folder: Path) -> tuple[tuple[EditionRow, ...], Message | None]:
    """The rows in a folder of settings, and a sentence that says why they are not used, with the line, or None if they are. A
    missing file is an empty table; nothing raises."""
    path = folder / EDITIONS_FILE
    if not path.exists():
        return (), None
    from model.references.editions import read_rows

    try:
        return read_rows(path), None
    except FileError as error:
        return (), Message.of("{error}; until then your own editions are not used", error=error.message)


def keep_editions(folder: Path, rows: Iterable[EditionRow]) -> None:
    """Writes the rows. Raises FileError if that is impossible."""
    from model.references.editions import printed_rows

    _write(folder / EDITIONS_FILE, printed_rows(rows))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error
    write_durably(path, text.encode())
