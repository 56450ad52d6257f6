"""Level and scheme of every paragraph of an instrument, on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from model.formats.recognition.labels import bear, bearer, loose_head, settle, shared_head
from model.formats.recognition.levels import NO_ITEM, LevelBlock, LevelItem
from model.formats.recognition.line import Head, SourceLine
from model.numbering import Numeral
from model.redline import KEPT, SIDES, Scheme, Side

_COLONS = (":", "：", ":\u2028")


def find_levels(lines: Sequence[SourceLine]) -> None:
    """Sets the level and scheme that each line has on each side; finds labels that only their place betrays."""
    styled = any(line.role.name == "enum" and line.raw.cell is None for line in lines)
    position = {id(line): place for place, line in enumerate(lines)}
    placed: dict[Side, set[int]] = {side: set() for side in SIDES}  # the lines of paragraphs that begin in a block before
    for block in _blocks(lines):
        tracked = any(line.tracked or line.raw.base_face is not None for line in block)
        tracked = tracked or any(id(line) in ids for line in block for ids in placed.values() if ids)
        is_block = block[0].kind == "paragraph" and block[0].raw.cell is None
        if not tracked:
            if is_block:
                _find_loose(block)
            groups = [(line,) for line in block]
            for line, place in zip(block, _places(groups, "draft", styled), strict=True):
                line.levels = {"base": place, "draft": place}
            continue
        grouped = {side: list(side_groups([line for line in block if id(line) not in placed[side]], side)) for side in SIDES}
        if is_block:
            _find_tracked_loose(block, grouped)
        for side, found in grouped.items():
            if found:
                rest = _rest_of_paragraph(found[-1], lines, position[id(block[-1])] + 1, side)
                found[-1] += rest
                placed[side].update(map(id, rest))
            for group, place in zip(found, _places(found, side, styled), strict=True):
                head = bearer(group, side).heads.get(side)
                for line in group:
                    line.levels[side], line.borne[side] = place, head
        for line in block:
            _agree(line)


def _rest_of_paragraph(
    group: Sequence[SourceLine], lines: Sequence[SourceLine], after: int, side: Side
) -> tuple[SourceLine, ...]:
    """The lines from `after` on that belong to the last paragraph of a block on a side: calls and the like of the other side, the
    last of which closes the paragraph."""
    if group[-1].raw.end.status.on(side):
        return ()
    for place in range(after, len(lines)):
        line = lines[place]
        if line.raw.cell is not None:
            break
        if line.raw.end.status.on(side):
            return tuple(lines[after : place + 1]) if line.kind_on(side) == "paragraph" else ()
    return ()


def side_groups(block: Sequence[SourceLine], side: Side) -> Iterator[tuple[SourceLine, ...]]:
    """The lines of each paragraph of a side, with those before it that leave no trace there."""
    group: list[SourceLine] = []
    for line in block:
        group.append(line)
        if line.raw.end.status.on(side):
            yield tuple(group)
            group = []
    if any(line.text_on(side) for line in group):
        yield tuple(group)


def _blocks(lines: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    """The lines from one call, heading or the like up to the next; a table's lines are blocks of their own."""
    block: list[SourceLine] = []
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


def _places(groups: Sequence[tuple[SourceLine, ...]], side: Side, styled: bool) -> list[tuple[int, Scheme]]:
    first = groups[0][0] if groups else None
    if first is not None and (first.kind != "paragraph" or first.raw.cell is not None):
        return [_level_alone(group, side) for group in groups]
    items = [_item(group, side) for group in groups]
    reading = LevelBlock(styled, _base_depth(groups) if side == "draft" else None)
    return [reading.place(item, items[index + 1 : index + 3]) for index, item in enumerate(items)]


def _base_depth(groups: Sequence[tuple[SourceLine, ...]]) -> int | None:
    """The depth of an enumeration in the base minus the depth of its style, if its parent may be deleted now."""
    for group in groups:
        line = group[-1]
        if line.raw.end.status is KEPT and "base" in line.levels and line.role.name == "enum" and not is_restyled(line):
            return line.levels["base"][0] - line.role.depth
    return None


def _level_alone(group: Sequence[SourceLine], side: Side) -> tuple[int, Scheme]:
    """A line outside the blocks: a heading has the depth of its style, a paragraph of a table is on the first level."""
    line, head = group[-1], bearer(group, side).heads.get(side)
    kind, role = line.kind_on(side), line.role_on(side)
    scheme: Scheme = head.numerals[0].scheme if head and head.numerals else "none"
    if kind == "heading":
        return max(1, role.depth), scheme
    if kind != "paragraph":
        return 0, scheme
    number = head.automatic if head else None
    return (number.level + 1 if number is not None else max(1, role.depth if role.name == "enum" else 1)), scheme


