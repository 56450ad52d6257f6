"""The actions for provisions of treaty texts, one row each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from app.window.action_ids import ActionId as Id
from app.window.menu_spec import Submenu, row

tr = partial(QCoreApplication.translate, "Actions")


def provision_menu() -> Submenu:
    """The submenu of the clause menu; its actions are enabled in texts with margin numbers."""
    return Submenu(tr("Pr&ovision"), (
        row(Id.NEW_PROVISION, tr("&New provision after"), "Ctrl+Shift+N",
            help=tr("Begins a provision after this one; its margin number follows ITU’s rule, and no other number changes.")),
        row(Id.CONTINUE_PROVISION, tr("New paragraph in this &provision"), "Ctrl+Shift+B",
            help=tr("Begins a paragraph without a margin number, which continues this provision.")),
        row(Id.STRIKE_PROVISION, tr("&Strike provision"), "Ctrl+Shift+K",
            help=tr("Deletes the provision with the paragraphs that continue it; its number is not used again.")),
        row(Id.SET_NUMBER, tr("Set &margin number …"), "Ctrl+Shift+M",
            help=tr("Gives an inserted provision the margin number that you choose, or again that of ITU’s rule.")),
    ))  # fmt: skip
