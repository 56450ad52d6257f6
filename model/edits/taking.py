"""Taking differences of a comparison over into the draft that was compared: tracked, as few words as possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from msgspec.structs import replace

from model.amendments import Amendment, Part
from model.diff.rows import Half, Row, aligned_rows
from model.editing import Inserted, Place, edit
from model.edits.building import index_of, of_edit, transaction
from model.edits.draft_places import place_at, spans_in, struck_here
from model.edits.notes import new_note_key
from model.edits.structure import NewClause, change_kind, insert_clauses, move_clauses, restore_clauses, set_label
from model.edits.text import set_format
from model.errors import EditError
from model.pieces import new_id
from model.redline import (
    ANCHOR,
    NOTE,
    OBJECT,
    Clause,
    End,
    Note,
    Paragraph,
    Props,
    Redline,
    Run,
    Side,
    Stamp,
    Status,
    Style,
    paragraphs,
)
from model.steps import SetClause, SetField, Step, Transaction, apply, proposal_of, story_clauses
from model.submission import Submission
from model.tidy import tidied

_OTHER: dict[Side, Side] = {"base": "draft", "draft": "base"}
_STALE = "the draft has changed since it was compared; compare again"


def take(
    submission: Submission, number: str, compared: Redline, side: Side, chosen: Sequence[Amendment], stamp: Stamp
) -> Transaction:
    """Make the draft of a proposal say what the other text of a comparison says, as far as some of its differences go.
    `side` is the side of the comparison on which the draft stands. EditError where the draft is another one by now, and for
    what only follows from other changes or is not edited here: numbers, table rows, pictures."""
    taking = _Taking(submission, number, compared, side, stamp)
    for amendment in chosen:
        if amendment.kind == "renumbering":
            raise EditError("a number follows from the order of the clauses; take the change that it comes from")
        if any(part.what == "row" for part in amendment.parts):
            raise EditError("rows of a table are not taken over, since the structure of tables is not edited")
    moves = [each for each in chosen if each.kind == "move" and taking.is_plain_move(each)]
    rest = [part for each in chosen for part in each.parts]
    for story in dict.fromkeys(part.story for part in rest):
        taking.take(story, [part for part in rest if part.story == story], [] if story else moves)
    if not taking.made and any(part.what == "props" for part in rest):
        raise EditError("only the paragraph style differs, which each file has of its own; it is not taken over")
    return transaction("Take over", taking.steps, stamp, selection=taking.made[-1].after if taking.made else None)


@dataclass
class _Op:
    """What is done at one place of the draft: characters struck from `start` to `stop`, each a paragraph of the row and an
    offset in it, and what is put in their place."""

    start: tuple[int, int]
    stop: tuple[int, int]
    new: list[list[Run]] = field(default_factory=lambda: [[]])

    @property
    def does(self) -> bool:
        return self.start != self.stop or len(self.new) > 1 or bool(self.new[0])


class _Taking:
    """The submission as it becomes, edit by edit."""

    def __init__(self, submission: Submission, number: str, compared: Redline, side: Side, stamp: Stamp) -> None:
        self._value = submission
        self._number = number
        self._compared = compared
        self._side: Side = side
        self._other = _OTHER[side]
        self._stamp = stamp
        there = _note_keys(paragraphs(compared.clauses, side))
        here = _note_keys(paragraphs(story_clauses(submission, number), "draft"))
        self._notes = dict(zip(there, here, strict=False))
        self._known_rows: dict[str, list[Row]] = {}
        self.made: list[Transaction] = []

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for one in self.made for step in one.steps)

    def _do(self, made: Transaction) -> None:
        if made.steps:
            self._value = apply(self._value, made)
            self.made.append(made)

    # -- where things are in the draft

    def _story(self, story: str) -> str:
        """The story of the draft that one of the comparison is."""
        if not story:
            return self._number
        key = self._notes.get(story.removeprefix("notes/"))
        if key is None:
            raise EditError(_STALE)
        return f"{self._number}/notes/{key}"

    def _rows(self, story: str) -> list[Row]:
        if story not in self._known_rows:
            self._known_rows[story] = list(aligned_rows(self._compared, story))
        return self._known_rows[story]

    def _paragraphs(self, story: str) -> list[Paragraph]:
        return list(paragraphs(story_clauses(self._value, story), "draft"))

    def _targets(self, story: str, row: Row, count: int) -> list[Paragraph]:
        """The paragraphs of the draft that a row shows."""
        halves = row.on(self._side)
        found = self._paragraphs(story)[count : count + len(halves)]
        if [one.text for one in found] != [half.paragraph.text for half in halves]:
            raise EditError(_STALE)
        return found

    # -- what is done

    def is_plain_move(self, amendment: Amendment) -> bool:
        """Whether what a move takes away is one whole paragraph that stands elsewhere with the same words."""
        mine, theirs = self._ends_of(amendment)
        if len(mine) != 1 or len(theirs) != 1 or mine[0] == theirs[0]:
            return False
        rows = self._rows("")
        there, here = rows[mine[0]], rows[theirs[0]]
        if there.on(self._other) or here.on(self._side):
            return False
        before = sum(len(row.on(self._side)) for row in rows[: mine[0]])
        if any(len(target.clauses) > 1 for target in self._targets(self._number, there, before)):
            return False
        return [one.paragraph.text for one in there.on(self._side)] == [one.paragraph.text for one in here.on(self._other)]

    def _ends_of(self, amendment: Amendment) -> tuple[list[int], list[int]]:
        """The rows from which a move takes something away, and those to which it brings something."""
        ids = {part.clause for part in amendment.parts}
        rows = [(place, row) for place, row in enumerate(self._rows("")) if ids & {clause.id for clause in row.clauses}]
        return [place for place, row in rows if row.on(self._side)], [place for place, row in rows if row.on(self._other)]

    def _behind(self, story: str, count: int) -> int:
        """The index behind the first `count` paragraphs of the draft."""
        if not count:
            return 0
        clauses, last = story_clauses(self._value, story), self._paragraphs(story)[count - 1].closing
        return index_of(clauses, last.id) + 1

    def take(self, of: str, parts: Sequence[Part], moves: Sequence[Amendment]) -> None:
        """Takes parts of a story of the comparison over: first what goes or is reworded, then what comes. `moves` are those
        that stay moves."""
        story = self._story(of)
        rows = self._rows(of)
        sizes = [len(row.on(self._side)) for row in rows]
        ids = {part.clause for part in parts}
        origins = {theirs[0]: mine[0] for mine, theirs in map(self._ends_of, moves)}
        touched = [place for place, row in enumerate(rows) if any(clause.id in ids for clause in row.clauses)]
        movers = {place: self._targets(story, rows[place], sum(sizes[:place])) for place in origins.values()}
        for place in reversed(touched):
            row, count = rows[place], sum(sizes[:place])
            targets = self._targets(story, row, count)
            if not targets or place in movers:
                continue
            if row.on(self._other):
                here = {clause.id for clause in row.clauses}
                self._reword(story, row, count, [part for part in parts if part.clause in here])
            else:
                self._strike(story, targets)
            sizes[place] += len(self._paragraphs(story)) - sum(sizes)
        for place in touched:
            row, count = rows[place], sum(sizes[:place])
            if place in origins:
                for target in reversed(movers[origins[place]]):
                    at = self._behind(story, count)
                    self._do(move_clauses(self._value, story, target.bearer.id, at, self._stamp, only=True))
                sizes[place] = len(movers[origins[place]])
                sizes[origins[place]] += len(self._paragraphs(story)) - sum(sizes)
            elif not row.on(self._side):
                low = place
                while low and not rows[low - 1].on(self._other):
                    low -= 1
                self._put_in(story, count, row.on(self._other), sum(sizes[:low]))
            sizes[place] += len(self._paragraphs(story)) - sum(sizes)

    def _strike(self, story: str, targets: Sequence[Paragraph]) -> None:
        clauses = story_clauses(self._value, story)
        low, high = index_of(clauses, targets[0].clauses[0].id), index_of(clauses, targets[-1].closing.id) + 1
        change = edit(clauses, Place(low, 0), Place(high, 0), [], self._stamp, caret="before")
        self._do(of_edit(story, clauses, change, "Take over", self._stamp))

    def _put_in(self, story: str, count: int, halves: Sequence[Half], low: int) -> None:
        """Puts paragraphs in behind the first `count` of the draft, or restores them where they were struck; the other text
        has none of those from `low` on."""
        at, start = self._behind(story, count), self._behind(story, min(low, count))
        clauses = story_clauses(self._value, story)
        for half in reversed(halves):
            struck = struck_here(clauses, start, at, half.paragraph.text)
            if struck is not None:
                self._do(restore_clauses(self._value, story, struck.id, self._stamp, only=True))
                continue
            if half.paragraph.closing.cell is not None:
                raise EditError("cells of a table are not taken over, since the structure of tables is not edited")
            props = half.paragraph.props
            runs = tuple(self._brought(half.paragraph.runs))
            new = NewClause(Props(props.kind, props.level, props.scheme), runs)
            self._do(insert_clauses(self._value, story, at, [new], self._stamp))

    def _reword(self, story: str, row: Row, count: int, parts: Sequence[Part]) -> None:
        self._take_properties(story, row, count, parts)
        self._take_formats(story, row, count, parts)
        before = set(map(id, story_clauses(self._value, story)))
        for op in reversed(list(self._ops(row, parts))):
            targets = self._targets_now(story, row, count)
            clauses = story_clauses(self._value, story)
            a, b = place_at(clauses, targets, op.start), place_at(clauses, targets, op.stop, stop=op.start != op.stop)
            new = [Inserted(tuple(self._brought(runs))) for runs in op.new] if op.new != [[]] else []
            self._do(of_edit(story, clauses, edit(clauses, a, b, new, self._stamp), "Take over", self._stamp))
        for clause in story_clauses(self._value, story):
            if id(clause) not in before and (tidy := tidied(clause, self._stamp)) != clause:
                self._do(transaction("Take over", [SetClause(story, clause.id, clause, tidy)], self._stamp))

        if any(part.what == "end" for part in parts):
            self._take_kinds(story, row, count)

    def _take_kinds(self, story: str, row: Row, count: int) -> None:
        """Makes the parts of a paragraph that was split or merged the kinds that they are in the other text."""
        halves = row.on(self._other)
        for half, target in zip(halves, self._paragraphs(story)[count : count + len(halves)], strict=False):
            props, now = half.paragraph.props, target.props
            if (props.kind, props.level, props.scheme) != (now.kind, now.level, now.scheme):
                self._do(self._as(story, target, props))

    def _as(self, story: str, target: Paragraph, props: Props) -> Transaction:
        kind, scheme, level = props.kind, props.scheme, props.level
        return change_kind(self._value, story, target.closing.id, kind, self._stamp, scheme=scheme, level=level)

    def _targets_now(self, story: str, row: Row, count: int) -> list[Paragraph]:
        """The paragraphs of a row while it is edited from its end: those before the place are still what they were."""
        return self._paragraphs(story)[count : count + len(row.on(self._side))]

    def _ops(self, row: Row, parts: Sequence[Part]) -> Iterator[_Op]:
        chosen = _Chosen(parts)
        at = (0, 0)
        op = _Op(at, at)
        for clause in row.clauses:
            offset = 0
            for run in clause.runs:
                mine, theirs = run.status.on(self._side), run.status.on(self._other)
                taken = mine is not theirs and chosen.has(clause.id, "text", offset)
                offset += len(run.text)
                if mine and not taken:
                    yield from [op] if op.does else []
                    at = (at[0], at[1] + len(run.text))
                    op = _Op(at, at)
                elif mine:
                    op.stop = at = (at[0], at[1] + len(run.text))
                elif taken:
                    op.new[-1].append(Run(run.text, style=run.style_on(self._other), content=run.content))
            mine, theirs = clause.end.status.on(self._side), clause.end.status.on(self._other)
            taken = mine is not theirs and chosen.has(clause.id, "end")
            if mine and not taken:
                yield from [op] if op.does else []
                at = (at[0] + 1, 0)
                op = _Op(at, at)
            elif mine:
                op.stop = at = (at[0] + 1, 0)
            elif taken:
                op.new.append([])
        if op.does:
            yield op

    def _take_properties(self, story: str, row: Row, count: int, parts: Sequence[Part]) -> None:
        chosen = _Chosen(parts)
        for half, target in zip(row.on(self._side), self._targets(story, row, count), strict=True):
            closing, bearer = half.paragraph.closing, half.paragraph.bearer
            if chosen.has(closing.id, "props"):
                self._do(self._as(story, target, closing.props_on(self._other)))
            if chosen.has(bearer.id, "label"):
                label = half.other or None
                self._do(set_label(self._value, story, target.bearer.id, label, self._stamp))

    def _take_formats(self, story: str, row: Row, count: int, parts: Sequence[Part]) -> None:
        chosen = _Chosen(parts)
        at = (0, 0)
        for clause in row.clauses:
            offset = 0
            for run in clause.runs:
                if run.status.on(self._side):
                    if run.base_style is not None and chosen.has(clause.id, "format", offset):
                        like = partial(_like, new=run.style_on(self._other))
                        targets = self._targets_now(story, row, count)
                        for span in spans_in(targets[at[0]], at[1], at[1] + len(run.text)):
                            self._do(set_format(self._value, story, [span], like, self._stamp))
                    at = (at[0], at[1] + len(run.text))
                offset += len(run.text)
            if clause.end.status.on(self._side):
                at = (at[0] + 1, 0)

    def _brought(self, runs: Sequence[Run]) -> Iterator[Run]:
        """Runs of the other text as this one can hold them; the notes that they refer to come along."""
        for run in runs:
            if run.content and run.text == OBJECT:
                raise EditError("a picture or an equation stands in it; put it in with Word")
            if run.content and run.text == ANCHOR:
                continue
            content = self._note(run.content) if run.content and run.text == NOTE else ""
            yield Run(run.text, style=_bare(run.style), content=content)

    def _note(self, key: str) -> str:
        """A note of the other text laid beside those of the draft, and its new key."""
        note, stamp = self._compared.notes[key], self._stamp
        new = new_note_key(proposal_of(self._value, self._number).redline)
        taken: set[str] = set()
        clauses = []
        for paragraph in paragraphs(note.clauses, self._other):
            taken.add(name := new_id(new, stamp, taken))
            runs = [Run(run.text, Status.INSERTED, _bare(run.style), stamp=stamp) for run in paragraph.runs if not run.content]
            clauses.append(Clause(name, Props(level=1), tuple(runs), End(Status.INSERTED, stamp)))
        made = SetField(f"proposals/{self._number}/notes/{new}", None, Note(note.kind, tuple(clauses)))
        self._do(transaction("Take over", [made], stamp))
        return new


class _Chosen:
    """Looks parts up by their place."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts

    def has(self, clause: str, what: str, offset: int = 0) -> bool:
        return any(
            part.clause == clause and part.what == what and (what not in ("text", "format") or part.start <= offset < part.stop)
            for part in self._parts
        )


def _note_keys(found: Iterator[Paragraph]) -> list[str]:
    return [run.content for one in found for run in one.runs if run.content and run.text == NOTE]


def _bare(style: Style) -> Style:
    """What every package knows of a format."""
    return replace(style, name="", other="")


def _like(old: Style, new: Style) -> Style:
    return replace(old, italic=new.italic, bold=new.bold, underline=new.underline, vertical=new.vertical)
