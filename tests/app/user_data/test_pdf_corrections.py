"""What the user corrected in a PDF is kept for the next time it is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.user_data import pdf_corrections
from app.user_data.pdf_corrections import FOLDER, PdfCorrections
from model.submission.text_corrections import TextCorrection

MADE = {0: (TextCorrection("label", "a) b", to="b)"), TextCorrection("confirm", "", to="page 1: 1, 2, 3, 4"))}


def test_corrections_are_found_again(tmp_path: Path) -> None:
    kept = PdfCorrections(tmp_path)
    assert kept.find("0" * 64) == {}
    kept.keep("0" * 64, MADE)
    assert PdfCorrections(tmp_path).find("0" * 64) == MADE
    assert kept.find("1" * 64) == {}


@pytest.mark.parametrize("data", [b"", b"[", b'{"0": [{"do": "sing", "clause": ""}]}', b"[" * 100_000, b"\xff"])
def test_a_damaged_file_is_no_corrections(tmp_path: Path, data: bytes) -> None:
    kept = PdfCorrections(tmp_path)
    kept.keep("0" * 64, MADE)
    (tmp_path / FOLDER / f"{'0' * 64}.json").write_bytes(data)
    assert kept.find("0" * 64) == {}


def test_the_oldest_are_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_corrections, "MOST", 2)
    kept = PdfCorrections(tmp_path)
    for number in range(4):
        kept.keep(f"{number}", MADE)
        os.utime(tmp_path / FOLDER / f"{number}.json", (number, number))
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == ["2.json", "3.json"]
