"""The margin numbers of provisions: `61A`, `9.11A`, `5.443AA`, `A.9.6A`, `73bis`, `5.[A12]`, `19.117 to 19.126`.

A margin number is the address of a provision: citations and symbols name it, and it never changes. It consists of elements
between points. An element is a number with letters (`160CA`, `1a`) and perhaps *bis*, a Roman number (`VI`, `IIA`), or
provisional (`A115`, `[A12]`). Notes to the title of an article begin with `A.`, those to a chapter with `C.`.

Reading order is the order of numbers: by number, then by letters as text (160C, 160CA, 160D); *bis* comes before the letters
(73, 73bis, 73A).
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.provision_words import joining_words
from model.numbering.schemes import EQUAL_TAILS, TAILS, spell, value_of
from model.text.lazy_regex import late

OrderKey = tuple[tuple[int, int, str, int], ...]
"""What numbers are sorted by: for each element its rank, its value, its letters and its *bis*."""
_TAIL = "|".join((*TAILS, *EQUAL_TAILS))
_ELEMENT = (
    rf"(?:0|[1-9]\d{{0,4}})(?:[A-Z]{{0,3}}|[a-z])(?:[ \u00a0]?(?:{_TAIL}))?(?![A-Za-z])"
    r"|[IVX]{1,7}[A-Z]{0,2}(?![A-Za-z0-9])|[A-Z]{1,3}\d{1,4}[A-Z]?(?![A-Za-z0-9])|\[[^\[\]\s]{1,30}\]"
)
_NUMBER = late(rf"(?:[AC]\.)?(?:{_ELEMENT})(?:\.(?:{_ELEMENT}))*")
_PARTS = late(
    rf"(?P<value>0|[1-9]\d{{0,4}})(?P<letters>[A-Z]{{0,3}}|[a-z])(?P<tail>[ \u00a0]?(?:{_TAIL}))?"
    r"|(?P<roman>[IVX]{1,7})(?P<behind>[A-Z]{0,2})|(?P<handle>[A-Z]{1,3}\d{1,4}[A-Z]?|\[[^\[\]\s]{1,30}\])"
)
_LARGEST_ROMAN = 39
"""The largest Roman number that is read: in a larger one, the last letters are those of an insertion, since chapters are few."""
_UNSPACED = "和至或"
"""The words between numbers that have no spaces beside them."""
_HEADS, _PLAIN, _UNPLACED = -1, 0, 1
"""The ranks of elements: notes to titles, numbers, provisional elements."""


class Element(Struct, frozen=True):
    """A part of a margin number between two points."""

    value: int = 0
    letters: str = ""
    tail: str = ""
    """*bis* or its like, with the space before it."""
    roman: bool = False
    handle: str = ""
    """A provisional element as printed; the others are then empty."""

    @property
    def text(self) -> str:
        """The element as printed."""
        number = spell("ROMAN" if self.roman else "digits", self.value)
        return self.handle or number + self.letters + self.tail


class ProvisionNumber(Struct, frozen=True, dict=True):
    """One margin number."""

    elements: tuple[Element, ...]
    head: Literal["", "A", "C"] = ""
    """`A` for a note to the title of an article or section, `C` for one to a chapter."""

    @cached_property
    def text(self) -> str:
        """The number as printed."""
        return ".".join((*filter(None, (self.head,)), *(element.text for element in self.elements)))

    @property
    def last(self) -> Element:
        """The last element, which insertions change."""
        return self.elements[-1]

    @cached_property
    def provisional(self) -> bool:
        """Whether it waits for its final number."""
        return any(element.handle for element in self.elements)

    @cached_property
    def is_note(self) -> bool:
        """Whether it has the form of a footnote's number: a head, three elements, or the Roman number of a section."""
        return bool(self.head) or len(self.elements) > 2 or any(element.roman for element in self.elements)

    @property
    def article(self) -> str:
        """The number of its article, if the number contains it."""
        return self.elements[0].text if len(self.elements) > 1 and not self.elements[0].roman else ""

    @cached_property
    def order(self) -> OrderKey:
        """The key of reading order: notes to chapters first, those to a title at the head of its article, provisional last."""
        keys = [_key(element) for element in self.elements]
        if self.head == "C":
            return ((_HEADS, 0, "", 0), *keys)
        if self.head == "A":
            return (keys[0], (_HEADS, 0, "", 0), *keys[1:])
        return tuple(keys)

    def __lt__(self, other: ProvisionNumber) -> bool:
        return self.order < other.order

    def with_last(self, last: Element) -> ProvisionNumber:
        """The number with another last element."""
        return replace(self, elements=(*self.elements[:-1], last))

    def under(self, value: int) -> ProvisionNumber:
        """The number of the `value`-th note to it."""
        return replace(self, elements=(*self.elements, Element(value)))


