"""Document and model stay equal under anything a hand does; the base is never touched; undo goes all the way back."""

from __future__ import annotations

import pytest

from tests.widgets.robot import TEXTS, Robot

ACTIONS = 125
SEEDS = 4


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_document_and_model_agree_after_every_action(kind, seed, editors):
    robot = Robot(kind, seed, editors)
    for _ in range(ACTIONS):
        robot.act()
        robot.look()
    robot.undo_all()
