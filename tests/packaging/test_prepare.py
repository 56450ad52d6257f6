"""Setting up: what is wanting is named or installed, and the second time nothing is done."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "prepare.py"


@pytest.fixture
def prepare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with a place of its own for `.venv`, on a machine that lacks nothing and installs nothing."""
    spec = importlib.util.spec_from_file_location("prepare", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "missing_packages", lambda level: [])
    monkeypatch.setattr(module, "made", [], raising=False)
    monkeypatch.setattr(module, "make_environment", module.made.append)
    return module


def test_the_second_time_nothing_is_done(prepare: ModuleType) -> None:
    assert prepare.main(["window"]) == 0
    assert prepare.main(["window"]) == 0
    assert prepare.main(["program"]) == 0, "a window includes the program"
    assert prepare.made == ["window"]
    assert prepare.main(["tests"]) == 0
    assert prepare.made == ["window", "tests"]


def test_other_dependencies_are_installed(prepare: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert prepare.main(["program"]) == 0
    root = tmp_path / "root"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(prepare, "ROOT", root)
    assert prepare.main(["program"]) == 0
    assert prepare.made == ["program", "program"]


def test_what_cannot_be_installed_is_named_in_one_line(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "missing_packages", lambda level: ["libegl1", "libgl1"])
    monkeypatch.setattr(prepare, "can_install", lambda: False)
    assert prepare.main(["window"]) == 1
    assert prepare.made == []
    assert "missing: libegl1 libgl1\n" in capsys.readouterr().err
    assert prepare.main(["window"]) == 1, "a stop leaves no stamp"


def test_an_old_python_is_told_so(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    assert prepare.main(["program"]) == 1
    assert "this is 3.9" in capsys.readouterr().err


def test_a_renamed_package_is_asked_for_by_the_name_that_the_system_knows(
    monkeypatch: pytest.MonkeyPatch, prepare: ModuleType
) -> None:
    names = prepare.LIBRARIES["libglib-2.0.so.0"]
    for known in names:
        monkeypatch.setattr(prepare, "is_known", lambda package, known=known: package == known)
        assert prepare.known_name(names) == known


def test_tools_for_packages_that_cannot_be_had_are_told_and_stop_nothing(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare.shutil, "which", lambda tool: None)
    monkeypatch.setattr(prepare, "can_install", lambda: False)
    assert prepare.main(["installer"]) == 0
    errors = capsys.readouterr().err
    assert "not to be had" in errors
    assert " nsis " in errors
    assert prepare.made == ["program"]


def test_no_package_is_looked_for_in_what_was_built() -> None:
    """A prefix of Wine lies there, with a link to the root of the system: an installation would walk through it all."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]["find"]
    assert "build*" in found["exclude"], "setuptools prunes a folder by its name with a star alone"
