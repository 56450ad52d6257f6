"""Fields that name a user, a machine or its folders, or that would fetch something on the machine of a reader (ISO 29500-1
§17.16.5). A path is shortened to its last name. AUTHOR, USERNAME and similar fields are deleted with their results. Any other
field that `field_codes` does not keep is replaced by its result."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct, field

from model.formats.word.package.field_codes import (
    PEOPLE,
    end_of_name,
    is_kept,
    is_property,
    name_of,
    without_credentials,
    words_of,
)
from model.formats.word.package.wordml import W
from model.text.lazy_regex import late

PATH = (
    r"(?:\b[A-Za-z]:[\\/]|\b(?:file|smb|afp|nfs):[\\/]|\\\\|%\w+%[\\/]|(?<![\w/.~])~?/(?:Users|home|root|tmp|var|private|Volumes|mnt)/"
    r"|(?<![^\s\"'(])~/)"
)
"""The beginning of the path of a file."""
_PATH_IN_FIELD = late(rf"(?<=\"){PATH}[^\"]*|{PATH}[^\"\s]*")
_WHOLE_PATH = late(rf"\s*{PATH}.*", re.DOTALL)
_LONGEST_PATH = 2000

_FIELD, _SIMPLE, _KIND, _INSTR, _DATA = (W + name for name in "fldChar fldSimple fldCharType instr fldData".split())
_CODES, _TEXTS = (W + "instrText", W + "delInstrText"), (W + "t", W + "delText")
_INSERTIONS, _DELETIONS = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
_FILES = frozenset({"FILENAME"})
_NESTED = 8
"""The greatest depth of nested fields that is tracked; no file has more."""


class _Field(Struct):
    """A field while its parts are met."""

    edges: list[etree._Element]
    codes: list[list[etree._Element]] = field(default_factory=lambda: [[]])
    """The elements of its code, in groups separated by the fields nested in it."""
    result: list[etree._Element] = field(default_factory=list)
    in_code: bool = True
    names: list[str] = field(default_factory=list)
    """The people and folders that fields in its code showed; its result may contain them."""
    inside: list[etree._Element] = field(default_factory=list)
    """The edges, codes and results of the fields in its code."""
    is_tainted: bool = False
    """Whether its code contains a field that must be replaced."""

    def code(self) -> str:
        return "".join(_text(part) for part in self.codes)

    def may_stay(self) -> bool:
        """Whether it may stay a field; each side of a tracked change of its code is judged separately."""
        if self.is_tainted:
            return False
        first, nested = self.codes[0], len(self.codes) > 1
        codes = {_text(first), *(_text(_on_one_side(first, side)) for side in (_INSERTIONS, _DELETIONS) if len(first) > 1)}
        return all(is_kept(code, nested=nested) for code in codes if code.strip() or len(codes) == 1)


class NamedUser(Struct, frozen=True):
    """A field that showed the name of a user or of a user's file."""

    kind: str
    """Such as `AUTHOR`."""
    shown: etree._Element
    """The first element of the text that it showed."""


def bare_fields(root: etree._Element, *, whole: bool = False, users: list[NamedUser] | None = None) -> list[str]:
    """Removes private data from the fields of a part, in their codes and results, and replaces forbidden fields by their
    results. Returns the kinds of the replaced fields that are reported to the user, such as `INCLUDETEXT`.

    whole: the root is a whole part, so that a field without an end in it has none
    users: a list to which each field is added whose text is deleted because it names a user
    """
    replaced: list[str] = []
    _clean_simple_fields(root, replaced, users)
    if next(root.iter(_FIELD), None) is not None:
        _clean_fields(root, replaced, users, whole=whole)
    return replaced


def _clean_simple_fields(root: etree._Element, replaced: list[str], users: list[NamedUser] | None) -> None:
    """Cleans or replaces the fields that are one element each."""
    for simple in list(root.iter(_SIMPLE)):
        code = simple.get(_INSTR, "")
        _clean_shown(code, list(simple.iter(*_TEXTS)), users)
        if name_of(code) in PEOPLE or not is_kept(code):
            _unwrap(simple)
            _note(code, replaced)
            continue
        bare = bare_code(code)
        if bare != code:
            simple.set(_INSTR, bare)


