"""The actions of the menu of files, one row each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from app.window.action_ids import SEPARATOR
from app.window.action_ids import ActionId as Id
from app.window.menu_spec import MenuSpec, Submenu, row

Standard = QKeySequence.StandardKey
tr = partial(QCoreApplication.translate, "Actions")


def file_menu() -> MenuSpec:
    """The menu of files."""
    return MenuSpec(tr("&File"), [
        row(Id.NEW, tr("&New proposal …"), Standard.New, icon="file-plus",
            help=tr("Asks what you propose, on which text and where, then opens the text.")),
        row(Id.OPEN, tr("&Open …"), Standard.Open, icon="folder-open", help=tr("Opens a Word file, a text or a saved proposal.")),
        row(Id.RECENT, tr("Open &recent"), icon="clock", help=tr("Lists the files that were open last.")),
        row(Id.SAMPLE, tr("Open t&he sample"), icon="graduation-cap",
            help=tr("Opens a fictitious resolution with a proposal to experiment with.")),
        SEPARATOR,
        row(Id.SAVE, tr("&Save"), Standard.Save, icon="save", help=tr("Saves the proposal with everything that belongs to it.")),
        row(Id.SAVE_AS, tr("Save &as …"), Standard.SaveAs, "Ctrl+Shift+S", "F12",
            help=tr("Saves the proposal under another name or in another place.")),
        row(Id.SEND_COPY, tr("Save a cop&y to send …"), "Ctrl+Alt+Shift+S",
            help=tr("Shows what the document contains besides its text, and saves a copy without what you do not want to send.")),
        SEPARATOR,
        row(Id.TAKE_VERSION, tr("Ta&ke a version …"), "Ctrl+Alt+S", icon="camera",
            help=tr("Keeps the current state under a name, to return to or to compare with.")),
        row(Id.VERSIONS, tr("&Versions …"), "Ctrl+Alt+H", icon="history",
            help=tr("Shows the versions in the file: compare them, return to one, remove one.")),
        row(Id.TAKE_IN, tr("Add a returned f&ile as a version …"), icon="file-input",
            help=tr("Adds a copy that a colleague sent back as a version; the draft stays as it is.")),
        row(Id.COMBINE, tr("Com&bine returned copies …"), icon="files",
            help=tr("Shows copies that colleagues returned beside the draft, clause by clause; each is kept as a version.")),
        row(Id.MERGE_COPY, tr("Merge a colleag&ue’s copy …"), "Ctrl+Alt+Shift+Z", icon="merge",
            help=tr("Puts the changes of another copy into this one, word by word; both wordings are kept where they differ.")),
        row(Id.SHARE, tr("Share this draft with &colleagues …"), "Ctrl+Alt+Shift+R", icon="users",
            help=tr("Lets colleagues who see the folder of the draft work on it at the same time as you, without a server.")),
        row(Id.AMEND_PROPOSAL, tr("Amend this proposal, keepin&g theirs"),
            help=tr("Keeps the tracked changes as those of another party; what you change from then on amends them.")),
        row(Id.ADD_PROPOSAL, tr("Add a proposa&l …"), icon="copy-plus", help=tr("Adds another proposal to the same submission.")),
        SEPARATOR,
        row(Id.EXPORT, tr("&Export to Word …"), "Ctrl+E", icon="file-up", short=tr("Export", "verb"),
            help=tr("Writes the submission as an ITU-formatted Word file with tracked changes, and proves it.")),
        row(Id.EXPORT_PDF, tr("Export as PD&F …"), help=tr("Writes the submission as a PDF file.")),
        Submenu(tr("O&ther exports"), (
            row(Id.EXPORT_WHOLE, tr("Export the &whole treaty text …"),
                help=tr("Writes all of a treaty text with tracked changes, not just the amended provisions.")),
            row(Id.EXPORT_FINAL_ACTS, tr("Export in the form of &Final Acts …"),
                help=tr("Writes the amended provisions of a treaty text without tracked changes, each with its symbol in the "
                        "margin.")),
            row(Id.EXPORT_CLEAN, tr("Export the &draft, untracked …"),
                help=tr("Writes the proposed text as a Word file without tracked changes.")),
            row(Id.EXPORT_BASE, tr("Export the &text in force …"), help=tr("Writes the text in force as a Word file.")),
            row(Id.EXPORT_AKOMA_NTOSO, tr("Export as Ako&ma Ntoso …"), "Ctrl+Alt+Shift+E",
                help=tr("Writes the submission with its changes as Akoma Ntoso, the XML in which the United Nations publish "
                        "resolutions.")),
        )),
        row(Id.LAST_EXPORT, tr("Last e&xport"), help=tr("Opens the last exported file or its folder.")),
        SEPARATOR,
        row(Id.PRINT, tr("&Print …"), Standard.Print, icon="printer", help=tr("Prints the submission.")),
        row(Id.PRINT_PREVIEW, tr("Print previe&w …"), "Ctrl+Alt+P", icon="scan-eye",
            help=tr("Shows the pages as they are printed.")),
        SEPARATOR,
        row(Id.QUIT, tr("&Quit"), Standard.Quit, help=tr("Closes the window; asks about unsaved changes first.")),
    ], [
        row(Id.OPEN_EXPORT, tr("&Open in Word"), icon="external-link",
            help=tr("Opens the exported file in the program for Word files.")),
        row(Id.SHOW_EXPORT, tr("Show &folder"), icon="folder-open", help=tr("Shows the folder of the exported file.")),
        row(Id.COPY_EXPORT, tr("&Copy path"), icon="copy", help=tr("Copies the path of the exported file to the clipboard.")),
    ])  # fmt: skip
