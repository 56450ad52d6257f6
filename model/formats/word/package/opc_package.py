"""The package of a Word file: opened only after the zip has been judged, its parts parsed only as the gate allows
(FORMATS.md §5).

Reader and writer go through `Package`. Strict Open XML is returned with the namespaces of the transitional form;
the untouched file is in `Package.data`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from os import PathLike
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

from model.errors import FileError
from model.formats.safe_xml import parse_part
from model.formats.safe_zip import Archive, open_archive, read_file
from model.formats.word.package.fetched_pictures import remove_fetched_pictures
from model.formats.word.package.flat_package import is_flat_package, zip_of_flat
from model.formats.word.package.private_fields import NamedUser, bare_fields
from model.formats.word.package.wordml import STRICT, W
from model.message import Message

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "[Content_Types].xml"
_MAIN_TYPES = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)
_EXCEL = Message.of("it is an Excel file, not a Word file")
_POWERPOINT = Message.of("it is a PowerPoint file, not a Word file")
_OTHERS = {"spreadsheetml": _EXCEL, "ms-excel": _EXCEL, "presentationml": _POWERPOINT, "ms-powerpoint": _POWERPOINT}
_OTHERS |= {"ms-visio": Message.of("it is a Visio file, not a Word file")}

SPARED = ("settings", "theme", "fontTable")
"""The parts that a text can do without if they are damaged, by the last words of their relationship types."""


class Relationship(Struct, frozen=True):
    """One line of a `.rels` part."""

    id: str
    type: str
    target: str
    """The part's name; of an external one, the address as written."""
    external: bool = False


class RemovedContent(Struct, frozen=True):
    """The content of a part that is removed: a reader's machine would fetch it, or it names a user."""

    fields: tuple[str, ...] = ()
    """The kind of each field that was replaced by its text, such as `INCLUDETEXT`."""
    pictures: int = 0
    users: tuple[tuple[str, str], ...] = ()
    """The kind of each field that was deleted with its text because it named a user, and the paragraph without that text."""


def _paragraph_text(element: etree._Element) -> str:
    """The text of the paragraph in which an element stands."""
    paragraph = next(element.iterancestors(W + "p"), None)
    return "" if paragraph is None else "".join(text.text or "" for text in paragraph.iter(W + "t"))


@lru_cache(maxsize=2)
def _parse(data: bytes) -> etree._Element:
    return parse_part(data, "", "")


