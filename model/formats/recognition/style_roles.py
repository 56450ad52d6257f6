"""The roles of paragraph styles, whatever id and name a file gives them.

ITU's styles come under many ids (`ResNo`, `Res_No`, `Res_NoBR`, `Normalaftertitle0`) and, in foreign files, as
ancestors of
other styles. They are compared without case, blanks and underscores (facts of real files: styles-catalog).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct

from model.formats.recognition.raw_body import ParagraphFormat

Name = Literal[
    "", "normal", "number", "title", "history", "opening", "call", "enum", "heading", "annex", "annextitle",
    "proposal", "reasons", "source", "header", "docnumber", "topheader", "doctitle", "agenda", "abstract", "list",
]  # fmt: skip


class Role(Struct, frozen=True):
    """The role of a style: a name and, for headings and enumerations, a depth from 1 (0: the style has none)."""

    name: Name = ""
    depth: int = 0


NO_ROLE = Role()
_INSTRUMENTS = r"(?:res|resolution|rec|recommendation|dec|decision|op|opinion|ques|question|rep)"
_PATTERNS: tuple[tuple[re.Pattern[str], Name, int], ...] = tuple(
    (re.compile(pattern), cast(Name, name), depth)
    for pattern, name, depth in (
        (rf"{_INSTRUMENTS}no(?:br)?", "number", 0),
        (rf"{_INSTRUMENTS}titl?e?(?:br)?", "title", 0),
        (rf"{_INSTRUMENTS}(?:ref|date)", "history", 0),
        (r"normalaftertitle", "opening", 0),
        (r"call(?:s|title|italic)?", "call", 0),
        (r"(?:enumlev|enum|enumlevel)(?P<depth>[1-4])", "enum", 0),
        (r"(?:heading|titre|überschrift|título|titolo|заголовок|标题)(?P<depth>[1-9])", "heading", 0),
        (r"headingb|headingsummary|section1|(?:section|chap|part|art)(?:no|title)", "heading", 1),
        (r"artheading|headingi|section2", "heading", 2),
        (r"(?:annex|appendix|app|appart|attach|attachment|supplement)no(?:&?title|br)?", "annex", 0),
        (r"(?:annex|appendix|app|attach|attachment|supplement)(?:title|ref|date)", "annextitle", 0),
        (r"proposal", "proposal", 0),
        (r"reasons?", "reasons", 0),
        (r"source", "source", 0),
        (r"title[123]", "doctitle", 0),
        (r"title4|agendaitem|agenda", "agenda", 0),
        (r"abstract|summary", "abstract", 0),
        (r"docnumber|docdate", "docnumber", 0),
        (r"topheader", "topheader", 0),
        (r"committee|docoriginal|logo|headertext|firstpage", "header", 0),
        (r"listparagraph|list\d?|listbullet\d?|listnumber\d?|listcontinue\d?", "list", 0),
        (r"normal|standard|default|defaultparagraphfont|bodytext|textbody|normalitu|a", "normal", 0),
    )
)


def normal_name(name: str) -> str:
    """A style's name or id without case, blanks, underscores, hyphens and dots."""
    return re.sub(r"[\s_.\-#]+", "", name).lower()


@lru_cache(maxsize=4096)
def role_of_name(name: str) -> Role:
    """The role of a style by its name or id alone."""
    plain = normal_name(name)
    bare = plain.rstrip("0") if not plain.endswith("10") else plain[:-1]
    for candidate in (plain, bare):
        for pattern, role, depth in _PATTERNS:
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
    """The role of a paragraph's style: by its name, its id, the styles that it is based on; an outline level
    makes a heading."""
    role = _role(face.style, face.name, face.ancestors)
    if role.name in ("", "normal", "list") and face.outline is not None and face.outline < 9:
        return Role("heading", face.outline + 1)
    return role if face.style or face.name else Role("normal")
