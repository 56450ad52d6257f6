"""The Word styles of ITU's conference documents, built from the table `resources/word/styles.tsv`.

A row has a family (`conference` is complete, `treaty` has the styles that only treaty texts use, the others override some rows),
id, name, type, parent, next style and the properties of the style, in short words: measures are twips, sizes half-points. The
metrics are those of ITU's own files if they are known, see the README of the resources.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from resources import read_text

LANGUAGE_TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN", "ar": "ar-SA"}


class HouseStyle(Struct, frozen=True):
    """One row of the table."""

    id: str
    name: str
    type: str
    based_on: str
    next: str
    paragraph: str
    characters: str


@lru_cache(maxsize=8)
def house_styles(family: str, language: str = "", *, treaty: bool = False) -> Mapping[str, HouseStyle]:
    """The styles of a family by id, with the changes for the language (Russian sizes, Arabic direction).

    treaty: with those that only treaty texts use
    """
    found: dict[str, HouseStyle] = {}
    rows = [line.split("\t") for line in read_text("word/styles.tsv").splitlines()[1:]]
    for layer in ("conference", *(["treaty"] if treaty else []), family, language, *([f"treaty-{language}"] if treaty else [])):
        for scope, id, *rest in rows:
            if scope == layer:
                found[id] = _merge(found.get(id), HouseStyle(id, *rest)) if layer == language else HouseStyle(id, *rest)
    return found


def _merge(below: HouseStyle | None, above: HouseStyle) -> HouseStyle:
    """A language's row has only what differs."""
    if below is None:
        return above
    return replace(below, paragraph=f"{below.paragraph} {above.paragraph}", characters=f"{below.characters} {above.characters}")


def properties_of(words: str) -> dict[str, str]:
    """The words of a row, each with its value, '' if it has none."""
    return dict((word.split("=", 1) if "=" in word else [word, ""]) for word in words.split())
