"""The catalogues of the interface: GNU gettext, one for the window and one for the program in each language.

What is written by translators is `translations/fr/window.po`; what is loaded is `window.mo` beside it, compiled where the program
is packed or set up. Where that is absent, damaged or made from another `.po`, it is compiled once more at the start, into
the user's cache where the folder cannot be written.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import suppress
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from resources import read_table

WINDOW, PROGRAM = "window", "program"
"""The domains: the words of the window, and those of the model and the command line."""
DOMAINS = (WINDOW, PROGRAM)
ENGLISH = "en"
"""The language of the code, which has no catalogue."""
FOLDER = Path(__file__).parent / "translations"
_MARK = b"\0of "
"""Before what tells, at the end of a compiled catalogue, from which file it was made and that it is whole."""


class CatalogueError(Exception):
    """A catalogue that cannot be used, in one sentence of a parser."""


def languages() -> Mapping[str, Mapping[str, str]]:
    """The languages of the interface by their codes: `name` in itself, `locale` for numbers and dates, if it is `complete`."""
    return {row["code"]: row for row in read_table("translations/languages.tsv")}


def catalogue(language: str, domain: str, folder: Path = FOLDER, cache: Path | None = None) -> NullTranslations:
    """A catalogue, compiled anew where it has to be; that of English is empty. CatalogueError where it cannot be used.

    language: one of `languages`
    domain: one of `DOMAINS`
    folder: of the catalogues
    cache: the folder for those that cannot be kept beside their source; None for the user's
    """
    if language == ENGLISH:
        return NullTranslations()
    source = folder / language / f"{domain}.po"
    try:
        written = source.read_bytes()
        beside = source.with_suffix(".mo")
        data = _fresh(beside, written) or _from_cache(language, domain, written, beside, cache)
        return GNUTranslations(BytesIO(data))
    except (OSError, ValueError, EOFError, SyntaxError, ImportError) as error:
        raise CatalogueError(f"{source}: {error}") from error


def _fresh(path: Path, written: bytes) -> bytes | None:
    """A compiled catalogue, where it is whole and was made from what is written now."""
    with suppress(OSError):
        data, mark, stamp = path.read_bytes().rpartition(_MARK)
        if mark and stamp == _stamp(written, data):
            return data
    return None


def _from_cache(language: str, domain: str, written: bytes, beside: Path, cache: Path | None) -> bytes:
    if cache is None:
        from platformdirs import user_cache_path

        cache = user_cache_path("clausewright", appauthor=False) / "translations"
    cached = cache / language / beside.name
    data = _fresh(cached, written)
    if data is not None:
        return data
    data = compile_catalogue(written, language)
    for place in (beside, cached):
        with suppress(OSError):
            _put(place, data)
            break
    return data.rpartition(_MARK)[0]


def _put(path: Path, data: bytes) -> None:
    """Writes a catalogue so that another process which starts now sees the old or the new one."""
    import os

    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        passing.write_bytes(data)
        os.replace(passing, path)
    finally:
        passing.unlink(missing_ok=True)


def compile_catalogue(written: bytes, language: str) -> bytes:
    """A `.po` file as it is loaded, with the mark by which that is known to be whole and of this file; the same bytes from the
    same file. A message that lacks its translation or a plural form is left out and stays English. ValueError where the file
    is damaged."""
    from datetime import UTC, datetime

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(BytesIO(written), locale=language, charset="utf-8", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    for message in list(catalog):
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and not (all(strings) and not message.fuzzy):
            catalog.delete(message.id, message.context)
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue() + _MARK + _stamp(written, file.getvalue())


def compile_all(source: Path = FOLDER, target: Path | None = None) -> list[Path]:
    """Compiles all catalogues of a folder into another one, or beside their sources; gives what was written."""
    made = []
    for path in sorted(source.glob("*/*.po")):
        out = (target or source) / path.relative_to(source).with_suffix(".mo")
        _put(out, compile_catalogue(path.read_bytes(), path.parent.name))
        made.append(out)
    return made


def _stamp(written: bytes, data: bytes) -> bytes:
    return b"%08x %d %08x" % (zlib.crc32(written), len(written), zlib.crc32(data))
