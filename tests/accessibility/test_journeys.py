"""Journeys by real keys: what a screen reader is given is what the golden files say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from app.program import Program
from tests.accessibility.journeys import JOURNEYS, submission_of
from tests.accessibility.player import Player
from tests.accessibility.recorder import listening
from tests.pictures import scenes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.usefixtures("early_check")
@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_gives_a_screen_reader_these_words(
    name: str, open_program: Callable[..., Program], golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    journey, lines = JOURNEYS[name], []

    def hear(step: str, heard: list[str]) -> bool:
        lines.append(step)
        lines.extend(f"    {line}" for line in heard)
        return True

    with listening() as recorder, mock.patch("time.time", return_value=scenes.HELD):
        program = open_program(submission=submission_of(journey))
        program.window.activateWindow()
        Player(program, recorder, hear).play(journey, tmp_path)
    words = "\n".join(lines).replace(str(tmp_path), "…").replace("…\\", "…/")
    golden(re.sub(r"[\d,]+ bytes", "… bytes", words) + "\n", f"{name}.txt")