def _key(element: Element) -> tuple[int, int, str, int]:
    if element.handle:
        return _UNPLACED, 0, element.handle, 0
    word = element.tail.strip()
    tail = TAILS.index(EQUAL_TAILS.get(word, word)) + 1 if word else 0
    return _HEADS if element.roman else _PLAIN, element.value, element.letters, tail


class MarginNumber(Struct, frozen=True, dict=True):
    """The text in the margin: one number, or several of one provision or note (`9.24 and 9.25`)."""

    numbers: tuple[ProvisionNumber, ...]
    joints: tuple[str, ...] = ()
    """The words and spaces between them, as printed."""

    @property
    def text(self) -> str:
        """The numbers as printed."""
        rest = (joint + number.text for joint, number in zip(self.joints, self.numbers[1:], strict=True))
        return self.numbers[0].text + "".join(rest)

    @property
    def first(self) -> ProvisionNumber:
        """The first of its numbers, by which it is ordered."""
        return self.numbers[0]

    @property
    def last(self) -> ProvisionNumber:
        """The last of its numbers, after which insertions are numbered."""
        return self.numbers[-1]

    @cached_property
    def spans(self) -> tuple[tuple[ProvisionNumber, ProvisionNumber], ...]:
        """Its numbers as ranges, a single one as a range of itself: `1.1, 1.3 to 1.5` is 1.1 to 1.1 and 1.3 to 1.5."""
        spans: list[tuple[ProvisionNumber, ProvisionNumber]] = []
        for joint, number in zip(("", *self.joints), self.numbers, strict=True):
            if spans and joining_words().get(joint.strip()) == "to":
                spans[-1] = spans[-1][0], number
            else:
                spans.append((number, number))
        return tuple(spans)


@lru_cache(maxsize=8192)
def parse_number(text: str) -> ProvisionNumber | None:
    """One margin number; None if the text is not one."""
    if not _NUMBER.fullmatch(text):
        return None
    head: Literal["", "A", "C"] = "A" if text.startswith("A.") else "C" if text.startswith("C.") else ""
    parts = re.split(r"\.(?![^\[]*\])", text[2:] if head else text)
    elements = tuple(element for part in parts if (element := _element(part)) is not None)
    first = elements[0] if elements else None
    if first is None or len(elements) < len(parts) or bool(first.handle) or first.roman is not (head == "C"):
        return None
    return ProvisionNumber(elements, head)


def _element(text: str) -> Element | None:
    found = _PARTS.fullmatch(text)
    if found is None:
        return None
    if found["handle"]:
        return Element(handle=found["handle"])
    if found["value"]:
        return Element(int(found["value"]), found["letters"], found["tail"] or "")
    return roman_element(text)


def roman_element(text: str) -> Element | None:
    """A Roman number with the letters of an insertion, `IVA`; None if the text is not one."""
    for size in range(len(text), 0, -1):
        value, letters = value_of("ROMAN", text[:size]), text[size:]
        if value is not None and value <= _LARGEST_ROMAN and re.fullmatch("[A-Z]{0,2}", letters):
            return Element(value, letters, roman=True)
    return None


@lru_cache(maxsize=8192)
def parse_margin(text: str) -> MarginNumber | None:
    """The numbers that a text in the margin consists of; None if it contains anything else."""
    number = parse_number(text)
    if number is not None:
        return MarginNumber((number,))
    numbers: list[ProvisionNumber] = []
    joints: list[str] = []
    place = 0
    while found := _NUMBER.match(text, place):
        number = parse_number(found[0])
        if number is None:
            return None
        numbers.append(number)
        if found.end() == len(text):
            return MarginNumber(tuple(numbers), tuple(joints))
        joint = joint_at(text, found.end())
        if joint is None:
            return None
        joints.append(text[found.end() : joint[1]])
        place = joint[1]
    return None


def joint_at(text: str, place: int, *, alternatives: bool = False) -> tuple[str, int] | None:
    """The word or sign of some language that joins two numbers at a place, and the place behind it with its spaces; None if there
    is none.

    alternatives: whether words such as *or* are read too, which occur between cited numbers
    """
    for word in sorted(joining_words(alternatives=alternatives), key=len, reverse=True):
        found = re.compile(rf"[ \u00a0]*{re.escape(word)}[ \u00a0]*").match(text, place)
        if found is not None and (not word.isalpha() or word in _UNSPACED or found[0][:1] in " \u00a0"):
            return word, found.end()
    return None


def number_at(text: str, place: int) -> tuple[ProvisionNumber, int] | None:
    """The margin number that begins at a place of a text, and the place behind it; None if there is none."""
    found = _NUMBER.match(text, place)
    number = parse_number(found[0]) if found is not None and not _continues(text[found.end() : found.end() + 1]) else None
    return (number, found.end()) if found is not None and number is not None else None


def _continues(sign: str) -> bool:
    """Whether a sign directly after a number belongs to it, so that it is none: a letter or digit of a script with spaces."""
    return sign.isascii() and sign.isalnum()
