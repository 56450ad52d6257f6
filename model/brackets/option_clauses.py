"""Clauses that are options of one another: *Option 1*, *Option 2*, or a clause and the *alt* that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.brackets.pairs import find_pairs
from model.brackets.side_text import SideText
from model.brackets.values import BracketFault, BracketOption, OpenText, OptionKind, TextSpan
from model.lexicon.bracket_words import OptionHead, is_blank, is_no_change
from model.redline import KEPT, Clause, Side

_FIRST_NUMBERS = frozenset(("1", "A", "a", "I", "i", "一", "А", "а", "أ"))
_HEADINGS = frozenset(("number", "title", "history", "opening", "call", "heading", "annex"))


class OptionClause(Struct, frozen=True):
    """A clause, or several, that begin as one of several options."""

    clauses: tuple[Clause, ...]
    """The clauses of its first paragraph."""
    first: int
    """The index of the clause that closes its first paragraph."""
    last: int
    """The index of the clause that closes its last paragraph."""
    head: OptionHead
    brackets: OpenText | None
    """The brackets around all of it."""
    content: TextSpan | None
    """What follows the head in the first paragraph, if there are no such brackets."""
    head_brackets: TextSpan | None = None
    """Brackets around the head alone."""


class OptionGroup(Struct, frozen=True):
    """Options side by side, and the open texts of single ones that they replace."""

    span: TextSpan
    options: tuple[BracketOption, ...]
    replaced: tuple[TextSpan, ...]


class _Paragraphs:
    """The paragraphs of a side, found from the index of the clause that closes one."""

    def __init__(self, clauses: Sequence[Clause], side: Side) -> None:
        self.clauses = clauses
        self.side: Side = side

    def after(self, index: int) -> tuple[int, tuple[Clause, ...]] | None:
        """The next paragraph with text: the index of its last clause, and its clauses. None at the end."""
        group: list[Clause] = []
        for place in range(index + 1, len(self.clauses)):
            clause = self.clauses[place]
            if clause.row is not KEPT and not clause.row.on(self.side):
                continue
            group.append(clause)
            if clause.end.status.on(self.side):
                if any(part.text_on(self.side).strip() for part in group):
                    return place, tuple(group)
                group = []
        return None

    def before(self, index: int) -> tuple[int, tuple[Clause, ...]] | None:
        """The paragraph before the one that the clause at an index begins."""
        group: list[Clause] = []
        last = -1
        for place in range(index - 1, -1, -1):
            clause = self.clauses[place]
            if clause.row is not KEPT and not clause.row.on(self.side):
                continue
            if clause.end.status.on(self.side):
                if group:
                    break
                last = place
            if last >= 0:
                group.append(clause)
        return (last, tuple(reversed(group))) if group and any(part.text_on(self.side).strip() for part in group) else None


def option_groups(
    clauses: Sequence[Clause], side: Side, units: Sequence[OptionClause], starts: Mapping[tuple[str, int], OpenText]
) -> tuple[list[OptionGroup], list[BracketFault]]:
    """The groups of options, and a fault for each numbered option that has no other beside it.

    units: the clauses that begin as options
    starts: the open texts by the place where each begins
    """
    paragraphs = _Paragraphs(clauses, side)
    heads = {unit.first: unit for unit in units}
    groups: list[OptionGroup] = []
    faults: list[BracketFault] = []
    for series in _series(paragraphs, units, heads):
        options = tuple(option for unit in series for option in _options(paragraphs, unit))
        replaced = [unit.brackets.span for unit in series if unit.brackets is not None]
        replaced += [unit.head_brackets for unit in series if unit.head_brackets is not None]
        if not series[0].head.number and (earlier := _earlier(paragraphs, series[0])) is not None:
            around = starts.get((earlier.span.first, earlier.span.start))
            whole = around is not None and around.kind == "clause" and around.span.last == earlier.span.last
            options = (*(around.options if around is not None and whole else (earlier,)), *options)
            replaced += [around.span] if around is not None and whole else []
        if len(options) > 1 and not any(_is_unbalanced(paragraphs, unit) for unit in series):
            span = TextSpan(options[0].span.first, options[0].span.start, options[-1].span.last, options[-1].span.stop)
            groups.append(OptionGroup(span, options, tuple(replaced)))
        elif series[0].head.is_firm and len(options) == 1:
            span = options[0].span
            text = SideText(series[0].clauses, side).text.strip()
            faults.append(BracketFault("single", span.first, span.start, text[: series[0].head.length].strip(" [［【〔:：.–")))
    return groups, faults


def _is_unbalanced(paragraphs: _Paragraphs, unit: OptionClause) -> bool:
    """Whether a bracket in an option without brackets of its own has its partner elsewhere."""
    if unit.brackets is not None:
        return False
    start = unit.first - len(unit.clauses) + 1
    words = (clause.text_on(paragraphs.side) for clause in paragraphs.clauses[start : unit.last + 1])
    return bool(find_pairs("".join(words)).lone)


def _series(
    paragraphs: _Paragraphs, units: Sequence[OptionClause], heads: dict[int, OptionClause]
) -> Iterator[list[OptionClause]]:
    """The options that follow one another, each with all paragraphs that belong to it."""
    series: list[OptionClause] = []
    reach = -1
    for unit in units:
        if unit.first <= reach:
            continue
        full = _extend(paragraphs, unit, heads)
        follows = series and paragraphs.after(series[-1].last)
        if not (follows and follows[0] == unit.first and _continues(series, unit)):
            if series:
                yield series
            series = []
        series.append(full)
        reach = full.last
    if series:
        yield series


def _continues(series: Sequence[OptionClause], unit: OptionClause) -> bool:
    number = unit.head.number
    return not number or (number not in _FIRST_NUMBERS and all(number != earlier.head.number for earlier in series))


def _extend(paragraphs: _Paragraphs, unit: OptionClause, heads: dict[int, OptionClause]) -> OptionClause:
    """An option extended by what is under its clause. A head alone is extended up to the next head or, if none follows, by the
    next clause."""
    if unit.brackets is not None or unit.content is None:
        return unit
    closing = unit.clauses[-1]
    level, last = closing.props_on(paragraphs.side).level, unit.last
    stands_alone = unit.content.first == unit.content.last and unit.content.start == unit.content.stop
    passed: list[int] = []
    while (found := paragraphs.after(last)) is not None:
        place, group = found
        props = group[-1].props_on(paragraphs.side)
        if place in heads or props.kind in _HEADINGS or group[-1].cell != closing.cell:
            break
        if not stands_alone and props.level <= level:
            break
        if not passed:
            level = props.level if stands_alone else level
        passed.append(place)
        last = place
    if stands_alone and passed:
        ends = paragraphs.after(passed[-1])
        if ends is None or ends[0] not in heads:
            last = _with_deeper(paragraphs, passed)
        return replace(unit, last=last)
    return replace(unit, last=last) if passed else unit


def _with_deeper(paragraphs: _Paragraphs, passed: Sequence[int]) -> int:
    """The end of the first of some paragraphs with those under it."""
    clauses = paragraphs.clauses
    level = clauses[passed[0]].props_on(paragraphs.side).level
    last = passed[0]
    for place in passed[1:]:
        if clauses[place].props_on(paragraphs.side).level <= level:
            break
        last = place
    return last


def _options(paragraphs: _Paragraphs, unit: OptionClause) -> list[BracketOption]:
    """The options in an option clause: one, unless its brackets contain several; none if it has nothing but its head."""
    if unit.brackets is not None:
        return [replace(option, number=option.number or unit.head.number) for option in unit.brackets.options]
    side, content = paragraphs.side, unit.content
    if content is None:
        return []
    first = SideText(unit.clauses, side)
    if unit.last == unit.first:
        last = first
        if content.start == content.stop:
            return []
    else:
        group = [paragraphs.clauses[unit.last]]
        place = unit.last - 1
        while place > unit.first and not paragraphs.clauses[place].end.status.on(side):
            group.insert(0, paragraphs.clauses[place])
            place -= 1
        last = SideText(group, side)
    begins, ends = first.place(0), last.after(len(last.text) - 1)
    wording = SideText(unit.clauses, side).text if unit.first == unit.last else ""
    rest = wording[-max(len(wording) - unit.head.length, 0) :].strip(" ]）)") if wording else "text"
    kind: OptionKind = "noc" if unit.head.is_noc or is_no_change(rest) else "blank" if is_blank(rest) else "text"
    return [
        BracketOption(
            TextSpan(*begins, *ends), TextSpan(content.first, content.start, *ends), kind, unit.head.owner, unit.head.number
        )
    ]


def _earlier(paragraphs: _Paragraphs, unit: OptionClause) -> BracketOption | None:
    """The clause to which an *alt* without a number is the alternative: the one before, if it is of the same kind and level."""
    index = unit.first - len(unit.clauses) + 1
    found = paragraphs.before(index)
    if found is None:
        return None
    before, closing = found[1][-1], unit.clauses[-1]
    props, own_props = before.props_on(paragraphs.side), closing.props_on(paragraphs.side)
    if props.kind in _HEADINGS or (props.level != own_props.level and unit.head.length) or before.cell != closing.cell:
        return None
    text = SideText(found[1], paragraphs.side)
    if find_pairs(text.text).lone:
        return None
    span = text.span(0, len(text.text))
    return BracketOption(span, span)
