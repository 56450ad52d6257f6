import pytest
from tests.app.translation.test_pseudo_windows import *
from tests.app.translation import test_pseudo_windows as T
for n in list(globals()):
    if n.startswith("test_"): del globals()[n]
@pytest.mark.parametrize("id",[i for i in ActionId if i not in NOT_DONE],ids=str)
def test_one(shown, id):
    window=shown.window
    clause = window.editor.clauses[6]
    window.go_to(Selection(StoryId(1), (clause.id, 0), (clause.id, 2)))
    window.editor.setFocus()
    if shown.actions[id].isEnabled():
        during(shown.actions[id].trigger, untranslated, window, patience=1)
def test_zz_last(opened_programs):
    print("LIVING", opened_programs.tests_of_living())
