"""The values of the library: texts in force, their identities, and their clauses."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from model.formats.pdf.places import TextPages
from model.redline import Kind, Redline

Part = Literal["head", "preamble", "operative", "annex", "other"]
"""The part of a text: before the first call, under a call of the preamble or of the operative part, in an annex, or under an
unknown call."""

Outcome = Literal["amended", "suppressed", "unchanged"]
"""What a conference decides on a text: it reads differently, it is no longer in force, or it stays as it is."""


class TextIdentity(Struct, frozen=True):
    """The name of a text among all others: the instrument, the edition and the language."""

    instrument: str = ""
    """resolution, decision, recommendation, opinion; '' if it is not known."""
    body: str = ""
    """As in the table of editions: PP, WTSA, WTDC, RA, Council, UNGA …; '' if it is not known."""
    number: str = ""
    """Without its edition: `75`, of ITU-R `61`; '' if the text has none."""
    form: str = ""
    """How a citation names the edition: `place`, `year`, `suffix`; '' if it names none."""
    place: str = ""
    """In English; '' if the form has none."""
    year: int = 0
    suffix: str = ""
    date: str = ""
    """ISO, the first day of the conference that adopted it; '' if it is not known."""
    revised: bool = False
    language: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The instrument, the same for all editions and languages; as in the table of editions."""
        return self.instrument, self.body, self.number.casefold()

    @property
    def same(self) -> tuple[str, str, str, str, int, str, str]:
        """The key in which two copies of one text agree: instrument, edition and language."""
        return *self.key, self.place, self.year, self.suffix, self.language


class LibraryText(Struct, frozen=True):
    """A text as it was found in a file."""

    identity: TextIdentity
    title: str = ""
    """In the language of the text."""
    redline: Redline = field(default_factory=Redline)
    """The text with nothing tracked."""
    mark: str = ""
    """ADD, MOD, SUP or NOC above its number in Final Acts; '' if there is none."""
    group: str = ""
    """The heading above it in a collection; '' if there is none."""
    place: int = 0
    """Its place among the texts of its file, from 1; 0 if it is the only one."""
    work: str = ""
    """The name of the work in the file, its IRI (Akoma Ntoso); '' if there is none."""
    from_proposal: bool = False
    """It is the text in force that a proposal starts from, as its author had it, and no text that was published."""
    file: str = ""
    """The name of its file in a zip; '' if the file was not in a zip."""
    pages: TextPages | None = None
    """Where its clauses are on the pages of its file; None if the file is no PDF."""

    @property
    def abrogated(self) -> bool:
        """Whether the act that contains it says that it is no longer in force; such a text has only a number and a title."""
        return self.mark.startswith("SUP")


class LibraryClause(Struct, frozen=True):
    """One paragraph of a text, as it is searched, compared and listed."""

    path: str
    """As in `model.submission.clause_paths`, `resolves/1.2`."""
    kind: Kind
    part: Part
    call: str
    """The words of the call above it, as printed; '' before the first call and in annexes."""
    label: str
    """As printed, `a)`; '' if it has none."""
    text: str
    """As it is read: without soft hyphens, marks of direction and places of notes."""