class Package(Struct, frozen=True, dict=True, eq=False):
    """A Word file, `.docx`, `.docm` or `.dotx`. Every method raises FileError, with one sentence, if the file is at fault."""

    name: str
    """As the user knows the file, for messages."""
    data: bytes
    """The untouched file."""
    main: str
    """The name of the main document part."""
    archive: Archive
    strict: bool = False
    """Written as Strict Open XML."""
    warnings: tuple[Message, ...] = ()
    as_written: bool = False
    """Whether its fields keep their results, including those that name someone."""
    _relationships: dict[str, Mapping[str, Relationship]] = field(default_factory=dict)
    _ready: dict[str, etree._Element] = field(default_factory=dict)
    """The main part, parsed when the package was opened, for the first caller that needs it."""
    _removed: dict[str, RemovedContent] = field(default_factory=dict)

    @classmethod
    def open(cls, source: PathLike[str] | str | bytes, name: str = "", *, as_written: bool = False) -> Package:
        """The package at a path or in bytes, also as XML in one file; `name` is its name in messages (default: the path)."""
        name = name or ("the file" if isinstance(source, bytes) else str(source))
        data = source if isinstance(source, bytes) else read_file(Path(source), name)
        if is_flat_package(data):
            data = zip_of_flat(data, name)
        archive = open_archive(data, name)
        probe = cls(name, data, "", archive)
        main = probe._find_main()
        strict = b"http://purl.oclc.org/ooxml/" in archive.read(main)
        package = cls(name, data, main, archive, strict, as_written=as_written)
        root = package.xml(main)
        if root.tag != W + "document":
            reason = Message.of("its main part {part} is not a Word document; save it again as .docx in Word", part=main)
            raise FileError(name, reason)
        macros = "macro" in package.content_type(main).lower() or any(
            part.lower().endswith("vbaproject.bin") for part in archive.names
        )
        warnings = (Message.of("The macros of the file were omitted."),) if macros else ()
        removed = package._removed
        return cls(name, data, main, archive, strict, warnings, as_written, _ready={main: root}, _removed=removed)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, without a leading slash, in the order of the file."""
        return self.archive.names

    def has(self, name: str) -> bool:
        """Whether there is a part of a name."""
        return self.archive.find(name) is not None

    def part(self, name: str) -> bytes:
        """The bytes of a part; XML in transitional namespaces."""
        data = self.archive.read(name)
        if self.strict and name.lower().endswith((".xml", ".rels")):
            for strict, transitional in STRICT.items():
                data = data.replace(strict, transitional)
        return data

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part, parsed for each caller to change; its fields name nobody, and nothing in it is fetched."""
        ready = self._ready.pop(name, None)
        if ready is None:
            ready = parse_part(self.part(name), name, self.name)
            if not self.as_written:
                users: list[NamedUser] = []
                fields = tuple(bare_fields(ready, whole=True, users=users))
                named = tuple((user.kind, _paragraph_text(user.shown)) for user in users)
                self._removed[name] = RemovedContent(fields, remove_fetched_pictures(ready), named)
        return ready

    def removed_content(self, name: str) -> RemovedContent:
        """The content of a part that is removed, because a reader's machine would fetch it or it names a user."""
        if name not in self._removed:
            self.xml(name)
        return self._removed.get(name, RemovedContent())

    def shared_root(self, name: str) -> etree._Element:
        """The root of a part that is only read; equal parts, such as the styles of one organization's files, are parsed once."""
        try:
            return _parse(self.part(name))
        except FileError:
            return self.xml(name)  # its error names the file

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """The relationships of a part (default: the package), by id; empty if it has no `.rels`."""
        if part not in self._relationships:
            folder, _, leaf = part.rpartition("/")
            name = posixpath.join(folder, "_rels", leaf + ".rels")
            found = {}
            if self.has(name):
                found = {relation.id: relation for relation in _read_relationships(self.xml(name), folder)}
            self._relationships[part] = found
        return self._relationships[part]

    def related_parts(self, part: str, suffix: str) -> list[str]:
        """The names of the parts that exist among those that `part` refers to by a type that ends in `/suffix`."""
        return [
            actual
            for relation in self.relationships(part).values()
            if not relation.external and relation.type.rpartition("/")[2] == suffix
            if (actual := self.archive.find(relation.target)) is not None
        ]

    def damage(self, name: str) -> Message | None:
        """The reason why an XML part cannot be read; None if it can."""
        try:
            self.xml(name)
        except FileError as error:
            return error.reason
        return None

    def content_type(self, name: str) -> str:
        """The media type that `[Content_Types].xml` gives a part, '' if it gives none."""
        overrides, defaults = self._types
        return overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "")

    @cached_property
    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        overrides: dict[str, str] = {}
        defaults: dict[str, str] = {}
        if self.has(_TYPES):
            for child in self.xml(_TYPES):
                kind = child.get("ContentType", "")
                if child.get("PartName"):
                    overrides[child.get("PartName", "").lstrip("/").lower()] = kind
                elif child.get("Extension"):
                    defaults[child.get("Extension", "").lower()] = kind
        return overrides, defaults

    def _find_main(self) -> str:
        """The main part, by relationship, else by content type, else under its usual name."""
        self._refuse_other_kinds()
        by_type = [name for name in self.names if self.content_type(name).endswith(_MAIN_TYPES)]
        for name in (*self.related_parts("", "officeDocument"), *by_type, "word/document.xml"):
            if (actual := self.archive.find(name)) is not None:
                return actual
        raise FileError(self.name, Message.of("it is a zip file without a Word document in it; give a .docx file"))

    def _refuse_other_kinds(self) -> None:
        if self.has("mimetype"):
            kind = self.archive.read("mimetype")[:200].decode("latin-1")
            if "opendocument" in kind:
                raise FileError(self.name, Message.of("it is an OpenDocument file; save it as .docx and open that"))
            if "epub" in kind:
                reason = Message.of("it is an e-book (EPUB), not a Word file; give the Word file that it was made from")
                raise FileError(self.name, reason)
        kinds = [self.content_type(name) for name in self.related_parts("", "officeDocument")]
        for kind in kinds:
            for mark, message in _OTHERS.items():
                if mark in kind:
                    raise FileError(self.name, message)


def _read_relationships(root: etree._Element, folder: str) -> Iterator[Relationship]:
    for child in root.iter(_RELATIONSHIPS):
        target = child.get("Target", "")
        external = child.get("TargetMode") == "External"
        if not external:
            target = unquote(target.partition("#")[0])
            target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield Relationship(child.get("Id", ""), child.get("Type", ""), target, external)


def picture_file(package: bytes, reference: str) -> bytes:
    """The file of a picture by the id by which the main part names it; nothing if the package has none or is damaged."""
    try:
        opened = _open(package)
        relation = opened.relationships(opened.main).get(reference)
        if relation is None or relation.external or relation.type.rpartition("/")[2] != "image":
            return b""
        return opened.part(relation.target) if opened.has(relation.target) else b""
    except FileError:
        return b""


@lru_cache(maxsize=2)
def _open(package: bytes) -> Package:
    return Package.open(package)
