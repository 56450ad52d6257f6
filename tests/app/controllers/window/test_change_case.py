"""Shift+F3 in the window: the words stay selected, so that the key can be pressed again."""

from __future__ import annotations

from model.redline.edit_text import Place
from tests.builders.submissions import submission


def test_the_key_goes_through_the_cases_and_back(open_program):
    program = open_program()
    program.open_submission.show_unsaved(submission("*considering*\na)\tthe member states;\n"), "Text")
    editor = program.window.editor
    editor.setFocus()
    editor.caret.move_to(Place(1, 17), Place(1, 4))
    seen = []
    for _ in range(3):
        program.actions["change case"].trigger()
        seen.append(editor.clauses[1].text_on("draft"))
    assert seen == ["the Member States;", "the MEMBER STATES;", "the member states;"]
    assert editor.textCursor().selectedText() == "member states"
    assert program.session.stack.count() == 3
    program.session.name_steps()
    assert program.session.stack.text(0).startswith("Change case")
