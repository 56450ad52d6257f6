"""SQLite's errors as errors of this program: a file that is damaged or was not written by this program, or that cannot be
written."""

from __future__ import annotations

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from msgspec import DecodeError, msgpack

from model.library.sqlite.rows import DamagedDatabase

T = TypeVar("T")

_LEVEL = 3
"""Of compression; 6 takes twice as long and saves a twentieth."""
MOST_UNPACKED = 150_000_000
"""The largest value in bytes; the longest text that is read, of 50,000 paragraphs and 400,000 runs, has 87 million."""
_REASONS = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_BUSY": errno.EBUSY,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_CANTOPEN": errno.EACCES,
    "SQLITE_PERM": errno.EACCES,
    "SQLITE_IOERR": errno.EIO,
}
_WRONG = tuple(f"SQLITE_{name}" for name in "CORRUPT NOTADB ERROR CONSTRAINT MISMATCH FORMAT SCHEMA".split())
"""SQLite's errors for a file that is damaged or lacks the tables and rows of this program."""


@contextmanager
def translated_sqlite_errors() -> Iterator[None]:
    """Turns SQLite's exceptions in the context into DamagedDatabase, or OSError if the file is too large or not writable."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        number = _REASONS.get("_".join(name.split("_")[:2]))
        if number is not None:
            raise OSError(number, os.strerror(number)) from error
        if name.startswith(_WRONG) or (not name and isinstance(error, sqlite3.OperationalError)):  # text that is not UTF-8
            raise DamagedDatabase from error
        raise


@contextmanager
def translated_decoding_errors() -> Iterator[None]:
    """Turns the exceptions of decoding a stored value in the context into DamagedDatabase."""
    try:
        yield
    except (zlib.error, DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise DamagedDatabase from error


def pack(value: object) -> bytes:
    """A value as it is stored."""
    return zlib.compress(msgpack.encode(value), _LEVEL)


def unpack(data: bytes, decoder: msgpack.Decoder[T]) -> T:
    """The stored value. Raises DamagedDatabase if the data is something else, or larger than any stored value."""
    with translated_decoding_errors():
        stream = zlib.decompressobj()
        found = stream.decompress(need_type(data, bytes), MOST_UNPACKED)
        if not stream.eof:
            raise DamagedDatabase
        return decoder.decode(found)


def need_type(value: object, kind: type[T]) -> T:
    """A value from a row. DamagedDatabase if it is of another type."""
    if type(value) is not kind:
        raise DamagedDatabase
    return value
