"""The values of the library: texts in force, what identifies them, and their clauses."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from model.redline import Kind, Redline

Part = Literal["head", "preamble", "operative", "annex", "other"]
"""Where a clause stands: before the first call, under a call of the preamble or of the operative part, in an annex, or under no
call that is known."""


class TextIdentity(Struct, frozen=True):
    """The name of a text among all others: which edition of which instrument, in which language."""

    instrument: str = ""
    """resolution, decision, recommendation, opinion; '' where nothing tells."""
    body: str = ""
    """As in the table of editions: PP, WTSA, WTDC, RA, Council, UNGA …; '' where nothing tells."""
    number: str = ""
    """Without its edition: `75`, of ITU-R `61`; '' where the text has none."""
    form: str = ""
    """How a citation names the edition: `place`, `year`, `suffix`; '' where it names none."""
    place: str = ""
    """In English; '' where the form has none."""
    year: int = 0
    suffix: str = ""
    date: str = ""
    """ISO, the first day of the conference that adopted it; '' where it is not known."""
    revised: bool = False
    language: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The instrument, by which editions and languages belong together; as in the table of editions."""
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
    """ADD, MOD, SUP or NOC above its number in Final Acts; '' where none stands there."""
    group: str = ""
    """The heading under which it stands in a collection; '' where there is none."""
    place: int = 0
    """Which of the texts of its file it is, from 1; 0 where the file holds it alone."""
    work: str = ""
    """The name that its file gives the work, its IRI (Akoma Ntoso); '' where it gives none."""
    from_proposal: bool = False
    """It is the text in force that a proposal starts from, as its author had it, and no text that was published."""
    file: str = ""
    """The name of its file in a zip; '' where its file came alone."""

    @property
    def abrogated(self) -> bool:
        """Whether it is no more in force by the act that it stands in, where such a text has number and title alone."""
        return self.mark.startswith("SUP")


class LibraryClause(Struct, frozen=True):
    """One paragraph of a text, as it is searched, compared and listed."""

    path: str
    """As in `model.submission.clause_paths`, `resolves/1.2`."""
    kind: Kind
    part: Part
    call: str
    """The words of the call that it stands under, as printed; '' before the first one and in annexes."""
    label: str
    """As printed, `a)`; '' where it has none."""
    text: str
    """As it is read: without soft hyphens, marks of direction and places of notes."""
