"""Label schemes: a printed label as a number, and a number as a label.

Letters run a … z, then aa, bb, cc as in ITU texts; abjad and Cyrillic letters likewise. Decimal labels have any depth
(`1.2.3`). *bis*, *ter*, *quater* follow the closing mark (`b)bis`) or precede it (`bbis)`). In Arabic, the sub-items that are
roman elsewhere are digits in quotes (`'1'`). A compound label opens two lists at once (`§ 2 1)`, `1.1 a)`): its last part is
the number, what precedes it is its lead.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.redline import Scheme
from model.text.lazy_regex import late

Alphabet = Literal["latin", "LATIN", "abjad", "cyrillic", "roman", "ROMAN", "digits", "indic", "quoted"]

LETTERS: dict[Alphabet, str] = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "LATIN": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшщэюя",
}
ABJAD_FORMS = str.maketrans({"ا": "أ", "\ufeeb": "ه", "\u0640": None})
"""Letters in other forms that print alike: alif without hamza, and the fifth letter, which ITU prints in its form at the
beginning of a word (U+FEEB) or followed by a stroke."""
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
TAILS = tuple("bis ter quater quinquies sexies septies octies nonies decies undecies duodecies".split())
"""The suffixes of numbers that are inserted after a number, in order."""
EQUAL_TAILS = {"penter": "quinquies"}
"""Suffixes that printed texts have in place of another (No. 217D of the Constitution)."""
BULLETS = "–—•·-‐‑−*▪◦○●■□➢➤⇒►‣⁃✓✔❖o§"
"""Signs that Word and typists use as bullets; the last two only if the scheme is known to be bullets."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ALPHABETS: dict[str, tuple[Alphabet, ...]] = {
    "letter": ("latin", "LATIN", "abjad", "cyrillic"),
    "roman": ("roman", "ROMAN", "quoted"),
    "decimal": ("digits", "indic"),
}
_OPEN = "([（\"'‘’“«"
_TAIL = "|".join((*TAILS, *EQUAL_TAILS))
_SHAPE = late(
    rf"(?P<open>§[ \u00a0]?|[{_OPEN}]?[ \u00a0]?)(?P<stem>(?:\d+\.)*(?=\d)|)(?P<core>[^\W_]+?)"
    rf"(?P<inner>[ \u00a0]?(?:{_TAIL})|(?<=\d)[a-zA-Z])?"
    rf"(?P<close>[ \u00a0]?[)）\].．:、\"'’”»]{{0,2}})(?P<outer>[ \u00a0]?(?:{_TAIL}))?"
)
_COMPOUND = late(r"(?P<lead>(?:§[ \u00a0]?)?[\d.]+[^\s()]{0,12}[ \u00a0\t])(?P<last>[^\s§]+)")


class Numeral(Struct, frozen=True):
    """A parsed label: its scheme, its value (from 1; 0 before the first) and its punctuation.

    `stem` is the beginning of a decimal label before its last part (`1.2.` in `1.2.3`), `tail` a *bis* or a letter, `inside`
    whether the tail precedes the closing mark, `sign` the character of a bullet.
    """

    scheme: Scheme
    value: int = 1
    alphabet: Alphabet = "latin"
    stem: str = ""
    open: str = ""
    close: str = ""
    tail: str = ""
    inside: bool = False
    sign: str = ""
    lead: str = ""
    """The part of a compound label before the last one, with the space between them."""

    @property
    def core(self) -> str:
        """The number without brackets and closing marks: `b`, `1.2`, `1bis`."""
        if self.scheme == "bullet":
            return self.sign
        return self.stem + spell(self.alphabet, self.value) + self.tail.strip()

    @property
    def text(self) -> str:
        """The label as printed."""
        if self.scheme == "bullet":
            return self.sign
        core = self.stem + spell(self.alphabet, self.value)
        middle = self.tail + self.close if self.inside else self.close + self.tail
        return self.lead + self.open + core + middle

    @property
    def depth(self) -> int:
        """The number of numbers before the last one of a decimal label."""
        return self.stem.count(".")

    def at(self, value: int) -> Numeral:
        """The label of that value in the same dress, without a tail."""
        opening, close = self.open, self.close
        if self.alphabet == "abjad" and value != 1:  # ITU sets spaces around the first letter alone, which is narrow
            opening, close = opening.rstrip(" \u00a0"), close.lstrip(" \u00a0")
        return replace(self, value=value, open=opening, close=close, tail="", inside=False)

    def after(self) -> Numeral:
        """The label that follows in the sequence; a bullet is followed by itself, a compound label by its last part's."""
        return self if self.scheme == "bullet" else replace(self.at(self.value + 1), lead="")

    def inserted_after(self, *, letters: bool = False) -> Numeral:
        """The label between this one and the next: `b)` gives `b)bis`, `b)bis` gives `b)ter`, `1` gives `1bis`; with `letters`,
        `1)` gives `1A)` and `§ 5A` gives `§ 5B`."""
        if self.scheme == "bullet":
            return self
        word = self.tail.strip()
        if letters and (not word or (len(word) == 1 and word not in "Zz")):
            return replace(self, tail=chr(ord(word) + 1) if word else "A", inside=True, lead="")
        known = EQUAL_TAILS.get(word, word)
        if known in TAILS:
            following = TAILS[min(TAILS.index(known) + 1, len(TAILS) - 1)]
            return replace(self, tail=self.tail.replace(word, following), lead="")
        return replace(self, tail=TAILS[0], inside=False, lead="")


