"""Level and scheme of every paragraph of an instrument, on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.numbering import Numeral
from model.redline import Scheme, Side
from model.word.recognition.heads import loose_head
from model.word.recognition.levels import NO_ITEM, Block, Item
from model.word.recognition.line import Line

_COLONS = (":", "：", ":\u2028")


def find_levels(lines: Sequence[Line]) -> None:
    """Sets the level and scheme that each line has on each side; finds labels that only their place betrays."""
    styled = any(line.role.name == "enum" and line.raw.cell is None for line in lines)
    for block in _blocks(lines):
        if not any(line.tracked or line.raw.base_face is not None for line in block):
            for line, place in zip(block, _places(block, "draft", styled), strict=True):
                line.levels = {"base": place, "draft": place}
            continue
        for side in ("base", "draft"):
            there = [line for line in block if _stands(line, side)]
            for line, place in zip(there, _places(there, side, styled), strict=True):
                line.levels[side] = place
        for line in block:
            _agree(line)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines from one call, heading or the like up to the next; a table's lines are blocks of their own."""
    block: list[Line] = []
    for line in lines:
        if line.raw.cell is not None or line.kind != "paragraph":
            if line.raw.cell is None:
                if block:
                    yield block
                block = []
            yield [line]
        else:
            block.append(line)
    if block:
        yield block


def _stands(line: Line, side: Side) -> bool:
    return line.raw.end.status.on(side) or bool(line.base if side == "base" else line.draft)


def _places(block: Sequence[Line], side: Side, styled: bool) -> list[tuple[int, Scheme]]:
    first = block[0] if block else None
    if first is not None and (first.kind != "paragraph" or first.raw.cell is not None):
        return [_alone(first, side)]
    _find_loose(block, side)
    items = [_item(line, side) for line in block]
    reading = Block(styled)
    return [reading.place(item, items[index + 1 : index + 3]) for index, item in enumerate(items)]


def _alone(line: Line, side: Side) -> tuple[int, Scheme]:
    """A line outside the blocks: a heading has the depth of its style, a paragraph of a table is on the first level."""
    head = line.heads.get(side)
    scheme: Scheme = head.numerals[0].scheme if head else "none"
    if line.kind == "heading":
        return max(1, line.role.depth), scheme
    if line.kind != "paragraph":
        return 0, scheme
    number = line.face(side).number
    return (number.level + 1 if number is not None else max(1, line.role.depth if line.role.name == "enum" else 1)), scheme


def _find_loose(block: Sequence[Line], side: Side) -> None:
    """Labels before a single blank (`1 that`), where the lines around call for them."""
    last: Numeral | None = None
    for index, line in enumerate(block):
        head = line.heads.get(side)
        if head is None and not line.tracked and line.draft[:1].isdigit():
            following = block[index + 1].draft if index + 1 < len(block) else ""
            head = loose_head(line.draft, last, following) if last is not None or index == 0 or following else None
            if head is not None:
                line.heads = {"base": head, "draft": head}
        if head is not None and head.numerals[0].scheme == "decimal":
            last = head.numerals[0]


def _item(line: Line, side: Side) -> Item:
    head = line.heads.get(side)
    face = line.face(side)
    text = line.base if side == "base" else line.draft
    colon = text.rstrip().endswith(_COLONS)
    if head is None and line.role.name in ("normal", "") and not colon:
        return NO_ITEM
    number = head.automatic if head else None
    return Item(
        head.numerals if head else (),
        line.role,
        face.left - max(face.hanging, 0),
        number.level if number else None,
        colon,
    )


def _agree(line: Line) -> None:
    """A paragraph whose label only moved on is read alike on both sides; only a label of another sort, or a tracked change of
    its properties, makes a difference of level or scheme."""
    if "base" not in line.levels or "draft" not in line.levels:
        place = line.levels.get("draft") or line.levels.get("base") or (1, "none")
        line.levels = {"base": place, "draft": place}
        return
    base, draft = line.heads.get("base"), line.heads.get("draft")
    scheme = line.levels["draft"][1]
    alike = (
        any(
            one.scheme == scheme and any((one.scheme, one.alphabet, one.depth) == (two.scheme, two.alphabet, two.depth)
            for two in draft.numerals)
            for one in base.numerals
        )
        if base and draft
        else base is draft
    )
    if alike and not _restyled(line):
        line.levels["base"] = line.levels["draft"]


def _restyled(line: Line) -> bool:
    base, now = line.raw.base_face, line.raw.face
    if base is None:
        return False
    numbers = [face.number.level if face.number else None for face in (base, now)]
    return (base.style, base.left, base.hanging, numbers[0]) != (now.style, now.left, now.hanging, numbers[1])


