"""Pictures of what is used at the negotiating table: brackets, positions, conflicts, two layers, the screen of the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from app.program import Program
from model.edits.merging.copies import bring_merge
from model.edits.positions import add_position
from model.edits.text import type_text
from model.merging.submissions import merge_submissions
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.comments import anchor_of
from model.submission.positions import Position
from model.submission.story import StoryId
from model.submission.transactions import apply
from widgets.common.names import name_place
from widgets.sharing.panel import SharingPanel
from widgets.sharing.people import Person


class Camera(Protocol):
    """What takes pictures."""

    def take(self, name: str, bring_up: Callable[[], object]) -> bool:
        """Takes the picture of what is brought up."""


def take_negotiating(photographer: Camera, program: Program) -> None:
    """Takes all of them; the text is as before afterwards."""
    take_brackets(photographer, program)
    take_screen(photographer, program)
    take_positions(photographer, program)
    take_conflicts(photographer, program)
    take_sharing(photographer, program)
    take_layers(photographer, program)


def take_brackets(photographer: Camera, program: Program) -> None:
    """Options and nested brackets in the text and in their panel; taken back afterwards."""
    editor, brackets = program.window.editor, program.brackets.shown

    def write() -> None:
        editor.setFocus()
        clause = next(clause for clause in editor.clauses if clause.props.kind == "paragraph")
        editor.caret.move_to(Place(editor.clauses.index(clause), len(clause.text)))
        editor.edits.type_text(" [ATU: note [with concern]] [EUR: regret] [in [__]")
        program.window.panels.open("brackets")
        brackets.places.settle()
        assert brackets.panel is not None
        brackets.panel.choose_from(1)

    if photographer.take("panel brackets", write):
        program.window.panels.close("brackets")
        program.session.stack.undo()


def take_screen(photographer: Camera, program: Program) -> None:
    """The screen with one clause, dark and light, and line numbers beside the text."""

    def show_other_colours() -> None:
        program.actions["screen"].trigger()
        if program.briefing.screen is not None:
            program.briefing.screen.turn_dark()

    photographer.take("screen of the room", program.actions["screen"].trigger)
    photographer.take("screen of the room in other colours", show_other_colours)
    photographer.take("line numbers", program.actions["lines through"].trigger)
    if program.actions["lines through"].isChecked():
        program.actions["lines through"].trigger()


def take_positions(photographer: Camera, program: Program) -> None:
    """Positions of each stance in the text and in their panel, and the two boxes; taken back afterwards."""
    editor, shown, session = program.window.editor, program.positions, program.session
    before = session.stack.index()
    stances = ("wanted", "acceptable", "red_line", "")
    clauses = [clause for clause in editor.clauses if clause.props.kind == "paragraph" and len(clause.text) > 12][:4]

    def write() -> None:
        for at, (clause, stance) in enumerate(zip(clauses, stances, strict=True)):
            anchors = (anchor_of(clause, 0, 20 * (at % 2)),)
            position = Position(anchors, "EUR" if at == 2 else "", ("ATU", "RCC"), stance, "", "We can say more.", ("Res. 73",))
            session.commit(add_position(session.submission, 1, position, session.stamp()))
        program.window.panels.open("positions")
        assert shown.panel is not None
        second = next(placed for placed in shown.panel.positions.rows if placed.key == "p2")
        shown.panel.choose(second)
        shown.show(second)

    photographer.take("panel positions", write)
    photographer.take("box position", partial(shown.ask_and_change, "p1"))
    photographer.take("box brief", program.actions["brief"].trigger)
    program.window.panels.close("positions")
    session.stack.setIndex(before)


def take_conflicts(photographer: Camera, program: Program) -> None:
    """Two conflicts of a merge in their panel; taken back afterwards."""
    session = program.session
    before = session.stack.index()

    def write() -> None:
        base = session.submission
        copies = [base, base]
        clauses = base.proposals[0].redline.clauses
        places = [at for at, clause in enumerate(clauses) if clause.props.kind == "paragraph" and len(clause.text) > 12][6:8]
        for number, words in enumerate((" in every region", " where it is wanted")):
            for at in places:
                start, by = Place(at, len(clauses[at].text) - 1), Stamp(("ATU", "EUR")[number])
                made = type_text(copies[number], StoryId(1), start, start, words, by)
                copies[number] = apply(copies[number], made)
        session.commit(bring_merge(base, merge_submissions(base, *copies), session.stamp()))
        program.window.panels.open("conflicts")

    photographer.take("panel conflicts", write)
    program.window.panels.close("conflicts")
    session.stack.setIndex(before)


def take_sharing(photographer: Camera, program: Program) -> None:
    """The box that asks before a draft is shared, and the people who share it, in the status bar, the panel and the text."""
    window, sharing = program.window, program.file_menu.sharing
    clauses = [clause.id for clause in window.editor.clauses if clause.props.kind == "paragraph"]
    people = [
        Person(name, name, number, name_place(program.session, StoryId(1), clauses[number]), StoryId(1), clauses[number])
        for number, name in enumerate(("Ana Kovač", "Ben Okoro", "Cem Aydın"))
    ]
    people += [Person("Dora", "Dora Novak", 3, away=5), Person("nobody", "", 4, away=150)]
    photographer.take("box share", lambda: sharing.ask_to_share(Path("/Delegation/WTSA-24/75.amend")))

    def show() -> None:
        panel = window.panels.open("sharing")
        assert isinstance(panel, SharingPanel)
        sharing.people.show_people(people)
        sharing.people.row.show()
        problems = ["75 (conflicted copy).jsonl: some lines are damaged; what they contain is missing until it arrives again"]
        panel.follow(people, "/Delegation/WTSA-24/75.amend.shared", problems, writes_draft=False, sharer="Ana Kovač")

    photographer.take("panel sharing", show)
    window.panels.close("sharing")
    sharing.people.end()


def take_layers(photographer: Camera, program: Program) -> None:
    """Another party's changes as marks in the text, ours upon them, and the box with three texts; taken back afterwards."""
    session, editor = program.session, program.window.editor
    before = session.stack.index()

    def write() -> None:
        program.actions["amend proposal"].trigger()
        editor.setFocus()
        clause = next(clause for clause in editor.clauses if clause.props.kind == "paragraph" and len(clause.text) > 12)
        editor.caret.move_to(Place(editor.clauses.index(clause), 0))
        editor.edits.type_text("new ")
        program.layers.places.follow()

    photographer.take("layers", write)
    photographer.take("box three texts", program.actions["three texts"].trigger)
    session.stack.setIndex(before)
