"""The brackets of a story: pairs over several paragraphs, levels, and clauses that are options of one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.brackets.option_clauses import OptionClause, OptionGroup, option_groups
from model.brackets.pairs import KEYS
from model.brackets.paragraph import LocalOpen, Lone, ParsedParagraph, parse_paragraph
from model.brackets.values import BracketFault, BracketOption, Brackets, FaultKind, OpenKind, OpenText, TextSpan
from model.lexicon.bracket_words import PARTNERS
from model.redline import KEPT, Clause, Side
from model.redline.runs import common_ends
from model.submission.story import FIRST_TEXT, StoryId


class BracketIndex(Struct, frozen=True):
    """The brackets of one side of a story, with what is known of each paragraph; a value, replaced by `update` after a change."""

    brackets: Brackets
    clauses: tuple[Clause, ...] = ()
    parsed: tuple[ParsedParagraph | None, ...] = ()
    """What is in each paragraph, at the clause that closes it on the side; None at other clauses, and if there is nothing."""

    @staticmethod
    def of(clauses: tuple[Clause, ...], side: Side = "draft", story: StoryId = FIRST_TEXT) -> BracketIndex:
        """The brackets of a story, computed from the beginning."""
        return BracketIndex(Brackets(story, side)).update(clauses)

    def update(self, clauses: tuple[Clause, ...]) -> BracketIndex:
        """The brackets after a change. A paragraph is parsed again only if one of its clauses is another object than before."""
        if clauses is self.clauses:
            return self
        story, side = self.brackets.story, self.brackets.side
        head, tail = _count_equal_ends(self.clauses, clauses, side)
        stop = len(clauses) - tail
        fresh = _parse_paragraphs(clauses[head:stop], side)
        parsed = (*self.parsed[:head], *fresh, *self.parsed[len(self.parsed) - tail :])
        if not any(fresh) and not any(self.parsed[head : len(self.parsed) - tail]):
            nearby = any(entry is not None and entry.head is not None for entry in parsed)
            if not nearby:
                return BracketIndex(self.brackets, clauses, parsed)
        return BracketIndex(_StoryParser(clauses, parsed, side, story).brackets(), clauses, parsed)


def parse_brackets(clauses: tuple[Clause, ...], side: Side = "draft", story: StoryId = FIRST_TEXT) -> Brackets:
    """The open texts of a side of a story, and the brackets at fault."""
    return BracketIndex.of(clauses, side, story).brackets


def _count_equal_ends(old: Sequence[Clause], new: Sequence[Clause], side: Side) -> tuple[int, int]:
    """The numbers of identical clauses at the beginning and at the end, in whole paragraphs of the side."""
    head, tail = common_ends(old, new)
    while head > 0 and not _closes(new[head - 1], side):
        head -= 1
    while tail > 0 and not all(
        len(clauses) - tail <= head or _closes(clauses[len(clauses) - tail - 1], side) for clauses in (old, new)
    ):
        tail -= 1
    return head, tail


def _closes(clause: Clause, side: Side) -> bool:
    return clause.end.status.on(side) and (clause.row is KEPT or clause.row.on(side))


def _parse_paragraphs(clauses: Sequence[Clause], side: Side) -> list[ParsedParagraph | None]:
    """What is in each paragraph, at the place of its last clause."""
    out: list[ParsedParagraph | None] = [None] * len(clauses)
    group: list[Clause] = []
    last = 0
    for index, clause in enumerate(clauses):
        if clause.row is not KEPT and not clause.row.on(side):
            continue
        group.append(clause)
        last = index
        if clause.end.status.on(side):
            out[index] = parse_paragraph(tuple(group), side)
            group = []
    if group:
        out[last] = parse_paragraph(tuple(group), side)
    return out


class _OpenPair(Struct):
    """Brackets that open in one paragraph and close in another."""

    opening: Lone
    first: int
    """The place of its paragraph among those with brackets."""
    closing: Lone | None = None
    last: int = -1
    level: int = 0
    number: int = -1
    """Its place among the open texts."""


class _Stack:
    """Brackets that wait for their partner, with the number of each kind."""

    def __init__(self) -> None:
        self.pairs: list[_OpenPair] = []
        self.counts: dict[str, int] = {}

    def push(self, pair: _OpenPair) -> None:
        """Add the innermost one."""
        self.pairs.append(pair)
        key = KEYS[pair.opening.sign]
        self.counts[key] = self.counts.get(key, 0) + 1

    def pop(self) -> _OpenPair:
        """Remove the innermost one."""
        pair = self.pairs.pop()
        self.counts[KEYS[pair.opening.sign]] -= 1
        return pair


class _StoryParser:
    """Finds the open texts of a story from those of its paragraphs."""

    def __init__(self, clauses: tuple[Clause, ...], parsed: Sequence[ParsedParagraph | None], side: Side, story: StoryId) -> None:
        self.clauses = clauses
        self.side: Side = side
        self.story = story
        self.found = [(index, entry) for index, entry in enumerate(parsed) if entry is not None]
        self.faults: list[BracketFault] = []
        self.pairs: list[_OpenPair] = []

    def brackets(self) -> Brackets:
        """All brackets of the story."""
        order = {clause.id: index for index, clause in enumerate(self.clauses)} if self._needs_order() else {}
        self._match()
        open_texts = self._open_texts()
        if self._has_heads():
            starts = {(open_text.span.first, open_text.span.start): open_text for open_text in open_texts}
            groups, single = option_groups(self.clauses, self.side, list(self._units(starts)), starts)
            self.faults += single
            open_texts = _with_groups(open_texts, groups, self.story, self.side, order)
        for _, entry in self.found:
            self.faults += entry.faults
        if len(self.faults) > 1:
            self.faults.sort(key=lambda fault: (order.get(fault.clause, 0), fault.offset))
        placeholders = tuple(span for _, entry in self.found for span in entry.placeholders)
        return Brackets(self.story, self.side, tuple(open_texts), tuple(self.faults), placeholders)

    def _needs_order(self) -> bool:
        return any(entry.lone or entry.faults or entry.head for _, entry in self.found)

    def _match(self) -> None:
        """Pair the brackets whose partner is in another paragraph; those in a cell only with those of the same cell."""
        text, inside = _Stack(), _Stack()
        cell: tuple[int, int, int] | None = None
        for place, (_, entry) in enumerate(self.found):
            if not entry.lone:
                continue
            now = entry.clauses[-1].cell
            if now != cell:
                self._report_unclosed(inside)
                inside, cell = _Stack(), now
            stack = text if now is None else inside
            for lone in entry.lone:
                self._next(lone, place, stack)
        self._report_unclosed(inside)
        self._report_unclosed(text)

    def _next(self, lone: Lone, place: int, stack: _Stack) -> None:
        if lone.sign in PARTNERS:
            stack.push(_OpenPair(lone, place))
            return
        key = KEYS[lone.sign]
        if not stack.counts.get(key):
            self.faults.append(BracketFault("unopened", lone.clause, lone.offset, lone.sign))
            return
        while KEYS[(pair := stack.pop()).opening.sign] != key:
            self._fault("crossed", pair)
        pair.closing, pair.last = lone, place
        self.pairs.append(pair)

    def _report_unclosed(self, stack: _Stack) -> None:
        for pair in stack.pairs:
            self._fault("unclosed", pair)

    def _fault(self, kind: FaultKind, pair: _OpenPair) -> None:
        opening = pair.opening
        self.faults.append(BracketFault(kind, opening.clause, opening.offset, opening.sign))

    def _open_texts(self) -> list[OpenText]:
        """The open texts in order, with their levels in the story."""
        events: dict[int, list[tuple[int, int, _OpenPair]]] = {}
        for pair in self.pairs:
            assert pair.closing is not None
            events.setdefault(pair.first, []).append((pair.opening.at, 1, pair))
            events.setdefault(pair.last, []).append((pair.closing.at, -1, pair))
        out: list[OpenText] = []
        depth = 0
        for place, (_, entry) in enumerate(self.found):
            if place not in events:
                out += [self._local(open_text, depth) for open_text in entry.open_texts]
                continue
            waiting = sorted(events[place], key=lambda event: event[0], reverse=True)
            beside: dict[int, _OpenPair] = {}
            for open_text in entry.open_texts:
                while waiting and waiting[-1][0] < open_text.start:
                    event = waiting.pop()
                    depth = self._pass_bracket(event, depth, out)
                    if event[1] < 0 and event[2].closing is not None:
                        beside[event[2].closing.beside] = event[2]
                local = self._local(open_text, depth)
                earlier = beside.get(open_text.start)
                if earlier is not None and earlier.level == local.level and open_text.kind != "blank":
                    out[earlier.number] = _join(out[earlier.number], local)
                else:
                    out.append(local)
            while waiting:
                depth = self._pass_bracket(waiting.pop(), depth, out)
        return out

    def _pass_bracket(self, event: tuple[int, int, _OpenPair], depth: int, out: list[OpenText]) -> int:
        """The depth after a bracket; one that opens adds its open text."""
        _, change, pair = event
        if change > 0:
            pair.level, pair.number = depth + 1, len(out)
            out.append(self._of_pair(pair))
        return depth + change

    def _of_pair(self, pair: _OpenPair) -> OpenText:
        opening, closing = pair.opening, pair.closing
        assert closing is not None
        span = TextSpan(opening.clause, opening.offset, closing.clause, closing.offset + 1)
        content = TextSpan(*opening.content, closing.clause, closing.offset)
        number = opening.head.number if opening.head is not None else ""
        is_noc = opening.head is not None and opening.head.is_noc
        marks = (opening.status, closing.status)
        option = BracketOption(span, content, "noc" if is_noc else "text", opening.owner, number, marks, opening.in_label)
        kind: OpenKind = "clause" if opening.whole and closing.whole else "text"
        return OpenText(self.story, self.side, kind, span, (option,), pair.level)

    def _local(self, local: LocalOpen, depth: int) -> OpenText:
        return OpenText(self.story, self.side, local.kind, local.span, local.options, local.level + depth)

    def _units(self, starts: Mapping[tuple[str, int], OpenText]) -> Iterator[OptionClause]:
        """The clauses that begin as options, in order."""
        pairs = {pair.first: pair for pair in self.pairs if pair.opening.head is not None and pair.opening.whole}
        indexes = {place: index for place, (index, _) in enumerate(self.found)}
        for place, (index, entry) in enumerate(self.found):
            pair = pairs.get(place)
            if pair is not None and pair.closing is not None and pair.closing.whole and pair.opening.head is not None:
                open_text = starts.get((pair.opening.clause, pair.opening.offset))
                yield OptionClause(entry.clauses, index, indexes[pair.last], pair.opening.head, open_text, None)
            elif entry.head is not None:
                open_text = None
                if entry.content is None:
                    open_text = next((starts.get((local.span.first, local.span.start)) for local in entry.open_texts), None)
                yield OptionClause(entry.clauses, index, index, entry.head, open_text, entry.content, entry.head_brackets)

    def _has_heads(self) -> bool:
        return any(entry.head is not None for _, entry in self.found) or any(pair.opening.head for pair in self.pairs)


def _join(pair: OpenText, beside: OpenText) -> OpenText:
    """The brackets over several paragraphs, joined with those that follow directly: alternatives."""
    span = TextSpan(pair.span.first, pair.span.start, beside.span.last, beside.span.stop)
    return replace(pair, kind="alternatives", span=span, options=(*pair.options, *beside.options))


def _with_groups(
    open_texts: Sequence[OpenText], groups: Sequence[OptionGroup], story: StoryId, side: Side, order: Mapping[str, int]
) -> list[OpenText]:
    """The open texts with those of option clauses, which replace the brackets around each option."""
    replaced = {span for group in groups for span in group.replaced}
    found = [open_text for open_text in open_texts if open_text.span not in replaced]
    found += [OpenText(story, side, "alternatives", group.span, group.options) for group in groups]
    ranges = [((order[span.first], span.start), (-order[span.last], -span.stop)) for span in (text.span for text in found)]
    placed = sorted((*ranges[number], open_text.level, number) for number, open_text in enumerate(found))
    out: list[OpenText] = []
    around: list[tuple[int, int]] = []
    for start, stop, _, number in placed:
        while around and (-around[-1][0], -around[-1][1]) <= start:
            around.pop()
        around.append(stop)
        open_text, level = found[number], len(around)
        out.append(open_text if open_text.level == level else replace(open_text, level=level))
    return out
