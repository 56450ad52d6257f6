"""The verb `export` with a table of the options in square brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main


@pytest.fixture
def notation(tmp_path: Path) -> Path:
    text = tmp_path / "a.txt"
    text.write_text("*recalling*\na)\tthat they [shall] [should] act,\n", encoding="utf-8", newline="\n")
    return text


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_the_table_is_written_beside_the_text(notation: Path, tmp_path: Path, ending: str) -> None:
    out, table = tmp_path / "out.html", tmp_path / f"table.{ending}"
    assert main(["export", str(notation), "-o", str(out), "--table", str(table)]) == 0
    assert out.exists()
    assert table.stat().st_size > 1_000


@pytest.mark.parametrize(
    ("text", "table", "reason"),
    [
        ("a)\tthat they act,\n", "t.html", "a.txt: the proposed text has no square brackets, so there is no table of options"),
        ("a)\tthat [they] act,\n", "t.txt", "t.txt: "),
        ("a)\tthat [they] act,\n", "out.html", "out.html: it is one of the input files and would be overwritten"),
    ],
)
def test_a_table_that_cannot_be_is_refused(
    notation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, table: str, reason: str
) -> None:
    notation.write_text(text, encoding="utf-8", newline="\n")
    assert main(["export", str(notation), "-o", str(tmp_path / "out.html"), "--table", str(tmp_path / table)]) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out.html").exists()
