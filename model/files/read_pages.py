"""The texts that were read from the pages of a PDF, as the user corrects them before they are used."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from model.errors import EditError
from model.formats.pdf.places import Doubt, PdfPlaces
from model.redline import Redline
from model.submission.text_corrections import CorrectedText, Corrections, TextCorrection, apply_correction, occurrence, stories_of
from model.submission.values import Submission


class ReadPages(Struct, frozen=True):
    """The texts that were read from a PDF, as the user corrects them."""

    texts: tuple[Redline, ...]
    places: PdfPlaces
    corrections: Corrections = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    """The clauses that were corrected or confirmed, by id, and the places of confirmed doubts that concern no clause: what was
    doubtful there is settled."""

    def correct(self, text: int, correction: TextCorrection) -> ReadPages:
        """The same with one more correction of a text, by its place from 0. EditError if it does not fit."""
        made = apply_correction(self.texts[text], correction)
        texts = (*self.texts[:text], made.redline, *self.texts[text + 1 :])
        done = {**self.corrections, text: (*self.corrections.get(text, ()), correction)}
        return ReadPages(texts, moved_places(self.places, made), done, self.settled | {made.clause or correction.to})

    def confirm(self, doubt: Doubt) -> ReadPages:
        """The same after the user found that what is doubtful is right. EditError if its clause is not there any more."""
        if not doubt.clause:
            return self.correct(0, TextCorrection("confirm", "", to=place_name(doubt)))
        for number, text in enumerate(self.texts):
            if any(clause.id == doubt.clause for story in stories_of(text) for clause in story):
                words, nth = occurrence(text, doubt.clause)
                return self.correct(number, TextCorrection("confirm", words, nth))
        raise EditError.of("the clause that was corrected is not in the text any more")

    def is_settled(self, doubt: Doubt) -> bool:
        """Whether the user corrected or confirmed what was doubtful."""
        return (doubt.clause or place_name(doubt)) in self.settled

    @property
    def is_doubtful(self) -> bool:
        """Whether there is anything that the user should look at."""
        return not all(map(self.is_settled, self.places.doubts))

    def correct_again(self, corrections: Corrections) -> tuple[ReadPages, int]:
        """The same with corrections that were made before, and how many of them no longer fit."""
        pages, unfit = self, 0
        for text, made in sorted(corrections.items()):
            for correction in made:
                try:
                    pages = pages.correct(text, correction) if text < len(self.texts) else _refuse()
                except EditError:
                    unfit += 1
        return pages, unfit


def _refuse() -> ReadPages:
    raise EditError.of("the text that was corrected is not in the file any more")


def place_name(doubt: Doubt) -> str:
    """The name of the place of a doubt that concerns no clause; the same when the file is read again."""
    place = doubt.place
    return f"page {place.page}: {place.left:.0f}, {place.top:.0f}, {place.right:.0f}, {place.bottom:.0f}"


def moved_places(places: PdfPlaces, made: CorrectedText) -> PdfPlaces:
    """The places and doubts of clauses after a correction: those of a joined clause are those of its parts."""
    if not made.origins:
        return places
    found = dict(places.places)
    gone: dict[str, str] = {}
    for id, origins in made.origins.items():
        boxes = tuple(dict.fromkeys(box for origin in origins for box in places.places.get(origin, ())))
        if boxes:
            found[id] = boxes
        gone |= dict.fromkeys((origin for origin in origins if len(origins) > 1 and origin != id), id)
    for id in gone:
        found.pop(id, None)
    doubts = tuple([replace(doubt, clause=gone.get(doubt.clause, doubt.clause)) for doubt in places.doubts])
    return replace(places, places=found, doubts=doubts)


def texts_of(submission: Submission) -> tuple[Redline, ...]:
    """The texts of a submission that was read from a PDF."""
    return tuple([proposal.redline for proposal in submission.proposals])


def with_texts(submission: Submission, texts: Sequence[Redline]) -> Submission:
    """The submission with corrected texts; they are what was read, so no amendment is made."""
    proposals = [
        replace(proposal, redline=text, original=text if proposal.original == proposal.redline else proposal.original)
        for proposal, text in zip(submission.proposals, texts, strict=True)
    ]
    return replace(submission, proposals=tuple(proposals))
