"""Boxes that are made without the program, on values in Russian."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from model.files.read_pages import ReadPages
from model.formats.page.briefing import BriefingChoice
from model.formats.pdf.places import PdfPlaces
from model.library.imports.file_reader import Reading
from model.library.texts.values import LibraryText, TextIdentity
from model.redline import Redline
from model.submission.positions import Position
from model.submission.values import Submission
from tests.builders.library import surveyed
from widgets.brackets.dialogs import BlankDialog, OptionDialog
from widgets.briefing.choice import ExcerptDialog
from widgets.consolidation.parties_dialog import PartiesDialog, PartyFile
from widgets.dialogs.adoption import AdoptionDialog, AdoptionRow
from widgets.dialogs.label_end import LabelEndDialog
from widgets.dialogs.new_base import NewBaseDialog
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.recovery import RecoveryDialog
from widgets.dialogs.small_dialogs import AuthorsDialog, NamedTextDialog, RemarkDialog
from widgets.dialogs.versions import VersionRow, VersionsDialog
from widgets.editions.row_form import RowForm
from widgets.library.additions_box import AdditionsBox
from widgets.library.correction_form import CorrectionForm
from widgets.positions.dialog import BriefDialog, PositionDialog
from widgets.printing.choice import PrintChoice, PrintChoiceDialog
from widgets.source_pages.recognition_box import RecognitionBox
from widgets.start.new_proposal import NewProposalDialog

BOXES: dict[str, Callable[[], QWidget]] = {
    "additions": lambda: AdditionsBox(surveyed(Reading((LibraryText(TextIdentity()),)), refused=["а.docx"]), (), ()),
    "correction": lambda: CorrectionForm(TextIdentity()),
    "what was recognised": lambda: RecognitionBox("а.pdf", ReadPages((Redline(),), PdfPlaces("а.pdf")), 1, "то"),
    "after the decision": lambda: AdoptionDialog([AdoptionRow("напоминая", "АСЭ", "вставка")], (), "", is_new=True),
    "excerpt": lambda: ExcerptDialog(BriefingChoice(), ("АСЭ", "ЕВР")),
    "authors": lambda: AuthorsDialog({"Ана": 3, "": 1}),
    "consolidate": lambda: PartiesDialog(PartyFile("", "ба", Submission())),
    "label end": lambda: LabelEndDialog("а)\tсети", 2),
    "named text": lambda: NamedTextDialog("Исключить", "Резолюция 1"),
    "new option": lambda: OptionDialog("[принять]", ("АСЭ",)),
    "blank": lambda: BlankDialog("провести [__] собраний;"),
    "new base": lambda: NewBaseDialog("3 из 4", []),
    "position": lambda: PositionDialog("[принять]", Position(()), ("АСЭ",)),
    "brief": BriefDialog,
    "print": lambda: PrintChoiceDialog("Печать", "Печать", PrintChoice()),
    "proof": lambda: ProofDialog("а.docx", [("Итог", "Прочитано.")], *[lambda: True] * 3),
    "recovery": lambda: RecoveryDialog(["а, 3"], lambda row: "то"),
    "remark": lambda: RemarkDialog("Основание", "поправка", "куда"),
    "row of the table of editions": lambda: RowForm({}),
    "new proposal": lambda: NewProposalDialog([("WTSA-24", "WTSA-24")], dict),
    "versions": lambda: VersionsDialog(lambda: [VersionRow("Утро", "", Submission())]),
}
