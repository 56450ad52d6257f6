"""The proof of export for private texts: none of them is in the bytes of a file."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Set
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from model.errors import ProofError, shorten_value
from model.message import Message
from model.submission.private_parts import private_texts_of, public_texts_of, with_private_texts_changed
from model.submission.values import Submission

_TAG = re.compile(r"<[^<>]*>")
_OTHER = "\u2e3b"
"""The replacement for each character of a private text: a three-em dash, which no text contains."""
_DEEPEST = 3
"""How deep packages may be nested."""


def prove_nothing_private(data: bytes, submission: Submission, write: Callable[[Submission], bytes]) -> None:
    """Raise ProofError if the bytes of an export contain a private text of the submission.

    A common word may be in the file without being taken from the private parts. So if a text is found, the file is written
    again from a submission with other private texts: one that is still there is public.

    data: the bytes of the file
    submission: the submission with its private parts
    write: writes the file again
    """
    texts = private_texts_of(submission)
    found = _texts_in(texts, data) if texts else frozenset()
    if found:
        public = "\n".join(public_texts_of(submission))
        found = frozenset(text for text in found if text not in public)
    if found:
        changed = with_private_texts_changed(submission, lambda text: _OTHER * len(text))
        leaked = found - _texts_in(found, write(changed))
        if leaked:
            reason = Message.of(
                "The written file contains the private text “{text}”; it was not kept.", text=shorten_value(min(leaked))
            )
            raise ProofError(reason)


def _texts_in(texts: Iterable[str], data: bytes) -> Set[str]:
    """The texts that are in a file, however it writes them."""
    everything = "\n".join(readable_texts(data))
    return frozenset(text for text in texts if any(form in everything for form in _forms(text)))


def _forms(text: str) -> Set[str]:
    return {text, html.escape(text), html.escape(text, quote=False), json.dumps(text)[1:-1]}


def readable_texts(data: bytes, depth: int = 0) -> Iterator[str]:
    """The texts that can be read in a file: its own, those of its parts if it is a package, each with and without markup."""
    if data.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        try:
            with ZipFile(BytesIO(data)) as package:
                for name in package.namelist():
                    yield name
                    yield from readable_texts(package.read(name), depth + 1)
            return
        except BadZipFile:
            pass
    text = data.decode("utf-8", "replace")
    yield text
    if "<" in text:
        yield html.unescape(_TAG.sub("", text))
