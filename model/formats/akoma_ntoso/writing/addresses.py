"""The eIds of a file: addresses by ordinal, which versions in other languages share, each given once."""

from __future__ import annotations

from functools import lru_cache

from model.formats.akoma_ntoso.schema.vocabulary import usual_scheme
from model.numbering import bare, parse_label
from model.numbering.schemes import Alphabet, spell
from model.redline import Scheme
from model.text.lazy_regex import late

_ALPHABETS: dict[Scheme, Alphabet] = {"letter": "latin", "roman": "roman", "decimal": "digits"}
_UNFIT = late(r"[^\w.-]+")


class Addresses:
    """Assigns the eIds and GUIDs of one document element, in which each may occur only once."""

    def __init__(self, prefix: str = "", ids: set[str] | None = None) -> None:
        """The addresses of a document, or of one in another; `ids` are the GUIDs that are taken."""
        self.prefix = prefix
        """Before each of them: `cmp_2__`."""
        self._used: set[str] = set()
        self._ids: set[str] = set() if ids is None else ids
        self._counts: dict[str, int] = {}

    def take(self, address: str) -> str:
        """The address, followed by a number if another element has it."""
        if address in self._used:
            number = 2
            while f"{address}_{number}" in self._used:
                number += 1
            address = f"{address}_{number}"
        self._used.add(address)
        return address

    def next(self, name: str) -> str:
        """The next address of a name: `ins_1`, `ins_2`."""
        count = self._counts[name] = self._counts.get(name, 0) + 1
        return f"{self.prefix}{name}_{count}"

    def is_free(self, id: str) -> bool:
        """Reserves an id as the GUID of an element, and returns whether it was free."""
        if not id or id in self._ids or not id.isalnum():
            return False
        self._ids.add(id)
        return True


@lru_cache(maxsize=4096)
def number_part(label: str, scheme: Scheme) -> str:
    """A label in an eId, in Latin letters and digits: `b)` and `ب)` are `b`, `1.2` is `1-2`; '' for a bullet."""
    if scheme == "none":
        scheme = usual_scheme(label)
    if scheme == "bullet":
        return ""
    numeral = parse_label(label, scheme)
    if numeral is None:
        return _UNFIT.sub("-", bare(label)).strip("-.")
    alphabet = _ALPHABETS[scheme]
    core = spell(alphabet, numeral.value)
    return numeral.stem.replace(".", "-") + core + numeral.tail.strip()
