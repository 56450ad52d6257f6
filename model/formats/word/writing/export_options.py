"""The choices that an export to Word leaves open, as one value from the caller to the writer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from model.formats.word.package.opc_package import Package
from model.numbering import Labelling
from model.submission.conferences import Conference
from model.submission.resolved import View

if TYPE_CHECKING:
    from model.formats.page.cut_lines import CutLines
    from model.layers.combined import CombinedLayers

Form = Literal["provisions", "final-acts", "whole"]
FORMS: tuple[Form, ...] = get_args(Form)


class ExportOptions(Struct, frozen=True, kw_only=True):
    """The options of writing a submission. Equal submissions with equal options, including a date, give equal bytes."""

    view: View = "markup"
    """*markup* (changes tracked if the symbol has them tracked), *draft* or *base* (untracked)."""
    author: str | None = None
    """Sets one author for all changes."""
    date: str | None = None
    """The date of our own changes, ISO 8601 to the second, UTC; None for now."""
    keep_styles: bool | None = None
    """Whether the base's own package is written into; None: `model.formats.word.writing.writer` decides."""
    conference: Conference | None = None
    """None for that of the header's id."""
    template: Package | None = None
    """The conference's own template, see `conference_template`; None for our empty package."""
    keeps_formats: bool = False
    """Whether new paragraphs and those of another role are formatted as the text has them, not like similar ones: for a text
    from two Word files."""
    labellings: Sequence[Labelling] = ()
    """The labellings of the proposals' texts, if they are known."""
    form: Form = "whole"
    """How treaty texts with amendments are written if changes are tracked: *whole*, or as *provisions*, each under its symbol;
    *final-acts* has the symbols in the margin and the draft alone."""
    layers: Sequence[CombinedLayers | None] = ()
    """For each proposal both its layers, if it amends another party's; set by `export_word`."""
    cut_lines: Sequence[CutLines] = ()
    """For each proposal what is printed around its text, if it is a cut of a treaty text; set by `export_word`."""


DEFAULT_OPTIONS = ExportOptions()
"""With its marks, in the styles and with the authors that it has."""
