"""Texts edited at random, as people edit them: words, clauses, moves, splits, merges, footnotes, tables, formats."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from model.numbering import parse_label
from model.redline import NOTE, Clause, Note, Redline, Run, join_runs

LIKELY_LISTS = ("letter", "decimal", "roman")


@dataclass
class Editor:
    """Edits a text in which everything is kept; the same seed gives the same text."""

    random: random.Random
    clauses: list[Clause] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    """What was done, for the report of a failure."""
    _ids: int = 0

    def edit(self, text: Redline, edits: int) -> Redline:
        self.clauses, self.notes = list(text.clauses), dict(text.notes)
        # A text that is a variant itself has such ids already.
        taken = [int(clause.id[1:]) for clause in text.clauses if clause.id[:1] == "v" and clause.id[1:].isdecimal()]
        self._ids = max([self._ids, *taken])
        for _ in range(edits):
            act = self.random.choice(ACTIONS)
            if act(self):
                self.done.append(act.__name__)
        if self.random.random() < 0.7:
            self._relabel()
        used = {run.content for clause in self.clauses for run in clause.runs if run.text == NOTE}
        notes = {key: note for key, note in self.notes.items() if key in used}
        return Redline(tuple(self.clauses), notes, text.language, text.policy)

    # --- words --------------------------------------------------------------------------------------------------------

    def words(self) -> bool:
        place = self._some(lambda clause: bool(clause.text))
        if place is None:
            return False
        self.clauses[place] = self._reworded(self.clauses[place])
        return True

    def rewrite(self) -> bool:
        """Half of the words of a clause are others."""
        place = self._some(lambda clause: len(clause.text) > 20 and not clause.text.count(NOTE))
        if place is None:
            return False
        for _ in range(len(self.clauses[place].text) // 12):
            self.clauses[place] = self._reworded(self.clauses[place])
        return True

    def _reworded(self, clause: Clause) -> Clause:
        pieces = [(run, part) for run in clause.runs for part in ([run.text] if run.content else _parts(run.text))]
        if not pieces:
            return clause
        at = self.random.randrange(len(pieces))
        run, part = pieces[at]
        if run.content:
            return clause
        what = self.random.choice(("put", "drop", "change"))
        word = self._word()
        new = {"put": f"{word} {part}", "drop": "", "change": word + (" " if part.endswith(" ") else "")}[what]
        if clause.cell is not None and not (new or len(pieces) > 1):
            return clause  # LibreOffice puts a joiner into a tracked cell that is empty
        pieces[at] = (run, new)
        return replace(clause, runs=join_runs(replace(piece, text=text) for piece, text in pieces))

    def _word(self) -> str:
        source = self.random.choice(self.clauses).text.replace(NOTE, "")
        parts = source.split()
        return self.random.choice(parts) if parts else "x"

    # --- clauses ------------------------------------------------------------------------------------------------------

    def delete(self) -> bool:
        place = self._some(lambda clause: clause.cell is None)
        if place is None or sum(clause.cell is None for clause in self.clauses) < 4:
            return False
        count = self.random.choice((1, 1, 1, 2, 3))
        while count and place < len(self.clauses) - 1 and self.clauses[place].cell is None:
            del self.clauses[place]
            count -= 1
        return True

    def insert(self) -> bool:
        place = self._gap()
        if all(clause.cell is not None for clause in self.clauses):
            return False
        like = self.clauses[self.random.choice([n for n, clause in enumerate(self.clauses) if clause.cell is None])]
        words = " ".join(self._word() for _ in range(self.random.randint(1, 14)))
        self.clauses.insert(place, Clause(self._id(), like.props, (Run(words),), label=like.label))
        return True

    def copy(self) -> bool:
        place = self._some(lambda clause: clause.cell is None and NOTE not in clause.text)
        if place is None:
            return False
        self.clauses.insert(self._gap(), replace(self.clauses[place], id=self._id(), source=""))
        return True

    def move(self) -> bool:
        place = self._some(lambda clause: clause.cell is None)
        if place is None or len(self.clauses) < 3:
            return False
        clause = self.clauses.pop(place)
        if self.random.random() < 0.3:
            clause = self._reworded(clause)
        self.clauses.insert(self._gap(), clause)
        return True

    def split(self) -> bool:
        place = self._some(lambda clause: len(clause.text.split()) > 3 and " " in clause.text)
        if place is None:
            return False
        clause = self.clauses[place]
        at = self.random.choice([n for n, char in enumerate(clause.text) if char == " "])
        left, right = _cut(clause.runs, at)
        first = replace(clause, runs=left)
        second = replace(clause, id=self._id(), runs=_cut(right, 1)[1], source="")
        self.clauses[place : place + 1] = [first, second]
        return True

    def merge(self) -> bool:
        place = self._some(lambda clause: clause.cell is None)
        if place is None or place + 1 >= len(self.clauses) or self.clauses[place + 1].cell is not None:
            return False
        first, second = self.clauses[place : place + 2]
        runs = join_runs((*first.runs, Run(" "), *second.runs))
        self.clauses[place : place + 2] = [replace(second, id=first.id, runs=runs, label=first.label, source=first.source)]
        return True

    # --- looks --------------------------------------------------------------------------------------------------------

    def format(self) -> bool:
        place = self._some(lambda clause: len(clause.text) > 4)
        if place is None:
            return False
        clause = self.clauses[place]
        a = self.random.randrange(len(clause.text))
        b = self.random.randrange(a, len(clause.text)) + 1
        before, rest = _cut(clause.runs, a)
        middle, after = _cut(rest, b - a)
        name = self.random.choice(("italic", "bold"))
        middle = tuple(replace(run, style=replace(run.style, **{name: not getattr(run.style, name)})) for run in middle)
        self.clauses[place] = replace(clause, runs=join_runs((*before, *middle, *after)))
        return True

    def restyle(self) -> bool:
        place = self._some(lambda clause: clause.cell is None)
        other = self._some(lambda clause: clause.cell is None)
        if place is None or other is None:
            return False
        self.clauses[place] = replace(self.clauses[place], props=self.clauses[other].props)
        return True

    # --- notes --------------------------------------------------------------------------------------------------------

    def note_words(self) -> bool:
        if not self.notes:
            return False
        key = self.random.choice(sorted(self.notes))
        note = self.notes[key]
        if not note.clauses:
            return False
        self.notes[key] = replace(note, clauses=(self._reworded(note.clauses[0]), *note.clauses[1:]))
        return True

    def add_note(self) -> bool:
        place = self._some(lambda clause: bool(clause.text))
        if place is None:
            return False
        clause = self.clauses[place]
        key = f"own {self._id()}"
        before, after = _cut(clause.runs, self.random.randint(0, len(clause.text)))
        self.notes[key] = Note("footnote", (Clause(f"{key}.1", runs=(Run(f"{self._word()} {self._word()}"),)),))
        self.clauses[place] = replace(clause, runs=(*before, Run(NOTE, content=key), *after))
        return True

    def drop_note(self) -> bool:
        place = self._some(lambda clause: NOTE in clause.text)
        if place is None:
            return False
        clause = self.clauses[place]
        self.clauses[place] = replace(clause, runs=join_runs(run for run in clause.runs if run.text != NOTE))
        return True

    # --- tables -------------------------------------------------------------------------------------------------------

    def add_row(self) -> bool:
        row = self._row()
        if row is None:
            return False
        first, stop = row
        fresh = [replace(self._reworded(clause), id=self._id(), source="") for clause in self.clauses[first:stop]]
        fresh = [replace(clause, runs=join_runs(run for run in clause.runs if not run.content)) for clause in fresh]
        self.clauses[stop:stop] = fresh
        self._shift_rows(stop, len(fresh))
        return True

    def drop_row(self) -> bool:
        row = self._row()
        if row is None:
            return False
        first, stop = row
        table, number, _ = self.clauses[first].cell or (0, 0, 0)
        others = {clause.cell[1] for clause in self.clauses if clause.cell and clause.cell[0] == table}
        if len(others) < 2:
            return False
        del self.clauses[first:stop]
        self._renumber_rows(table, lambda index: index - (index > number))
        return True

    def _shift_rows(self, start: int, count: int) -> None:
        table, number, _ = self.clauses[start].cell or (0, 0, 0)
        for place in range(start, len(self.clauses)):
            cell = self.clauses[place].cell
            if cell is not None and cell[0] == table:
                later = place < start + count or cell[1] > number
                self.clauses[place] = replace(self.clauses[place], cell=(table, cell[1] + later, cell[2]))

    def _renumber_rows(self, table: int, number: Callable[[int], int]) -> None:
        for place, clause in enumerate(self.clauses):
            if clause.cell is not None and clause.cell[0] == table:
                self.clauses[place] = replace(clause, cell=(table, number(clause.cell[1]), clause.cell[2]))

    def _row(self) -> tuple[int, int] | None:
        place = self._some(lambda clause: clause.cell is not None)
        if place is None:
            return None
        cell = self.clauses[place].cell
        inside = [
            n
            for n, candidate in enumerate(self.clauses)
            if candidate.cell is not None and cell and candidate.cell[:2] == cell[:2]
        ]
        first, stop = inside[0], inside[-1] + 1
        return (first, stop) if stop - first == len(inside) else None  # no table stands in it

    def columns(self) -> bool:
        """A column comes or goes."""
        place = self._some(lambda clause: clause.cell is not None)
        cell = self.clauses[place].cell if place is not None else None
        if cell is None:
            return False
        table, _, column = cell
        drop = self.random.random() < 0.5
        if drop and len({candidate.cell[2] for candidate in self.clauses if candidate.cell and candidate.cell[0] == table}) < 2:
            return False
        out: list[Clause] = []
        before: tuple[int, int, int] | None = None  # the cell before which a new one came last
        for clause in self.clauses:
            if clause.cell is None or clause.cell[0] != table or clause.cell[2] < column:
                out.append(clause)
            elif drop:
                if clause.cell[2] > column:
                    out.append(replace(clause, cell=(table, clause.cell[1], clause.cell[2] - 1)))
            else:
                if clause.cell[2] == column and before != clause.cell:
                    out.append(Clause(self._id(), clause.props, (Run(self._word()),), cell=clause.cell))
                    before = clause.cell
                out.append(replace(clause, cell=(table, clause.cell[1], clause.cell[2] + 1)))
        self.clauses = out
        return True

    # --- help ---------------------------------------------------------------------------------------------------------

    def _some(self, fits: Callable[[Clause], bool]) -> int | None:
        places = [place for place, clause in enumerate(self.clauses) if fits(clause)]
        return self.random.choice(places) if places else None

    def _gap(self) -> int:
        """A place between paragraphs that stand in no table, or beside a table."""
        places = [
            place
            for place in range(len(self.clauses))
            if self.clauses[place].cell is None or (place and self.clauses[place - 1].cell is None)
        ]
        return self.random.choice(places) if places else 0

    def _id(self) -> str:
        self._ids += 1
        return f"v{self._ids}"

    def _relabel(self) -> None:
        """The lists count on, as an author would make them."""
        value = 0
        list_: object = None
        for place, clause in enumerate(self.clauses):
            props, label = clause.props, clause.label
            if label is None or props.scheme not in LIKELY_LISTS or props.level != 1:
                if props.kind != "paragraph":
                    list_ = None
                continue
            numeral = parse_label(label.text, props.scheme)
            if numeral is None or numeral.stem:
                continue
            value = value + 1 if list_ == props.scheme else 1
            list_ = props.scheme
            self.clauses[place] = replace(clause, label=replace(label, text=numeral.at(value).text))


def _parts(text: str) -> list[str]:
    out: list[str] = []
    for piece in text.split(" "):
        out.append(piece + " ")
    out[-1] = out[-1][:-1]
    return [piece for piece in out if piece]


def _cut(runs: Sequence[Run], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        low = max(min(at, len(run.text)), 0)
        before += [replace(run, text=run.text[:low])] if low else []
        after += [replace(run, text=run.text[low:])] if low < len(run.text) else []
        at -= len(run.text)
    return tuple(before), tuple(after)


ACTIONS: tuple[Callable[[Editor], bool], ...] = (
    *(Editor.words,) * 8,
    Editor.rewrite,
    *(Editor.delete,) * 2,
    *(Editor.insert,) * 2,
    Editor.copy,
    *(Editor.move,) * 2,
    Editor.split,
    Editor.merge,
    Editor.format,
    Editor.restyle,
    Editor.note_words,
    Editor.add_note,
    Editor.drop_note,
    Editor.add_row,
    Editor.drop_row,
    Editor.columns,
)
