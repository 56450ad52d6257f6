"""Word's automatic numbering: the labels that numbering.xml gives for `w:numPr` (ISO 29500-1 §17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from lxml import etree
from msgspec import Struct, field

from model.formats.recognition.raw_body import AutoNumber
from model.formats.word.package.opc_package import Package
from model.formats.word.package.styles import NOTHING, ParagraphLayer, Styles, number, paragraph_layer
from model.formats.word.package.symbol_fonts import BULLET, bullet
from model.formats.word.package.wordml import MC, VAL, W, is_on
from model.formats.word.reading.number_formats import FORMATS_BY_CODE, format_custom, format_number
from model.formats.word.reading.run_formats import run_style
from model.redline import PLAIN, Style

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_CHANGE = re.compile(r"%([1-9]):(-?\d{1,9}):(\d{1,3}):([^%]*)")


class Level(Struct, frozen=True):
    """One level of a list."""

    format: str = "decimal"
    pattern: str = ""
    """The printed text, `%1` for the number of the first level."""
    start: int = 1
    restart: int | None = None
    """1-based: a number of this or a higher level restarts it; 0: nothing does; None: any higher level."""
    legal: bool = False
    """Numbers of all levels in decimal (`w:isLgl`)."""
    suffix: Literal["tab", "space", "nothing"] = "tab"
    style: Style = PLAIN
    paragraph_style: str = ""
    layer: ParagraphLayer = NOTHING
    """The indents of the level."""
    custom: str = ""
    """For the format `custom`: its pattern."""


class NumberList(Struct, frozen=True):
    """One `w:num`: the counters shared with others of its abstract list, its levels, the numbers it starts from."""

    counters: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int] = field(default_factory=dict)


class Numbering(Struct, frozen=True):
    """The lists of a package by `w:numId`."""

    lists: Mapping[str, NumberList] = field(default_factory=dict)

    @classmethod
    def read(cls, package: Package, styles: Styles) -> Numbering:
        """The numbering part of a package; no lists if it has none."""
        parts = package.related_parts(package.main, "numbering")
        return cls.of(package.xml(parts[0]), styles) if parts else cls()

    @classmethod
    def of(cls, root: etree._Element, styles: Styles) -> Numbering:
        """The lists that the root of the numbering part defines."""
        abstracts = {element.get(W + "abstractNumId", ""): element for element in root.iterchildren(W + "abstractNum")}
        numbers = {element.get(W + "numId", ""): element for element in root.iterchildren(W + "num")}
        lists = {}
        levels: dict[str, tuple[Level, ...]] = {}
        keys = _abstracts_by_number(numbers, abstracts, styles)
        for id, element in numbers.items():
            key = keys[id]
            if key is None:
                continue
            if key not in levels:
                levels[key] = _levels(abstracts[key])
            lists[id] = _number_list(element, key, levels[key])
        return cls(lists)

    def level(self, num_id: str | None, level: int | None, style: str = "") -> tuple[NumberList, int] | None:
        """The list and the level of a paragraph; if its style numbers it, the level is the one that names the style."""
        found = self.lists.get(num_id or "")
        if found is None or num_id == "0":
            return None
        if level is None:
            named = (at for at, candidate in enumerate(found.levels) if style and candidate.paragraph_style == style)
            level = next(named, 0)
        return (found, min(max(level, 0), LEVELS - 1))


class Counters:
    """The running numbers of all lists of one side of one story."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def next(self, numbers: NumberList, level: int) -> AutoNumber:
        """The label of the next paragraph in that list and level."""
        counts = self._counts.setdefault(numbers.counters, [None] * LEVELS)
        for at in range(level + 1):
            if at in numbers.starts and (id(numbers), at) not in self._started:
                self._started.add((id(numbers), at))
                counts[at] = None if at == level else numbers.starts[at]
            if at < level and counts[at] is None:
                # A level that is skipped counts as begun: the next paragraph there is its second (Word, LibreOffice).
                counts[at] = numbers.levels[at].start
        current = counts[level]
        start = numbers.starts.get(level, numbers.levels[level].start)
        counts[level] = start if current is None else current + 1
        for below in range(level + 1, LEVELS):
            restart = numbers.levels[below].restart
            if restart is None or level < restart:
                counts[below] = None
        return _print_number(numbers, level, counts)