def _find_loose(block: Sequence[SourceLine]) -> None:
    """Labels before a single blank (`1 that`), if the lines around suggest them."""
    if not any(line.draft[:1].isdigit() for line in block):
        return
    _find_loose_on([(line,) for line in block], "draft")
    for line in block:
        line.heads = dict.fromkeys(SIDES, line.heads.get("draft"))


def _find_tracked_loose(block: Sequence[SourceLine], groups: Mapping[Side, Sequence[Sequence[SourceLine]]]) -> None:
    """The same on each side of tracked lines, whose paragraphs are `groups`."""
    if not any(line.base[:1].isdigit() or line.draft[:1].isdigit() for line in block):
        return
    for line in block:
        line.heads = dict(line.found)
    for side in (*SIDES, "base"):  # the base again: characters that it shares with the draft may be a label only there
        _find_loose_on(groups["base" if side == "base" else "draft"], side)
    for line in block:
        settle(line)


def _find_loose_on(groups: Sequence[Sequence[SourceLine]], side: Side) -> None:
    bearers = [bearer(group, side) for group in groups]
    texts = [line.text_on(side) for line in bearers]
    other: Side = "draft" if side == "base" else "base"
    before: dict[int, Numeral] = {}
    after_deleted: dict[int, Numeral] = {}  # the number after a deleted one may be that of the paragraph that replaces it
    for group, bearing, text, following in zip(groups, bearers, texts, (*texts[1:], ""), strict=False):
        for line in group:
            if line is bearing:
                if line.heads.get(side) is None and text[:1].isdigit() and not line.is_text:
                    found = shared_head(line, side) or loose_head(text, tuple(before.values()), following)
                    bear(group, side, found or (loose_head(text, tuple(after_deleted.values()), "") if after_deleted else None))
                before = _open_numbers(before, line.heads.get(side))
            after_deleted = _open_numbers(after_deleted, line.heads.get(other))


def _open_numbers(numbers: dict[int, Numeral], head: Head | None) -> dict[int, Numeral]:
    """The last number of each depth that may go on, once a label was read."""
    if head is None or not head.numerals or head.numerals[0].scheme != "decimal":
        return numbers
    numeral = head.numerals[0]
    return {**{depth: number for depth, number in numbers.items() if depth < numeral.depth}, numeral.depth: numeral}


def _item(group: Sequence[SourceLine], side: Side) -> LevelItem:
    line, head = group[-1], bearer(group, side).heads.get(side)
    face = line.face(side)
    colon = any(line.text_on(side).rstrip().endswith(_COLONS) for line in group)
    role = line.role_on(side)
    if head is None and role.name in ("normal", "") and not colon:
        return NO_ITEM
    number = head.automatic if head else None
    return LevelItem(
        head.numerals if head else (), role, face.left - max(face.hanging, 0), number.level if number else None, colon
    )


def _agree(line: SourceLine) -> None:
    """A paragraph whose label only moved on is read alike on both sides; only a label of another sort, or a
    tracked change of
    its properties, makes a difference of level or scheme."""
    if "base" not in line.levels or "draft" not in line.levels:
        place = line.levels.get("draft") or line.levels.get("base") or (1, "none")
        line.levels = {"base": place, "draft": place}
        return
    if line.raw.end.status.in_draft is not line.raw.end.status.in_base:  # another line closes its paragraph on the other side
        side: Side = "draft" if line.raw.end.status.in_draft else "base"
        line.levels = dict.fromkeys(SIDES, line.levels[side])
        return
    base, draft = line.borne.get("base"), line.borne.get("draft")
    scheme = line.levels["draft"][1]
    alike = _same_sort(base, draft, scheme) if base and draft else base is draft
    if alike and not is_restyled(line):
        line.levels["base"] = line.levels["draft"] = max(line.levels["draft"], line.levels["base"], key=_weight)


def _weight(place: tuple[int, Scheme]) -> tuple[int, bool]:
    return place[0], place[1] != "none"


def _same_sort(base: Head, draft: Head, scheme: Scheme) -> bool:
    """Whether both labels can be numbers of one sort in the scheme in which the draft's is read."""
    if not base.numerals or not draft.numerals:
        return True  # a label of a different shape replaces the other
    sorts = [
        {(numeral.scheme, numeral.alphabet, numeral.depth) for numeral in head.numerals if numeral.scheme == scheme}
        for head in (base, draft)
    ]
    return not sorts[0].isdisjoint(sorts[1])


def is_restyled(line: SourceLine) -> bool:
    """Whether a tracked change of a paragraph's properties gives it another style, indent or list level."""
    base, now = line.raw.base_face, line.raw.face
    if base is None:
        return False
    numbers = [face.number.level if face.number else None for face in (base, now)]
    return (base.style, base.left, base.hanging, numbers[0]) != (now.style, now.left, now.hanging, numbers[1])