@lru_cache(maxsize=4096)
def spell(alphabet: Alphabet, value: int) -> str:
    """The number `value` (0 and above) in an alphabet; 0 has no letter and is `0` everywhere."""
    if value <= 0 or alphabet in ("digits", "quoted"):
        return str(max(value, 0))
    if alphabet == "indic":
        return str(value).translate(INDIC)
    if alphabet in ("roman", "ROMAN"):
        text = _roman(value)
        return text.upper() if alphabet == "ROMAN" else text
    letters = LETTERS[alphabet]
    times, index = divmod(value - 1, len(letters))
    return letters[index] * (times + 1)


def value_of(alphabet: Alphabet, text: str) -> int | None:
    """The number that `text` spells in an alphabet; None if it spells none."""
    if text == "0":
        return 0
    if alphabet in ("digits", "quoted"):
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
    if alphabet == "indic":
        return int(text) if text.isdecimal() and "٠" <= text[0] <= "٩" and len(text) < 6 else None
    if alphabet in ("roman", "ROMAN"):
        return _from_roman(text, alphabet)
    letters = LETTERS[alphabet]
    if alphabet == "abjad":
        text = text.translate(ABJAD_FORMS)
    index = letters.find(text[0]) if text else -1
    if index < 0 or len(text) > 4 or text != text[0] * len(text):
        return None
    return index + 1 + (len(text) - 1) * len(letters)


@lru_cache(maxsize=4096)
def parse_label(text: str, scheme: Scheme) -> Numeral | None:
    """A printed label of a known scheme as a number; None if it does not belong to that scheme."""
    if scheme == "none" or not text:
        return None
    if scheme == "bullet":
        return Numeral("bullet", sign=text)
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return _parse_compound(text, scheme)
    opening, stem, core, closing = shape["open"], shape["stem"], shape["core"], shape["close"]
    if stem and scheme != "decimal":
        return None
    tail = shape["inner"] or shape["outer"] or ""
    for alphabet in _ALPHABETS[scheme]:
        if alphabet == "quoted" and not (opening and closing):
            continue
        value = value_of(alphabet, core)
        if value is not None:
            return Numeral(scheme, value, alphabet, stem, opening, closing, tail, bool(shape["inner"]))
    return None


def _parse_compound(text: str, scheme: Scheme) -> Numeral | None:
    """A label of two parts, `§ 2 1)`, as the number of its last part with a lead; None if either part is no label."""
    parts = _COMPOUND.fullmatch(text)
    if parts is None or parse_label(parts["lead"].rstrip(), "decimal") is None:
        return None
    last = parse_label(parts["last"], scheme)
    return replace(last, lead=parts["lead"]) if last is not None and last.close else None


def default_numeral(scheme: Scheme, language: str = "", stem: str = "") -> Numeral | None:
    """The first label of a scheme as ITU prints it: `a)`, `i)`, `1`, `–`; in Arabic `أ)` and `'1'`."""
    if scheme == "bullet":
        return Numeral("bullet", sign="–")
    if scheme == "decimal":
        return Numeral("decimal", 1, "digits", stem)
    if scheme == "letter":
        return Numeral("letter", 1, "abjad" if language == "ar" else "latin", close=")")
    if scheme == "roman":
        return Numeral("roman", 1, "quoted", open="'", close="'") if language == "ar" else Numeral("roman", 1, "roman", close=")")
    return None


def on_one_line(label: str | None) -> str:
    """A label as lists and margins show it: the tab that Word files have within a compound label (`§ 2<tab>1)`) as a space."""
    return (label or "").replace("\t", " ")


def bare(label: str) -> str:
    """A label without brackets, closing marks and spaces, as in paths: `a)` is `a`, `b)bis` is `bbis`."""
    return re.sub(r"[()（）\[\]．:、\"'‘’“”«»\s]|\.(?!\d)", "", label) or label.strip()


def _roman(value: int) -> str:
    out: list[str] = []
    for number, sign in _ROMAN:
        times, value = divmod(value, number)
        out.append(sign * times)
    return "".join(out)


def _from_roman(text: str, alphabet: Alphabet) -> int | None:
    lower = text.lower() if alphabet == "ROMAN" else text
    if alphabet == "ROMAN" and text != text.upper():
        return None
    value, rest = 0, lower
    for number, sign in _ROMAN:
        while rest.startswith(sign):
            value, rest = value + number, rest[len(sign) :]
    return value if not rest and value and _roman(value) == lower else None
