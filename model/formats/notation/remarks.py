"""The remark at the end of a line, which holds facts about its clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from msgspec import Struct, field
from msgspec.structs import replace

from model.formats.notation.inline import NotationError
from model.formats.notation.marks import NAME, props_words, quote, read_name
from model.message import Message
from model.redline import Clause, Kind, NewCell, Note, Props, Scheme
from model.redline.table_shape import MOST_SPANNED, WIDEST
from model.text.lazy_regex import late

KINDS: tuple[Kind, ...] = get_args(Kind)
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
UNNUMBERED = "unnumbered"

_LEVEL = late(r"level (\d{1,6})")
_STYLE = late(rf"style ({NAME})")
_SHAPE = late(r"(width|spans) (\d{1,5})")
_HEADS = "repeated"
_MARK = late(rf"(mark|edition|own edition) ({NAME})")
_MARK_FIELDS = {"mark": "mark", "edition": "edition", "own edition": "own_edition"}
_LABEL_WORDS = ("automatic label", "locked label")
_OWN_WORDS = ("own label", "own automatic", "own locked", "own number")
_NOTE_WORDS = ("endnote", "no text")
_PROVISION = {"provision": True, "continuation": False}


class Remark(Struct, frozen=True):
    """A remark as read."""

    kind: Kind | None = None
    level: int | None = None
    scheme: Scheme | None = None
    was: tuple[str, ...] = ()
    words: frozenset[str] = field(default_factory=frozenset)
    """The words of the label and of the note."""
    mark: str | None = None
    shape: NewCell | None = None
    """The words of a cell of a new table or column."""
    provision: bool | None = None
    """Whether it is a provision, if its margin number does not say so."""
    edition: str | None = None
    """The edition mark of the base."""
    own_edition: str | None = None
    """The edition mark that was set by hand."""

    def base_props(self, props: Props) -> Props | None:
        """The properties of the clause in the base: `props`, with those that the remark names. None if it names none."""
        for item in self.was:
            props = _with_item(props, item)
        return props if self.was else None


NO_REMARK = Remark()


def read_remark(items: Iterable[str]) -> Remark:
    """NotationError names an item that says nothing."""
    remark = NO_REMARK
    for item in items:
        if item.startswith("was "):
            _with_item(Props(), item[4:])
            remark = replace(remark, was=(*remark.was, item[4:]))
        elif item in KINDS:
            remark = replace(remark, kind=next(kind for kind in KINDS if kind == item))
        elif item == UNNUMBERED or item in SCHEMES:
            remark = replace(remark, scheme=_scheme(item))
        elif item in _PROVISION:
            remark = replace(remark, provision=_PROVISION[item])
        elif level := _LEVEL.fullmatch(item):
            remark = replace(remark, level=int(level[1]))
        elif item in _LABEL_WORDS or item in _OWN_WORDS or item in _NOTE_WORDS:
            remark = replace(remark, words=remark.words | {item})
        elif shape := _SHAPE.fullmatch(item):
            remark = replace(remark, shape=_cell_shape(remark.shape or NewCell(), shape[1], int(shape[2])))
        elif item == _HEADS:
            remark = replace(remark, shape=replace(remark.shape or NewCell(), heads=True))
        elif mark := _MARK.fullmatch(item):
            remark = replace(remark, **{_MARK_FIELDS[mark[1]]: _name(mark[2])})
        elif item:
            raise NotationError(Message.of("the remark “{remark}” is not known; remove it", remark=item))
    return remark


def _cell_shape(shape: NewCell, word: str, number: int) -> NewCell:
    if word == "width" and number <= WIDEST:
        return replace(shape, width=number)
    if word == "spans" and 1 <= number <= MOST_SPANNED:
        return replace(shape, columns=number)
    raise NotationError(Message.of("the remark “{remark}” exceeds the limits of Word; remove it", remark=f"{word} {number}"))


def _scheme(word: str) -> Scheme:
    return "none" if word == UNNUMBERED else next(scheme for scheme in SCHEMES if scheme == word)


def _name(written: str) -> str:
    try:
        return read_name(written)
    except ValueError as error:
        raise NotationError(Message.of("{name} has wrong quotes", name=written)) from error


def _with_item(props: Props, item: str) -> Props:
    if item in KINDS:
        return replace(props, kind=next(kind for kind in KINDS if kind == item))
    if item == UNNUMBERED or item in SCHEMES:
        return replace(props, scheme=_scheme(item))
    if item in _PROVISION:
        return replace(props, provision=_PROVISION[item])
    if level := _LEVEL.fullmatch(item):
        return replace(props, level=int(level[1]))
    if style := _STYLE.fullmatch(item):
        return replace(props, style=_name(style[1]))
    raise NotationError(Message.of("the remark “was {remark}” is not known; remove it", remark=item))


def label_words(clause: Clause, *, bracketed: bool) -> list[str]:
    """The facts about the labels of a clause beyond their characters."""
    words = []
    if clause.label is not None:
        if clause.label.automatic and not bracketed:
            words.append("automatic label")
        if clause.label.locked:
            words.append("locked label")
    if clause.own_label is not None:
        words.append("own label")
        if clause.own_label.automatic:
            words.append("own automatic")
        if clause.own_label.locked:
            words.append("own locked")
    return words


def was_words(clause: Clause) -> list[str]:
    """The words for the clause in the base, if it differed there."""
    return props_words(clause.base_props, clause.props, was=True) if clause.base_props is not None else []


def shape_words(clause: Clause) -> list[str]:
    """The words for the shape of a cell of a new table or column."""
    shape = clause.shape
    if shape is None:
        return []
    words = [f"width {shape.width}"]
    if shape.columns > 1:
        words.append(f"spans {shape.columns}")
    return [*words, _HEADS] if shape.heads else words


def note_words(note: Note) -> list[str]:
    """The words for a note, for the remark on its first line."""
    words = ["endnote"] if note.kind == "endnote" else []
    if note.mark is not None:
        words.append(f"mark {quote(note.mark)}")
    return words if note.clauses else [*words, "no text"]
