"""Each name of an action belongs to one that does something."""

from __future__ import annotations

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QAction

from app.window.action_ids import ActionId
from app.window.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def answers(actions: Actions, id: ActionId) -> bool:
    """Whether an action has a slot or a menu, or its check mark is followed; the first two are those of the stack."""
    action: QAction = actions[id]
    followed = action.receivers(SIGNAL("toggled(bool)")) > 0
    return id in (ActionId.UNDO, ActionId.REDO) or actions.slot(id) is not None or action.menu() is not None or followed


def test_each_id_has_an_action_and_somebody_who_answers(open_program):
    program = open_program()
    assert program.actions.ids == list(ActionId)
    assert [id for id in ActionId if not answers(program.actions, id)] == []


def test_an_action_that_nobody_connects_is_noticed(open_program):
    actions = Actions(open_program().session.stack, None)
    assert {id for id in ActionId if answers(actions, id)} == {ActionId.UNDO, ActionId.REDO}


def test_object_names_are_the_names_that_are_kept_on_disk(open_program):
    actions = open_program().actions
    assert [actions[id].objectName() for id in ActionId] == [str(id) for id in ActionId]


@pytest.mark.parametrize("text", ["unddo", "Undo", ""])
def test_what_is_no_action_has_no_id(text: str):
    with pytest.raises(ValueError, match="is not a valid ActionId"):
        ActionId(text)
