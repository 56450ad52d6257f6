"""Two windows that share a draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.program import Program
from app.window.action_ids import ActionId
from model.files.project_file import save_project
from model.formats.amend import Project
from tests.builders.submissions import submission
from widgets.sharing.dialog import ShareDialog

TEXT = "*recalling*\na)\tthat States act soon enough;\nb)\tthat all is well,\n"


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What is answered to the box: `answer`, `name`, `private`; `asked` are its messages."""
    given: dict[str, object] = {"answer": "share", "name": "", "private": False, "asked": 0}

    def execute(dialog: ShareDialog) -> int:
        given["asked"] = int(str(given["asked"])) + 1
        if given["name"]:
            dialog.name.setText(str(given["name"]))
        dialog.private.setChecked(bool(given["private"]))
        if given["answer"]:
            dialog._end(given["answer"])  # type: ignore[arg-type]
        return 1

    monkeypatch.setattr(ShareDialog, "exec", execute)
    return given


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "a.amend"
    path.parent.mkdir()
    save_project(Project(submission(TEXT), id="1" * 32), path)
    return path


@pytest.fixture
def ana(open_program: Callable[..., Program], file: Path, answer: dict[str, object]) -> Program:
    """The window of the one who shares."""
    program = open_program(file, author="Ana")
    program.actions[ActionId.SHARE].trigger()
    assert program.file_menu.sharing.draft is not None
    return program


@pytest.fixture
def ben(open_program: Callable[..., Program], file: Path, ana: Program) -> Program:
    """The window of one who joins."""
    program = open_program(file, author="Ben")
    assert program.file_menu.sharing.draft is not None
    return program
