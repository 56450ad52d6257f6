"""The actions of the menu of clauses, one row each, and those for provisions of treaty texts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from app.window.action_ids import SEPARATOR
from app.window.action_ids import ActionId as Id
from app.window.menu_spec import MenuSpec, Submenu, row

tr = partial(QCoreApplication.translate, "Actions")


def clause_menu() -> MenuSpec:
    """The menu of clauses."""
    return MenuSpec(tr("&Clause"), [
        row(Id.NEW_CALL, tr("&New introductory phrase …"), "Ctrl+Enter", icon="text-quote",
            help=tr("Begins a new block, such as recalling or resolves, at the caret.")),
        row(Id.RENAME, tr("Rename &the introductory phrase"), "F2", icon="pencil-line",
            help=tr("Changes the words that open the block, for example from considering to recalling.")),
        row(Id.INSERT_CLAUSE, tr("&Insert clause after"), "Ctrl+Shift+Enter", icon="between-horizontal-start", short=tr("Insert"),
            help=tr("Begins a new clause after this one; later labels are adjusted.")),
        row(Id.DELETE_CLAUSE, tr("&Delete clause"), "Ctrl+Shift+Del", icon="trash-2", short=tr("Delete"),
            help=tr("Deletes the clause and everything under it; later labels are adjusted.")),
        row(Id.RESTORE, tr("&Restore what is deleted"), "Ctrl+Shift+R", icon="rotate-ccw", short=tr("Restore"),
            help=tr("Restores the deleted text at this place.")),
        row(Id.JOIN, tr("&Join with the next"), icon="fold-vertical", help=tr("Joins this clause with the next one.")),
        SEPARATOR,
        row(Id.PROMOTE, tr("&Promote"), "Alt+Shift+Left", icon="list-indent-decrease",
            help=tr("Moves the clause one level up, such as from i) to b).")),
        row(Id.DEMOTE, tr("De&mote"), "Alt+Shift+Right", icon="list-indent-increase",
            help=tr("Moves the clause one level down, such as from b) to i).")),
        row(Id.MOVE_UP, tr("Move &up"), "Alt+Shift+Up", "Ctrl+Alt+Up", icon="arrow-up",
            help=tr("Moves the clause before the previous one, as a tracked move.")),
        row(Id.MOVE_DOWN, tr("Mo&ve down"), "Alt+Shift+Down", "Ctrl+Alt+Down", icon="arrow-down",
            help=tr("Moves the clause after the next one, as a tracked move.")),
        SEPARATOR,
        row(Id.LABEL, tr("Set &label …"), "Ctrl+Shift+L", icon="tag",
            help=tr("Gives the clause a label that you choose, such as a)bis.")),
        row(Id.UNLABEL, tr("Number it &automatically"), help=tr("Numbers the clause by its place again.")),
        _provision_menu(),
        SEPARATOR,
        row(Id.MAKE_CALL, tr("Make it an introdu&ctory phrase"), icon="text-quote",
            help=tr("Makes the clause open a block, as considering and resolves do.")),
        row(Id.MAKE_LETTERED, tr("Make it a) l&ettered"), icon="list", help=tr("Makes it an item with a letter: a), b), c).")),
        row(Id.MAKE_NUMBERED, tr("Make it 1 num&bered"), icon="list-ordered",
            help=tr("Makes it an item with a number: 1, 2, 3.")),
        row(Id.MAKE_PLAIN, tr("Make it unlabelled te&xt"), icon="pilcrow", help=tr("Makes it a paragraph without a label.")),
        row(Id.MAKE_HEADING, tr("Make it a &heading"), icon="heading", help=tr("Makes it a heading.")),
        row(Id.MAKE_ANNEX, tr("Make it an annex headin&g"), icon="paperclip", help=tr("Makes it the heading of an annex.")),
        row(Id.CORRECT, tr("Correct &what was read"), icon="wrench",
            help=tr("Corrects the kind of a clause that was read wrongly from the file; no change is tracked.")),
        SEPARATOR,
        row(Id.PUNCTUATE, tr("Punctuate as ITU doe&s"), checkable=True,
            help=tr("Keeps the punctuation at the ends of items as ITU writes it: semicolon, comma, full stop.")),
        row(Id.REFERENCES, tr("Re&ferences to clauses"), icon="link",
            help=tr("Chooses what happens to references to clauses whose labels change.")),
        row(Id.BRACKETING, tr("Brac&kets and options"), icon="brackets",
            help=tr("Puts words in square brackets, and decides on words in brackets.")),
    ], [
        row(Id.NEXT_BRACKET, tr("&Next bracket"), "Ctrl+F8", short=tr("Next", "bracket"),
            help=tr("Goes to the next words in square brackets.")),
        row(Id.PREVIOUS_BRACKET, tr("&Previous bracket"), "Ctrl+Shift+F8", short=tr("Previous", "bracket"),
            help=tr("Goes to the previous words in square brackets.")),
        row(Id.PUT_IN_BRACKETS, tr("Put in &brackets"), "Ctrl+Alt+Shift+P", short=tr("Put in brackets"),
            help=tr("Puts the selected words, or the clause, in square brackets.")),
        row(Id.ADD_OPTION, tr("&Add an option …"), "Ctrl+Alt+Shift+O", short=tr("Add an option"),
            help=tr("Adds another wording beside the words in brackets.")),
        row(Id.CHOOSE_OPTION, tr("&Choose this option"), "Ctrl+Alt+Shift+C", short=tr("Choose"),
            help=tr("Keeps this wording; the other options and the brackets are deleted.")),
        row(Id.KEEP_OPTIONS, tr("&Keep both"), "Ctrl+Alt+Shift+K", short=tr("Keep both"),
            help=tr("Keeps the words of all options here; only the brackets are deleted.")),
        row(Id.DELETE_OPTIONS, tr("&Delete all"), "Ctrl+Alt+Shift+D", short=tr("Delete all"),
            help=tr("Deletes the words in these brackets, with all options.")),
        row(Id.ACCEPT_NOC, tr("Accept N&OC"), "Ctrl+Alt+Shift+A", short=tr("Accept NOC"),
            help=tr("Restores the text in force here: no change.")),
        row(Id.STRIP_BRACKETS, tr("&Strip all brackets"), "Ctrl+Alt+Shift+X", short=tr("Strip all"),
            help=tr("Deletes all brackets of the text and keeps the words.")),
        row(Id.SPLIT_CHOICES, tr("&If our choices win"), "Ctrl+Alt+Shift+W", icon="columns-2",
            help=tr("Shows beside this text how it reads if your options are chosen.")),
        row(Id.OPTIONS_TABLE, tr("&Table of options …"), icon="table",
            help=tr("Writes the options of the text, place by place, as a table in a web page or Word file.")),
        row(Id.REFERENCES_FOLLOW, tr("References to clauses &follow"), group="references"),
        row(Id.REFERENCES_ASK, tr("Reference changes are &offered"), group="references"),
        row(Id.REFERENCES_LEAVE, tr("References to clauses &stay"), group="references"),
        row(Id.STALE_REFERENCES, tr("Look at references that are out of &date"), "Ctrl+Alt+K", icon="unlink",
            help=tr("Shows the references to clauses whose labels have changed since.")),
        row(Id.READ_CALL, tr("This is an introdu&ctory phrase")),
        row(Id.READ_LEVEL_1, tr("This is a paragraph of level &1")),
        row(Id.READ_LEVEL_2, tr("This is a paragraph of level &2")),
        row(Id.READ_LEVEL_3, tr("This is a paragraph of level &3")),
        row(Id.READ_HEADING, tr("This is a &heading")),
        row(Id.READ_ANNEX, tr("This is an anne&x heading")),
        row(Id.READ_NUMBER, tr("This is the &number line")),
        row(Id.READ_TITLE, tr("This is the &title")),
        row(Id.READ_HISTORY, tr("Thi&s is the adoption line")),
        row(Id.READ_OPENING, tr("This is the &opening line")),
        row(Id.READ_LABEL, tr("Where the &label ends …")),
    ])  # fmt: skip


def _provision_menu() -> Submenu:
    """The submenu of provisions; its actions are enabled in texts with margin numbers."""
    return Submenu(tr("Pr&ovision"), (
        row(Id.NEW_PROVISION, tr("&New provision after"), "Ctrl+Shift+N",
            help=tr("Begins a provision after this one; its margin number follows ITU’s rule, and no other number changes.")),
        row(Id.CONTINUE_PROVISION, tr("New paragraph in this &provision"), "Ctrl+Shift+B",
            help=tr("Begins a paragraph without a margin number, which continues this provision.")),
        row(Id.STRIKE_PROVISION, tr("&Strike provision"), "Ctrl+Shift+K",
            help=tr("Deletes the provision with the paragraphs that continue it; its number is not used again.")),
        row(Id.SET_NUMBER, tr("Set &margin number …"), "Ctrl+Shift+M",
            help=tr("Gives an inserted provision the margin number that you choose, or again that of ITU’s rule.")),
        row(Id.SET_MARK, tr("Set e&dition mark …"),
            help=tr("Gives a provision, title or footnote the edition mark that you choose, such as (WRC-27), or none, or again "
                    "that of the coming conference.")),
        row(Id.NEW_ARTICLE, tr("New &article after"),
            help=tr("Begins an article after this one, such as 28A, with an empty title and its first provision.")),
        row(Id.NEW_SECTION, tr("New s&ection after"),
            help=tr("Begins a section after this one, such as IIA, with an empty title and its first provision.")),
        row(Id.NUMBER_CUSTOMS, tr("N&umbers of insertions …"),
            help=tr("Chooses the text whose rules number insertions, and an agenda item for provisional numbers.")),
        row(Id.KEEP_PROVISION, tr("&Keep as it is (NOC)"), "Ctrl+Shift+H", short=tr("NOC"),
            help=tr("Says that nothing is proposed on these provisions, from the line of an article on all of it; again: "
                    "takes it back.")),
        row(Id.PROPOSE_NO_CHANGE, tr("Propose no &change (NOC underlined)"), "Ctrl+Shift+D", short=tr("NOC underlined"),
            help=tr("Proposes to keep these provisions as they are, with a number and reasons; again: takes it back.")),
        row(Id.CHANGE_CUT, tr("P&roposal on this provision …"), "Ctrl+Shift+O", short=tr("Change …"),
            help=tr("Sets symbol, agenda item, number and reasons of the proposal that is printed for this provision.")),
        row(Id.JOIN_CUTS, tr("&Join with the next proposal"), "Ctrl+Shift+T", short=tr("Join"),
            help=tr("Makes one proposal of this one and the next one of the text; unchanged provisions between stay out.")),
        row(Id.SPLIT_CUT, tr("Split the proposa&l"), "Ctrl+Shift+X", short=tr("Split"),
            help=tr("Makes proposals of their own of what was joined, or of the provisions of a new article.")),
        row(Id.NEXT_CUT, tr("Ne&xt proposal"), "Ctrl+F10", help=tr("Goes to the next proposal on provisions.")),
        row(Id.PREVIOUS_CUT, tr("Pre&vious proposal"), "Ctrl+Shift+F10", help=tr("Goes to the previous proposal on provisions.")),
    ))  # fmt: skip
