"""The signs in controls (ticks, chevrons, crosses) as files in Qt's resource system: a style sheet takes its pictures from files
only, and each theme has them in its own colours."""

from __future__ import annotations

from collections.abc import Mapping
from struct import pack

from PySide6.QtCore import qRegisterResourceData

from widgets.theme.design import SCHEMES, Scheme
from widgets.theme.icons import shapes

ROOT = ":/controls"
STROKE = 2.5
"""The line width, of a grid of 24: the signs are shown at half its size."""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="{view}" fill="none" stroke="{colour}" '
    'stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round">{shapes}</svg>'
)
WHOLE, SMALL = "0 0 24 24", "-6 -6 36 36"
"""What is shown of the grid: a sign in a tree has the size of its row, with air around it."""
VERSION = 3
"""That of the format of Qt's resource data: https://github.com/qt/qtbase/blob/dev/src/tools/rcc/rcc.cpp."""
_FOLDER, _FILE = 2, 0
ANY_LANGUAGE = 1
"""`QLocale.Language.C`: a file for all languages."""
_registered: dict[str, tuple[bytes, bytes, bytes]] = {}
"""The data of each theme, which Qt reads from where they are."""


def register_control_icons(theme: str) -> str:
    """The folder in Qt's resource system that contains the signs of a theme."""
    if theme not in _registered:
        _registered[theme] = data = pack_files(("controls", theme), pictures(SCHEMES[theme]))
        qRegisterResourceData(VERSION, *data)
    return f"{ROOT}/{theme}"


def pictures(scheme: Scheme) -> dict[str, str]:
    """The signs of a theme by the names of their files."""
    drawn = {"check": ("check", scheme.on_accent), "minus": ("minus", scheme.on_accent), "x": ("x", scheme.text)}
    drawn |= {"check-menu": ("check", scheme.text), "check-chosen": ("check", scheme.on_chosen)}
    drawn |= {f"chevron-{way}": (f"chevron-{way}", scheme.text) for way in ("down", "up", "left", "right")}
    drawn |= {f"chevron-{way}-faded": (f"chevron-{way}", scheme.faded) for way in ("down", "up")}
    drawn |= {f"chevrons-{way}": (f"chevrons-{way}", scheme.text) for way in ("left", "right")}
    branches = {f"branch-{way}": (f"chevron-{way}", scheme.text) for way in ("down", "left", "right")}
    branches |= {f"branch-{way}-chosen": (f"chevron-{way}", scheme.on_chosen) for way in ("down", "left", "right")}
    return {
        f"{name}.svg": PICTURE.format(view=view, colour=colour, stroke=STROKE, shapes=shapes()[shape])
        for view, signs in ((WHOLE, drawn), (SMALL, branches))
        for name, (shape, colour) in signs.items()
    }


def pack_files(folder: tuple[str, ...], files: Mapping[str, str]) -> tuple[bytes, bytes, bytes]:
    """Files in a folder as Qt's resource data: the tree, the names and the contents."""
    tree, names, contents = bytearray(pack(">IHIIQ", 0, _FOLDER, 1, 1, 0)), bytearray(), bytearray()

    def name_at(name: str) -> int:
        place = len(names)
        names.extend(pack(">HI", len(name), hash_of(name)) + name.encode("utf-16-be"))
        return place

    for depth, part in enumerate(folder, 1):
        inside = 1 if depth < len(folder) else len(files)
        tree += pack(">IHIIQ", name_at(part), _FOLDER, inside, depth + 1, 0)
    for name in sorted(files, key=hash_of):  # Qt searches by halves
        tree += pack(">IHHHIQ", name_at(name), _FILE, 0, ANY_LANGUAGE, len(contents), 0)
        content = files[name].encode()
        contents += pack(">I", len(content)) + content
    return bytes(tree), bytes(names), bytes(contents)


def hash_of(name: str) -> int:
    """The hash of a file name, as Qt computes it."""
    found = 0
    for letter in name:
        found = ((found << 4) + ord(letter)) & 0xFFFFFFFF
        found ^= (found & 0xF0000000) >> 23
        found &= 0x0FFFFFFF
    return found
