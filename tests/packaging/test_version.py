"""The version is given in one place."""

from __future__ import annotations

import re
import tomllib

from app.version import VERSION
from tests.conftest import ROOT


def test_the_project_reads_it_from_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "app.version.VERSION"}


def test_it_is_written_nowhere_else() -> None:
    """But in the history of versions."""
    found, kinds = [], {".py", ".nsi", ".rc", ".manifest", ".desktop", ".toml", ".spec", ".plist", ".yml"}
    for folder in ("app", "packaging"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in kinds:
                text = path.read_text(encoding="utf-8")
                found += [path.relative_to(ROOT).as_posix()] * len(re.findall(rf"(?<![\d.]){re.escape(VERSION)}(?![\d.])", text))
    assert found == ["app/version.py"]


def test_the_changelog_tells_of_it() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert headings[0] == "Unreleased"
    assert headings[1] == VERSION
