"""Values to and from JSON: how steps, journal and clipboard store the values of a submission.

Every value is an object with the names of its fields. A field with its default is omitted, and an unknown key is ignored, so
that a newer writer can add some. Types are strict: anything else raises an EditError that names the place,
`clause.runs[2].status: 'gone' is not one of kept, inserted, deleted, retracted`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import EnumMeta
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct, convert
from msgspec.structs import fields

from model.errors import EditError, shorten_value
from model.message import Message
from model.redline.values import Count
from model.submission.story import StoryId

T = TypeVar("T")

Json = Any
"""What `json.loads` returns: None, bool, int, float, str, list or dict."""

_EXPECTED: Mapping[Any, Message] = {
    str: Message.of("a text"),
    bool: Message.of("true or false"),
    int: Message.of("a whole number"),
    Count: Message.of("a whole number from 0"),
    bytes: Message.of("bytes in base 64"),
    StoryId: Message.of("the address of a text, such as 1, or of a note, such as 1/notes/fn2"),
}


_OBJECT = Message.of("an object")


class _Defaults(dict[type[Struct], list[tuple[str, Any]]]):
    """The fields of each type with their defaults."""

    def __missing__(self, type_: type[Struct]) -> list[tuple[str, Any]]:
        self[type_] = [
            (field.name, field.default if field.default_factory is NODEFAULT else field.default_factory())
            for field in fields(type_)
        ]
        return self[type_]


_DEFAULTS = _Defaults()


def non_default_fields(value: Struct) -> dict[str, Any]:
    """The fields that differ from their defaults; msgspec compares objects, so equal values could differ in checksums."""
    out = {}
    for name, default in _DEFAULTS[type(value)]:
        field_value = getattr(value, name)
        if field_value is not default and field_value != default:
            out[name] = field_value
    return out


def encode(value: Any) -> Json:
    """The JSON value of a value."""
    if isinstance(value, Struct):
        return {
            name: field_value if type(field_value) is str else encode(field_value)
            for name, field_value in non_default_fields(value).items()
        }
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    if isinstance(value, dict):
        return {key: encode(part) for key, part in value.items()}
    return str(value) if isinstance(value, str | StoryId) else value


def decode(value: Json, type_: type[T], where: str = "") -> T:
    """The value of that type in a JSON value; EditError names `where`, by default the name of the type."""
    try:
        return convert(value, type_, dec_hook=_story)
    except ValueError as error:  # msgspec's own, and that of half a surrogate pair in place of a fixed word
        raise EditError(_fault(value, type_, where or type_.__name__.lower())) from error


def _story(_type: type, value: Json) -> StoryId:
    """The address of a story, which is the one type that msgspec does not know."""
    if not isinstance(value, str):
        raise ValueError(value)
    return StoryId.parse(value)


def _fault(value: Json, type_: Any, where: str) -> Message:
    """The sentence about the innermost part of a wrong type, which names keys and allowed words, as msgspec does not."""
    kinds = [kind for kind in get_args(type_) if kind is not NoneType] if get_origin(type_) in (Union, UnionType) else [type_]
    kind = kinds[0]
    if _is_struct(kind) and len(kinds) > 1 and isinstance(value, dict):
        tag, tagged = kind.__struct_config__.tag_field, {struct.__struct_config__.tag: struct for struct in kinds}
        kind = tagged.get(str(value.get(tag)))
        if kind is None:
            return _wrong(value.get(tag), _one_of(tagged), f"{where}.{tag}")
    for part, inner, place in _parts(value, kind, where):
        try:
            convert(part, inner, dec_hook=_story)
        except ValueError:
            return _fault(part, inner, place)
    if _is_struct(kind) and isinstance(value, dict):
        for field in fields(kind):
            if field.required and field.name not in value:
                return Message.of("{where}: '{field}' is missing", where=where, field=field.name)
    return _wrong(value, _expectation(kinds), where)


def _parts(value: Json, kind: Any, where: str) -> Iterator[tuple[Json, Any, str]]:
    """The parts of a JSON value, each with its type and its place."""
    inner = get_args(kind)
    if _is_struct(kind) and isinstance(value, dict):
        for field in fields(kind):
            if field.name in value:
                yield value[field.name], field.type, f"{where}.{field.name}"
    elif get_origin(kind) is tuple and isinstance(value, list):
        types = repeat(inner[0]) if inner[-1] is ... else inner
        yield from ((item, type_, f"{where}[{index}]") for index, (item, type_) in enumerate(zip(value, types, strict=False)))
    elif get_origin(kind) in (Mapping, dict) and isinstance(value, dict):
        for key, item in value.items():
            yield item, inner[-1], f"{where}[{key}]"


def _expectation(kinds: list[Any]) -> Message:
    """The expected value, as the end of a sentence."""
    kind, inner = kinds[0], get_args(kinds[0])
    if isinstance(kind, EnumMeta):
        return _one_of(kind)
    if get_origin(kind) is Literal:
        return _one_of(word for literal in kinds for word in get_args(literal))
    if get_origin(kind) is tuple:
        if inner[-1] is ...:
            return Message.of("a list")
        return Message.counted("a list of {n} value", "a list of {n} values", len(inner))
    if _is_struct(kind) and kind.__struct_config__.array_like:
        return Message.of("a list of the values {names}", names=kind.__struct_fields__)
    return _EXPECTED.get(kind, _OBJECT)


def _one_of(words: Iterable[Any]) -> Message:
    return Message.of("one of {words}", words=tuple(str(word) or "''" for word in words))


def _wrong(value: Json, wanted: Message, where: str) -> Message:
    return Message.of("{where}: {value} is not {wanted}", where=where, value=shorten_value(repr(value)), wanted=wanted)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)
