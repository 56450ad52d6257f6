"""Libraries whose descriptions name files elsewhere, used in the window: nothing outside is read, and a message says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.program import Program
from model.errors import FileError
from model.library.copies.publishing import publish
from tests.app.controllers.library.test_published import names, open_by_key, window_of

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
PRECIOUS = "# RESOLUTION 99 (Rev. Dubai, 2018)\n\n## precious\n"


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    folder = tmp_path / "victim"
    folder.mkdir()
    (folder / "precious.txt").write_text(PRECIOUS, encoding="utf-8", newline="\n")
    return folder


def spoil(folder: Path, **values: str) -> None:
    """Changes values in every description of a library."""
    for about in (folder / "originals").rglob("library.json"):
        about.write_text(json.dumps(json.loads(about.read_bytes()) | values), encoding="utf-8", newline="")


@pytest.mark.parametrize("key", ["hash", "file"])
def test_of_the_user_s_own_library(program: Program, victim: Path, key: str, answers: dict[str, object]) -> None:
    folder = program.open_library.folder
    held = program.open_library.library.texts()[0]
    spoil(folder, **{key: str(victim if key == "hash" else victim / "precious.txt")})
    with pytest.raises(FileError, match="its description is damaged"):
        program.open_library.copy_of_text(held, "text")
    program.open_library.close()
    for path in folder.glob("library.db*"):
        path.write_bytes(b"")
    window_of(program).close()
    program.actions["library"].trigger()
    assert program.open_library.library.texts() == ()
    assert sum("its description is damaged" in str(question) for question in answers.asked) == 1  # type: ignore[attr-defined]
    program.library.importer.rebuild(window_of(program))
    assert (victim / "precious.txt").read_text(encoding="utf-8") == PRECIOUS
    assert len(list((folder / "originals").rglob("*.txt"))) == 4


@pytest.mark.parametrize("key", ["hash", "file"])
def test_of_a_published_library(
    program: Program, victim: Path, tmp_path: Path, key: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    publish(program.open_library.library, share)
    spoil(share, **{key: str(victim if key == "hash" else victim / "precious.txt")})
    open_by_key(program, share, qtbot, monkeypatch)
    assert len(names(program)) == 4
    for held in program.open_library.library.texts():
        assert b"precious" not in program.open_library.copy_of_text(held, "text").read_bytes()
    assert (victim / "precious.txt").read_text(encoding="utf-8") == PRECIOUS