def _print_number(numbers: NumberList, level: int, counts: list[int | None]) -> AutoNumber:
    what = numbers.levels[level]

    def place(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at > level:
            return ""
        level_at = numbers.levels[at]
        value = counts[at] or 0
        if what.legal:
            return str(value)
        return format_custom(value, level_at.custom) if level_at.custom else format_number(value, level_at.format)

    text = what.pattern if what.format == "bullet" else _PLACE.sub(place, what.pattern)
    return AutoNumber(text, what.format, level, what.suffix, what.style)


def former_label(change: str, level: int) -> AutoNumber | None:
    """The label that `w:numberingChange/@w:original` describes, `%1:3:0:.` for `3.` (ISO 29500-1 §17.13.5.19)."""
    parts = _CHANGE.findall(change)
    if not parts:
        return None
    text = format = ""
    for _, value, code, after in parts:
        format = FORMATS_BY_CODE[int(code)] if int(code) < len(FORMATS_BY_CODE) else "decimal"
        text += format_number(int(value), format) + after
    return AutoNumber(text, format, level)


def _abstracts_by_number(
    numbers: Mapping[str, etree._Element], abstracts: Mapping[str, etree._Element], styles: Styles
) -> dict[str, str | None]:
    """The key of the abstract list of each `w:num`, through the numbering styles that it may refer to; None if there is none.
    Each `w:num` of a chain of such references is visited once; in a circle, the first of the file decides."""
    linked: dict[str, str] = {}
    for key, element in abstracts.items():
        link = element.find(W + "styleLink")
        if link is not None:
            linked.setdefault(link.get(VAL, ""), key)
    known: dict[str, str | None] = {}
    for first in numbers:
        at = first
        path: dict[str, None] = {}
        found: str | None = None
        while at in numbers and at not in known:
            path[at] = None
            reference = numbers[at].find(W + "abstractNumId")
            key = "" if reference is None else reference.get(VAL, "")
            link = abstracts[key].find(W + "numStyleLink") if key in abstracts else None
            if link is None:
                found = key if key in abstracts else None
                break
            at = styles.numbering_style(link.get(VAL, "")) or ""
            if not at or at in path:
                found = linked.get(link.get(VAL, "")) or key
                break
        else:
            found = known.get(at)
        known.update(dict.fromkeys(path, found))
    return known


def _levels(abstract: etree._Element) -> tuple[Level, ...]:
    levels = [Level(pattern="", start=0)] * LEVELS
    for element in abstract.iterchildren(W + "lvl"):
        at = number(element.get(W + "ilvl"))
        if at is not None and 0 <= at < LEVELS:
            levels[at] = _level(element)
    return tuple(levels)


def _number_list(element: etree._Element, key: str, levels: tuple[Level, ...]) -> NumberList:
    overridden = list(levels)
    starts: dict[int, int] = {}
    for override in element.iterchildren(W + "lvlOverride"):
        at = number(override.get(W + "ilvl"))
        if at is None or not 0 <= at < LEVELS:
            continue
        level = override.find(W + "lvl")
        if level is not None:
            overridden[at] = _level(level)
        start = override.find(W + "startOverride")
        first = None if start is None else number(start.get(VAL))
        if first is not None:
            starts[at] = first
        elif level is not None:
            starts[at] = overridden[at].start
    return NumberList(key, tuple(overridden), starts)


def _level(element: etree._Element) -> Level:
    def value(name: str) -> str | None:
        found = element.find(W + name)
        return None if found is None else found.get(VAL)

    format_element = _number_format(element)
    format = "decimal" if format_element is None else format_element.get(VAL, "decimal")
    run = element.find(W + "rPr")
    pattern = value("lvlText") or ""
    if format == "bullet":
        fonts = None if run is None else run.find(W + "rFonts")
        font = "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or fonts.get(W + "cs") or ""
        pattern = bullet(font, pattern) if value("lvlPicBulletId") is None else BULLET
    suffix = value("suff")
    return Level(
        format=format,
        pattern=pattern,
        start=number(value("start")) or 0,
        restart=number(value("lvlRestart")),
        legal=is_on(element.find(W + "isLgl")),
        suffix="space" if suffix == "space" else "nothing" if suffix == "nothing" else "tab",
        style=PLAIN if run is None else run_style(run).style,
        paragraph_style=value("pStyle") or "",
        layer=paragraph_layer(element.find(W + "pPr")),
        custom=format_element.get(W + "format", "") if format_element is not None and format == "custom" else "",
    )


def _number_format(level: etree._Element) -> etree._Element | None:
    """`w:numFmt`, also if it is custom and has a fallback."""
    found = level.find(W + "numFmt")
    if found is None:
        found = level.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    return found
