"""The roles of paragraph styles, whatever id and name a file gives them.

ITU's styles come under many ids (`ResNo`, `Res_No`, `Res_NoBR`, `Normalaftertitle0`) and, in foreign files, as ancestors
of other styles. They are compared without case, blanks and underscores (facts of real files: styles-catalog).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, cast

from msgspec import Struct

from model.formats.recognition.raw_body import ParagraphFormat
from resources import read_table

Name = Literal[
    "", "normal", "number", "title", "history", "opening", "call", "enum", "heading", "annex", "annextitle",
    "proposal", "reasons", "source", "header", "docnumber", "topheader", "doctitle", "agenda", "abstract", "list",
]  # fmt: skip


class Role(Struct, frozen=True):
    """The role of a style: a name and, for headings and enumerations, a depth from 1 (0: the style has none)."""

    name: Name = ""
    depth: int = 0


NO_ROLE = Role()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Name, int], ...]:
    """The patterns of names with their roles; the first that fits counts."""
    rows = read_table("word/style-roles.tsv")
    return tuple((re.compile(row["pattern"]), cast(Name, row["role"]), int(row["depth"])) for row in rows)


def normal_name(name: str) -> str:
    """A style's name or id without case, blanks, underscores, hyphens and dots."""
    return re.sub(r"[\s_.\-#]+", "", name).lower()


@lru_cache(maxsize=4096)
def role_of_name(name: str) -> Role:
    """The role of a style by its name or id alone."""
    plain = normal_name(name)
    bare = plain.rstrip("0") if not plain.endswith("10") else plain[:-1]
    for candidate in (plain, bare):
        for pattern, role, depth in _patterns():
            if found := pattern.fullmatch(candidate):
                return Role(role, int(found["depth"]) if "depth" in pattern.groupindex else depth)
    return NO_ROLE


@lru_cache(maxsize=4096)
def _role(style: str, name: str, ancestors: tuple[str, ...]) -> Role:
    for candidate in (name, style):
        role = role_of_name(candidate) if candidate else NO_ROLE
        if role.name:
            return role
    for ancestor in ancestors:
        role = role_of_name(ancestor)
        if role.name and role.name != "normal":
            return role
    return NO_ROLE


def role_of(face: ParagraphFormat) -> Role:
    """The role of a paragraph's style, by its name, its id or its ancestors; an outline level makes a heading."""
    role = _role(face.style, face.name, face.ancestors)
    if role.name in ("", "normal", "list") and face.outline is not None and face.outline < 9:
        return Role("heading", face.outline + 1)
    return role if face.style or face.name else Role("normal")
