"""`check` asks the library: one's own where there is one, another that is given, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main
from app.user_data.library_folder import library_folder

TITLE = "Deployment of future networks in developing countries"
HELD = f"""# RESOLUTION 301 (Rev. Bucharest, 2022)

## {TITLE}

The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),

*instructs the Secretary-General*

1\tto send the report of the Council on all networks to each of the 80 members of the Union before the year ends;
"""
DRAFT = """Language: en
Conference: WTSA-24
Document: 35
MOD\tATU/35/1
# RESOLUTION 75 (Rev. New Delhi, 2024)
## On a subject
> The World Telecommunication Standardization Assembly (New Delhi, 2024),
*considering*
{++a)\tResolution 301 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on next-generation networks, as it is;++}
*instructs the Director*
{++1\tto send the report of the Council on all networks to each of the 90 members of the Union before the year ends;++}
"""
ASKED = {"title-older", "twin-differs"}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def held(tmp_path: Path) -> Path:
    path = tmp_path / "held.txt"
    path.write_text(HELD, encoding="utf-8", newline="\n")
    return path


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> set[str]:
    """The rules that ask the library, of those that find something."""
    capsys.readouterr()
    main(["check", *arguments, "--format", "json"])
    return ASKED & {load["rule"] for load in json.loads(capsys.readouterr().out)["findings"]}


def test_ones_own_library_is_asked_where_there_is_one(draft: Path, held: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, str(draft)) == set()
    assert not library_folder().exists(), "a check makes no library"
    assert main(["library", "add", str(held)]) == 0
    assert found(capsys, str(draft)) == ASKED
    assert found(capsys, str(draft), "--no-library") == set()
    main(["check", str(draft)])
    assert TITLE in capsys.readouterr().out


def test_another_library_is_asked(draft: Path, held: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other, share = tmp_path / "other", tmp_path / "share"
    assert main(["library", "add", str(held), "--library", str(other)]) == 0
    assert main(["library", "publish", str(share), "--library", str(other)]) == 0
    assert not library_folder().exists()
    assert found(capsys, str(draft), "--library", str(other)) == found(capsys, str(draft), "--library", str(share)) == ASKED


def test_one_that_is_not_there_is_told(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(draft), "--library", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "there is no library" in err
    assert main(["check", str(draft), "--library", "x", "--no-library"]) == 2
    assert "not allowed with argument" in capsys.readouterr().err


def test_ones_own_that_cannot_be_used_is_told_and_the_check_goes_on(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library_folder().mkdir(parents=True)
    (library_folder() / "library.db").mkdir()
    found(capsys, str(draft))
    main(["check", str(draft)])
    out, err = capsys.readouterr()
    assert "[reasons]" in out
    assert err.count("\n") == 1
    assert "library" in err
