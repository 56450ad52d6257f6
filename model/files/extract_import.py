"""An extract of a treaty text put into the text in force by number; what cannot be put in is reported and left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.footnotes import as_notes, as_provisions
from model.cuts.misplaced import is_of_another_article
from model.cuts.passages import CutPassage, Passages
from model.errors import EditError, shorten_value
from model.files.extract_clauses import (
    footnotes_in,
    has_same_blanks,
    inserted_clause,
    lines_of,
    numbers_in_common,
    starts_of_parts,
    words_of,
)
from model.files.extract_moves import with_moves, without_known_symbols
from model.files.extract_notes import NewFootnotes
from model.files.extract_paragraphs import ExtractParagraphs
from model.files.extract_places import ARTICLE_RANK, ExtractPlaces
from model.message import Message
from model.numbering import Labelling
from model.numbering.edition_marks import has_mark
from model.numbering.margin_numbers import customs_of, has_number
from model.numbering.printed_marks import with_conference_of
from model.numbering.provision_numbers import MarginNumber, ProvisionNumber, parse_margin
from model.numbering.units import parse_unit
from model.redline import (
    SIDES,
    Clause,
    Redline,
    Stamp,
)
from model.submission.values import CutSettings, Proposal


class FilledText(Struct, frozen=True):
    """A treaty text in force with the provisions of an extract."""

    proposal: Proposal
    messages: tuple[Message, ...]
    """What was left out, a sentence each."""


def put_in(known: Proposal, read: Proposal, author: str) -> FilledText:
    """The text in force of a proposal with the provisions of an extract. EditError if none can be put in.

    known: the proposal on the text in force; its own amendments are not kept
    read: the extract, read as one text with gaps
    author: the author of changes that the extract does not track
    """
    in_force, stamp = known.redline.base(), Stamp(author)
    _refuse_other_numbers(in_force, read.redline)
    read = replace(read, redline=with_conference_of(read.redline, in_force))
    footnotes = footnotes_in(in_force, read.redline)
    filling = _Filling(as_provisions(in_force, footnotes) if footnotes else in_force, read, stamp)
    filling.fill()
    if not filling.places and not filling.footnotes.added:
        reason = next(iter(filling.messages), Message.of("it has no provision"))
        raise EditError.of(
            "no provision of it can be put into the text in force ({reason}); check that it is an extract of this text",
            reason=reason,
        )
    redline = as_notes(filling.redline(), in_force, footnotes, stamp) if footnotes else filling.redline()
    settings = {filling.ids[key]: filling.settings(value) for key, value in read.cuts.items() if key in filling.ids}
    redline, of_notes = filling.footnotes.put_into(redline, stamp)
    settings |= {of_notes[key]: value for key, value in read.cuts.items() if key in of_notes}
    proposal = Proposal(known.symbol, known.number, redline, known.reasons, known.original, known.source, cuts=settings)
    return FilledText(without_known_symbols(with_moves(proposal)), tuple(filling.messages))


def _refuse_other_numbers(in_force: Redline, read: Redline) -> None:
    """EditError if no number of an extract is in the text in force and they have another form, such as 61A for 9.2."""
    is_numbered = any(map(has_number, read.clauses))
    if is_numbered and customs_of(in_force).numbers != customs_of(read).numbers and not numbers_in_common(in_force, read):
        raise EditError.of(
            "its margin numbers have another form than those of the text in force; check that it is an extract of this text"
        )


class _Filling:
    """The text in force while provisions are put in."""

    def __init__(self, base: Redline, read: Proposal, stamp: Stamp) -> None:
        self._read = read.redline
        self._known = ExtractPlaces(base)
        self._slots: list[list[Clause]] = [list(passage.clauses) for passage in self._known.passages]
        self._after: dict[int, list[tuple[MarginNumber | None, list[Clause]]]] = {}
        """What is inserted after a passage, each with its number."""
        self._labels, self._settings = Labelling.of(read.redline), read.cuts
        self._paragraphs = ExtractParagraphs(base, read.redline, self._labels, self._known, stamp)
        self.ids = self._paragraphs.ids
        """The clauses of the result by those of the extract."""
        self.footnotes = NewFootnotes(base, read.redline, self._labels)
        self._is_headed = False
        """Whether the last passage that was found is a heading for orientation."""
        self._heading = ""
        """The line of the last article, or of what is above it, of the extract."""
        self._is_anchored, self._strays = False, False
        """Whether something of the extract is in the text in force, and whether something is not."""
        self.messages: list[Message] = []
        self._new_numbers: set[str] = set()
        self._proposed: set[int] = set()
        """The passages on which the extract has a proposal."""
        self.places: set[int] = set()
        """The passages that were amended, or after which something was inserted."""

    def fill(self) -> None:
        """Puts in all passages of the extract, in its order."""
        waiting: list[CutPassage] = []
        last = -1
        starts = starts_of_parts(self._read, self._settings)
        parts = self._with_split_parts(Passages.of(self._read.clauses, self._labels.numbers, starts).all)
        for place, read in enumerate(parts):
            passage = self._as_read(read)
            if passage.rank is not None and passage.rank <= ARTICLE_RANK:
                self._heading = passage.clauses[0].text
            if passage.state == "new":
                number = self._labels.number("draft", passage.beginnings[0])
                if number is not None and self.footnotes.take(number, passage):
                    continue
                waiting.append(passage)
                if number is not None:
                    last = self._insert_by_number(number, waiting, last, parts[place + 1 :])
                    waiting, self._is_headed = [], False
                continue
            self._insert_after(last, waiting)
            waiting = []
            places = self._found(passage, last)
            is_amended = passage.state != "same" or passage.kind == "provision" or self._is_clean(passage)
            if not places or (len(places) > 1 and is_amended and passage.kind != "unit"):
                if is_amended:
                    self._report_missing(passage, is_repeated=bool(places))
                self._strays |= passage.kind == "unit" and not self._known.has_unit(passage.clauses[0])
                continue
            found, self._is_anchored = places[0], True
            last, self._is_headed = found, passage.kind == "unit" and passage.state == "same"
            self._amend(found, passage)
        self._insert_after(last, waiting)
        if self._strays and not self._is_anchored:
            self.messages.append(
                Message.of(
                    "nothing of it is in the text in force, so its additions are placed by their numbers alone; check that it is "
                    "an extract of this text"
                )
            )

    def _with_split_parts(self, passages: Iterable[CutPassage]) -> Sequence[CutPassage]:
        """The passages of the extract; a provision of a draft without revision marks, and those after it into which it was split,
        are one."""
        found: list[CutPassage] = []
        for passage in passages:
            if not found or not self._is_split_from(found[-1], passage):
                found.append(passage)
                continue
            before = found[-1]
            found[-1] = replace(
                before,
                clauses=(*before.clauses, *passage.clauses),
                beginnings=(*before.beginnings, *passage.beginnings),
                notes=(*before.notes, *passage.notes),
            )
        return found

    def _is_split_from(self, before: CutPassage, passage: CutPassage) -> bool:
        """Whether a passage of a draft without revision marks has a number that is not in force and belongs after the one before
        it, which is amended too."""
        numbers = [self._labels.number("draft", of.beginnings[0]) for of in (before, passage)]
        places = self._known.by_number.get(numbers[0] or "", ())
        margin = parse_margin(numbers[1]) if numbers[1] and numbers[1] not in self._known.by_number else None
        if len(places) != 1 or margin is None or not self._is_clean(before) or not self._is_clean(passage):
            return False
        after = self._known.after_number(margin, None, places[0], is_headed=False)[0]
        return all(map(self._known.is_footnote, range(places[0] + 1, after + 1)))

    def _as_read(self, passage: CutPassage) -> CutPassage:
        """A passage of the extract; one of a draft without revision marks that the text in force does not have is new."""
        number = self._labels.number("draft", passage.beginnings[0])
        if number is None or number in self._known.by_number or not self._is_clean(passage):
            return passage
        self.messages.append(
            Message.of("{number} is MOD in it, but the text in force does not have it; it is put in as new", number=number)
        )
        return replace(passage, clauses=tuple(map(inserted_clause, passage.clauses)), state="new")

    def _found(self, passage: CutPassage, last: int) -> list[int]:
        """The passages in force that a passage of the extract may be about."""
        number = self._labels.number("base", passage.beginnings[0])
        if number is not None:
            return self._known.with_number(number, words_of(passage.clauses, "base", self._labels))
        return self._known.by_words(passage, self._labels, last, is_clean=self._is_clean(passage))

    def _amend(self, at: int, passage: CutPassage) -> None:
        words = words_of(passage.clauses, "base", self._labels)
        base, joined = self._known.passages[at], 1
        wanted = words_of(base.clauses, "base", self._known.labels)
        is_clean = self._is_clean(passage)
        while (
            not is_clean and len(wanted) < len(words) and at + joined < len(self._known.passages)
        ):  # they share a paragraph in the extract
            following = self._known.passages[at + joined]
            base = replace(
                base, clauses=(*base.clauses, *following.clauses), beginnings=(*base.beginnings, *following.beginnings)
            )
            wanted += words_of(following.clauses, "base", self._known.labels)
            joined += 1
        is_compared = is_clean and not self._is_as_in_force(passage, base)
        if words and words != wanted and not is_compared:
            self._report_difference(passage, words, wanted)
            return
        if is_compared and not words and wanted and not any(map(has_mark, passage.clauses)):
            self._report_no_words(passage)
        places = range(at, at + joined)
        is_proposed = passage.state != "same" or any(id in self._settings for id in passage.beginnings)
        if not self._proposed.isdisjoint(places):
            if is_proposed:
                self._report_second(passage)
            return  # else the heading of a unit that is amended elsewhere in the extract
        in_force = [id for id in passage.beginnings if self._labels.number("base", id) is not None]
        self.ids.update(zip(in_force or passage.beginnings, base.beginnings, strict=False))
        made = (
            self._paragraphs.compared(passage, base)
            if is_compared
            else self._paragraphs.amended(passage, base, is_clean=is_clean)
        )
        if made is None:
            self._report_difference(passage, words, wanted)
            return
        self.places.add(at)
        if is_proposed:
            self._proposed.update(places)
        self._slots[places.start : places.stop] = [made, *[[]] * (joined - 1)]

    def _is_as_in_force(self, passage: CutPassage, base: CutPassage) -> bool:
        """Whether a passage of the extract, the draft alone, has the paragraphs and the footnotes of the passage in force."""
        if len(passage.beginnings) > len(base.beginnings):
            return False
        lines = lines_of(passage.clauses, "base", self._labels)
        is_same = lines == lines_of(base.clauses, "base", self._known.labels)
        is_same = is_same and has_same_blanks(passage.clauses, base.clauses)
        return is_same and self.footnotes.are_as_in_force(passage, base)

    def _is_clean(self, passage: CutPassage) -> bool:
        """Whether a passage is the draft alone, as Final Acts have it."""
        settings = (self._settings.get(id) for id in passage.beginnings)
        return passage.state == "same" and any(value is not None and value.symbol in ("MOD", "(MOD)") for value in settings)

    # --- insertions -----------------------------------------------------------------------------------------------------

    def _insert_by_number(self, number: str, passages: Sequence[CutPassage], last: int, following: Sequence[CutPassage]) -> int:
        """Inserts passages, of which the last one has a number, where the number belongs; returns the passage after which.

        following: the passages of the extract after these
        """
        margin = parse_margin(number)
        if number in self._new_numbers:
            self.messages.append(Message.of("{number} is a new provision twice; both are put in", number=number))
        self._new_numbers.add(number)
        if margin is None or number in self._known.by_number:
            self.messages.append(
                Message.of("the new provision {number} is left out: the text in force has one of that number", number=number)
            )
            return last
        at, is_out_of_order = self._known.after_number(margin, passages[0].rank, last, is_headed=self._is_headed)
        if margin.first.provisional and passages[0].rank is None:
            at, is_out_of_order = self._before_following(at, margin.first, last, following), False
            self._report_provisional(number, at)
        is_out_of_order &= passages[0].rank is None and bool(self._heading)
        if is_out_of_order or is_of_another_article(margin.first, parse_unit(self._heading)):
            self.messages.append(
                Message.of(
                    "{number} is under “{heading}” in it, where its number does not belong; check its place",
                    number=number,
                    heading=shorten_value(self._heading),
                )
            )
        self._insert(at, margin, passages)
        return at

    def _before_following(self, at: int, number: ProvisionNumber, last: int, following: Sequence[CutPassage]) -> int:
        """The passage after which a provisional number, which comes last in its article, belongs: before the provision of the
        same article that follows it in the extract.

        at: the passage after which the article would end
        last: the passage that was found before it
        """
        for passage in following:
            in_force = self._labels.number("base", passage.beginnings[0]) or ""
            margin, places = parse_margin(in_force), self._known.by_number.get(in_force, ())
            if margin is None or not places:
                continue
            if margin.first.article != number.article or not last < places[0] <= at:
                return at
            return last if self._known.is_numbered(last) else places[0] - 1
        return at

    def _report_provisional(self, number: str, at: int) -> None:
        numbers = [self._known.labels.number("base", id) for id in self._known.passages[at].beginnings] if at >= 0 else []
        before = next(filter(None, numbers), "")
        if before:
            self.messages.append(
                Message.of(
                    "{number} is provisional, so it does not show its place; it is put in after {before}; check its place",
                    number=number,
                    before=before,
                )
            )

    def _insert_after(self, last: int, passages: Sequence[CutPassage]) -> None:
        if passages:
            rank, line = passages[0].rank, passages[0].clauses[0].text_on("draft")
            self._insert(last if rank is None else self._known.after_unit(last, rank, line), None, passages)

    def _insert(self, at: int, margin: MarginNumber | None, passages: Iterable[CutPassage]) -> None:
        clauses = [self._paragraphs.inserted(clause, at) for passage in passages for clause in passage.clauses]
        slot = self._after.setdefault(at, [])
        ordered = margin if margin is not None and not margin.first.provisional else None
        later = (place for place, (other, _) in enumerate(slot) if ordered and other and ordered.first < other.first)
        slot.insert(next(later, len(slot)), (margin, clauses))
        self.places.add(at)

    # --- the result -----------------------------------------------------------------------------------------------------

    def redline(self) -> Redline:
        """The text with everything that was put in."""
        clauses: list[Clause] = [clause for _, inserted in self._after.get(-1, ()) for clause in inserted]
        for at, slot in enumerate(self._slots):
            clauses += slot
            clauses += [clause for _, inserted in self._after.get(at, ()) for clause in inserted]
        return self._paragraphs.redline(clauses)

    def settings(self, settings: CutSettings) -> CutSettings:
        """The settings of a cut with the ids of the result."""
        return replace(settings, last=self.ids.get(settings.last, "")) if settings.last else settings

    # --- messages -------------------------------------------------------------------------------------------------------

    def _address(self, passage: CutPassage) -> str:
        numbers = (self._labels.number(side, passage.beginnings[0]) for side in ("base", "draft"))
        texts = (words_of(passage.clauses, side, self._labels) for side in SIDES)
        words = shorten_value(" ".join(next(filter(None, texts), [])))
        return next(filter(None, numbers), None) or f"“{words}”"

    def _report_missing(self, passage: CutPassage, *, is_repeated: bool = False) -> None:
        address = self._address(passage)
        missing = Message.of("{address} is left out: the text in force does not have it", address=address)
        repeated = Message.of("{address} is left out: the text in force has these words more than once", address=address)
        if is_repeated and self._labels.number("base", passage.beginnings[0]) is not None:
            repeated = Message.of("{address} is left out: the text in force has this number more than once", address=address)
        self.messages.append(repeated if is_repeated else missing)

    def _report_no_words(self, passage: CutPassage) -> None:
        self.messages.append(
            Message.of(
                "{address} is MOD without any words in it, so its words in force are deleted; check that this is meant",
                address=self._address(passage),
            )
        )

    def _report_second(self, passage: CutPassage) -> None:
        self.messages.append(
            Message.of(
                "a further proposal on {address} is left out: the file has one before it; divide the file and add each part as a"
                " version",
                address=self._address(passage),
            )
        )

    def _report_difference(self, passage: CutPassage, words: Sequence[str], wanted: Sequence[str]) -> None:
        both = ["\n".join(paragraphs) for paragraphs in (words, wanted)]
        at = next((place for place, pair in enumerate(zip(*both, strict=False)) if pair[0] != pair[1]), min(map(len, both)))
        start = max(at - 30, 0)
        found, known = (text[start : at + 50] for text in both)
        self.messages.append(
            Message.of(
                "{address} is left out: its text before the changes reads “{found}”, the text in force “{wanted}”",
                address=self._address(passage),
                found=found,
                wanted=known,
            )
        )
