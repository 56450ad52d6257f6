"""The description beside each file of a library: data that cannot be read from the file again.

If the folder came from elsewhere, a stranger may have chosen the names in it: a description is damaged if it names anything but
the file beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import DecodeError, Struct, ValidationError, field, json
from msgspec.structs import replace

from model.errors import FileError
from model.formats.safe_zip import read_file
from model.library.texts.status import DatedStatus
from model.library.texts.values import TextIdentity
from model.message import Message
from model.storage.data_names import is_hash, is_plain_name, path_in
from model.storage.windows_paths import name_refusal
from model.submission.text_corrections import TextCorrection

ABOUT = "library.json"
SHORT_HASH = 32
"""Characters of a hash in the name of a folder."""
_LONGEST = 120
"""The largest length of a name; longer ones are cut."""
_LONGEST_DESCRIPTION = 30_000_000
"""In bytes; a description of 10,000 corrected texts has a tenth of that."""
DAMAGED = Message.of("its description is damaged; add the file in this folder to the library again")


class Original(Struct, frozen=True):
    """A file of a library and its description."""

    hash: str
    """SHA-256."""
    name: str
    """The original name of the file."""
    size: int
    added: str
    """The time of its addition, ISO, UTC."""
    first: int
    """The id of its first text; those of the others follow it."""
    texts: int
    """The number of its texts."""
    removed: tuple[int, ...] = ()
    """The texts, from 0, that are not in the library: a user removed or omitted them, or the library had them already."""
    decided: Mapping[int, DatedStatus] = field(default_factory=dict)
    """The statuses that a user gave them."""
    corrected: Mapping[int, TextIdentity] = field(default_factory=dict)
    """Corrections by the user of wrongly recognised texts, by their places in the file."""
    text_corrections: Mapping[int, tuple[TextCorrection, ...]] = field(default_factory=dict)
    """Corrections of the clauses of texts that were read from pages, by the places of the texts in the file."""
    file: str = ""
    """The name of the file in its folder; '' if that is `name`."""

    @property
    def last(self) -> int:
        """The id of its last text."""
        return self.first + self.texts - 1

    @property
    def is_removed(self) -> bool:
        """Whether none of its texts is in the library."""
        return self.texts > 0 and len({place for place in self.removed if 0 <= place < self.texts}) == self.texts


_decoder = json.Decoder(Original)


def encode_description(original: Original) -> bytes:
    """The description as it is stored."""
    return json.encode(original)


def read_description(folder: Path) -> Original:
    """The description in a file's folder. FileError if it is unreadable or names more, DecodeError if it is incomplete."""
    path = path_in(folder, ABOUT)
    data = read_file(path, str(path))
    if len(data) > _LONGEST_DESCRIPTION:
        raise FileError(folder, DAMAGED)
    try:
        original = _decoder.decode(data)
    except (ValidationError, RecursionError) as error:
        if _is_torn(data):
            raise DecodeError from error
        raise FileError(folder, DAMAGED) from error
    file = original.file or original.name
    if not (is_hash(original.hash) and original.hash.startswith(folder.name) and is_plain_name(file) and file != ABOUT):
        raise FileError(folder, DAMAGED)
    if original.texts < 0 or original.size < 0:
        raise FileError(folder, DAMAGED)
    return original


def _is_torn(data: bytes) -> bool:
    """Whether bytes are no JSON."""
    try:
        json.decode(data)
    except (DecodeError, RecursionError):
        return True
    return False


def with_file(original: Original) -> Original:
    """The original with a file name that every system accepts and that differs from the name of its description."""
    stem, dot, suffix = original.name.rpartition(".")
    name = original.name if len(original.name) <= _LONGEST else (stem or suffix)[: _LONGEST - 8] + dot + suffix[:7]
    name = "".join("_" if letter in '<>"|?*:/\\\0' or letter < " " else letter for letter in name).strip(". ")
    if not name or name == ABOUT or name_refusal(name) is not None:
        name = f"_{name}"
    return replace(original, file="" if name == original.name else name)
