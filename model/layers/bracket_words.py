"""The text in force at an open text of ours upon another party's proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from model.brackets.values import TextSpan
from model.layers.tokens import LayerToken, align_layers
from model.redline import ANCHOR, NOTE, OBJECT, Clause, End, Run
from model.redline.edit_text import Place


class WordsInForce(Struct, frozen=True):
    """What the text in force has at an open text, and what a proposal upon theirs would change to have it too."""

    lines: tuple[str, ...]
    """Its words there, a line for each paragraph."""
    added: tuple[tuple[Place, Place], ...]
    """The characters of our draft there that are not in the text in force, in order."""
    restored: bool
    """Whether the text in force has words there that our draft lacks."""


def words_in_force(theirs: Sequence[Clause], upper: Sequence[Clause], span: TextSpan) -> WordsInForce:
    """The text in force at a span of ours, with what theirs deletes directly beside it.

    theirs, upper: the story in both layers
    """
    order = {clause.id: index for index, clause in enumerate(upper)}
    start, stop = (order[span.first], span.start), (order[span.last], span.stop)
    lines, added, restored = [""], [], False
    for token, low, high in _tokens_in(align_layers(theirs, upper), order, start, stop):
        part = token.lower or token.upper
        if isinstance(part, End):
            if token.in_base and high > low:
                lines.append("")
            continue
        if token.in_base and part is not None and not _is_mark(part):
            lines[-1] += part.text[low:high]
        if token.in_draft and not token.in_base:
            place, offset = order[token.at[0]], token.at[1]
            added.append((Place(place, offset + low), Place(place, offset + high)))
        restored = restored or (token.in_base and not token.in_draft)
    words = tuple(line for line in (" ".join(line.split()) for line in lines) if line)
    return WordsInForce(words, tuple(added), restored)


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


def _is_mark(run: Run) -> bool:
    return run.text in (NOTE, OBJECT) or bool(run.content and run.text == ANCHOR)
