"""The corrections of each PDF that was opened, kept for the next time: a file beside the settings for each.

A file is named after the fingerprint of its PDF. It is a JSON object with the number of each text, from 0, and the list of its
corrections in the form of `pdf/places.json` in a project (FORMATS.md §4). A file that cannot be read counts as absent, since
the PDF can be checked again.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, ValidationError, json

from model.errors import FileError
from model.storage.atomic_write import write_durably
from model.storage.data_names import path_in
from model.submission.text_corrections import Corrections, TextCorrection

FOLDER = "pdf-corrections"
MOST = 200
"""Files that are kept; the oldest are deleted."""
_LARGEST = 20_000_000
"""Bytes of a file that are read."""


class PdfCorrections:
    """The corrections of PDF files, by the fingerprints of these."""

    def __init__(self, settings: Path) -> None:
        """`settings` is the folder of the settings, which need not exist."""
        self._folder = settings / FOLDER

    def find(self, fingerprint: str) -> Corrections:
        """The corrections of a PDF; none if there are none or they cannot be read."""
        try:
            path = self._path(fingerprint)
            return {} if path.stat().st_size > _LARGEST else _decoder.decode(path.read_bytes())
        except (FileError, OSError, DecodeError, ValidationError, RecursionError):
            return {}

    def keep(self, fingerprint: str, corrections: Corrections) -> None:
        """Keeps the corrections of a PDF instead of those that were kept. FileError if that is impossible."""
        path = self._path(fingerprint)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(path, error.strerror or str(error)) from error
        write_durably(path, json.encode(corrections) + b"\n")
        self._sweep()

    def _path(self, fingerprint: str) -> Path:
        return path_in(self._folder, f"{fingerprint}.json")

    def _sweep(self) -> None:
        with suppress(OSError):
            kept = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
            for path in kept[:-MOST]:
                path.unlink()


_decoder = json.Decoder(dict[int, tuple[TextCorrection, ...]])
