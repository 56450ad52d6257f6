"""Citations of other instruments."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Certainty = Literal["sure", "likely", "guess"]
EditionForm = Literal["place", "year", "suffix", "conference"]


class Edition(Struct, frozen=True):
    """The edition that a citation names; another edition would replace the words from `start` to `stop`."""

    form: EditionForm
    """`(Rev. Dubai, 2018)`, `(modified 2019)`, `61-3`, `(Rev.WRC-19)`."""
    revised: bool
    place: str
    """The English name; as printed if it is in no table; '' if none is printed."""
    year: int
    """0 in a suffix."""
    start: int
    stop: int
    suffix: str = ""
    body: str = ""
    """The body that adopted it, if named: `Rev.WRC-15`."""


class Citation(Struct, frozen=True):
    """A citation in a text; offsets are code points there."""

    instrument: str
    """resolution, decision, recommendation, opinion, question, article, provision, document, conference."""
    body: str
    """PP, WTSA, WTDC, WRC, RA, Council, UNGA …, ITU-T (of Recommendations), CS, CV …; '' if unknown."""
    number: str
    """Without its edition: `71`, `1332`, `A/RES/70/125`, of ITU-R `61`."""
    start: int
    stop: int
    number_start: int
    number_stop: int
    edition: Edition | None = None
    this_conference: tuple[int, int] | None = None
    """The words that say it is of this conference, with the preposition before them: start and stop; None if none say so."""
    certainty: Certainty = "sure"
    in_past_tense: bool = False
    """Whether the words beside it refer to the past (`WTDC-17 adopted …`, `former …`), so that an older edition is meant."""
    shared: bool = False
    """Whether its edition belongs to other numbers too."""

    @property
    def of_this_conference(self) -> bool:
        """Whether it is said to be of this conference."""
        return self.this_conference is not None
