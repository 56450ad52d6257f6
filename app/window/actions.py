"""The actions of the window: text, place in the menus, shortcut. Controllers connect them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar

from app.window.action_help import explain, sentences
from app.window.action_icons import ICONS
from app.window.action_ids import SEPARATOR, VIEW_BAR, ActionId, Entry
from widgets.common.actions import Keys, key_sequences, name_without_keys
from widgets.theme.icons import icon
from widgets.window.undo_actions import undo_actions

Standard = QKeySequence.StandardKey


class Actions(QObject):
    """Holds the actions by their ids."""

    steps_wanted = Signal()
    """The names of the steps to undo and redo are about to be seen."""

    def __init__(self, stack: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[ActionId, QAction] = {}
        self._menus: list[tuple[str, list[Entry]]] = []
        self._groups: list[QActionGroup] = []
        self._slots: dict[ActionId, Callable[[], object]] = {}
        self._makers: dict[ActionId, Callable[[], object]] = {}
        self._add_stack(stack)
        self._add_file()
        self._add_edit()
        self._add_clause()
        self._add_corrections()
        self._add_insert()
        self._add_format()
        self._add_table()
        self._add_review()
        self._add_tools()
        self._add_view()
        self._add_window()
        self._add_help()
        self._illustrate()
        roles = QAction.MenuRole
        self[ActionId.SETTINGS].setMenuRole(roles.PreferencesRole)
        self[ActionId.QUIT].setMenuRole(roles.QuitRole)
        self[ActionId.ABOUT].setMenuRole(roles.AboutRole)

    def __getitem__(self, id: ActionId) -> QAction:
        return self._actions[id]

    @property
    def ids(self) -> list[ActionId]:
        """In the order of the menus."""
        return list(self._actions)

    def connect_to(self, id: ActionId, slot: Callable[[], object]) -> None:
        """Lets an action do something, whatever Qt says about its check mark."""
        self._slots[id] = slot

    def made_by(self, make: Callable[[], object], *ids: ActionId) -> None:
        """Lets actions be connected by what `make` makes when one of them is first triggered: what only waits for its
        actions is no part of the first window."""
        self._makers.update(dict.fromkeys(ids, make))

    def slot(self, id: ActionId) -> Callable[[], object] | None:
        """The slot of an action, made now where it waited for that; None where it has none."""
        if id in self._makers and id not in self._slots:
            self._makers[id]()
        return self._slots.get(id)

    def _do(self, id: ActionId) -> None:
        slot = self.slot(id)
        if slot is not None:
            slot()

    def menus(self) -> list[tuple[str, list[QAction]]]:
        """The titles of the menus and their actions."""
        return [(title, [self[entry] for entry in entries if entry is not SEPARATOR]) for title, entries in self._menus]

    def name_steps(self) -> None:
        """Names at once the steps that would be undone and redone."""
        self.steps_wanted.emit()
        for action in self._steps:
            action.show_name()

    def fill_bar(self, bar: QMenuBar) -> None:
        for title, entries in self._menus:
            menu = bar.addMenu(title)
            self.fill_menu(menu, entries)
            if ActionId.UNDO in entries:
                menu.aboutToShow.connect(self.name_steps)

    def fill_menu(self, menu: QMenu | QToolBar, entries: Sequence[Entry]) -> None:
        """Puts the menus into a bar."""
        if isinstance(menu, QMenu):
            menu.setStyleSheet("QMenu { menu-scrollable: 1 }")  # else one that is higher than the screen breaks into columns
        for entry in entries:
            if entry is SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self[entry])

    def _illustrate(self) -> None:
        """Gives the actions their icons and says what each does."""
        for id, name in ICONS.items():
            self[id].setIcon(icon(name))
        for id, sentence in sentences().items():
            explain(self[id], sentence)

    # -- what there is

    def _add(self, id: ActionId, text: str, *keys: Keys, group: QActionGroup | None = None, checkable: bool = False) -> ActionId:
        action = QAction(text, self)
        action.setObjectName(id)
        action.setCheckable(checkable)
        action.setShortcuts(key_sequences(*keys))
        if group is not None:
            action.setCheckable(True)
            group.addAction(action)
        action.triggered.connect(lambda _checked: self._do(id))
        self._actions[id] = action
        return id

    def _add_stack(self, stack: QUndoStack) -> None:
        undo, redo = undo_actions(stack, self.tr("&Undo"), self.tr("&Redo"), self)
        for id, action, key in ((ActionId.UNDO, undo, Standard.Undo), (ActionId.REDO, redo, Standard.Redo)):
            action.setShortcuts(key)
            action.setObjectName(id)
            self._actions[id] = action
        redo.setShortcuts(list(dict.fromkeys((*redo.shortcuts(), QKeySequence("Ctrl+Y")))))  # Word's on every system
        self._steps = undo, redo
        self.name_steps()  # with their keys

    def _add_file(self) -> None:
        self._menus.append((self.tr("&File"), [
            self._add(ActionId.NEW, self.tr("&New proposal …"), Standard.New),
            self._add(ActionId.OPEN, self.tr("&Open …"), Standard.Open),
            self._add(ActionId.RECENT, self.tr("Open &recent")),
            self._add(ActionId.SAMPLE, self.tr("Open t&he sample")),
            SEPARATOR,
            self._add(ActionId.SAVE, self.tr("&Save"), Standard.Save),
            self._add(ActionId.SAVE_AS, self.tr("Save &as …"), Standard.SaveAs, "Ctrl+Shift+S", "F12"),
            self._add(ActionId.SEND_COPY, self.tr("Save a cop&y to send …"), "Ctrl+Alt+Shift+S"),
            SEPARATOR,
            self._add(ActionId.TAKE_VERSION, self.tr("Ta&ke a version …"), "Ctrl+Alt+S"),
            self._add(ActionId.VERSIONS, self.tr("&Versions …"), "Ctrl+Alt+H"),
            self._add(ActionId.TAKE_IN, self.tr("Add a returned f&ile as a version …")),
            self._add(ActionId.COMBINE, self.tr("Com&bine returned copies …")),
            self._add(ActionId.ADD_PROPOSAL, self.tr("Add a proposa&l …")),
            SEPARATOR,
            self._add(ActionId.EXPORT, self.tr("&Export to Word …"), "Ctrl+E"),
            self._add(ActionId.EXPORT_CLEAN, self.tr("Export the &draft, untracked …")),
            self._add(ActionId.EXPORT_BASE, self.tr("Export the &text in force …")),
            self._add(ActionId.EXPORT_AKOMA_NTOSO, self.tr("Export as Ako&ma Ntoso …"), "Ctrl+Alt+Shift+E"),
            self._add(ActionId.EXPORT_PDF, self.tr("Export as PD&F …")),
            self._add(ActionId.LAST_EXPORT, self.tr("Last e&xport")),
            SEPARATOR,
            self._add(ActionId.PRINT, self.tr("&Print …"), Standard.Print),
            self._add(ActionId.PRINT_PREVIEW, self.tr("Print previe&w …"), "Ctrl+Alt+P"),
            SEPARATOR,
            self._add(ActionId.QUIT, self.tr("&Quit"), Standard.Quit),
        ]))  # fmt: skip

        self._add(ActionId.OPEN_EXPORT, self.tr("&Open in Word"))
        self._add(ActionId.SHOW_EXPORT, self.tr("Show &folder"))
        self._add(ActionId.COPY_EXPORT, self.tr("&Copy path"))

    def _add_edit(self) -> None:
        self._menus.append((self.tr("&Edit"), [
            ActionId.UNDO, ActionId.REDO,
            self._add(ActionId.UNDO_LIST, self.tr("Undo &list …")),
            SEPARATOR,
            self._add(ActionId.CUT, self.tr("Cu&t"), Standard.Cut),
            self._add(ActionId.COPY, self.tr("&Copy"), Standard.Copy),
            self._add(ActionId.PASTE, self.tr("&Paste"), Standard.Paste),
            self._add(ActionId.SELECT_ALL, self.tr("Select &all"), Standard.SelectAll),
            SEPARATOR,
            self._add(ActionId.FIND, self.tr("&Find …"), Standard.Find),
            self._add(ActionId.REPLACE, self.tr("R&eplace …"), "Ctrl+H"),
            self._add(ActionId.FIND_NEXT, self.tr("Find &next"), "F3"),
            self._add(ActionId.FIND_PREVIOUS, self.tr("Find pre&vious"), "Shift+F3"),
            self._add(ActionId.GO_TO_CLAUSE, self.tr("&Go to clause …"), "Ctrl+G", "F5"),
            SEPARATOR,
            self._add(ActionId.COMMANDS, self.tr("Co&mmands …"), "Ctrl+Shift+P"),
            self._add(ActionId.SETTINGS, self.tr("&Settings …"), Standard.Preferences, "Ctrl+,"),
        ]))  # fmt: skip

    def _add_clause(self) -> None:
        self._menus.append((self.tr("&Clause"), [
            self._add(ActionId.NEW_CALL, self.tr("&New introductory phrase …"), "Ctrl+Enter"),
            self._add(ActionId.RENAME, self.tr("Rename &the introductory phrase"), "F2"),
            self._add(ActionId.INSERT_CLAUSE, self.tr("&Insert clause after"), "Ctrl+Shift+Enter"),
            self._add(ActionId.DELETE_CLAUSE, self.tr("&Delete clause"), "Ctrl+Shift+Del"),
            self._add(ActionId.RESTORE, self.tr("&Restore what is deleted"), "Ctrl+Shift+R"),
            self._add(ActionId.JOIN, self.tr("&Join with the next")),
            SEPARATOR,
            self._add(ActionId.PROMOTE, self.tr("&Promote"), "Alt+Shift+Left"),
            self._add(ActionId.DEMOTE, self.tr("De&mote"), "Alt+Shift+Right"),
            self._add(ActionId.MOVE_UP, self.tr("Move &up"), "Alt+Shift+Up", "Ctrl+Alt+Up"),
            self._add(ActionId.MOVE_DOWN, self.tr("Mo&ve down"), "Alt+Shift+Down", "Ctrl+Alt+Down"),
            SEPARATOR,
            self._add(ActionId.LABEL, self.tr("Set &label …"), "Ctrl+Shift+L"),
            self._add(ActionId.UNLABEL, self.tr("Number it &automatically")),
            SEPARATOR,
            self._add(ActionId.MAKE_CALL, self.tr("Make it an introdu&ctory phrase")),
            self._add(ActionId.MAKE_LETTERED, self.tr("Make it a) l&ettered")),
            self._add(ActionId.MAKE_NUMBERED, self.tr("Make it 1 num&bered")),
            self._add(ActionId.MAKE_PLAIN, self.tr("Make it unlabelled te&xt")),
            self._add(ActionId.MAKE_HEADING, self.tr("Make it a &heading")),
            self._add(ActionId.MAKE_ANNEX, self.tr("Make it an annex headin&g")),
            self._add(ActionId.CORRECT, self.tr("Correct &what was read")),
            SEPARATOR,
            self._add(ActionId.PUNCTUATE, self.tr("Punctuate as ITU doe&s")),
            self._add(ActionId.REFERENCES, self.tr("Re&ferences to clauses")),
        ]))  # fmt: skip
        ways = QActionGroup(self)
        self._groups.append(ways)
        self._add(ActionId.REFERENCES_FOLLOW, self.tr("References to clauses &follow"), group=ways)
        self._add(ActionId.REFERENCES_ASK, self.tr("Reference changes are &offered"), group=ways)
        self._add(ActionId.REFERENCES_LEAVE, self.tr("References to clauses &stay"), group=ways)
        self._add(ActionId.STALE_REFERENCES, self.tr("Look at references that are out of &date"), "Ctrl+Alt+K")

    def _add_corrections(self) -> None:
        """What a clause really is: the entries of a menu of their own."""
        for id, text in (
            (ActionId.READ_CALL, self.tr("This is an introdu&ctory phrase")),
            (ActionId.READ_LEVEL_1, self.tr("This is a paragraph of level &1")),
            (ActionId.READ_LEVEL_2, self.tr("This is a paragraph of level &2")),
            (ActionId.READ_LEVEL_3, self.tr("This is a paragraph of level &3")),
            (ActionId.READ_HEADING, self.tr("This is a &heading")),
            (ActionId.READ_ANNEX, self.tr("This is an anne&x heading")),
            (ActionId.READ_NUMBER, self.tr("This is the &number line")),
            (ActionId.READ_TITLE, self.tr("This is the &title")),
            (ActionId.READ_HISTORY, self.tr("Thi&s is the adoption line")),
            (ActionId.READ_OPENING, self.tr("This is the &opening line")),
            (ActionId.READ_LABEL, self.tr("Where the &label ends …")),
        ):
            self._add(id, text)

    def _add_format(self) -> None:
        self._menus.append((self.tr("F&ormat"), [
            self._add(ActionId.BOLD, self.tr("&Bold"), Standard.Bold),
            self._add(ActionId.ITALIC, self.tr("&Italic"), Standard.Italic),
            self._add(ActionId.UNDERLINE, self.tr("&Underline"), Standard.Underline),
            self._add(ActionId.SUPERSCRIPT, self.tr("&Superscript"), "Ctrl+Shift++"),
        ]))  # fmt: skip

    def _add_insert(self) -> None:
        self._menus.append((self.tr("&Insert", "menu"), [
            self._add(ActionId.FOOTNOTE, self.tr("Insert &footnote"), "Ctrl+Alt+F"),
            self._add(ActionId.SHOW_FOOTNOTE, self.tr("Edit the f&ootnote here"), "Ctrl+Alt+N", checkable=True),
            ActionId.COMMENT,
            SEPARATOR,
            self._add(ActionId.SYMBOL, self.tr("&Symbol …"), "Ctrl+Shift+I"),
            self._add(ActionId.INSERT_TABLE, self.tr("Insert &table …"), "Ctrl+F12"),
            SEPARATOR,
            self._add(ActionId.NO_BREAK_SPACE, self.tr("&No-break space"), "Ctrl+Shift+Space"),
            self._add(ActionId.NO_BREAK_HYPHEN, self.tr("No-break &hyphen"), "Ctrl+_"),
        ]))  # fmt: skip

    def _add_table(self) -> None:
        self._menus.append((self.tr("T&able"), [
            ActionId.INSERT_TABLE,
            SEPARATOR,
            self._add(ActionId.INSERT_ROW_ABOVE, self.tr("Insert row &above"), "Alt+Shift+Ins"),
            self._add(ActionId.INSERT_ROW_BELOW, self.tr("Insert row &below"), "Alt+Ins"),
            self._add(ActionId.DELETE_ROW, self.tr("&Delete row"), "Alt+Del"),
            SEPARATOR,
            self._add(ActionId.INSERT_COLUMN_BEFORE, self.tr("Insert column be&fore"), "Ctrl+Alt+Shift+Ins"),
            self._add(ActionId.INSERT_COLUMN_AFTER, self.tr("Insert &column after"), "Ctrl+Alt+Ins"),
            self._add(ActionId.DELETE_COLUMN, self.tr("D&elete column"), "Alt+Shift+Del"),
        ]))  # fmt: skip

    def _add_review(self) -> None:
        self._menus.append((self.tr("&Review"), [
            self._add(ActionId.TRACK, self.tr("&Track changes"), "Ctrl+Shift+E", "Ctrl+Shift+C", checkable=True),
            SEPARATOR,
            self._add(ActionId.NEXT_AMENDMENT, self.tr("&Next amendment"), "F8"),
            self._add(ActionId.PREVIOUS_AMENDMENT, self.tr("&Previous amendment"), "Shift+F8"),
            SEPARATOR,
            self._add(ActionId.ACCEPT, self.tr("&Accept"), "Ctrl+Shift+A"),
            self._add(ActionId.REJECT, self.tr("&Reject"), "Ctrl+Shift+J"),
            self._add(ActionId.ACCEPT_ALL, self.tr("Accept a&ll")),
            self._add(ActionId.REJECT_ALL, self.tr("Re&ject all")),
            self._add(ActionId.OF_AUTHOR, self.tr("Accept or reject all of an a&uthor …")),
            SEPARATOR,
            self._add(ActionId.WHO, self.tr("&Who changed this clause"), "Ctrl+Alt+W"),
            self._add(ActionId.REASON, self.tr("R&eason of the amendment …"), "Ctrl+Alt+R"),
            self._add(ActionId.PRIVATE_NOTE, self.tr("Private n&ote on the amendment …"), "Ctrl+Alt+Shift+N"),
            self._add(ActionId.GATHER_REASONS, self.tr("&Gather the reasons for the proposal")),
            SEPARATOR,
            self._add(ActionId.COMMENT, self.tr("&Insert comment"), "Ctrl+Alt+M", "Ctrl+Alt+C"),
            self._add(ActionId.NEXT_COMMENT, self.tr("Ne&xt comment"), "F9"),
            self._add(ActionId.PREVIOUS_COMMENT, self.tr("Previous &comment"), "Shift+F9"),
            SEPARATOR,
            self._add(ActionId.NAME, self.tr("&Your name …")),
        ]))  # fmt: skip

    def _add_tools(self) -> None:
        self._menus.append((self.tr("&Tools"), [
            self._add(ActionId.CHECK_NOW, self.tr("Chec&k everything now"), "Ctrl+F7"),
            self._add(ActionId.NEXT_PROBLEM, self.tr("Next pro&blem"), "F4"),
            self._add(ActionId.PREVIOUS_PROBLEM, self.tr("Pre&vious problem"), "Shift+F4"),
            self._add(ActionId.EDITIONS, self.tr("&Editions of what is cited …"), "Ctrl+Alt+E"),
            self._add(ActionId.TERMS, self.tr("Your &terms …")),
            SEPARATOR,
            self._add(ActionId.LIBRARY, self.tr("Librar&y …"), "Ctrl+Alt+Y"),
            self._add(ActionId.SHOW_CITED, self.tr("Sho&w what is cited"), "Shift+F1"),
            SEPARATOR,
            self._add(ActionId.COMPARE, self.tr("&Compare with …"), "Ctrl+Alt+D"),
            self._add(ActionId.CONSOLIDATE, self.tr("Consoli&date proposals …"), "Ctrl+Alt+L"),
            self._add(ActionId.OTHERS, self.tr("Show what &others propose …"), "Ctrl+Alt+X"),
            self._add(ActionId.FORGET_OTHERS, self.tr("&Forget what others propose")),
            self._add(ActionId.NEW_BASE, self.tr("A&pply the proposal to another text in force …")),
            SEPARATOR,
            self._add(ActionId.SPELLING, self.tr("Check &spelling"), checkable=True),
            self._add(ActionId.NEXT_MISSPELT, self.tr("Next m&isspelt word"), "F7"),
            self._add(ActionId.ADD_CORRECTION, self.tr("Add to &autocorrect …")),
        ]))  # fmt: skip

    def _add_view(self) -> None:
        views = QActionGroup(self)
        self._groups.append(views)
        self._menus.append((self.tr("&View"), [
            self._add(ActionId.MARKUP, self.tr("&Markup"), "Ctrl+1", group=views),
            self._add(ActionId.DRAFT, self.tr("&Draft"), "Ctrl+2", group=views),
            self._add(ActionId.BASE, self.tr("&Text in force"), "Ctrl+3", group=views),
            SEPARATOR,
            self._add(ActionId.SUBMISSION_FORM, self.tr("S&ubmission form"), "Alt+Enter"),
            self._add(ActionId.AMENDMENTS, self.tr("&Amendments"), "Ctrl+Alt+A"),
            self._add(ActionId.COMMENTS, self.tr("Comme&nts"), "Ctrl+Alt+O"),
            self._add(ActionId.PROBLEMS, self.tr("Pro&blems"), "Ctrl+Alt+B"),
            self._add(ActionId.SPLIT_BASE, self.tr("Te&xt in force beside the text"), "Ctrl+Alt+T"),
            self._add(ActionId.SPLIT_LANGUAGE, self.tr("Othe&r language beside the text"), "Ctrl+Alt+Shift+T"),
            self._add(ActionId.PARALLEL, self.tr("Ot&her language version"), "Ctrl+Alt+G"),
            self._add(ActionId.LIBRARY_PANEL, self.tr("Librar&y beside the text"), "Ctrl+Alt+Shift+Y"),
            SEPARATOR,
            self._add(ActionId.ARRANGE_ANEW, self.tr("Panels as at &first")),
            self._add(ActionId.CARDS, self.tr("&Cards beside the text")),
            self._add(ActionId.GO_TO_CARD, self.tr("Go to the card and bac&k"), "Alt+F12"),
            self._add(ActionId.NEXT_PANE, self.tr("Next &pane"), "F6"),
            self._add(ActionId.PAGE, self.tr("Pa&ge"), "Ctrl+4", checkable=True),
            self._add(ActionId.FOCUS_MODE, self.tr("Focus m&ode"), Standard.FullScreen, "F11", checkable=True),
            SEPARATOR,
            self._add(ActionId.LARGER, self.tr("&Larger"), Standard.ZoomIn, "Ctrl+="),
            self._add(ActionId.SMALLER, self.tr("&Smaller"), Standard.ZoomOut),
            self._add(ActionId.NORMAL_SIZE, self.tr("&100 %"), "Ctrl+0"),
        ]))  # fmt: skip
        self._add_cards()
        self[ActionId.MARKUP].setChecked(True)
        self[ActionId.TRACK].setChecked(True)
        self[ActionId.PUNCTUATE].setCheckable(True)
        for id, short in (
            (ActionId.INSERT_CLAUSE, self.tr("Insert")),
            (ActionId.DELETE_CLAUSE, self.tr("Delete")),
            (ActionId.RESTORE, self.tr("Restore")),
            (ActionId.EXPORT, self.tr("Export", "verb")),
            (ActionId.CHECK_NOW, self.tr("Check all")),
            (ActionId.EDITIONS, self.tr("Editions")),
            (ActionId.NEXT_AMENDMENT, self.tr("Next", "amendment")),
            (ActionId.PREVIOUS_AMENDMENT, self.tr("Previous", "amendment")),
            (ActionId.UNDO, self.tr("Undo")),
            (ActionId.REDO, self.tr("Redo")),
        ):
            self[id].setIconText(short)
        for id in VIEW_BAR:
            self[id].setIconText(name_without_keys(self[id].text()))  # Qt leaves the key of a Chinese or Arabic name there

    def _add_window(self) -> None:
        self._menus.append((self.tr("&Window"), [
            self._add(ActionId.NEW_WINDOW, self.tr("&New window")),
            self._add(ActionId.CLOSE_WINDOW, self.tr("&Close this window"), "Ctrl+W"),
            SEPARATOR,
        ]))  # fmt: skip

    def _add_cards(self) -> None:
        """Which cards stand beside the text: the entries of a menu of their own."""
        which = QActionGroup(self)
        self._groups.append(which)
        self._add(ActionId.CARDS_ALL, self.tr("&All cards"), group=which)
        self._add(ActionId.CARDS_COMMENTS, self.tr("Cards of &comments only"), group=which)
        self._add(ActionId.CARDS_NONE, self.tr("&No cards"), group=which)

    def _add_help(self) -> None:
        self._menus.append((self.tr("&Help"), [
            self._add(ActionId.MANUAL, self.tr("&Manual"), Standard.HelpContents, "F1"),
            self._add(ActionId.SHORTCUTS, self.tr("&Keyboard shortcuts"), "Ctrl+F1"),
            self._add(ActionId.START_PAGE, self.tr("&Start page")),
            self._add(ActionId.TOUR, self.tr("&Three-minute tour")),
            SEPARATOR,
            self._add(ActionId.ABOUT, self.tr("&About Clausewright")),
        ]))  # fmt: skip
