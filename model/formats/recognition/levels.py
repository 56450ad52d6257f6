"""The level of each paragraph of a block, and the scheme of its label.

The evidence, strongest first: the level of Word's automatic numbering and ITU's enumeration styles, relative to the paragraphs
before; the sequence of the labels (`h) i) j)` are letters, `i) ii)` roman numbers below); indents and a closing colon. ITU's
order of schemes: a) or 1 under a call, below them 1.1, a), i), below those bullets.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from model.formats.recognition.style_roles import NO_ROLE, Role
from model.numbering import Numeral
from model.redline import Scheme

_NOTICEABLE = 150
"""Twips by which two indents must differ to mean anything."""


class LevelItem(Struct, frozen=True):
    """The evidence for a level: one paragraph of a block on one side."""

    numerals: tuple[Numeral, ...] = ()
    """The possible meanings of its label; empty without a label."""
    role: Role = NO_ROLE
    left: int = 0
    """The position of its label, twips."""
    number_level: int | None = None
    """`w:ilvl` of an automatic label."""
    colon: bool = False
    """Whether its text leads into a list."""


NO_ITEM = LevelItem()
"""A plain paragraph without label."""


class _Open(Struct):
    """A list that may go on."""

    level: int
    numeral: Numeral
    item: LevelItem


class _Choice(Struct):
    """A possible reading: at which level, and how unlikely (the lowest wins)."""

    level: int
    numeral: Numeral
    cost: float


class LevelBlock(Struct):
    """The paragraphs from one call, heading or annex to the next, read in order."""

    styled: bool
    """Whether the file uses ITU's enumeration styles, so that a paragraph in another style is on level 1."""
    base_depth: int | None = None
    """The depth of an enumeration here minus the depth of its style."""
    lists: list[_Open] = field(default_factory=list)
    lead: bool = False
    """Whether an unlabelled paragraph has been met in the block, with nothing labelled before it."""
    before: LevelItem | None = None

    def place(self, item: LevelItem, following: Sequence[LevelItem] = ()) -> tuple[int, Scheme]:
        """Level and scheme of the next paragraph; `following` are those after it."""
        if not item.numerals:
            level = self._level_of_unlabelled(item)
            self.before = item
            return level, "none"
        fixed = self._fixed_level(item)
        choice = self._at_level(item, fixed, following) if fixed is not None else self._free_choice(item, following)
        while self.lists and self.lists[-1].level >= choice.level:
            self.lists.pop()
        self.lists.append(_Open(choice.level, choice.numeral, item))
        self.before = item
        return choice.level, choice.numeral.scheme

    # --- evidence from styles and automatic numbers --------------------------------------------------------------------

    def _level_of_unlabelled(self, item: LevelItem) -> int:
        if item.role.name == "enum":
            return self._enum_level(item)
        if not self.lists:
            self.lead = True
        return 1

    def _enum_level(self, item: LevelItem) -> int:
        if self.base_depth is None:
            self.base_depth = 1 if self.lists or self.lead else 0
        return item.role.depth + self.base_depth

    def _fixed_level(self, item: LevelItem) -> int | None:
        if item.role.name == "enum":
            return self._enum_level(item)
        if self.styled and item.role.name in ("normal", "opening") and item.number_level is None:
            return None if self._has_parent(item.numerals[0]) else 1
        if item.number_level is None:
            return None
        scheme = item.numerals[0].scheme
        for entry in reversed(self.lists):
            if entry.item.number_level is None:
                continue
            if entry.item.number_level == item.number_level and entry.numeral.scheme == scheme:
                return entry.level
            if entry.item.number_level < item.number_level:
                return entry.level + 1
        return None

    def _has_parent(self, numeral: Numeral) -> bool:
        """Whether the number that a decimal label continues is open (`1.11` for `1.11.1`)."""
        return numeral.scheme == "decimal" and any(entry.numeral.core + "." == numeral.stem for entry in self.lists)

    # --- evidence from the sequence ------------------------------------------------------------------------------------

    def _at_level(self, item: LevelItem, level: int, following: Sequence[LevelItem]) -> _Choice:
        entry = next((entry for entry in self.lists if entry.level == level), None)
        choices = []
        for order, numeral in enumerate(item.numerals):
            cost = order * 0.1 + self._lookahead(numeral, following)
            if entry is not None and _continues(entry.numeral, numeral):
                cost -= 1
            elif numeral.value != 1:
                cost += 2
            choices.append(_Choice(level, numeral, cost))
        return min(choices, key=lambda choice: choice.cost)

    def _free_choice(self, item: LevelItem, following: Sequence[LevelItem]) -> _Choice:
        if len(item.numerals) == 1 and self.lists and self._joining(self.lists[-1], item.numerals[0], item) == 0:
            return _Choice(self.lists[-1].level, item.numerals[0], 0)  # the commonest case, which no other reading can improve
        best: _Choice | None = None
        for order, numeral in enumerate(item.numerals):
            extra = order * 0.1 + (self._lookahead(numeral, following) if len(item.numerals) > 1 else 0)
            for back, entry in enumerate(reversed(self.lists)):
                cost = self._joining(entry, numeral, item)
                if cost is not None and (best is None or cost + extra + back * 0.01 < best.cost):
                    best = _Choice(entry.level, numeral, cost + extra + back * 0.01)
            level, cost = self._opening(numeral, item)
            if best is None or cost + extra < best.cost:
                best = _Choice(level, numeral, cost + extra)
        assert best is not None
        return best

    @staticmethod
    def _lookahead(numeral: Numeral, following: Sequence[LevelItem]) -> float:
        """Negative if the next label continues this reading, positive if it continues another."""
        upcoming = next((item for item in following if item.numerals), None)
        if upcoming is None or numeral.scheme not in ("letter", "roman"):
            return 0
        return -1.2 if any(_continues(numeral, other) for other in upcoming.numerals) else 0

    def _joining(self, entry: _Open, numeral: Numeral, item: LevelItem) -> float | None:
        """The cost of a label as the next one of an open list, None if it cannot be one."""
        last = entry.numeral
        if numeral.scheme == "bullet":
            if last.scheme != "bullet":
                return None
            return (0.0 if last.sign == numeral.sign else 1.2) + self._shift(entry, item)
        if last.scheme != numeral.scheme or last.alphabet != numeral.alphabet or last.depth != numeral.depth:
            return None
        shift = self._shift(entry, item)
        if _continues(last, numeral):
            return shift
        if numeral.tail and numeral.value == last.value and numeral.stem == last.stem:
            return shift
        if numeral.stem != last.stem:
            return 1.5 + shift
        if numeral.value == 1:
            return (2.6 if self._is_led_in() else 1.3) + shift
        return (2.0 + min(numeral.value - last.value, 20) / 40 if numeral.value > last.value else 3.0) + shift

    def _is_led_in(self) -> bool:
        return self.before is not None and self.before.colon

    @staticmethod
    def _shift(entry: _Open, item: LevelItem) -> float:
        return 0.9 if abs(entry.item.left - item.left) > _NOTICEABLE else 0.0

    def _opening(self, numeral: Numeral, item: LevelItem) -> tuple[int, float]:
        """Level and cost of a label as the first one of a new list."""
        parent = self._parent(numeral)
        if parent is None:
            level = 2 if (self.lead and self._is_led_in()) or (self.lead and numeral.scheme == "bullet") else 1
        else:
            level = parent.level + 1
        if numeral.scheme == "bullet":
            return level, 1.0
        cost = 1.0 if numeral.value == 1 else 2.9
        if parent is not None and parent.numeral.scheme == numeral.scheme and not numeral.stem:
            cost += 0.0 if self._is_led_in() else 1.0
        if numeral.stem and parent is not None and not numeral.stem.startswith(parent.numeral.core + "."):
            cost += 0.5
        return level, cost

    def _parent(self, numeral: Numeral) -> _Open | None:
        """The open list under whose last item a new list would be."""
        lists = self.lists
        if numeral.scheme == "bullet":
            return lists[-1] if lists else None
        words = [entry for entry in lists if entry.numeral.scheme != "bullet"]
        if numeral.scheme == "decimal":
            if numeral.stem:
                above = [entry for entry in words if entry.numeral.scheme == "decimal" and entry.numeral.depth < numeral.depth]
                return above[-1] if above else None
            if words and not self._is_led_in():
                return None
        return words[-1] if words else None


def _continues(last: Numeral, numeral: Numeral) -> bool:
    """Whether a label is the next one after another."""
    return (
        last.scheme == numeral.scheme
        and last.alphabet == numeral.alphabet
        and last.stem == numeral.stem
        and (numeral.value == last.value + 1 or (numeral.value == last.value and bool(numeral.tail)))
    )
