"""The settings for the proposals of a treaty text, at the same provisions of a text whose paragraphs have other ids."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.derive import CutIndex
from model.numbering import Labelling
from model.redline import Redline, Side
from model.submission.values import CutSettings, Proposal


class _Trait(Struct, frozen=True):
    """What a paragraph is known by."""

    in_force: bool
    number: str
    words: str

    def likeness(self, other: _Trait) -> int:
        """How alike two paragraphs are; 0 if they are not the same. A provision in force is known by its number, a new one by its
        words, as its number may become another one."""
        if self.in_force is not other.in_force:
            return 0
        number, words = bool(self.number) and self.number == other.number, bool(self.words) and self.words == other.words
        return 2 * number + words if self.in_force else number + 2 * words


def settings_upon(settings: Mapping[str, CutSettings], old: Redline, new: Redline) -> Mapping[str, CutSettings]:
    """The settings at the paragraphs of another text: at the one with the same id, else at the provision with the same number or
    words. Those of no paragraph of it keep their ids.

    settings: by ids of the old text
    old: the text at which they were set
    new: the text with the same amendments on another base
    """
    if not settings:
        return settings
    gone = {id for key, value in settings.items() for id in (key, value.last) if id in old.places and id not in new.places}
    found = _places_of(gone, old, new) if gone else {}
    return {found.get(key, key): replace(value, last=found.get(value.last, value.last)) for key, value in settings.items()}


def _places_of(gone: set[str], old: Redline, new: Redline) -> Mapping[str, str]:
    """The ids in the new text of paragraphs of the old one, by their old ids; each is given once."""
    before, after = _traits(old), _traits(new)
    free = [id for id in after if id not in old.places]
    found: dict[str, str] = {}
    for id in sorted(gone, key=old.places.__getitem__):
        best = max(free, key=lambda other: before[id].likeness(after[other]), default=None)
        if best is not None and before[id].likeness(after[best]):
            found[id] = best
            free.remove(best)
    return found


def _traits(redline: Redline) -> dict[str, _Trait]:
    labelling = Labelling.of(redline)
    out: dict[str, _Trait] = {}
    for clause in redline.clauses:
        side: Side = "base" if clause.is_on("base") else "draft"
        out[clause.id] = _Trait(side == "base", labelling.number(side, clause.id) or "", clause.text_on(side))
    return out


def unused_count(before: Proposal, after: Proposal) -> int:
    """How many settings belong to no proposal any more that is printed from the text.

    before: the proposal before a change
    after: the same one after it
    """
    if not after.cuts:
        return 0
    return max(len(CutIndex.of(after).unused) - len(CutIndex.of(before).unused), 0)
