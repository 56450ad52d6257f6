"""The text in force at an open text of ours upon another party's proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.brackets.deleted_ranges import CLOSING_MARKS
from model.brackets.values import TextSpan
from model.layers.tokens import LayerToken, align_layers
from model.redline import ANCHOR, KEPT_END, NOTE, OBJECT, Clause, End, Run, Stamp, Status, join_runs
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.redline.runs import new_id, restored_run, struck_run


class WordsInForce(Struct, frozen=True):
    """What the text in force has at an open text, and what a proposal upon theirs would change to have it too."""

    lines: tuple[str, ...]
    """Its words there, a line for each paragraph."""
    added: tuple[tuple[Place, Place], ...]
    """The characters of our draft there that are not in the text in force, in order."""
    restored: bool
    """Whether the text in force has words there that our draft lacks."""
    crosses: bool
    """Whether it goes beyond a paragraph, in the text in force or in both texts."""


def words_in_force(theirs: Sequence[Clause], upper: Sequence[Clause], span: TextSpan) -> WordsInForce:
    """The text in force at a span of ours, with what theirs deletes directly beside it.

    theirs, upper: the story in both layers
    """
    order = {clause.id: index for index, clause in enumerate(upper)}
    start, stop = (order[span.first], span.start), (order[span.last], span.stop)
    lines, added, restored, crosses = [""], [], False, False
    for token, low, high in _tokens_in(align_layers(theirs, upper), order, start, stop):
        part = token.lower or token.upper
        if isinstance(part, End):
            if token.in_base and high > low:
                lines.append("")
                crosses = crosses or token.in_draft
            continue
        if token.in_base and part is not None and not _is_mark(part):
            lines[-1] += part.text[low:high]
        if token.in_draft and not token.in_base:
            place, offset = order[token.at[0]], token.at[1]
            added.append((Place(place, offset + low), Place(place, offset + high)))
        restored = restored or (token.in_base and not token.in_draft)
    words = tuple(line for line in (" ".join(line.split()) for line in lines) if line)
    return WordsInForce(words, tuple(added), restored, crosses or len(words) > 1)


def _tokens_in(
    tokens: Sequence[LayerToken], order: dict[str, int], start: tuple[int, int], stop: tuple[int, int]
) -> Iterator[tuple[LayerToken, int, int]]:
    """The tokens of a range of ours, each with the part of its characters that is in the range; of an end, 0 and 1."""
    for token in tokens:
        at = (order.get(token.at[0], len(order)), token.at[1])
        if token.upper is None:
            if start <= at <= stop:
                yield token, 0, len(token.lower.text) if isinstance(token.lower, Run) else 1
        elif isinstance(token.upper, Run):
            low = start[1] - at[1] if at[0] == start[0] else 0 if at[0] > start[0] else len(token.upper.text)
            high = stop[1] - at[1] if at[0] == stop[0] else len(token.upper.text) if at[0] < stop[0] else 0
            low, high = max(low, 0), min(high, len(token.upper.text))
            if low < high:
                yield token, low, high
        elif start <= at < stop:
            yield token, 0, 1


def with_text_in_force(theirs: Sequence[Clause], upper: Sequence[Clause], span: TextSpan, stamp: Stamp) -> tuple[Clause, ...]:
    """A story of ours with the text in force at a span, paragraph by paragraph. The marks of notes that theirs deletes stay
    deleted.

    theirs, upper: the story in both layers
    stamp: the stamp of what ours then deletes and inserts
    """
    order = {clause.id: index for index, clause in enumerate(upper)}
    bounds = ((order[span.first], span.start), (order[span.last], span.stop))
    work = _RestoredStory(stamp, set(order))
    for token in align_layers(theirs, upper):
        for part, is_inside in _parts(token, order, bounds):
            work.add(part, is_inside=is_inside)
    return canonical(work.clauses)


class _RestoredStory:
    """Collects the clauses of a story of ours, in part with the text in force."""

    def __init__(self, stamp: Stamp, taken: set[str]) -> None:
        self.clauses: list[Clause] = []
        self._stamp = stamp
        self._taken = taken
        self._runs: list[Run] = []
        self._is_restored = False
        """Whether a part of the clause is in the span."""

    def add(self, token: LayerToken, *, is_inside: bool) -> None:
        """Add the characters or the end of a token as ours then has them."""
        part = _in_force(token, self._stamp) if is_inside else token.upper
        self._is_restored = self._is_restored or is_inside
        if isinstance(part, Run):
            self._runs.append(part)
        elif isinstance(part, End):
            self._close(token, part)

    def _close(self, token: LayerToken, end: End) -> None:
        runs, is_restored, self._runs, self._is_restored = self._runs, self._is_restored, [], False
        if is_restored and not token.in_base and end.status.in_draft and _is_bare(runs):
            struck = [struck_run(run, self._stamp) for run in runs if run.status is not Status.INSERTED]
            if end.status is Status.INSERTED:
                self._runs = struck
                return
            runs, end = struck, End(Status.DELETED, self._stamp)
        shell = token.above
        if shell is None:
            assert token.below is not None
            id = new_id(token.below.id, self._stamp, self._taken)
            self._taken.add(id)
            shell = Clause(id, token.below.props_on("base"), cell=token.below.cell, shape=token.below.shape)
        self.clauses.append(replace(shell, runs=join_runs(runs), end=end))


def _parts(
    token: LayerToken, order: dict[str, int], bounds: tuple[tuple[int, int], tuple[int, int]]
) -> Iterator[tuple[LayerToken, bool]]:
    """The parts of a token before, in and after a range of ours, each with whether it is in the range."""
    length = len(token.upper.text) if isinstance(token.upper, Run) else 1
    [(_, low, high)] = [*_tokens_in([token], order, *bounds)] or [(token, 0, 0)]
    if low == high or not isinstance(token.upper, Run):
        yield token, low < high
        return
    for start, stop in ((0, low), (low, high), (high, length)):
        if start < stop:
            lower, upper = (_piece(part, start, stop) for part in (token.lower, token.upper))
            yield replace(token, lower=lower, upper=upper), start == low and stop == high


def _piece(part: Run | End | None, start: int, stop: int) -> Run | End | None:
    return replace(part, text=part.text[start:stop]) if isinstance(part, Run) else part


def _in_force(token: LayerToken, stamp: Stamp) -> Run | End | None:
    """A part of ours as it is if ours has the text in force there; None if ours then lacks it."""
    lower, upper = token.lower, token.upper
    if not token.in_base:
        if isinstance(upper, Run):
            return None if upper.status is Status.INSERTED else struck_run(upper, stamp)
        if upper is None or upper.status is Status.INSERTED:
            return None
        return upper if not upper.status.in_draft else End(Status.DELETED, stamp)
    if upper is None:
        if isinstance(lower, Run):
            return Run(lower.text, Status.INSERTED, lower.style_on("base"), stamp=stamp) if not _is_mark(lower) else None
        return End(Status.INSERTED, stamp)
    if isinstance(upper, Run):
        return restored_run(upper) if upper.status is Status.DELETED else upper
    return upper if upper.status.in_draft else KEPT_END


def _is_bare(runs: Sequence[Run]) -> bool:
    """Whether nothing but closing marks is left of a paragraph."""
    return not "".join(run.text for run in runs if run.status.in_draft).strip(CLOSING_MARKS)


def _is_mark(run: Run) -> bool:
    return run.text in (NOTE, OBJECT) or bool(run.content and run.text == ANCHOR)
