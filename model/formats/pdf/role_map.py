"""The names of paragraph styles in a tagged PDF, which PDFium does not tell.

Word's, Acrobat's and LibreOffice's exports name an element after the style of its paragraph (`Res_No`), and map that name to a
standard type (ISO 32000-1 §14.7.3). PDFium applies the map and keeps the name for itself, unless it finds no map.
"""

from __future__ import annotations

import re

_KEY, _OTHER_KEY = b"/RoleMap", b"/RoleMop"
_MOST_BYTES = 100_000
"""Of the map."""
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s*/([^\s/<>\[\]()]+)")
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 8


def without_role_map(data: bytes) -> tuple[bytes, dict[str, str]]:
    """A PDF whose map of types PDFium does not find, and that map; the same file and nothing if the map cannot be read here."""
    if data.count(_KEY) != 1:
        return data, {}
    place = data.index(_KEY) + len(_KEY)
    text = data[place : place + _MOST_BYTES]
    reference = re.match(rb"\s*(\d+)\s+0\s+R", text)
    if reference is not None:
        found = re.search(rb"[\r\n ]" + reference[1] + rb"\s+0\s+obj\b", data)
        if found is None:
            return data, {}
        text = data[found.end() : found.end() + _MOST_BYTES]
    dictionary = re.match(rb"\s*<<([^<>]*)>>", text)
    if dictionary is None:
        return data, {}
    names = {_name(found[1]): _name(found[2]) for found in _NAMED.finditer(dictionary[1])}
    return data.replace(_KEY, _OTHER_KEY), names


def standard_type(name: str, names: dict[str, str]) -> str:
    """The type to which a name is mapped, perhaps over others; the name itself if it is not mapped."""
    for _ in range(_DEEPEST):
        if name not in names or names[name] == name:
            break
        name = names[name]
    return name


def _name(code: bytes) -> str:
    return _CODE.sub(lambda found: bytes([int(found[1], 16)]), code).decode("utf-8", "replace")
