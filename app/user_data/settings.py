"""The settings of the user: a small JSON file that holds only those that differ from the default.

The file says which version of its form it has; an older one is upgraded when it is read. What is not understood counts as
absent and stays in the file, so that a newer program finds it again. Several windows write the file, each only what was
changed in it. Where windows stand is Qt's to remember, not ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from msgspec import Struct, convert, field
from msgspec.structs import fields, replace
from platformdirs import user_config_path

from app.user_data.interface_setting import NAME
from model.errors import FileError
from model.message import Message
from model.storage.atomic_write import file_error, replace_file, write_durably

VERSION = 1
"""The version of the form that is written."""
DAMAGED_SUFFIX = ".bad"
"""What is added to the name of a file that cannot be read, before another one is written."""
MOST_RECENT = 10
"""Files that are remembered."""
MOST_SYMBOLS = 20
"""Signs that are remembered."""
Theme = Literal["system", "light", "dark", "contrast"]
"""How the window may look; `system` follows the desktop."""
SIZES = (6, 36)
"""Points that letters on the screen may have, least and most."""
ZOOMS = (50, 400)
"""Per cent."""
PAGE_WIDTH = 0
"""The zoom of a page that is as wide as on paper, or as there is room."""
_RANGES = {"size": SIZES, "zoom": ZOOMS}
Width = Literal[0, 60, 80, 100]
"""Letters that a line may hold; 0 for as many as the window is wide."""
LineNumbers = Literal["", "page", "continuous"]
"""How the lines of the text are numbered beside it: not at all, again on each page, or through the whole text."""
CardMode = Literal["all", "comments", "theirs", "none"]
"""Which cards appear beside the text."""
SpokenChanges = Literal["off", "start", "both"]
"""Where changed words at the caret are announced to a screen reader: nowhere, where they begin, or also where they end."""
Following = Literal["follow", "ask", "leave"]
"""What is done with references to clauses whose labels moved."""
REFERENCES: tuple[Following, ...] = get_args(Following)
Values = dict[str, Any]
T = TypeVar("T")

UPGRADES: Mapping[int, Callable[[Values], Values]] = {}
"""From each older version to the one after it."""


class Settings(Struct, frozen=True):
    """A value; the default of each field is what a new user has."""

    author: str = ""
    """The name on amendments made in the window; '' if the user gave none."""
    nameless: bool = False
    """Whether the user refused to give a name."""
    recent: tuple[str, ...] = ()
    """Paths of the files opened and saved, the latest first."""
    interface: str = ""
    """The language of the window and of the command line by its code; '' for the system's."""
    punctuation: bool = True
    """Whether the punctuation between items follows when clauses are inserted and deleted."""
    references: Following = "follow"
    welcome: bool = True
    """Whether the start page is shown at a start without a file."""
    toured: bool = False
    """Whether the tour was seen."""
    theme: Theme = "system"
    typeface: str = ""
    """The family in which texts are shown; '' for the system's. An export does not care."""
    size: int = 0
    """Points of the letters at 100 %; 0 for the system's."""
    zoom: int = PAGE_WIDTH
    """Per cent."""
    page: bool = True
    """Whether texts are shown as pages of paper on a darker background, with the house's styles."""
    width: Width = 0
    """The most letters in a line if no sheet is shown."""
    line_numbers: LineNumbers = ""
    cards: CardMode = "all"
    spoken_changes: SpokenChanges = "start"
    spelling: bool = True
    """Whether words that no dictionary knows are underlined."""
    words: tuple[str, ...] = ()
    """The user's own words, which are taken as spelled well."""
    typographic: bool = True
    """Whether straight quotes, double hyphens and three dots become the signs of the language while they are typed."""
    autocorrect: bool = True
    """Whether slips of the fingers are put right while they are typed."""
    corrections: Mapping[str, str] = field(default_factory=dict)
    """The user's own words that are put right, and what comes for each; itself: it stays as it is typed."""
    unspelt: tuple[str, ...] = ()
    """Languages for which a message already said that the system has no dictionary."""
    symbols: tuple[str, ...] = ()
    """Signs that were put in by the box, the latest first."""
    compared_formats: bool = False
    """Whether a comparison in the window shows differences of formats."""
    library: str = ""
    """The folder of the published library that is used; '' for the user's own."""
    template: str = ""
    """The conference's own Word template, a path; '' for none."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """The last folder of each purpose: open, save, export, returned."""


_FIELDS = fields(Settings)


def config_folder() -> Path:
    """The folder of the settings on this system."""
    return user_config_path("clausewright", appauthor=False)


class SettingsFile:
    """The settings of one user; `value` is what they are, `change` sets some and writes them at once."""

    def __init__(self, folder: Path, warn: Callable[[Message], None] = lambda sentence: None) -> None:
        """`folder` need not exist. `warn` is called once if the settings cannot be saved; no method raises."""
        self._path = folder / NAME
        self._warn = warn
        self._warned = False
        self._found: Values = {}
        """What the file last held."""
        self._damaged = False
        self._unwritten: Values = {}
        """Fields that the file has not taken yet."""
        self._followers: list[Callable[[Settings], None]] = []
        self.value = self._latest()

    def follow(self, follower: Callable[[Settings], None]) -> None:
        """Calls `follower` with the settings now and after each change of them."""
        self._followers.append(follower)
        follower(self.value)

    def change(self, **changes: Any) -> None:
        """Sets fields by name and writes those that are new into the file as it is by now."""
        latest = self._latest()
        if "words" in changes:
            changes["words"] = _merge(self.value.words, changes["words"], latest.words)
        if "corrections" in changes:
            wanted = tuple(changes["corrections"].items())
            others = _merge(tuple(self.value.corrections.items()), wanted, tuple(latest.corrections.items()))
            changes["corrections"] = dict((*others, *wanted))
        new = {name: value for name, value in changes.items() if value != getattr(latest, name)}
        if new:
            self._unwritten.update(new)
            self._write()
        changed = replace(self.value, **changes)
        if changed != self.value:
            self.value = changed
            for follower in self._followers:
                follower(changed)

    def add_recent(self, path: Path, purpose: str = "") -> None:
        """Puts a file at the head of the recent ones, and keeps its folder for a purpose, as `keep_folder` does."""
        name, latest = str(path.absolute()), self._latest()
        recent = (name, *(other for other in latest.recent if other != name))[:MOST_RECENT]
        if purpose:
            self.change(recent=recent, folders={**latest.folders, purpose: str(path.absolute().parent)})
        else:
            self.change(recent=recent)

    def drop_recent(self, *names: str) -> None:
        """Takes files from the list of recent ones."""
        self.change(recent=tuple(name for name in self._latest().recent if name not in names))

    def folder(self, purpose: str) -> Path | None:
        """The last folder of a purpose, if it still exists."""
        known = self.value.folders.get(purpose, "")
        return Path(known) if known and Path(known).is_dir() else None

    def keep_folder(self, purpose: str, folder: Path) -> None:
        """Remembers the folder in which the next file dialog for a purpose begins."""
        self.change(folders={**self._latest().folders, purpose: str(folder.absolute())})

    def _latest(self) -> Settings:
        """The current settings in the file; if it cannot be read, the last known ones."""
        self._damaged = False
        try:
            given = json.loads(self._path.read_bytes())
        except OSError:
            given = self._found
        except (ValueError, RecursionError):
            given = None
        if isinstance(given, dict):
            self._found = upgrade(given)
        else:
            self._damaged = True
        return replace(decode(self._found), **self._unwritten)

    def _write(self) -> None:
        default = Settings()
        values = {"version": VERSION, **self._found, **self._unwritten}
        for name, value in self._unwritten.items():
            if value == getattr(default, name):
                del values[name]
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._damaged:
                self._keep_damaged()
            text = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
            write_durably(self._path, text.encode("utf-8", "surrogatepass"))
        except (FileError, OSError) as error:
            if not self._warned:
                self._warned = True
                failure = error if isinstance(error, FileError) else file_error(self._path.parent, error)
                self._warn(Message.of("the settings could not be saved: {error}", error=failure.message))
            return
        self._found, self._unwritten = json.loads(text), {}

    def _keep_damaged(self) -> None:
        kept = self._path.with_name(NAME + DAMAGED_SUFFIX)
        replace_file(self._path, kept)
        self._warn(
            Message.of(
                "{path}: it could not be read; it is kept as {kept}, and a new one is written",
                path=str(self._path),
                kept=kept.name,
            )
        )


def _merge(before: tuple[T, ...], wanted: tuple[T, ...], latest: tuple[T, ...]) -> tuple[T, ...]:
    """The wanted values, with those that others added and without those that they removed."""
    others = tuple(value for value in latest if value not in before and value not in wanted)
    return tuple(value for value in wanted if value in latest or value not in before) + others


def upgrade(values: Values, upgrades: Mapping[int, Callable[[Values], Values]] = UPGRADES, target: int = VERSION) -> Values:
    """Values of an older version as those of the current one; a version that is none counts as the current one, and those
    of a newer one stay as they are."""
    given = values.get("version")
    version = given if type(given) is int and given > 0 else target
    for step in range(version, target):
        values = upgrades[step](values)
    return {**values, "version": max(version, target)}


def decode(values: Mapping[str, Any]) -> Settings:
    """The settings in a JSON object, with defaults for values that are absent or of the wrong type."""
    sound: Values = {}
    for known in _FIELDS:
        with suppress(KeyError, ValueError):
            sound[known.name] = convert(_repair(known.name, values[known.name]), known.type)
    return Settings(**sound)


def _repair(name: str, value: Any) -> Any:
    """A value without the members that are no texts, a list at most as long and a number as large as it may be."""
    if isinstance(value, list):
        texts = [text for text in value if isinstance(text, str) and text]
        return texts[:MOST_RECENT] if name == "recent" else texts
    if isinstance(value, dict):
        return {key: text for key, text in value.items() if isinstance(text, str)}
    if type(value) is int and name in _RANGES:
        least, most = _RANGES[name]
        return min(max(value, least), most) if value else None
    return value
