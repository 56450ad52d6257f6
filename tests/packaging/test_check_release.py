"""What stands in the way of a release."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("check_release")


def made(check: ModuleType, folder: Path, version: str) -> Path:
    (folder / "CHANGELOG.md").write_text(f"## [Unreleased]\n\n## [{version}] - 2026-11-26\n", encoding="utf-8", newline="\n")
    (folder / "dist").mkdir()
    for name in check.PACKAGES:
        (folder / "dist" / name.format(version)).write_bytes(b"x")
    return folder


def test_a_whole_release_has_no_fault(check: ModuleType, tmp_path: Path) -> None:
    assert list(check.faults(made(check, tmp_path, "1.2.3"), "1.2.3")) == []


def test_a_version_without_its_entry_is_none(check: ModuleType, tmp_path: Path) -> None:
    folder = made(check, tmp_path, "1.2.3")
    faults = list(check.faults(folder, "1.2.4"))
    assert faults[0] == "CHANGELOG.md has no entry of 1.2.4 with its date"
    assert len(faults) == 1 + len(check.PACKAGES)


def test_a_test_installer_is_no_release(check: ModuleType, tmp_path: Path) -> None:
    folder = made(check, tmp_path, "1.2.3")
    setup = folder / "dist/Clausewright-1.2.3-setup.exe"
    setup.rename(setup.with_name("Clausewright-1.2.3-test-setup.exe"))
    (fault,) = check.faults(folder, "1.2.3")
    assert "a test one is none" in fault


def test_a_large_installer_is_told_of(check: ModuleType, tmp_path: Path) -> None:
    folder = made(check, tmp_path, "1.2.3")
    with (folder / "dist/Clausewright-1.2.3-setup.exe").open("wb") as file:
        file.truncate(41_000_000)
    assert list(check.faults(folder, "1.2.3")) == ["Clausewright-1.2.3-setup.exe has more than 40 MB"]
