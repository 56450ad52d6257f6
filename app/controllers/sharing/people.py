"""The people who share the draft, shown in the status bar, in the panel and in the text, and what arrives from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from app.session.colleagues import Colleague
from app.session.session import Session
from app.session.shared_draft import SharedDraft
from app.session.shared_place import Exchange
from app.window.context import Context
from app.window.main_window import MainWindow
from model.errors import EditError
from model.submission.story import clauses_of
from model.submission.transactions import Selection
from model.submission.values import conflict_count
from widgets.common.announcements import Announcer
from widgets.common.foreign_text import isolated
from widgets.common.names import name_place
from widgets.common.translation import counted, join_words, say
from widgets.sharing.overlay import PeopleOverlay
from widgets.sharing.panel import SharingPanel
from widgets.sharing.people import MINUTE, Person
from widgets.sharing.people_row import PeopleRow


class PeopleController(QObject):
    """Shows the participants of one shared draft at a time."""

    joined = Signal(object)
    """The names of colleagues who have joined since the last look."""

    def __init__(self, context: Context, share: Callable[[], object], stop: Callable[[], object]) -> None:
        """`share` and `stop` begin and end a sharing."""
        super().__init__(context.window)
        self._session = context.session
        self._window = context.window
        self._share = share
        self._stop = stop
        self._draft: SharedDraft | None = None
        self.panel: SharingPanel | None = None
        """None before it is first seen."""
        self.people: tuple[Person, ...] = ()
        self._known: set[str] | None = None
        """The ids of all who have been here; None before the first look."""
        self.row = PeopleRow()
        self.row.hide()
        self.row.went_to.connect(self.go_to)
        self.row.list_asked.connect(lambda: self._window.panels.open("sharing"))
        self._window.statusBar().addPermanentWidget(self.row)
        self._overlays = [PeopleOverlay(editor) for editor in (self._window.editor, self._window.note)]

    def make_panel(self) -> SharingPanel:
        """The panel, when it is first seen."""
        self.panel = panel = SharingPanel()
        panel.went_to.connect(self.go_to)
        panel.share_asked.connect(self._share)
        panel.stop_asked.connect(self._stop)
        self.follow()
        return panel

    def begin(self, draft: SharedDraft) -> None:
        """Shows who shares a draft from now on."""
        self._draft, self._known = draft, None
        draft.followed.connect(self.follow)
        self._window.panels.keep_offered("sharing", on=True)
        self.row.show()
        self.follow()

    def end(self) -> None:
        """Stops showing participants."""
        self._draft = None
        self.row.hide()
        self._window.panels.keep_offered("sharing", on=False)
        self.follow()

    def follow(self) -> None:
        """Shows the participants as they are now."""
        draft = self._draft
        colleagues = draft.place.colleagues if draft is not None else ()
        self.show_people([self._person(colleague) for colleague in colleagues])
        if draft is not None:
            self._window.panels.show_count("sharing", len(self.people))
            self._note_joined()
        if self.panel is None:
            return
        if draft is None:
            self.panel.show_nothing()
            return
        place = draft.place
        problems = [*([place.folder_problem] if place.folder_problem is not None else []), *place.problems]
        sentences = list(dict.fromkeys(map(say, problems)))
        self.panel.follow(self.people, str(place.folder), sentences, writes_draft=draft.writes_draft, sharer=place.sharer)

    def _note_joined(self) -> None:
        """Reports those who were not here at the last look."""
        known, self._known = self._known, {*(self._known or ()), *(person.id for person in self.people)}
        new = [person for person in self.people if known is not None and person.id not in known and not person.away]
        names = list(filter(None, [person.name for person in new]))
        if names:
            self.joined.emit(names)

    def show_people(self, people: Sequence[Person]) -> None:
        """Shows people in the status bar and in the text."""
        self.people = tuple(people)
        self.row.follow(people)
        for overlay in self._overlays:
            overlay.follow(people)

    def _person(self, colleague: Colleague) -> Person:
        who, where = colleague.participant, colleague.place
        away = max(1, round(colleague.age / MINUTE)) if colleague.is_away else 0
        place = ""
        try:
            known = any(clause.id == where.clause for clause in clauses_of(self._session.submission, where.story))
            place = name_place(self._session, where.story, where.clause) if known else ""
        except EditError:  # a proposal that has not arrived yet
            known = False
        return Person(who.id, who.name, who.color, place, where.story, where.clause if known else "", away)

    def go_to(self, id: str) -> None:
        """Shows the clause in which a participant is."""
        person = next((person for person in self.people if person.id == id), None)
        if person is not None and person.clause:
            self._window.go_to(Selection(person.story, (person.clause, 0), (person.clause, 0)))


class ArrivalMessages(QObject):
    """Says whose changes arrived, and whether they conflict with others."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._conflicts = 0
        self.announcer = Announcer(window)

    def begin(self) -> None:
        """Counts the conflicts that the draft has already."""
        self._conflicts = conflict_count(self._session.submission)

    def show_joined(self, names: Sequence[str]) -> None:
        """Says who has joined."""
        self._say(self.tr("{names} joined this draft.").format(names=join_words(map(isolated, names))))

    def show(self, exchange: Exchange) -> None:
        """Says what an exchange brought."""
        count, before = conflict_count(self._session.submission), self._conflicts
        self._conflicts = count
        names = join_words(map(isolated, exchange.names))
        if count > before:
            sentence = counted(
                "{names} changed the same words as somebody else; {n} conflict needs a decision.",
                "{names} changed the same words as somebody else; {n} conflicts need a decision.",
                count,
                names=names,
            )
        elif names and exchange.arrived is not None and exchange.arrived.steps:
            sentence = self.tr("{names} changed the text.").format(names=names)
        else:
            return
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        with QSignalBlocker(self._window.statusBar()):  # else each would be announced at once
            self._window.tell(sentence)
        self.announcer.add(sentence)
