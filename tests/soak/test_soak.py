"""Whatever a hand does, document, model and tree agree, the base stands, and undo goes all the way; `make soak` for long."""

from __future__ import annotations

import pytest

from tests.builders.mixed_texts import KINDS, TREATY_KINDS
from tests.soak.box_answers import answer_boxes
from tests.soak.robot import Robot

ACTIONS = 100

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize("kind", [*KINDS, *TREATY_KINDS])
def test_all_views_agree_with_the_model_after_every_action(kind, qtbot, tmp_path, monkeypatch):
    robot = Robot(kind, seed=4, folder=tmp_path)
    answer_boxes(monkeypatch.setattr, robot.random)
    try:
        robot.run(range(ACTIONS))
    finally:
        robot.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_all_views_agree_while_only_the_proposals_of_a_treaty_text_are_shown(seed, qtbot, tmp_path, monkeypatch):
    robot = Robot("treaty", seed=seed, folder=tmp_path)
    answer_boxes(monkeypatch.setattr, robot.random)
    robot.work_on_proposals()
    try:
        robot.run(range(ACTIONS))
    finally:
        robot.close()
