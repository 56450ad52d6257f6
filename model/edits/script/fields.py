"""The fields of an edit in a file of edits (FORMATS.md §7), read and judged: EditError says which is missing or wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from model.edits.structure import NewClause
from model.errors import EditError
from model.redline import ANCHOR, NOTE, OBJECT, Kind, Props, Run, Scheme

Edit = Mapping[str, Any]

_UNFIT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x85\u2029{NOTE}{OBJECT}{ANCHOR}\ud800-\udfff\ufffe\uffff]")
"""Characters that stand for something else in a run, or that no XML can hold."""


def text_at(edit: Edit, key: str, default: str | None = None) -> str:
    """The text of a field; EditError if it is none, or is missing without a default."""
    value = edit.get(key, default)
    if value is None:
        raise EditError.of("“{key}” is missing", key=key)
    if not isinstance(value, str):
        raise EditError.of("“{key}” is not a text", key=key)
    return value


def flag_at(edit: Edit, key: str) -> bool:
    """Whether a field is set, False if it is missing; EditError if it is neither true nor false."""
    value = edit.get(key, False)
    if not isinstance(value, bool):
        raise EditError.of("“{key}” is true or false", key=key)
    return value


def anchor_key(edit: Edit) -> str:
    """The one of the two fields `after` and `before` that names the clause beside which something is put."""
    given = [key for key in ("after", "before") if edit.get(key) is not None]
    if len(given) != 1:
        raise EditError.of("it wants one of “after” and “before”, the path of a clause")
    return given[0]


def words_at(edit: Edit, key: str) -> str:
    """A text that goes into a clause: one paragraph, of characters that a file can hold and that mean nothing else."""
    value = text_at(edit, key)
    if "\n" in value or "\r" in value:
        raise EditError.of(
            "“{key}” contains a line feed; a clause is one paragraph, and a line break inside it is U+2028", key=key
        )
    check_fit(value, key)
    return value


def texts_at(edit: Edit, key: str) -> list[str]:
    """The texts of a list, each one that goes into a clause; none if the field is missing."""
    given = edit.get(key, [])
    if not isinstance(given, list):
        raise EditError.of("“{key}” is a list of texts", key=key)
    return [words_at({f"{key}[{place}]": words}, f"{key}[{place}]") for place, words in enumerate(given)]


def check_fit(value: Any, key: str) -> None:
    """EditError if a value contains, at any depth, a code that is no character."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for name in value:
            check_fit(name, key)
    elif isinstance(value, str) and (unfit := _UNFIT.search(value)):
        raise EditError.of(
            "“{key}” contains the character U+{code}, which is not text; remove it", key=key, code=f"{ord(unfit[0]):04X}"
        )


def whole_at(edit: Edit, key: str, default: int) -> int:
    """The whole number from 1 of a field; EditError if it is none."""
    value = edit.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0 or (key in edit and value < 1):
        raise EditError.of("“{key}” is not a whole number from 1", key=key)
    return value


def one_of(edit: Edit, key: str, values: tuple[Any, ...]) -> Any:
    """The text of a field that has to be one of some values; EditError if it is not."""
    value = text_at(edit, key)
    if value not in values:
        raise EditError.of("“{key}” is one of {values}", key=key, values=tuple(values))
    return value


def new_clause(given: Any, where: str) -> NewClause:
    """A clause to insert, read from an object; EditError, with its place, if it is none."""
    if not isinstance(given, dict):
        raise EditError.of("{where} is not an object", where=where)
    kind: Kind = one_of(given, "kind", get_args(Kind)) if "kind" in given else "paragraph"
    scheme: Scheme = one_of(given, "scheme", get_args(Scheme)) if "scheme" in given else "none"
    level = whole_at(given, "level", 1) if kind in ("paragraph", "heading") else 0
    try:
        words = words_at(given, "text")
    except EditError as error:
        raise EditError.of("{where}: {error}", where=where, error=error.message) from None
    return NewClause(Props(kind, level, scheme, provision=flag_at(given, "provision")), (Run(words),))