def _clean_fields(root: etree._Element, replaced: list[str], users: list[NamedUser] | None, *, whole: bool) -> None:
    """Cleans or replaces the fields that have marks at their begin and end."""
    open_: list[_Field] = []
    gone: list[etree._Element] = []
    for element in root.iter(_FIELD, *_CODES, *_TEXTS):
        if element.tag == _FIELD:
            _pass_edge(element, open_, gone, replaced, users)
        elif not open_:
            continue
        elif open_[-1].in_code:
            open_[-1].codes[-1].append(element)
        elif element.tag not in _CODES:
            for field in open_[-_NESTED:]:
                (field.inside if field.in_code else field.result).append(element)
    if whole:
        for unclosed in open_:
            if not unclosed.may_stay():
                met = [*unclosed.inside, *(element for part in unclosed.codes for element in part)]
                gone += [element for element in met if element.tag not in _TEXTS]
                _note(unclosed.code(), replaced)
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _note(code: str, replaced: list[str]) -> None:
    name = name_of(code)
    # A property is not reported: the field only read what an exported file does not contain.
    if name and name not in PEOPLE and not is_property(name):
        replaced.append(name)


def _unwrap(element: etree._Element) -> None:
    """Replaces a field by its content."""
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            if child.tag != _DATA:
                element.addprevious(child)
        parent.remove(element)


def _pass_edge(
    edge: etree._Element, open_: list[_Field], gone: list[etree._Element], replaced: list[str], users: list[NamedUser] | None
) -> None:
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
        closed.edges.append(edge)
        _close(closed, open_, gone, replaced, users)


def _close(
    closed: _Field, open_: list[_Field], gone: list[etree._Element], replaced: list[str], users: list[NamedUser] | None
) -> None:
    """Cleans a field at its end, or replaces it by its result."""
    code = closed.code()
    was = _text(closed.result)
    _clean_shown(code, closed.result, users)
    if open_ and open_[-1].in_code and _text(closed.result) != was:
        open_[-1].names.append(was)
    for element in closed.result if closed.names else ():
        for name in closed.names:
            element.text = (element.text or "").replace(name, last_name(name) if _WHOLE_PATH.match(name) else "")
    elements = [*closed.edges, *(element for part in closed.codes for element in part)]
    outer = next((field for field in reversed(open_) if field.in_code), None)
    if outer is not None:
        closed.inside += elements
        fewer, more = sorted((outer.inside, closed.inside), key=len)
        more += fewer
        outer.inside = more
    if not closed.may_stay():
        if not closed.is_tainted:
            _note(_text(closed.codes[0]), replaced)
        if outer is not None:
            outer.is_tainted = True
        else:
            gone += [*elements, *closed.inside]
        return
    if name_of(code) in PEOPLE and len(closed.codes) == 1 and outer is None:
        gone += elements
        return
    name = ""
    for part in closed.codes:
        code = _text(part)
        bare = bare_code(code, name)
        name = name or name_of(code)
        if bare != code:
            for element in part:
                element.text = ""
            part[0].text = bare


def _on_one_side(elements: list[etree._Element], other: tuple[str, ...]) -> list[etree._Element]:
    """The elements that are not in a tracked change of the other side."""
    return [element for element in elements if next(element.iterancestors(*other), None) is None]


def _text(elements: list[etree._Element]) -> str:
    return "".join(element.text or "" for element in elements)


def bare_code(code: str, name: str = "") -> str:
    """The code of a field, or its continuation if `name` is given, without paths, people and passwords."""
    start = 0 if name else end_of_name(code)
    if (name or name_of(code)) in PEOPLE:
        words = words_of(code, start)
        first = next((word.start() for word in words if word[0].startswith("\\")), len(code))
        return f"{code[:start]} {code[first:]}" if words and words[0].start() != first else code
    return without_credentials(_PATH_IN_FIELD.sub(lambda found: last_name(found[0]), code))


def last_name(path: str) -> str:
    """The last part of a path, without its folders."""
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1]


def _clean_shown(code: str, shown: list[etree._Element], users: list[NamedUser] | None) -> None:
    """Removes the people and folders that a field shows from its result, on each side of a tracked result separately."""
    name = name_of(code)
    if not shown or not name:
        return
    people = name in PEOPLE
    if people and users is not None and _text(shown).strip():
        users.append(NamedUser(name, shown[0]))
    stays: dict[etree._Element, int] = {}
    for side in (_INSERTIONS, _DELETIONS):
        nodes = _on_one_side(shown, side)
        text = _text(nodes)
        start = len(text) if people else _folders(text, always=name in _FILES)
        for node in nodes:
            length = len(node.text or "")
            stays[node] = min(stays.get(node, length), max(0, start))
            start -= length
    for node in shown:
        start = stays.get(node, len(node.text or "") if people else _folders(node.text or "", always=name in _FILES))
        if start and node.text:
            node.text = node.text[start:]


def _folders(text: str, *, always: bool) -> int:
    """The length of the folders before a name in a text that is nothing but a path or is known to be one."""
    if len(text) > _LONGEST_PATH or not (always or _WHOLE_PATH.match(text)):
        return 0
    return len(text) - len(last_name(text)) - (len(text) - len(text.rstrip("\\/")))
