"""Those who share a draft: initials, words, the row, the panel, the marks in the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPalette

from model.submission.story import StoryId
from tests.builders.submissions import submission
from widgets.common.store import ReadOnlyStore
from widgets.editor.view import StoryView
from widgets.sharing.overlay import PeopleOverlay
from widgets.sharing.panel import SharingPanel
from widgets.sharing.people import Person, initials, line_of_person
from widgets.sharing.people_row import MOST, PeopleRow
from widgets.theme.colours import LEAST, contrast, participant_colour
from widgets.theme.design import PARTICIPANTS

ANA = Person("a" * 16, "Ana Kovač", 0, "resolves 3", StoryId(1), "c2")
BEN = Person("b" * 16, "Ben", 1, away=5)
NOBODY = Person("c" * 16, "", 2)


def test_initials_are_of_the_first_and_the_last_word() -> None:
    assert [initials(name) for name in ("Ana Kovač", "ben", "A. B. Cem", "", "李明", "– x")] == ["AK", "B", "AC", "?", "李", "X"]


def test_a_person_is_said_with_the_place(qapp) -> None:
    lines = [line_of_person(person) for person in (ANA, BEN, NOBODY, Person("d", "Dora", 3, away=150))]
    assert "Ana Kovač" in lines[0]
    assert lines[0].endswith("in resolves 3")
    assert lines[1].endswith("away for 5 minutes")
    assert lines[2] == "Somebody without a name – there"
    assert lines[3].endswith("away for 2 hours")


@pytest.mark.parametrize("ground", ["#ffffff", "#1b1e23"])
def test_every_colour_is_readable(ground: str) -> None:
    palette = QPalette()
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.AlternateBase):
        palette.setColor(role, ground)
    for number in range(len(PARTICIPANTS)):
        assert contrast(participant_colour(palette, number), palette.color(QPalette.ColorRole.Base)) >= LEAST


def test_the_row_shows_three_and_counts_the_others(qtbot) -> None:
    row = PeopleRow()
    qtbot.addWidget(row)
    row.follow([])
    assert row.buttons[""].text() == "Nobody else is there"
    people = [Person(str(number), f"N{number}", number) for number in range(MOST + 2)]
    row.follow(people)
    assert [*row.buttons] == ["0", "1", "2", ""]
    assert row.buttons[""].text() == "2 more"
    with qtbot.waitSignal(row.went_to) as gone:
        row.buttons["1"].click()
    assert gone.args == ["1"]
    button = row.buttons["1"]
    row.follow([people[0], Person("1", "N1", 1, "resolves 1")])
    row.follow(people)
    assert row.buttons["1"].accessibleName() == line_of_person(people[1])
    assert button is not None


def test_the_panel_lists_people_and_problems(qtbot) -> None:
    panel = SharingPanel()
    qtbot.addWidget(panel)
    assert panel.stop.isHidden()
    panel.follow([ANA, BEN], "/x/a.amend.shared", ["a.jsonl: it is damaged"], writes_draft=False, sharer="Ana")
    assert [panel.people.item(row).text() for row in range(panel.people.count())] == [line_of_person(ANA), line_of_person(BEN)]
    assert "2 colleagues" in panel.head.text()
    assert "Ana" in panel.head.text()
    assert "damaged" in panel.problems.text()
    with qtbot.waitSignal(panel.went_to) as gone:
        panel.people.itemActivated.emit(panel.people.item(0))
    assert gone.args == [ANA.id]
    panel.follow([BEN], "/x", [], writes_draft=True, sharer="")
    assert panel.people.count() == 1
    assert panel.problems.isHidden()
    panel.show_nothing()
    assert panel.people.isHidden()


def test_the_name_of_a_colleague_is_painted_at_the_clause(qtbot) -> None:
    store = ReadOnlyStore(submission("*considering*\na)\tthat texts are short;\nb)\tthat others are long;\n"))
    view = StoryView(store)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    overlay = PeopleOverlay(view)
    before = view.grab().toImage()
    clause = store.submission.proposals[0].redline.clauses[1]
    present = Person("x", "Ana", 0, "considering a)", StoryId(1), clause.id)
    overlay.follow([present, Person("y", "Ben", 1, away=3, story=StoryId(1), clause=clause.id)])
    after = view.grab().toImage()
    assert before != after
    block = view.document().findBlockByNumber(view.projection.point(view.content.place_at(0)).block)
    assert block.isValid()
    index = view.projection.clauses.index(clause)
    from model.redline.edit_text import Place

    position = view.content.position_of(Place(index, 2))
    cursor = view.textCursor()
    cursor.setPosition(position)
    point = QPointF(view.cursorRect(cursor).center())
    assert overlay.words_at(point) == [line_of_person(present)]
    overlay.follow([])
    assert view.grab().toImage() == before
