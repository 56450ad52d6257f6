"""The lines of a journal: JSON objects whose first entry is the CRC-32 of the rest."""

from __future__ import annotations

import json
import zlib
from typing import Any

from model.storage.atomic_write import fingerprint

_CRC_LENGTH = len(b'{"crc":"00000000",')


def write_line(value: dict[str, Any]) -> bytes:
    """An object as a line that carries its CRC-32."""
    body = json.dumps(value, separators=(",", ":")).encode("ascii")
    return b'{"crc":"%08x",%s\n' % (zlib.crc32(body), body[1:])


def read_journal_line(line: bytes) -> dict[str, Any] | None:
    """The object of a whole line, without its checksum; None if it is incomplete."""
    body = b"{" + line[_CRC_LENGTH:-1]
    if line[:_CRC_LENGTH] != b'{"crc":"%08x",' % zlib.crc32(body):
        return None
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def line_hash(line: bytes) -> str:
    """The hash by which the next line refers to this one."""
    return fingerprint(line)[:16]
