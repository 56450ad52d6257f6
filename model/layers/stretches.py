"""The stretches of two layers in which a change of the other party can meet one of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from model.layers.tokens import LayerToken
from model.redline import End, Run, Status
from model.submission.amendments import AmendedPart, ChosenParts


class DecidedParts:
    """The parts of the lower layer that are decided, found by the tokens of both layers."""

    def __init__(self, parts: Iterable[AmendedPart]) -> None:
        self._parts = ChosenParts(parts)

    @property
    def notes(self) -> frozenset[str]:
        """The keys of the notes with parts; '' for the text itself."""
        return self._parts.notes

    def has_words(self, note: str, token: LayerToken) -> bool:
        """Whether characters, or a paragraph end, are decided."""
        return self._has(note, token, "end" if isinstance(token.lower, End) else "text")

    def has_format(self, note: str, token: LayerToken) -> bool:
        """Whether the format of characters is decided."""
        return isinstance(token.lower, Run) and self._has(note, token, "format")

    def has_properties(self, note: str, token: LayerToken) -> bool:
        """Whether the properties of a paragraph are decided."""
        return self._has(note, token, "props")

    def _has(self, note: str, token: LayerToken, what: str) -> bool:
        return token.below is not None and self._parts.has(token.below.id, what, token.offset, note=note)


class ChangedStretch(Struct, frozen=True):
    """Neighbouring characters that are not the same in all three texts, up to a paragraph end, and that end."""

    tokens: tuple[LayerToken, ...]
    chosen: frozenset[int]
    """The indexes of the tokens that are decided."""
    restored: bool = False
    """Whether ours contains what theirs deleted, word for word."""

    @property
    def deleted(self) -> list[int]:
        """The indexes of what theirs deletes of the text in force, as far as that is decided."""
        return [at for at in sorted(self.chosen) if self.tokens[at].in_base and not self.tokens[at].in_theirs]

    @property
    def inserted(self) -> list[int]:
        """The indexes of what theirs inserts, as far as that is decided."""
        return [at for at in sorted(self.chosen) if self.tokens[at].in_theirs]

    @property
    def ours_alone(self) -> list[int]:
        """The indexes of what ours inserts."""
        return [at for at, token in enumerate(self.tokens) if token.lower is None and token.in_draft]

    @property
    def is_changed_by_ours(self) -> bool:
        """Whether ours changes what is decided: deletes some of it, writes into it, or writes where theirs deletes."""
        if not self.chosen or self.restored:
            return False
        theirs, new = self.inserted, self.ours_alone
        if any(not self.tokens[at].in_draft for at in theirs):
            return True
        if theirs:
            return any(theirs[0] < at < theirs[-1] for at in new)
        return bool(new and self.deleted)


def stretches(tokens: Sequence[LayerToken], chosen: DecidedParts, note: str) -> Iterator[ChangedStretch]:
    """The tokens of a story in stretches; a token that is the same in all three texts is a stretch of its own."""
    gap: list[LayerToken] = []
    for token in tokens:
        if token.in_base and token.in_theirs and token.in_draft:
            yield from _parts_of_gap(gap, chosen, note)
            yield ChangedStretch((token,), frozenset())
            gap = []
        else:
            gap.append(token)
    yield from _parts_of_gap(gap, chosen, note)


def _parts_of_gap(gap: Sequence[LayerToken], chosen: DecidedParts, note: str) -> Iterator[ChangedStretch]:
    wanted = {at for at, token in enumerate(gap) if chosen.has_words(note, token)}
    restored = bool(wanted) and _is_restored(gap, wanted)
    start = 0
    for at, token in enumerate(gap):
        if isinstance(token.lower or token.upper, End) or at == len(gap) - 1:
            part = tuple(gap[start : at + 1])
            inside = frozenset(index - start for index in wanted if start <= index <= at)
            yield ChangedStretch(part, inside, restored)
            start = at + 1


def _is_restored(gap: Sequence[LayerToken], wanted: set[int]) -> bool:
    """Whether ours inserts in a gap exactly what theirs deletes there."""
    gone = [_signs(token.lower) for at, token in enumerate(gap) if at in wanted and token.in_base and not token.in_theirs]
    new = [_signs(token.upper) for token in gap if token.lower is None and token.in_draft]
    return bool(gone) and [sign for signs in gone for sign in signs] == [sign for signs in new for sign in signs]


def _signs(part: Run | End | None) -> list[object]:
    if isinstance(part, Run):
        style = part.style if part.status is Status.INSERTED else part.style_on("base")
        return [(sign, style, part.content) for sign in part.text]
    return ["\n"]
