"""The Hunspell dictionaries that a system has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from platformdirs import user_data_path

from model.storage.own_command import program_folder

PREFERRED = {"en": ("en_GB", "en_US"), "fr": ("fr", "fr_FR"), "es": ("es_ES", "es"), "ru": ("ru_RU",), "ar": ("ar",)}
"""The United Nations spell English as in Britain; of other languages the common form."""
UNSPELT = ("", "zh", "ja", "ko", "th")
"""Languages of which no word list is to be expected."""


def folders() -> Iterator[Path]:
    """The folders of dictionaries on this system: the user's, the system's, those of LibreOffice, and those that an installer
    brought with the program, after those that the user chose."""
    yield user_data_path("clausewright", appauthor=False) / "dictionaries"
    for named in os.environ.get("DICPATH", "").split(os.pathsep):
        if named:
            yield Path(named)
    yield program_folder() / "dictionaries"
    home = Path.home()
    if sys.platform == "win32":
        offices = [Path(os.environ.get(name, "C:/")) / "LibreOffice/share" for name in ("ProgramFiles", "ProgramFiles(x86)")]
    elif sys.platform == "darwin":
        yield home / "Library/Spelling"
        yield Path("/Library/Spelling")
        offices = [Path("/Applications/LibreOffice.app/Contents/Resources")]
    else:
        yield home / ".local/share/hunspell"
        for base in ("/usr/local/share", "/usr/share"):
            yield from (Path(base, name) for name in ("hunspell", "myspell", "myspell/dicts"))
        offices = [Path("/usr/lib/libreoffice/share"), *sorted(Path("/opt").glob("libreoffice*/share"))]
    for office in offices:
        yield from sorted(office.glob("extensions/dict-*"))
        yield from sorted(office.glob("extensions/dict-*/dictionaries"))


def find_dictionary(language: str, places: Sequence[Path] | None = None) -> Path | None:
    """The dictionary of a language, without its suffix: a file `.dic` with its `.aff` beside it."""
    found: dict[str, Path] = {}
    for place in folders() if places is None else places:
        for dic in sorted(place.glob(f"{language}*.dic")) if language else ():
            name = dic.stem.replace("-", "_")
            if name.partition("_")[0] == language and dic.with_suffix(".aff").is_file():
                found.setdefault(name, dic.with_suffix(""))
    wanted = [name for name in PREFERRED.get(language, (language,)) if name in found]
    return found[wanted[0] if wanted else min(found)] if found else None
