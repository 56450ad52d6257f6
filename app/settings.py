"""What the program remembers of its user: a small JSON file that holds only what differs from the default.

The file says which version of its form it has; an older one is upgraded when it is read. What is not known is kept, so
that a newer program finds it again; a value of the wrong kind counts as absent. Where windows stand is Qt's to remember,
not ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from platformdirs import user_config_path

from model.durable import write_durably
from model.errors import FileError

VERSION = 1
"""The version of the form that is written."""
NAME = "settings.json"
MOST_RECENT = 10
"""Files that are remembered."""
THEMES = ("system", "light", "dark", "contrast")
"""How the window may look; `system` follows the desktop."""
SIZES = (6, 36)
"""Points that letters on the screen may have, least and most."""
ZOOMS = (50, 400)
"""Per cent."""
WIDTHS = (0, 60, 80, 100)
"""Letters that a line may hold; 0 for as many as the window is wide."""
REFERENCES = ("follow", "ask", "leave")
"""What is done with references to clauses whose labels moved."""
Values = dict[str, Any]

UPGRADES: Mapping[int, Callable[[Values], Values]] = {}
"""From each older version to the one after it."""


class Settings(Struct, frozen=True):
    """A value; the default of each field is what a new user has."""

    author: str = ""
    """Who amends: the name that the amendments made in the window carry; '' where the user gave none."""
    recent: tuple[str, ...] = ()
    """Paths of the files opened and saved, the latest first."""
    punctuation: bool = True
    """Whether the punctuation between items follows when clauses are inserted and deleted."""
    references: str = "follow"
    """One of `REFERENCES`."""
    welcome: bool = True
    """Whether the first page is shown at a start without a file."""
    theme: str = "system"
    """One of `THEMES`."""
    typeface: str = ""
    """The family in which texts are shown; '' for the system's. An export does not care."""
    size: int = 0
    """Points of the letters at 100 %; 0 for the system's."""
    zoom: int = 100
    """Per cent."""
    page: bool = False
    """Whether texts are shown as a sheet of paper on a desk."""
    width: int = 0
    """Letters that a line may hold where no sheet is shown, one of `WIDTHS`."""
    spelling: bool = True
    """Whether words that no dictionary knows are underlined."""
    words: tuple[str, ...] = ()
    """The user's own words, which are taken as spelled well."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """The last folder of each purpose: open, save, export, returned."""


def config_folder() -> Path:
    """Where settings lie on this system."""
    return user_config_path("clausewright", appauthor=False)


class SettingsFile:
    """The settings of one user; `value` is what they are, `change` sets some and writes them at once."""

    def __init__(self, folder: Path, warn: Callable[[str], None] = lambda sentence: None) -> None:
        """`folder` need not exist. `warn` is told, once, when the settings cannot be kept; nothing here raises."""
        self._path = folder / NAME
        self._warn = warn
        self._warned = False
        self._unknown: Values = {}
        self._followers: list[Callable[[Settings], None]] = []
        self.value = self._read()

    def follow(self, follower: Callable[[Settings], None]) -> None:
        """Calls `follower` with the settings now and after each change of them."""
        self._followers.append(follower)
        follower(self.value)

    def change(self, **changes: Any) -> None:
        """Sets fields by name and writes the file, where one of them is new."""
        changed = replace(self.value, **changes)
        if changed == self.value:
            return
        self.value = changed
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(self._path, (json.dumps(self._values(), ensure_ascii=False, indent=1) + "\n").encode())
        except (FileError, OSError) as error:
            if not self._warned:
                self._warned = True
                self._warn(f"the settings are not kept: {error}")
        for follower in self._followers:
            follower(changed)

    def add_recent(self, path: Path) -> None:
        """Puts a file at the head of the recent ones."""
        name = str(path.absolute())
        others = [other for other in self.value.recent if other != name]
        self.change(recent=(name, *others)[:MOST_RECENT])

    def drop_recent(self, *names: str) -> None:
        self.change(recent=tuple(name for name in self.value.recent if name not in names))

    def folder(self, purpose: str) -> Path | None:
        """The last folder of a purpose, where it is still there."""
        known = self.value.folders.get(purpose, "")
        return Path(known) if known and Path(known).is_dir() else None

    def keep_folder(self, purpose: str, folder: Path) -> None:
        self.change(folders={**self.value.folders, purpose: str(folder.absolute())})

    def _values(self) -> Values:
        default = Settings()
        known = {name: getattr(self.value, name) for name in Settings.__struct_fields__}
        sparse = {name: value for name, value in known.items() if value != getattr(default, name)}
        return {"version": VERSION, **self._unknown, **sparse}

    def _read(self) -> Settings:
        try:
            given = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return Settings()
        if not isinstance(given, dict):
            return Settings()
        given = upgrade(given)
        names = set(Settings.__struct_fields__)
        self._unknown = {name: value for name, value in given.items() if name not in names and name != "version"}
        return decode(given)


def upgrade(values: Values, upgrades: Mapping[int, Callable[[Values], Values]] = UPGRADES, target: int = VERSION) -> Values:
    """Values of an older version as those of the current one; a version that is none counts as the current one."""
    version = values.get("version")
    for step in range(version if type(version) is int and version > 0 else target, target):
        values = upgrades[step](values)
    return values


def decode(values: Mapping[str, Any]) -> Settings:
    """The settings in a JSON object, defaults in place of what is absent or of the wrong kind."""
    sound: Values = {}
    kinds = {"author": str, "punctuation": bool, "welcome": bool, "typeface": str, "page": bool, "spelling": bool}
    for name, kind in kinds.items():
        if isinstance(values.get(name), kind):
            sound[name] = values[name]
    for name, allowed in (("theme", THEMES), ("width", WIDTHS), ("references", REFERENCES)):
        if type(values.get(name)) in (str, int) and values[name] in allowed:
            sound[name] = values[name]
    for name, (least, most) in (("size", SIZES), ("zoom", ZOOMS)):
        if type(values.get(name)) is int and values[name]:
            sound[name] = min(max(values[name], least), most)
    words = values.get("words")
    if isinstance(words, list):
        sound["words"] = tuple(word for word in words if isinstance(word, str) and word)
    recent = values.get("recent")
    if isinstance(recent, list):
        sound["recent"] = tuple(path for path in recent if isinstance(path, str) and path)[:MOST_RECENT]
    folders = values.get("folders")
    if isinstance(folders, dict):
        sound["folders"] = {name: path for name, path in folders.items() if isinstance(path, str)}
    with suppress(UnicodeEncodeError):
        str(sound).encode()
        return Settings(**sound)
    return Settings()
