"""An extract of a treaty text put into the text in force by number; what cannot be put in is reported and left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.footnotes import as_notes, as_provisions
from model.cuts.passages import CutPassage, Passages
from model.errors import EditError, shorten_value
from model.files.extract_clauses import (
    bare_props,
    compared_clauses,
    footnotes_in,
    form_of,
    inserted_clause,
    is_tracked,
    starts_of_parts,
    with_draft_marks,
    with_printed_labels_by_hand,
    with_tables_in_order,
    without_usual_marks,
    words_of,
)
from model.files.extract_moves import with_moves, without_known_symbols
from model.files.extract_notes import NewFootnotes
from model.files.extract_places import ExtractPlaces
from model.message import Message
from model.numbering import Labelling
from model.numbering.draft_numbers import with_printed_numbers
from model.numbering.provision_numbers import MarginNumber, parse_margin
from model.redline import (
    NOBODY,
    NOTE,
    SIDES,
    Clause,
    End,
    Label,
    Note,
    Props,
    Redline,
    Run,
    Stamp,
    Status,
    groups,
    label_bearer,
)
from model.redline.canonical import canonical
from model.submission.values import CutSettings, Proposal

_NEW_TABLES = 1_000_000
"""Added to the numbers of the tables of an extract until all tables are numbered in order."""


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


class _Filling:
    """The text in force while provisions are put in."""

    def __init__(self, base: Redline, read: Proposal, stamp: Stamp) -> None:
        self._base, self._read, self._stamp = base, read.redline, stamp
        self._known = ExtractPlaces(base)
        self._slots: list[list[Clause]] = [list(passage.clauses) for passage in self._known.passages]
        self._after: dict[int, list[tuple[MarginNumber | None, list[Clause]]]] = {}
        """What is inserted after a passage, each with its number."""
        self._labels, self._settings = Labelling.of(read.redline), read.cuts
        self._notes: dict[str, Note] = dict(base.notes)
        taken = {*base.places, *base.notes}
        self._free = (name for number in count(1) if (name := f"x{number}") not in taken)
        self.footnotes = NewFootnotes(base, read.redline, self._labels)
        self._is_headed = False
        """Whether the last passage that was found is a heading for orientation."""
        self._compared_ids: set[str] = set()
        self._printed: dict[str, Label] = {}
        self._printed_labels: dict[str, Label] = {}
        self.messages: list[Message] = []
        self.ids: dict[str, str] = {}
        """The clauses of the result by those of the extract."""
        self._amended: set[int] = set()
        """The passages of which the extract has amendments."""
        self.places: set[int] = set()
        """The passages that were amended, or after which something was inserted."""

    def fill(self) -> None:
        """Puts in all passages of the extract, in its order."""
        waiting: list[CutPassage] = []
        last = -1
        starts = starts_of_parts(self._read, self._settings)
        for passage in map(self._as_read, Passages.of(self._read.clauses, self._labels.numbers, starts).all):
            if passage.state == "new":
                number = self._labels.number("draft", passage.beginnings[0])
                if number is not None and self.footnotes.take(number, passage):
                    continue
                waiting.append(passage)
                if number is not None:
                    last = self._insert_by_number(number, waiting, last)
                    waiting, self._is_headed = [], False
                continue
            self._insert_after(last, waiting)
            waiting = []
            places = self._found(passage, last)
            is_amended = passage.state != "same" or passage.kind == "provision" or self._is_clean(passage)
            if not places or (len(places) > 1 and is_amended and passage.kind != "unit"):
                if is_amended:
                    self._report_missing(passage, is_repeated=bool(places))
                continue
            found = places[0]
            last, self._is_headed = found, passage.kind == "unit" and passage.state == "same"
            self._amend(found, passage)
        self._insert_after(last, waiting)

    def _as_read(self, passage: CutPassage) -> CutPassage:
        """A passage of the extract; one of a draft without revision marks that the text in force does not have is new."""
        number = self._labels.number("draft", passage.beginnings[0])
        if number is None or number in self._known.by_number or not self._is_clean(passage):
            return passage
        return replace(passage, clauses=tuple(map(inserted_clause, passage.clauses)), state="new")

    def _found(self, passage: CutPassage, last: int) -> list[int]:
        """The passages in force that a passage of the extract may be about."""
        number = self._labels.number("base", passage.beginnings[0])
        if number is not None:
            return [self._known.by_number[number]] if number in self._known.by_number else []
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
        if is_clean and words and words != wanted:
            self.places.add(at)
            self.ids.update(zip(passage.beginnings, base.beginnings, strict=False))
            self._amended.add(at)
            self._slots[at] = self._compared(passage, base)
            return
        if words and words != wanted:
            self._report_difference(passage, words, wanted)
            return
        in_force = [id for id in passage.beginnings if self._labels.number("base", id) is not None]
        self.ids.update(zip(in_force or passage.beginnings, base.beginnings, strict=False))
        self.places.add(at)
        places = range(at, at + joined)
        if passage.state != "same":
            self._amended.update(places)
        elif not self._amended.isdisjoint(places):
            return  # the heading of a unit that is amended elsewhere in the extract
        made = self._made(passage, base, is_clean=is_clean)
        if made is None:
            self._report_difference(passage, words, wanted)
        else:
            self._slots[places.start : places.stop] = [made, *[[]] * (joined - 1)]

    def _made(self, passage: CutPassage, base: CutPassage, *, is_clean: bool) -> list[Clause] | None:
        """The clauses of a passage in force with what the extract says of it; None if its paragraphs are others."""
        if passage.state == "same":
            self._note_moved_labels(passage, base)
            return with_draft_marks(base.clauses, passage.clauses, self._labels, is_clean=is_clean)
        if passage.state == "struck":
            return [self._struck(clause) for clause in base.clauses]
        paragraphs = list(groups(passage.clauses, "base"))
        pairs = zip(paragraphs, base.clauses, strict=False)
        unlabelled = any(other.label is not None and label_bearer(tuple(group), "base").label is None for group, other in pairs)
        if len(paragraphs) != len(base.clauses) or unlabelled:
            return None
        return list(self._changed(paragraphs, passage, base))

    def _note_moved_labels(self, passage: CutPassage, base: CutPassage) -> None:
        """Remembers the labels that other amendments move in a passage with the same words."""
        if len(passage.clauses) != len(base.clauses):
            return
        for clause, known in zip(passage.clauses, base.clauses, strict=True):
            if self._labels.draft(clause.id) != self._labels.base(clause.id):
                self._note_prints(clause, known.id)

    def _is_clean(self, passage: CutPassage) -> bool:
        """Whether a passage is the draft alone, as Final Acts have it."""
        settings = (self._settings.get(id) for id in passage.beginnings)
        return passage.state == "same" and any(value is not None and value.symbol in ("MOD", "(MOD)") for value in settings)

    def _compared(self, passage: CutPassage, base: CutPassage) -> list[Clause]:
        """The clauses of a passage of which the extract has the draft alone."""
        reserved = frozenset({*self._base.places, *self._notes, *self._compared_ids})
        made = compared_clauses(self._base, base.clauses, self._read, passage.clauses, self._stamp, reserved)
        self._notes.update(made.notes)
        self._compared_ids.update(made.places)
        labels = Labelling.of(made)
        out = []
        for clause in made.clauses:
            if clause.is_on("draft") and (label := labels.draft(clause.id)) is not None:
                self._printed_labels[clause.id] = Label(label)
            cell = clause.cell if clause.cell is None else (clause.cell[0] + _NEW_TABLES, *clause.cell[1:])
            out.append(replace(clause, own_label=None, cell=cell))
        return out

    def _struck(self, clause: Clause) -> Clause:
        runs = tuple(replace(run, status=Status.DELETED, stamp=self._stamp) for run in clause.runs)
        struck = replace(clause, runs=runs, end=End(Status.DELETED, self._stamp))
        return replace(struck, row=Status.DELETED, row_stamp=self._stamp) if clause.cell is not None else struck

    def _changed(self, paragraphs: Sequence[Sequence[Clause]], passage: CutPassage, base: CutPassage) -> Iterator[Clause]:
        """The clauses of an amended passage, with what the text in force says of their paragraphs in force."""
        calls = iter([run.content for clause in base.clauses for run in clause.runs if run.text == NOTE and run.content])
        in_force = {}
        for group, clause in zip(paragraphs, base.clauses, strict=True):
            in_force[label_bearer(tuple(group), "base").id] = clause
            in_force.setdefault(f"end {group[-1].id}", clause)
        for clause in passage.clauses:
            known, closed = in_force.get(clause.id), in_force.get(f"end {clause.id}")
            id = known.id if known is not None else self.ids.get(clause.id) or next(self._free)
            self.ids[clause.id] = id
            props, base_props = clause.props, None
            is_in_text = known is not None and known.label is None and clause.label is not None
            if closed is not None and clause.base_props is None:
                props = closed.props
            elif closed is not None:
                props, base_props = bare_props(clause.props), closed.props
            else:  # a label that is text in the text in force is none of its lists
                props = known.props if known is not None and is_in_text else bare_props(props)
            runs = tuple(self._run(run, calls) for run in clause.runs)
            if is_in_text and clause.label:  # it is text in the text in force
                words = Run(clause.label.text + clause.label.after)
                if self._labels.draft(clause.id) is None:
                    words = replace(words, status=Status.DELETED, stamp=self._end(clause.end).stamp)
                runs = (words, *runs)
            cell = closed.cell if closed is not None else clause.cell and self._cell(clause, base)
            made = Clause(id, props, runs, self._end(clause.end), cell=cell, row=clause.row, row_stamp=clause.row_stamp)
            if known is not None:
                made = replace(made, label=known.label, number=known.number, mark=known.mark)
            self._note_prints(clause, id, labelled=not is_in_text)
            yield replace(made, base_props=base_props, props_stamp=clause.props_stamp, own_mark=clause.own_mark)

    def _cell(self, clause: Clause, base: CutPassage) -> tuple[int, int, int] | None:
        table = next((other.cell[0] for other in base.clauses if other.cell is not None), None)
        assert clause.cell is not None
        return (clause.cell[0] + _NEW_TABLES if table is None else table, *clause.cell[1:])

    def _run(self, run: Run, calls: Iterator[str]) -> Run:
        if run.text == NOTE and run.content:
            note = self._read.notes.get(run.content, Note())
            key = next(calls, None) if run.status.in_base else None
            key = key or next(self._free)
            if key not in self._notes or any(is_tracked(clause) for clause in note.clauses):
                self._notes[key] = replace(note, source="")
            run = replace(run, content=key)
        return replace(run, stamp=self._stamp) if run.status is not Status.KEPT and run.stamp == NOBODY else run

    def _end(self, end: End) -> End:
        return replace(end, stamp=self._stamp) if end.status is not Status.KEPT and end.stamp == NOBODY else end

    def _note_prints(self, clause: Clause, id: str, *, labelled: bool = True) -> None:
        """Remembers the number and label that the extract prints for a paragraph of the draft."""
        if (number := self._labels.number("draft", clause.id)) is not None:
            self._printed[id] = Label(number)
        if labelled and clause.is_on("draft") and (label := self._labels.draft(clause.id)) is not None:
            self._printed_labels[id] = Label(label)

    # --- insertions -----------------------------------------------------------------------------------------------------

    def _insert_by_number(self, number: str, passages: Sequence[CutPassage], last: int) -> int:
        """Inserts passages, of which the last one has a number, where the number belongs; returns the passage after which."""
        margin = parse_margin(number)
        if margin is None or number in self._known.by_number:
            self.messages.append(
                Message.of("the new provision {number} is left out: the text in force has one of that number", number=number)
            )
            return last
        at = self._known.after_number(margin, passages[0].rank, last, is_headed=self._is_headed)
        self._insert(at, margin, passages)
        return at

    def _insert_after(self, last: int, passages: Sequence[CutPassage]) -> None:
        if passages:
            rank = passages[0].rank
            self._insert(last if rank is None else self._known.after_unit(last, rank), None, passages)

    def _insert(self, at: int, margin: MarginNumber | None, passages: Iterable[CutPassage]) -> None:
        clauses = [self._inserted(clause, at) for passage in passages for clause in passage.clauses]
        slot = self._after.setdefault(at, [])
        later = (place for place, (other, _) in enumerate(slot) if margin and other and margin.first < other.first)
        slot.insert(next(later, len(slot)), (margin, clauses))
        self.places.add(at)

    def _inserted(self, clause: Clause, at: int) -> Clause:
        id = self.ids.get(clause.id) or next(self._free)
        self.ids[clause.id] = id
        self._note_prints(clause, id)
        runs = tuple(self._run(run, iter(())) for run in clause.runs if run.status.in_draft)
        cell = (clause.cell[0] + _NEW_TABLES, *clause.cell[1:]) if clause.cell is not None else None
        props = self._props_beside(clause, at)
        made = Clause(
            id, props, runs, self._end(clause.end), cell=cell, row=clause.row, shape=clause.shape, own_mark=clause.own_mark
        )
        return made if cell is None else replace(made, row_stamp=self._stamp)

    def _props_beside(self, clause: Clause, at: int) -> Props:
        """The properties of an inserted paragraph: level and scheme of the nearest paragraph in force with a label of its form,
        since an extract does not show its list."""
        label = self._labels.draft(clause.id)
        if not label or clause.props.kind != "paragraph":
            return bare_props(clause.props)
        form = form_of(label)
        near = sorted(range(len(self._known.passages)), key=lambda other: (abs(other - at), other > at))[:60]
        for place in near:
            for other in self._known.passages[place].clauses:
                if other.label is not None and form_of(other.label.text) == form:
                    return replace(bare_props(clause.props), level=other.props.level, scheme=other.props.scheme)
        return bare_props(clause.props)

    # --- the result -----------------------------------------------------------------------------------------------------

    def redline(self) -> Redline:
        """The text with everything that was put in."""
        clauses: list[Clause] = [clause for _, inserted in self._after.get(-1, ()) for clause in inserted]
        for at, slot in enumerate(self._slots):
            clauses += slot
            clauses += [clause for _, inserted in self._after.get(at, ()) for clause in inserted]
        used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content}
        notes = {key: note for key, note in self._notes.items() if key in used}
        redline = replace(self._base, clauses=canonical(with_tables_in_order(clauses)), notes=notes)
        new = {clause.id for clause in redline.clauses if clause.number is None}
        redline = with_printed_numbers(redline, {id: label for id, label in self._printed.items() if id in new})
        labels = {id: label for id, label in self._printed_labels.items() if id in redline.places}
        return without_usual_marks(with_printed_labels_by_hand(redline, labels))

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
        self.messages.append(repeated if is_repeated else missing)

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
