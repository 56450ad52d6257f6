"""Fields whose results name a user, a machine or its folders, as FILENAME \\p, AUTHOR and USERNAME (ISO 29500-1 §17.16.5): a
path is shortened to its last name, a personal name goes with its field. All other text that a reader sees is the document's
own."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct, field

from model.formats.word.wordml import W
from model.text.lazy_regex import late

SAFE_LINKS = ("http://", "https://", "mailto:")
"""The beginnings of addresses that lead to no machine's own files."""
PATH = (
    r"(?:\b[A-Za-z]:[\\/]|\b(?:file|smb|afp|nfs):[\\/]|\\\\|%\w+%[\\/]|(?<![\w/.~])~?/(?:Users|home|root|tmp|var|private|Volumes|mnt)/"
    r"|(?<![^\s\"'(])~/)"
)
"""How the path of a file begins."""
_PATH_IN_FIELD = late(rf"(?<=\"){PATH}[^\"]*|{PATH}[^\"\s]*")
_WHOLE_PATH = late(rf"\s*{PATH}.*", re.DOTALL)
_LONGEST_PATH = 2000

_FIELD, _SIMPLE, _KIND, _INSTR = W + "fldChar", W + "fldSimple", W + "fldCharType", W + "instr"
_CODES, _TEXTS = (W + "instrText", W + "delInstrText"), (W + "t", W + "delText")
_INSERTIONS, _DELETIONS = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
_NAME = late(r"\s*(?:INFO\s+)?([A-Za-z]+)", re.IGNORECASE)
_WORD = late(r'"[^"]*"?|[^\s"]+')
_PEOPLE = frozenset("AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS TEMPLATE".split())
_PROPERTIES = frozenset({"DOCPROPERTY", "DOCVARIABLE"})
_PERSONAL = late(
    r"author(?!i)|user|login|manager|company|saved|typist|operator|initials|owner|person|e-?mail|phone|template|path|"
    r"hyperlink ?base",
    re.IGNORECASE,
)
_FILES = frozenset({"FILENAME"})
_LINKS = frozenset("HYPERLINK INCLUDEPICTURE INCLUDETEXT INCLUDE IMPORT RD".split())
_SECOND_LINKS = frozenset({"LINK"})
"""Those whose first word is a kind of program and whose second is the file."""
_OF_PROGRAMS = frozenset("ADDIN DATABASE DDE DDEAUTO".split())
"""Those whose code holds the data of other programs and how they connect."""
_NESTED = 8
"""How many fields around a text are looked after; more stand nowhere within each other."""


class _Field(Struct):
    """A field while its parts are met."""

    edges: list[etree._Element]
    codes: list[list[etree._Element]] = field(default_factory=lambda: [[]])
    """The elements of its code, parted where another field stands in it."""
    result: list[etree._Element] = field(default_factory=list)
    in_code: bool = True
    names: list[str] = field(default_factory=list)
    """What fields in its code showed of people and folders, and may stand in its result."""

    def code(self) -> str:
        return "".join(_text(part) for part in self.codes)


