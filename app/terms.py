"""The user's list of terms: a small table beside the settings."""

from __future__ import annotations

from pathlib import Path

from model.checks.terms import Terms, read_terms, write_terms
from model.durable import write_durably
from model.errors import FileError

NAME = "terms.tsv"
MOST = 1_000_000
"""Bytes that the list may have."""


def load_terms(folder: Path) -> tuple[Terms, str]:
    """The terms in a folder of settings, and a sentence that names what of the file is not used; '' where all is. A file
    that is not there is an empty list; nothing here raises."""
    path = folder / NAME
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
    number, _, why = terms.wrong[0]
    more = f" (and {len(terms.wrong) - 1} more)" if len(terms.wrong) > 1 else ""
    return terms, f"{path}, line {number}{more} is not used: {why}; write the old term, a tab, the new term"


def keep_terms(folder: Path, terms: Terms) -> None:
    """Writes the list; FileError where that cannot be."""
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error
    write_durably(path, write_terms(terms).encode())
