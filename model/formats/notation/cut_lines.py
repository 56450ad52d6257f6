"""The settings by hand for the proposals of a treaty text, a line each after the text, and one for each further paragraph:

    Cut: 9.11A; symbol (MOD); serial 3; agenda 1.15; reasons To align …
    Cut: 9.11A; reasons The second paragraph.

It begins with the margin number of the provision or footnote at which it was set, `¶12` if the paragraph has no number, or `-1`
if it is no longer in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count, zip_longest

from msgspec import Struct, field
from msgspec.structs import replace

from model.cuts.changed_notes import footnote_id
from model.errors import EditError, shorten_value
from model.formats.notation.field_values import part_value, parts_of
from model.formats.notation.keywords import CUT
from model.formats.notation.marks import unescape
from model.numbering import Labelling
from model.redline import Redline
from model.submission.values import SYMBOLS, CutSettings
from model.text.lazy_regex import late

_TEXTS = ("number", "agenda", "reasons")
"""The settings that may have several paragraphs."""
_COUNTS = ("serial", "order")
_FLAGS = ("underlined", "separate")
_WORDS = ("symbol", "last", *_FLAGS, *_COUNTS, *_TEXTS)
_GONE = late(r"-[1-9]\d{0,8}")
"""What the line of a paragraph that is no longer in the text begins with."""
_NOTHING = CutSettings()
_PLAIN = late(r"[\w.]+")
"""A margin number that needs no escape."""
_COUNT = late(r"[1-9]\d{0,17}")
_BY_PLACE = "¶"


def print_cuts(cuts: Mapping[str, CutSettings], redline: Redline, names: Mapping[str, str]) -> Iterator[str]:
    """The settings as lines, in the order of the text; those of footnotes, and of paragraphs that are gone, are last.

    redline: the text as it is printed
    names: what its notes are called, by the keys in the settings
    """
    cuts = {_printed_key(key, names): settings for key, settings in cuts.items()}
    if not cuts:
        return
    addresses = {id: address for address, id in _addresses(redline).items()}
    places = redline.places
    gone = count(1)
    for key in sorted(cuts, key=lambda key: places.get(key, len(places))):
        settings = cuts[key]
        if settings == _NOTHING:
            continue
        address = addresses.get(key) or f"-{next(gone)}"
        paragraphs = [text.split("\n") if (text := getattr(settings, name)) else [] for name in _TEXTS]
        words = [*_short_words(settings, addresses)]
        for texts in zip_longest(*paragraphs) if any(paragraphs) else [()]:
            named = zip(_TEXTS, texts, strict=False)
            words += [f"{name} {part_value(text)}".rstrip(" ") for name, text in named if text is not None]
            yield f"{CUT}: " + "; ".join([address, *words])
            words = []


def _printed_key(key: str, names: Mapping[str, str]) -> str:
    note, colon, clause = key.rpartition(":")
    return f"{names[note]}:{clause}" if colon and note in names else key


def _short_words(settings: CutSettings, addresses: Mapping[str, str]) -> Iterator[str]:
    if settings.symbol:
        yield f"symbol {settings.symbol}"
    if settings.last in addresses:
        yield f"last {addresses[settings.last]}"
    yield from (name for name in _FLAGS if getattr(settings, name))
    yield from (f"{name} {getattr(settings, name)}" for name in _COUNTS if getattr(settings, name))


def _addresses(redline: Redline) -> dict[str, str]:
    """The id of each paragraph by its margin number and by its place, and the keys of footnotes by their numbers."""
    by_place = {f"{_BY_PLACE}{place}": clause.id for place, clause in enumerate(redline.clauses, 1)}
    labelling = Labelling.of(redline)
    by_number: dict[str, list[str]] = {}
    for clause in redline.clauses:
        number = labelling.number("draft", clause.id) or labelling.number("base", clause.id)
        if number is not None and _PLAIN.fullmatch(number):
            by_number.setdefault(number, []).append(clause.id)
    for key, pair in labelling.note_numbers.items():
        note, of_note = redline.notes[key], pair.draft or pair.base or ""
        if note.clauses and _PLAIN.fullmatch(of_note):
            by_number.setdefault(of_note, []).append(footnote_id(key, note))
    return by_place | {number: ids[0] for number, ids in by_number.items() if len(ids) == 1}


def read_cuts(lines: Iterable[tuple[int, str]], redline: Redline) -> Mapping[str, CutSettings]:
    """The settings in some lines, by the paragraphs of their text. EditError if a line cannot be read.

    lines: the numbers of the lines and what follows the word and its colon
    redline: the text
    """
    found: dict[str, _CutReader] = {}
    addresses: Mapping[str, str] = {}
    for number, line in lines:
        addresses = addresses or _addresses(redline)
        address, *words = parts_of(line)
        reader = found.setdefault(address, _CutReader(addresses))
        for word in words:
            reader.add(word, number)
        if address not in addresses and not _GONE.fullmatch(address):
            raise _unknown_address(address, number)
    free = (name for place in count(1) if (name := f"gone{place}") not in redline.places)
    return {addresses.get(address) or next(free): reader.settings for address, reader in found.items()}


def _unknown_address(address: str, number: int) -> EditError:
    return EditError.of(
        "line {number}: no provision of the text has the number “{address}”; write one that is there",
        number=number,
        address=shorten_value(address),
    )


class _CutReader(Struct):
    """Reads the settings of one proposal, word by word.

    addresses: the paragraphs of the text by their addresses
    """

    addresses: Mapping[str, str]
    settings: CutSettings = _NOTHING
    begun: set[str] = field(default_factory=set)
    """The texts that have a paragraph already."""

    def add(self, word: str, number: int) -> None:
        """Takes over one setting of a line. EditError if it is none."""
        name, _, raw = word.partition(" ")
        value = unescape(raw)
        if name == "last" and value not in self.addresses:
            raise _unknown_address(value, number)
        new = self._value(name, value)
        if new is None:
            raise EditError.of(
                "line {number}: “{word}” is no setting of a proposal; there are {known}",
                number=number,
                word=shorten_value(word),
                known=_WORDS,
            )
        self.settings = replace(self.settings, **{name: new})

    def _value(self, name: str, value: str) -> str | int | bool | None:
        """What a setting becomes; None if it does not exist or cannot be that."""
        if name in _TEXTS:
            before = getattr(self.settings, name) + "\n" if name in self.begun else ""
            self.begun.add(name)
            return f"{before}{value}"
        if name == "symbol":
            return value if value in SYMBOLS else None
        if name == "last":
            return self.addresses[value]
        if name in _FLAGS:
            return None if value else True
        return int(value) if name in _COUNTS and _COUNT.fullmatch(value) else None
