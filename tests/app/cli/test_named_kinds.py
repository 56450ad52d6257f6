"""The help names the endings of all kinds of files that are read."""

from __future__ import annotations

import pytest

from app.cli.main import main
from model.files.kinds import readable_kinds


@pytest.mark.parametrize("arguments", [("--help",), ("show", "--help")])
def test_the_help_names_all_kinds_that_are_read(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--interface", "en", *arguments]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    missing = [ending for kind in readable_kinds() for ending in kind.endings if ending not in shown]
    assert [ending for ending in missing if ending != ".akn"] == []


def test_the_help_of_import_names_them_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--interface", "en", "import", "--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert all(words in shown for words in ("PDF", "Akoma Ntoso", "saved page", "OpenDocument", "RTF"))
