"""The package that is written: its parts by a white list, zipped so that equal content gives equal bytes (FORMATS.md §3).

Parts that python-docx made are zipped here too: python-docx would date them and write everything in its template.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import quote

from msgspec.structs import replace

from model.formats.word.package.opc_package import Relationship
from model.formats.xml_escape import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN_TYPE = WORD_TYPE + "document.main+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = _RELATIONSHIPS + "/metadata/core-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_NUMBERED = re.compile(r"image\d+\.\w{1,5}")
"""The names that Word gives the pictures of a file."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass
class Parts:
    """The parts of a package while it is written."""

    data: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[Relationship]] = field(default_factory=dict)
    """By the part that refers; '' is the package."""

    def add(self, name: str, data: bytes | str, content_type: str) -> None:
        """Puts a part in, with its content type; one of the same name is replaced."""
        self.data[name] = data.encode() if isinstance(data, str) else data
        self.types[name] = content_type

    def relate(self, part: str, type: str, target: str, *, external: bool = False) -> str:
        """The id under which a part refers to another; the one that it has already, or a new one."""
        known = self.relations.setdefault(part, [])
        for relation in known:
            if (relation.type, relation.target, relation.external) == (type, target, external):
                return relation.id
        taken = {relation.id for relation in known}
        id = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        known.append(Relationship(id, type, target, external))
        return id

    def keep_relations(self, part: str, ids: Collection[str]) -> None:
        """Leaves a part no other relationships than those of some ids, and no parts to which only the others led."""
        known = self.relations.get(part, [])
        self.relations[part] = [relation for relation in known if relation.id in ids]
        for relation in known:
            if relation.id not in ids and not relation.external:
                self._drop_unreferenced(relation.target)

    def _drop_unreferenced(self, name: str) -> None:
        if name in self.data and not any(name == relation.target for part in self.relations.values() for relation in part):
            del self.data[name]
            self.types.pop(name, None)
            self.keep_relations(name, ())

    def free_name(self, name: str) -> str:
        """A free name for a part, with a number if the name is taken."""
        stem, dot, suffix = name.rpartition(".")
        names = (name, *(f"{stem}{number}{dot}{suffix}" for number in range(2, len(self.data) + 3)))
        return next(candidate for candidate in names if candidate not in self.data)

    def add_properties(self, title: str, creator: str, date: str) -> None:
        """The properties of a package that was there before: no personal name, no other program's."""
        core = (
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
        )
        app = (
            f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>Clausewright</Application></Properties>"
        )
        self.add("docProps/core.xml", core, _CORE_TYPE)
        self.add("docProps/app.xml", app, _APP_TYPE)
        self.relate("", _CORE_RELATION, "docProps/core.xml")
        self.relate("", OFFICE + "extended-properties", "docProps/app.xml")

    def _number_pictures(self) -> None:
        """Gives each picture a number for its name, unless it has one: the name of its file may name someone."""
        for name in [name for name, kind in self.types.items() if kind.startswith("image/") and name in self.data]:
            leaf = name.rpartition("/")[2]
            if _NUMBERED.fullmatch(leaf):
                continue
            new = self.free_name(f"word/media/image1.{leaf.rpartition('.')[2]}")
            self.data[new], self.types[new] = self.data.pop(name), self.types.pop(name)
            for part, known in self.relations.items():
                self.relations[part] = [
                    replace(relation, target=new) if relation.target == name else relation for relation in known
                ]

    def to_bytes(self) -> bytes:
        """The bytes of the file."""
        self._number_pictures()
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, data in (("[Content_Types].xml", self._content_types()), *self._all_parts()):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                entry.create_system = 0
                archive.writestr(entry, data)
        return out.getvalue()

    def _all_parts(self) -> list[tuple[str, bytes]]:
        found = dict(self.data)
        for part, relations in self.relations.items():
            if relations and (not part or part in self.data):
                folder, _, leaf = part.rpartition("/")
                found[posixpath.join(folder, "_rels", leaf + ".rels")] = _relations_part(folder, relations)
        return sorted(found.items(), key=lambda item: (item[0] != "_rels/.rels", item[0]))

    def _content_types(self) -> bytes:
        rows = [
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(type)}/>"
            for name, type in sorted(self.types.items())
        ]
        return (
            f'{HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{"".join(rows)}</Types>'
        ).encode()


def _relations_part(folder: str, relations: list[Relationship]) -> bytes:
    rows = []
    for relation in relations:
        target, mode = relation.target, ""
        if relation.external:
            mode = ' TargetMode="External"'
        else:
            target = quote(posixpath.relpath("/" + target, "/" + folder), safe="/!$&'()*+,;=:@~-._")
        rows.append(
            f"<Relationship Id={quoteattr(relation.id)} Type={quoteattr(relation.type)} Target={quoteattr(target)}{mode}/>"
        )
    return f'{HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(rows)}</Relationships>'.encode()
