"""Each test is in the lane of its folder and fixtures, and each run speaks English and one more language."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from app.program import Program
from resources.catalogues import languages
from tests import lanes
from tests.conftest import ROOT
from tests.journeys.judges import judge


def marks(request: pytest.FixtureRequest) -> set[str]:
    """The marks of the test that asks."""
    return {mark.name for mark in request.node.iter_markers()}


def test_what_needs_nothing_is_quick(request: pytest.FixtureRequest) -> None:
    assert marks(request) == set()


def test_what_reads_real_texts_is_of_the_corpus(request: pytest.FixtureRequest, shared: Path) -> None:
    assert marks(request) == {"corpus"}


def test_what_opens_a_window_starts_the_program(request: pytest.FixtureRequest, open_program: Callable[..., Program]) -> None:
    assert marks(request) == {"program"}


def test_what_asks_a_judge_is_known_by_its_code() -> None:
    def asks() -> object:
        return judge("validate_docx")

    def asks_later() -> object:
        from tests.journeys.program import judged

        return judged

    assert lanes.asks_judge(asks)
    assert lanes.asks_judge(asks_later)
    assert not lanes.asks_judge(marks)


def test_the_folders_exist_and_their_marks_are_left_out_by_make_check() -> None:
    assert [folder for folder in lanes.FOLDERS if not (lanes.TESTS / folder).is_dir()] == []
    found = re.search(r'-m "not \((.*)\)"', (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert found is not None
    left_out = set(found[1].split(" or "))
    assert left_out == {*lanes.FOLDERS.values(), *lanes.FIXTURES.values(), "judge", "slow"}


def test_make_check_does_not_even_read_the_folders_that_it_omits() -> None:
    quick = Namespace(option=Namespace(markexpr="not (tool or slow)"))
    assert lanes.pytest_ignore_collect(lanes.TESTS / "soak", quick)
    for path, expression in (("journeys", "not (tool or slow)"), ("app", "not (tool or slow)"), ("soak", ""), ("soak", "tool")):
        assert lanes.pytest_ignore_collect(lanes.TESTS / path, Namespace(option=Namespace(markexpr=expression))) is None


def test_a_run_speaks_english_and_another_language_with_each_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_LANGUAGES", raising=False)
    runs = []
    for turn in range(len(languages()) - 1):
        monkeypatch.setattr(lanes, "turn", lambda turn=turn: turn)
        runs.append(lanes.languages_of_run())
    assert {english for english, _ in runs} == {"en"}
    assert {"en", *(other for _, other in runs)} == set(languages())
    monkeypatch.setenv("TEST_LANGUAGES", "all")
    assert lanes.languages_of_run() == list(languages())


def test_the_turn_is_the_commit_or_the_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lanes, "TESTS", tmp_path)
    assert 738_000 < lanes.turn() < 800_000


def test_all_languages_are_tried_before_a_release_and_by_continuous_integration() -> None:
    assert "release-check: export TEST_LANGUAGES = all" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "export TEST_LANGUAGES=all" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
