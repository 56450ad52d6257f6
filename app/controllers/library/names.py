"""The names under which the window shows what the library holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.library.held import HeldText
from model.library.status import Status
from model.library.values import TextIdentity

translate = QCoreApplication.translate
