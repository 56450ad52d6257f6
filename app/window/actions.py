"""The actions of the window: name, place in the menus, shortcut. Controllers connect them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar

from widgets.window.undo_actions import undo_actions

Standard = QKeySequence.StandardKey
Keys = str | QKeySequence.StandardKey
SEPARATOR = "-"


class Actions(QObject):
    """Holds the actions by name."""

    def __init__(self, stack: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._menus: list[tuple[str, list[str]]] = []
        self._groups: list[QActionGroup] = []
        self._slots: dict[str, Callable[[], object]] = {}
        self._makers: dict[str, Callable[[], object]] = {}
        self._add_stack(stack)
        self._add_file()
        self._add_edit()
        self._add_clause()
        self._add_corrections()
        self._add_format()
        self._add_review()
        self._add_tools()
        self._add_view()
        self._add_help()
        roles = QAction.MenuRole
        for name, role in (("settings", roles.PreferencesRole), ("quit", roles.QuitRole), ("about", roles.AboutRole)):
            self[name].setMenuRole(role)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    @property
    def names(self) -> list[str]:
        """The names of all actions, in the order in which they were made."""
        return list(self._actions)

    def connect_to(self, name: str, slot: Callable[[], object]) -> None:
        """Lets an action do something, whatever Qt says about its check mark."""
        self._slots[name] = slot

    def made_by(self, make: Callable[[], object], *names: str) -> None:
        """Lets actions be connected by what `make` makes when one of them is first triggered: what only waits for its
        actions is no part of the first window."""
        self._makers.update(dict.fromkeys(names, make))

    def _do(self, name: str) -> None:
        if name in self._makers and name not in self._slots:
            self._makers[name]()
        if name in self._slots:
            self._slots[name]()

    def menus(self) -> list[tuple[str, list[QAction]]]:
        """The titles of the menus and their actions."""
        return [(title, [self[name] for name in names if name != SEPARATOR]) for title, names in self._menus]

    def fill_bar(self, bar: QMenuBar) -> None:
        """Puts the menus into a bar."""
        for title, names in self._menus:
            self.fill_menu(bar.addMenu(title), names)

    def fill_menu(self, menu: QMenu | QToolBar, names: Sequence[str]) -> None:
        """Puts the actions of these names into a menu or a bar; `SEPARATOR` among them draws a line."""
        if isinstance(menu, QMenu):
            menu.setStyleSheet("QMenu { menu-scrollable: 1 }")  # else one that is higher than the screen breaks into columns
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self[name])

    # -- what there is

    def _add(self, name: str, text: str, *keys: Keys, group: QActionGroup | None = None, checkable: bool = False) -> str:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setCheckable(checkable)
        sequences = (QKeySequence(key) for key in keys)
        action.setShortcuts(list(dict.fromkeys(sequence for sequence in sequences if not sequence.isEmpty())))
        if group is not None:
            action.setCheckable(True)
            group.addAction(action)
        action.triggered.connect(lambda _checked: self._do(name))
        self._actions[name] = action
        return name

    def _add_stack(self, stack: QUndoStack) -> None:
        undo, redo = undo_actions(stack, self.tr("&Undo"), self.tr("&Redo"), self)
        for name, action, key in (("undo", undo, Standard.Undo), ("redo", redo, Standard.Redo)):
            action.setShortcuts(key)
            action.setObjectName(name)
            self._actions[name] = action
        redo.setShortcuts(list(dict.fromkeys((*redo.shortcuts(), QKeySequence("Ctrl+Y")))))  # Word's on every system

    def _add_file(self) -> None:
        self._menus.append((self.tr("&File"), [
            self._add("open", self.tr("&Open …"), Standard.Open),
            self._add("recent", self.tr("Open &recent")),
            self._add("sample", self.tr("Open the sa&mple")),
            SEPARATOR,
            self._add("save", self.tr("&Save"), Standard.Save),
            self._add("save as", self.tr("Save &as …"), Standard.SaveAs, "Ctrl+Shift+S"),
            SEPARATOR,
            self._add("take version", self.tr("Ta&ke a version …"), "Ctrl+Alt+S"),
            self._add("versions", self.tr("&Versions …"), "Ctrl+Alt+H"),
            self._add("take in", self.tr("Take &in a returned file …")),
            self._add("add proposal", self.tr("Add a proposa&l …")),
            SEPARATOR,
            self._add("export", self.tr("&Export to Word …"), "Ctrl+E"),
            self._add("export clean", self.tr("Export the &draft, untracked …")),
            self._add("export base", self.tr("Export the &text in force …")),
            self._add("export pdf", self.tr("Export as PD&F …")),
            SEPARATOR,
            self._add("print", self.tr("&Print …"), Standard.Print),
            self._add("print preview", self.tr("Print previe&w …"), "Ctrl+Alt+P"),
            SEPARATOR,
            self._add("quit", self.tr("&Quit"), Standard.Quit),
        ]))  # fmt: skip

    def _add_edit(self) -> None:
        self._menus.append((self.tr("&Edit"), [
            "undo", "redo",
            self._add("undo list", self.tr("Undo &list …")),
            SEPARATOR,
            self._add("cut", self.tr("Cu&t"), Standard.Cut),
            self._add("copy", self.tr("&Copy"), Standard.Copy),
            self._add("paste", self.tr("&Paste"), Standard.Paste),
            self._add("select all", self.tr("Select &all"), Standard.SelectAll),
            SEPARATOR,
            self._add("find", self.tr("&Find …"), Standard.Find),
            self._add("replace", self.tr("R&eplace …"), "Ctrl+H"),
            self._add("find next", self.tr("Find &next"), "F3"),
            self._add("find previous", self.tr("Find pre&vious"), "Shift+F3"),
            self._add("go to clause", self.tr("&Go to clause …"), "Ctrl+G"),
            SEPARATOR,
            self._add("commands", self.tr("Co&mmands …"), "Ctrl+Shift+P"),
            self._add("settings", self.tr("&Settings …"), Standard.Preferences, "Ctrl+,"),
        ]))  # fmt: skip

    def _add_clause(self) -> None:
        self._menus.append((self.tr("&Clause"), [
            self._add("new call", self.tr("&New call …"), "Ctrl+Return", "Ctrl+Enter"),
            self._add("rename", self.tr("Rename &the call"), "F2"),
            self._add("insert clause", self.tr("&Insert clause after"), "Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            self._add("delete clause", self.tr("&Delete clause"), "Ctrl+Shift+Del"),
            self._add("restore", self.tr("&Restore what is deleted"), "Ctrl+Shift+R"),
            self._add("join", self.tr("&Join with the next")),
            SEPARATOR,
            self._add("promote", self.tr("&Promote"), "Alt+Shift+Left"),
            self._add("demote", self.tr("De&mote"), "Alt+Shift+Right"),
            self._add("move up", self.tr("Move &up"), "Alt+Shift+Up"),
            self._add("move down", self.tr("Mo&ve down"), "Alt+Shift+Down"),
            SEPARATOR,
            self._add("label", self.tr("Set &label …"), "Ctrl+Shift+L"),
            self._add("unlabel", self.tr("Number it &automatically")),
            SEPARATOR,
            self._add("make call", self.tr("Make it a &call")),
            self._add("make lettered", self.tr("Make it a) l&ettered")),
            self._add("make numbered", self.tr("Make it 1 num&bered")),
            self._add("make plain", self.tr("Make it unlabelled te&xt")),
            self._add("make heading", self.tr("Make it a &heading")),
            self._add("make annex", self.tr("Make it an annex headin&g")),
            self._add("correct", self.tr("Correct &what was read")),
            SEPARATOR,
            self._add("footnote", self.tr("Insert &footnote …"), "Ctrl+Alt+F"),
            self._add("show footnote", self.tr("Edit the f&ootnote here"), "Ctrl+Alt+N", checkable=True),
            SEPARATOR,
            self._add("punctuate", self.tr("Punctuate as ITU doe&s")),
            self._add("references", self.tr("References to clauses")),
        ]))  # fmt: skip
        ways = QActionGroup(self)
        self._groups.append(ways)
        self._add("references follow", self.tr("References to clauses &follow"), group=ways)
        self._add("references ask", self.tr("Reference changes are &offered"), group=ways)
        self._add("references leave", self.tr("References to clauses &stay"), group=ways)
        self._add("stale references", self.tr("Look at references that are out of &date"), "Ctrl+Alt+K")

    def _add_corrections(self) -> None:
        """What a clause really is: the entries of a menu of their own."""
        for name, text in (
            ("read call", self.tr("This is a &call")),
            ("read level 1", self.tr("This is a paragraph of level &1")),
            ("read level 2", self.tr("This is a paragraph of level &2")),
            ("read level 3", self.tr("This is a paragraph of level &3")),
            ("read heading", self.tr("This is a &heading")),
            ("read annex", self.tr("This is an anne&x heading")),
            ("read number", self.tr("This is the &number line")),
            ("read title", self.tr("This is the &title")),
            ("read history", self.tr("This is the hi&story line")),
            ("read opening", self.tr("This is the &opening")),
            ("read label", self.tr("Where the &label ends …")),
        ):
            self._add(name, text)

    def _add_format(self) -> None:
        self._menus.append((self.tr("F&ormat"), [
            self._add("bold", self.tr("&Bold"), Standard.Bold),
            self._add("italic", self.tr("&Italic"), Standard.Italic),
            self._add("underline", self.tr("&Underline"), Standard.Underline),
            self._add("superscript", self.tr("&Superscript"), "Ctrl+Shift++"),
            SEPARATOR,
            self._add("no-break space", self.tr("&No-break space"), "Ctrl+Shift+Space"),
            self._add("no-break hyphen", self.tr("No-break &hyphen"), "Ctrl+_"),
        ]))  # fmt: skip

    def _add_review(self) -> None:
        self._menus.append((self.tr("&Review"), [
            self._add("next amendment", self.tr("&Next amendment"), "F8"),
            self._add("previous amendment", self.tr("&Previous amendment"), "Shift+F8"),
            SEPARATOR,
            self._add("accept", self.tr("&Accept"), "Ctrl+Shift+A"),
            self._add("reject", self.tr("&Reject"), "Ctrl+Shift+J"),
            self._add("accept all", self.tr("Accept a&ll")),
            self._add("reject all", self.tr("Re&ject all")),
            self._add("of author", self.tr("Accept or reject all of an a&uthor …")),
            SEPARATOR,
            self._add("who", self.tr("&Who changed this clause"), "Ctrl+Alt+W"),
            self._add("reason", self.tr("R&eason of the amendment …"), "Ctrl+Alt+R"),
            self._add("private note", self.tr("Private n&ote on the amendment …"), "Ctrl+Alt+Shift+N"),
            self._add("gather reasons", self.tr("&Gather the reasons for the proposal")),
            SEPARATOR,
            self._add("comment", self.tr("&Insert comment"), "Ctrl+Alt+M"),
            self._add("next comment", self.tr("Ne&xt comment"), "F9"),
            self._add("previous comment", self.tr("Previous &comment"), "Shift+F9"),
            SEPARATOR,
            self._add("name", self.tr("&Your name …")),
        ]))  # fmt: skip

    def _add_tools(self) -> None:
        self._menus.append((self.tr("&Tools"), [
            self._add("check now", self.tr("Chec&k everything now"), "Ctrl+F7"),
            self._add("next problem", self.tr("Next pro&blem"), "F4"),
            self._add("previous problem", self.tr("Pre&vious problem"), "Shift+F4"),
            self._add("editions", self.tr("&Editions of what is cited …"), "Ctrl+Alt+E"),
            self._add("terms", self.tr("Your &terms …")),
            SEPARATOR,
            self._add("compare", self.tr("&Compare with …"), "Ctrl+Alt+D"),
            self._add("consolidate", self.tr("Consoli&date proposals …"), "Ctrl+Alt+L"),
            self._add("others", self.tr("Show what &others propose …"), "Ctrl+Alt+X"),
            self._add("forget others", self.tr("&Forget what others propose")),
            self._add("new base", self.tr("&Move to a new base …")),
            SEPARATOR,
            self._add("spelling", self.tr("Check &spelling"), checkable=True),
            self._add("next misspelt", self.tr("Next m&isspelt word"), "F7"),
        ]))  # fmt: skip

    def _add_view(self) -> None:
        views = QActionGroup(self)
        self._groups.append(views)
        self._menus.append((self.tr("&View"), [
            self._add("markup", self.tr("&Markup"), "Ctrl+1", group=views),
            self._add("draft", self.tr("&Draft"), "Ctrl+2", group=views),
            self._add("base", self.tr("&Text in force"), "Ctrl+3", group=views),
            SEPARATOR,
            self._add("submission form", self.tr("S&ubmission form"), "Alt+Return", "Alt+Enter"),
            self._add("amendments", self.tr("&Amendments"), "Ctrl+Alt+A"),
            self._add("comments", self.tr("Comme&nts"), "Ctrl+Alt+O"),
            self._add("problems", self.tr("Pro&blems"), "Ctrl+Alt+B"),
            self._add("two columns", self.tr("Te&xt in force beside the proposed"), "Ctrl+Alt+T"),
            self._add("parallel", self.tr("Ot&her language version"), "Ctrl+Alt+G"),
            SEPARATOR,
            self._add("next pane", self.tr("Next &pane"), "F6"),
            self._add("page", self.tr("Pa&ge"), "Ctrl+4", checkable=True),
            self._add("focus mode", self.tr("F&ocus mode"), Standard.FullScreen, "F11", checkable=True),
            SEPARATOR,
            self._add("larger", self.tr("&Larger"), Standard.ZoomIn, "Ctrl+="),
            self._add("smaller", self.tr("&Smaller"), Standard.ZoomOut),
            self._add("normal size", self.tr("&100 %"), "Ctrl+0"),
        ]))  # fmt: skip
        self["markup"].setChecked(True)
        self["punctuate"].setCheckable(True)
        for name, short in (
            ("insert clause", self.tr("Insert")),
            ("delete clause", self.tr("Delete")),
            ("restore", self.tr("Restore")),
            ("export", self.tr("Export")),
            ("check now", self.tr("Check all")),
            ("next amendment", self.tr("Next")),
            ("previous amendment", self.tr("Previous")),
            ("undo", self.tr("Undo")),
            ("redo", self.tr("Redo")),
        ):
            self[name].setIconText(short)

    def _add_help(self) -> None:
        self._menus.append((self.tr("&Help"), [
            self._add("manual", self.tr("&Manual"), Standard.HelpContents, "F1"),
            self._add("shortcuts", self.tr("&Keyboard shortcuts"), "Ctrl+F1"),
            self._add("first page", self.tr("&First page")),
            SEPARATOR,
            self._add("about", self.tr("&About Clausewright")),
        ]))  # fmt: skip


CLAUSE_MENU = (
    "insert clause", "new call", "rename", "delete clause", "restore", "join", SEPARATOR,
    "promote", "demote", "move up", "move down", SEPARATOR, "label", "unlabel", "correct", SEPARATOR, "accept", "reject",
)  # fmt: skip
TEXT_MENU = (
    "cut", "copy", "paste", SEPARATOR,
    "accept", "reject", "restore", "who", "reason", "private note", SEPARATOR,
    "insert clause", "delete clause", "rename", "promote", "demote", SEPARATOR, "bold", "italic", "underline", "superscript",
    SEPARATOR, "footnote", "show footnote", "comment",
)  # fmt: skip
AMENDMENT_MENU = (
    "accept", "reject", "of author", SEPARATOR, "reason", "private note", SEPARATOR, "next amendment", "previous amendment",
)  # fmt: skip
REVIEW_BAR = ("previous amendment", "next amendment", "accept", "reject")
TOOLBAR = (
    "open", "save", "export", SEPARATOR, "undo", "redo", SEPARATOR, "markup", "draft", "base", SEPARATOR,
    "insert clause", "delete clause", "restore", SEPARATOR, "accept", "reject",
)  # fmt: skip