def bare_fields(root: etree._Element) -> None:
    """Makes the private fields of a part bare, in the code and in what is shown."""
    for simple in list(root.iter(_SIMPLE)):
        code = simple.get(_INSTR, "")
        _clean_shown(code, list(simple.iter(*_TEXTS)))
        if _is_personal(code):
            _unwrap(simple)
            continue
        bare = bare_code(code)
        if bare != code:
            simple.set(_INSTR, bare)
    if next(root.iter(_FIELD), None) is None:
        return
    open_: list[_Field] = []
    gone: list[etree._Element] = []
    for element in root.iter(_FIELD, *_CODES, *_TEXTS):
        if element.tag == _FIELD:
            _pass_edge(element, open_, gone)
        elif not open_:
            continue
        elif element.tag in _CODES:
            if open_[-1].in_code:
                open_[-1].codes[-1].append(element)
        else:
            for one in open_[-_NESTED:]:
                if not one.in_code:
                    one.result.append(element)
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Puts what stands in an element into its place."""
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def _pass_edge(edge: etree._Element, open_: list[_Field], gone: list[etree._Element]) -> None:
    kind = edge.get(_KIND)
    if kind == "begin":
        if open_:
            open_[-1].codes.append([])
        open_.append(_Field([edge]))
    elif open_ and kind == "separate":
        open_[-1].edges.append(edge)
        open_[-1].in_code = False
    elif open_:
        closed = open_.pop()
        was = _text(closed.result)
        _clean_shown(closed.code(), closed.result)
        if open_ and open_[-1].in_code and _text(closed.result) != was:
            open_[-1].names.append(was)
        for element in closed.result if closed.names else ():
            for name in closed.names:
                element.text = (element.text or "").replace(name, last_name(name) if _WHOLE_PATH.match(name) else "")
        if _is_personal(closed.code()) and len(closed.codes) == 1 and not any(one.in_code for one in open_):
            gone += [*closed.edges, *closed.codes[0], edge]
            return
        name = ""
        for part in closed.codes:
            code = _text(part)
            bare = bare_code(code, name)
            name = name or _name_of(code)
            if bare != code:
                for element in part:
                    element.text = ""
                part[0].text = bare


def _text(elements: list[etree._Element]) -> str:
    return "".join(element.text or "" for element in elements)


def _name_of(code: str) -> str:
    found = _NAME.match(code)
    return found[1].upper() if found else ""


def bare_code(code: str, name: str = "") -> str:
    """The code of a field, or its continuation where `name` is given, without paths, people and data of other programs."""
    start = 0 if name else _after_name(code)
    name = name or _name_of(code)
    words = list(_WORD.finditer(code, start))
    if name in _OF_PROGRAMS:
        kept = words[0][0] if name == "ADDIN" and start and words and re.fullmatch(r"[\w.]{1,40}", words[0][0]) else ""
        return f"{code[:start]} {kept} " if start else ""
    if name in _PEOPLE:
        first = next((word.start() for word in words if word[0].startswith("\\")), len(code))
        return f"{code[:start]} {code[first:]}" if words and words[0].start() != first else code
    place = 1 if name in _SECOND_LINKS else 0
    if name in _LINKS | _SECOND_LINKS and start and len(words) > place:
        word = words[place]
        code = code[: word.start()] + _bare_target(word[0]) + code[word.end() :]
    return _PATH_IN_FIELD.sub(lambda found: last_name(found[0]), code)


def _bare_target(word: str) -> str:
    """The file that a field names, without its folders."""
    inside = word.strip('"')
    if inside.lower().startswith((*SAFE_LINKS, "www.", "#")):
        return word
    if "\\" not in inside and not inside.startswith((".", "/", "%", "file:")):
        return word
    return word if inside.startswith("\\") and len(inside) == 2 else f'"{last_name(inside)}"'


def last_name(path: str) -> str:
    """What a path leads to, without the folders on the way."""
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1]


def _clean_shown(code: str, shown: list[etree._Element]) -> None:
    """Takes from what a field shows what it shows of people and folders, on each side of a tracked result for itself."""
    name = _name_of(code)
    if not shown or not name:
        return
    people = _is_personal(code)
    stays: dict[etree._Element, int] = {}
    for side in (_INSERTIONS, _DELETIONS):
        there = [one for one in shown if next(one.iterancestors(*side), None) is None]
        text = _text(there)
        start = len(text) if people else _folders(text, always=name in _FILES)
        for one in there:
            length = len(one.text or "")
            stays[one] = min(stays.get(one, length), max(0, start))
            start -= length
    for one in shown:
        start = stays.get(one, len(one.text or "") if people else _folders(one.text or "", always=name in _FILES))
        if start and one.text:
            one.text = one.text[start:]


def _is_personal(code: str) -> bool:
    """Whether a field shows a name of someone."""
    name = _name_of(code)
    return name in _PEOPLE or (name in _PROPERTIES and _PERSONAL.search(_argument(code)) is not None)


def _argument(code: str) -> str:
    return next((word[0] for word in _WORD.finditer(code, _after_name(code))), "")


def _after_name(code: str) -> int:
    found = _NAME.match(code)
    return found.end() if found else 0


def _folders(text: str, *, always: bool) -> int:
    """How many characters of a text are folders before a name: where it is nothing but a path, or is known to be one."""
    if len(text) > _LONGEST_PATH or not (always or _WHOLE_PATH.match(text)):
        return 0
    return len(text) - len(last_name(text)) - (len(text) - len(text.rstrip("\\/")))

