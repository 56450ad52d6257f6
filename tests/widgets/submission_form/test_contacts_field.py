"""The fields of the contact persons: each part in its own field, in the room of the pane, and as printed in order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from model.submission.values import Contact
from tests.builders.waiting import settle
from widgets.submission_form.contacts_field import ContactsField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ADA = Contact("Ada Lovelace", "African Telecommunication Union", "Kenya", "ada.lovelace@atu.example", "+254 20 1234 5678")
BEA = Contact("Bea")


@pytest.fixture
def contacts(qtbot) -> ContactsField:
    field = ContactsField("Contact persons")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    return field


def visible_rows(contacts: ContactsField) -> int:
    return sum(row.isVisible() for row in contacts.rows)


@pytest.mark.parametrize("width", [190, 280, 440, 900])
def test_no_part_covers_another_or_leaves_the_room(contacts, width: int) -> None:
    contacts.show_value((ADA, BEA))
    contacts.resize(width, contacts.minimumSizeHint().height())
    settle(contacts)
    assert contacts.width() == width
    parts: list[QWidget] = [part for row in contacts.rows for part in row.parts if part.isVisible()]
    places = [QRect(part.mapTo(contacts, part.rect().topLeft()), part.size()) for part in (*parts, contacts.add)]
    assert all(contacts.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for at, a in enumerate(places) for b in places[:at])


def test_an_address_of_usual_length_is_whole_in_the_side_pane(contacts) -> None:
    contacts.show_value((ADA,))
    contacts.resize(440, contacts.minimumSizeHint().height())
    settle(contacts)
    for part in ("email", "phone", "name"):
        line = contacts.rows[0].lines[part]
        assert line.fontMetrics().horizontalAdvance(line.text()) + 16 <= line.width(), part


def test_there_is_room_for_a_first_contact_and_a_button_for_another(contacts) -> None:
    assert visible_rows(contacts) == 1
    assert not contacts.add.isEnabled(), "the first is still empty"
    assert not contacts.rows[0].remove.isVisible()
    QTest.keyClicks(contacts.rows[0].lines["name"], "Ada")
    assert contacts.value == (Contact("Ada"),)
    QTest.mouseClick(contacts.add, Qt.MouseButton.LeftButton)
    assert visible_rows(contacts) == 2
    assert QApplication.focusWidget() is contacts.rows[1].lines["name"]
    assert contacts.value == (Contact("Ada"),), "an empty contact is none"


def test_tab_goes_through_the_parts_in_the_order_of_the_print_and_then_to_the_next_contact(contacts) -> None:
    contacts.show_value((ADA, BEA))
    settle(contacts)
    contacts.setFocus()
    passed = [QApplication.focusWidget()]
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert passed == [*contacts.rows[0].parts, *contacts.rows[1].parts, contacts.add]
    assert [row.lines["name"].accessibleName() for row in contacts.rows] == ["Contact persons 1: Name", "Contact persons 2: Name"]


def test_what_is_typed_in_one_field_is_one_step_and_in_the_next_another(contacts) -> None:
    keys = []
    contacts.edited.connect(lambda _value, merge: keys.append(merge))
    for part in ("name", "organization", "name"):
        contacts.rows[0].lines[part].setFocus()
        QTest.keyClicks(contacts.rows[0].lines[part], "ab")
    assert keys[0] == keys[1]
    assert keys[2] == keys[3]
    assert len({keys[0], keys[2], keys[4]}) == 3


def test_a_field_keeps_the_keyboard_when_undoing_empties_its_contact(contacts) -> None:
    contacts.show_value((ADA, BEA))
    contacts.rows[1].lines["name"].setFocus()
    contacts.show_value((ADA,))
    assert QApplication.focusWidget() is contacts.rows[1].lines["name"]
    contacts.rows[0].lines["name"].setFocus()
    contacts.show_value(())
    assert visible_rows(contacts) == 1


def test_removing_leads_to_the_contact_at_the_same_place(contacts) -> None:
    contacts.show_value((ADA, BEA))
    QTest.mouseClick(contacts.rows[0].remove, Qt.MouseButton.LeftButton)
    assert contacts.value == (BEA,)
    assert QApplication.focusWidget() is contacts.rows[0].lines["name"]
    QTest.mouseClick(contacts.add, Qt.MouseButton.LeftButton)
    QTest.mouseClick(contacts.rows[1].remove, Qt.MouseButton.LeftButton)
    assert contacts.value == (BEA,)
    assert visible_rows(contacts) == 1
    QTest.mouseClick(contacts.rows[0].remove, Qt.MouseButton.LeftButton)
    assert contacts.value == ()
    assert contacts.rows[0].lines["name"].text() == ""
