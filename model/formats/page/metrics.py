"""The metrics of a printed line by one of the house's styles and all that it is based on: measures in twips, sizes in
half-points. The numbers are those of `resources/word/styles.tsv`, as the Word export writes them."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from model.formats.page.house_styles import HouseStyle, house_styles, properties_of

PAGE_WIDTH, PAGE_HEIGHT = 11907, 16840
"""A4."""
MARGIN = 1134
"""On all four sides."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
LANDSCAPE_WIDTH = PAGE_HEIGHT - 2 * MARGIN
HEADER_AT = 567
"""From the upper edge of the page to its header."""
CELL_MARGIN = 108
"""The space on the left and right of the content of a cell."""


class Metrics(Struct, frozen=True):
    """One style, resolved. Left is the side where lines of the text's direction begin."""

    font: str = "Times New Roman"
    size: int = 24
    complex_font: str = "Times New Roman"
    complex_size: int = 24
    bold: bool = False
    italic: bool = False
    caps: bool = False
    centred: bool = False
    left: int = 0
    right: int = 0
    hanging: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    """Line spacing in 240ths of the height of a line."""
    tabs: tuple[tuple[str, int], ...] = ()
    """Kind (left, center, right) and place."""
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    """The level of a heading, from 0."""


@lru_cache(maxsize=512)
def metrics(style: str, family: str = "conference", language: str = "") -> Metrics:
    """The metrics of a style by id; those of *Normal* if there is no such style."""
    styles = house_styles(family, language, treaty=True)
    chain: list[HouseStyle] = []
    at = styles.get(style) or styles["Normal"]
    while True:
        chain.insert(0, at)
        if at.based_on not in styles:
            break
        at = styles[at.based_on]
    words: dict[str, str] = {}
    tabs: dict[int, str] = {}
    for ancestor in chain:
        properties = properties_of(f"{ancestor.paragraph} {ancestor.characters}")
        if "font" in properties:
            properties.setdefault("cs", "" if properties["font"].endswith("_Bold") else properties["font"])
        if "sz" in properties:
            properties.setdefault("szCs", properties["sz"])
        for place in properties.pop("-tabs", "").split(","):
            tabs.pop(int(place or 0), None)
        for stop in properties.pop("tabs", "").split(","):
            kind, _, place = stop.rpartition(":")
            if place:
                tabs[int(place)] = kind or "left"
        words |= {key: value for key, value in properties.items() if value or key != "cs"}
    font = words["font"].replace("_", " ").removesuffix(" Bold")

    def on(word: str) -> bool:
        return words.get(word, "0") != "0"

    def number(word: str, otherwise: int = 0) -> int:
        return int(words.get(word, otherwise))

    return Metrics(
        font=font,
        size=number("sz", 24),
        complex_font=words.get("cs", font).replace("_", " "),
        complex_size=number("szCs", 24),
        bold=on("b"),
        italic=on("i"),
        caps=on("caps"),
        centred=words.get("jc") == "center",
        left=number("left"),
        right=number("right"),
        hanging=number("hanging"),
        before=number("before"),
        after=number("after"),
        line=number("line", 240),
        tabs=tuple((kind, place) for place, kind in sorted(tabs.items())),
        keep_next=on("keepNext"),
        keep_lines=on("keepLines"),
        outline=int(words["outline"]) if "outline" in words else None,
    )
