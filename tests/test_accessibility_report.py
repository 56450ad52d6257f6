"""ACCESSIBILITY.md names tests and pages that exist, and has a row for each criterion; and what it says of the source is so."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.sources import ROOT

REPORT = ROOT / "ACCESSIBILITY.md"
LEVELS = {"Supports", "Partially supports", "Does not support", "Not applicable", "Not evaluated"}
A = """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1
    2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2""".split()
AA = """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3
    3.2.4 3.3.3 3.3.4 3.3.8 4.1.3""".split()
"""The success criteria of WCAG 2.2 by level."""
CHAPTERS = {
    "WCAG 2.2, level A ": A,
    "WCAG 2.2, level AA ": AA,
    "EN 301 549, chapter 4": [f"4.2.{number}" for number in range(1, 12)],
    "EN 301 549, chapter 5": [f"5.{number}" for number in range(1, 10)],
    "EN 301 549, chapter 11": [
        "11.5.1", *(f"11.5.2.{number}" for number in range(1, 18)), "11.6.1", "11.6.2", "11.7",
        *(f"11.8.{number}" for number in range(1, 6)),
    ],
    "EN 301 549, chapter 12": ["12.1.1", "12.1.2", "12.2.2", "12.2.3", "12.2.4"],
}  # fmt: skip
MOVING = re.compile(r"\b(QPropertyAnimation|QVariantAnimation|QTimeLine|QMovie|QSoundEffect|QMediaPlayer|setAnimated|beep)\b")


def rows(title: str) -> list[list[str]]:
    """The cells of the table below a title."""
    text = REPORT.read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^## {re.escape(title)}.*?\n(.*?)(?=^## |\Z)", text)
    assert found is not None, title
    lines = [line for line in found[1].splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names_in(path: Path) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def named() -> set[tuple[str, str]]:
    """The files and tests that the report names."""
    text = REPORT.read_text(encoding="utf-8")
    return {found for found in re.findall(r"`([\w/]+\.py)::(\w+)`", text) if found[1] != "test_x"}


def test_each_test_that_is_named_exists() -> None:
    assert len(named()) > 50
    lacking = [f"{file}::{name}" for file, name in sorted(named()) if name not in names_in(ROOT / "tests" / file)]
    assert lacking == []


def test_each_page_that_is_linked_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", REPORT.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


@pytest.mark.parametrize("title", CHAPTERS)
def test_each_criterion_has_a_row(title: str) -> None:
    assert [row[0].partition(" ")[0] for row in rows(title)] == CHAPTERS[title]


@pytest.mark.parametrize("title", [*CHAPTERS, "ATAG 2.0"])
def test_each_row_has_a_level_and_a_reason(title: str) -> None:
    for row in rows(title):
        assert len(row) == 3, row
        assert row[1] in LEVELS, row
        assert row[2] or row[1] in ("Not evaluated", "Not applicable"), row


def test_nothing_moves_or_sounds_by_itself() -> None:
    """No animation, film or sound is in the source of the window."""
    paths = [path for layer in ("app", "widgets") for path in (ROOT / layer).rglob("*.py")]
    assert len(paths) > 300
    assert [path.name for path in paths if MOVING.search(path.read_text(encoding="utf-8"))] == []
