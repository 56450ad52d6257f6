"""The references of a text to its own clauses: their meaning, and their words after a relabelling.

The author of a reference determines its meaning: words of the text in force refer to the labels of the text in force, inserted
words to the draft's labels at the time they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import Struct

from model.numbering import Labelling, bare
from model.redline import SIDES, Paragraph, Redline, Side, Status, groups, label_bearer
from model.references.mention_index import ENDS, verb_of
from model.references.self_reference_parser import LabelReference, Reference, refer
from model.submission.search import Passage, is_shown
from model.submission.story import StoryId
from model.text.legible import SILENT, Legible

Fault = Literal["deleted", "moved", "missing"]
"""The reason why a reference cannot be updated: its target was deleted, is under another call now, or never existed."""


class CallScope(Struct, frozen=True):
    """A call on one side, with the clauses under it by the path of their labels (`("e", "iv")`)."""

    id: str
    text: str
    items: Mapping[tuple[str, ...], str]


class Stale(Struct, frozen=True):
    """A reference that does not, or cannot, name its target. Offsets are in the text of the passage."""

    passage: Passage
    start: int
    stop: int
    fixes: tuple[tuple[int, int, str], ...] = ()
    """The replacements: start, stop, new text, in order; empty if there is a fault."""
    fault: Fault | None = None
    label: str = ""
    """The label without a clause, if there is a fault."""

    @property
    def clause(self) -> str:
        """The clause that bears the label of the paragraph, after deleted clauses that lost their end."""
        return label_bearer(self.passage.clauses, "draft").id

    @property
    def old(self) -> str:
        """The reference as it is written."""
        return self.passage.text[self.start : self.stop]

    @property
    def new(self) -> str:
        """The reference with the label that the clause now has."""
        text, at = "", self.start
        for start, stop, words in self.fixes:
            text += self.passage.text[at:start] + words
            at = stop
        return text + self.passage.text[at : self.stop]


class CallOutline:
    """The calls of a redline on one side, and the position of a clause there."""

    def __init__(self) -> None:
        self.calls: list[CallScope] = []
        self.place: dict[str, tuple[str, tuple[str, ...]]] = {}
        """Of each labelled clause its call's id and its path; of each call its own id and an empty path."""
        self.unnumbered: set[str] = set()
        """The clauses under calls that no reference can name: without a label, or with a dash."""

    @staticmethod
    def of(redline: Redline, labelling: Labelling, side: Side) -> CallOutline:
        """The outline of a side."""
        outline = CallOutline()
        for _ in outline.reading(redline, labelling, side):
            pass
        return outline

    def reading(self, redline: Redline, labelling: Labelling, side: Side) -> Iterator[None]:
        """Reads a side step by step."""
        label_of = labelling.base if side == "base" else labelling.draft
        items: dict[tuple[str, ...], str] = {}
        above: list[tuple[int, str]] = []
        call = ""
        for group in groups(redline.clauses, side):
            yield
            props = group[-1].props_on(side)
            kind = props.kind
            if kind == "paragraph" and call:
                bearer = label_bearer(group, side).id
                label = label_of(bearer)
                named, level = _label_key(label) if label is not None else "", props.level
                if not named[:1].isalnum():
                    self.unnumbered.add(bearer)
                    continue
                while above and above[-1][0] >= level:
                    above.pop()
                path = (named,) if not above or "." in named else (*(name for _, name in above), named)
                above.append((level, named))
                items.setdefault(path, bearer)
                self.place[bearer] = call, path
            elif kind == "call":
                call, items, above = label_bearer(group, side).id, {}, []
                self.calls.append(CallScope(call, Legible(Paragraph(group, side).text).text.strip(ENDS), items))
                self.place[call] = call, ()
            elif kind in ("annex", "heading"):
                call = ""


@lru_cache(maxsize=4_096)
def _label_key(label: str) -> str:
    """A label as it is compared: without its bracket, in small letters."""
    return bare(label).casefold()


class SelfReferences(Struct, frozen=True, dict=True):
    """The references of a redline to its own clauses; `before` is the text when its inserted words were written, if known."""

    story: StoryId
    redline: Redline
    labelling: Labelling
    before: SelfReferences | None = None

    @cached_property
    def base(self) -> CallOutline:
        """The calls and labels to which references of the base point."""
        return CallOutline.of(self.redline, self.labelling, "base")

    @cached_property
    def draft(self) -> CallOutline:
        """The calls and labels to which references of the draft point."""
        return CallOutline.of(self.redline, self.labelling, "draft")

    @cached_property
    def _new_ids(self) -> Mapping[str, str]:
        """The id at the new place of each clause that was moved."""
        gone: dict[str, list[str]] = {}
        come: dict[str, list[str]] = {}
        for clause in self.redline.clauses:
            if clause.end.move:
                (gone if clause.end.status is Status.DELETED else come).setdefault(clause.end.move, []).append(clause.id)
        return {old: new for move, ids in gone.items() for old, new in zip(ids, come.get(move, ()), strict=False)}

    def _now(self, id: str) -> str:
        """The id of a clause in the draft; unchanged if it was not moved."""
        return id if id in self.draft.place else self._new_ids.get(id, id)

    @cached_property
    def _calls(self) -> tuple[list[CallScope], list[CallScope]]:
        """The calls that kept words may speak of, and those that inserted words may."""
        written = (self.before.draft if self.before is not None else self.draft).calls
        new = {call.id: call.text for call in (*written, *self.draft.calls)}
        old = {self._now(call.id): call.text for call in self.base.calls}
        return (
            _with_names(self.base.calls, [(call, new.get(self._now(call.id))) for call in self.base.calls]),
            _with_names(written, [(call, old.get(call.id)) for call in written]),
        )

    @cached_property
    def _call_texts(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of those calls."""
        kept, written = self._calls
        return tuple(call.text for call in kept), tuple(call.text for call in written)

    @cached_property
    def _verbs(self) -> tuple[str, ...]:
        """How the calls begin: every text with a reference holds one of these."""
        return tuple({verb_of(text, self.redline.language) for calls in self._call_texts for text in calls} - {""})

    def stale(self, only: Iterable[str] | None = None) -> Iterator[Stale]:
        """The references that do not name their targets, in order; if given, only in paragraphs of the clauses `only`."""
        return (stale for stale in self.find_stale(only) if stale is not None)

    def find_stale(self, only: Iterable[str] | None = None) -> Iterator[Stale | None]:
        """As `stale`, step by step: None when the search may pause."""
        for side in SIDES:
            if side not in vars(self):
                outline = CallOutline()
                for _ in outline.reading(self.redline, self.labelling, side):
                    yield None
                vars(self)[side] = outline
        wanted = None if only is None else set(only)
        for group in groups(self.redline.clauses, "draft"):
            yield None
            if group[-1].props.kind != "call" and (wanted is None or any(clause.id in wanted for clause in group)):
                yield from self.stale_in(Passage(self.story, group, "draft"))

    def stale_in(self, passage: Passage) -> Iterator[Stale]:
        """The references of a passage that no longer name their targets."""
        text = passage.text
        folded = Legible(text).text.casefold()
        if not any(verb in folded for verb in self._verbs):
            return
        spans = _kept_spans(passage)
        outlines = self.base, self.before.draft if self.before is not None else self.draft
        for calls, call_texts, written, kept in zip(self._calls, self._call_texts, outlines, (True, False), strict=True):
            for reference in refer(text, self.redline.language, call_texts):
                if _is_kept(reference, spans) is kept:
                    found = self._judge(passage, reference, calls, written)
                    if found is not None:
                        yield found

    def _judge(self, passage: Passage, reference: Reference, calls: Sequence[CallScope], written: CallOutline) -> Stale | None:
        call = _meant(reference, calls)
        if call is None:
            return None
        at, home = (passage, reference.start, reference.stop), self._now(call.id)
        fixes: list[tuple[int, int, str]] = []
        for item in reference.items:
            id = call.items.get(item.path) or _inner(call, item)
            if id is None:
                return Stale(*at, fault="missing", label=_printed_path(item.path)) if reference.whole_call else None
            where = self.draft.place.get(self._now(id))
            if where is None:
                fault: Fault = "missing" if self._now(id) in self.draft.unnumbered else "deleted"
                return Stale(*at, fault=fault, label=_printed_path(item.path))
            if where[0] != home:
                return Stale(*at, fault="moved", label=_printed_path(item.path))
            whole = len(written.place[id][1]) == len(item.path) if id in written.place else True
            fixes += _fixes_of(item, where[1] if whole else where[1][-len(item.path) :], passage.text)
        now = next((draft_call.text for draft_call in self.draft.calls if draft_call.id == home), None)
        if home not in self.draft.place or now is None:  # deleted, or joined to a clause that is not a call
            return Stale(*at, fault="deleted", label=call.text)
        call_text = _new_call_words(reference, call.text, now)
        if call_text.casefold() != reference.call_text.casefold():
            fixes.append((reference.call_start, reference.call_stop, call_text))
        fixes.sort()
        return Stale(*at, fixes=tuple(fixes)) if fixes else None


def _with_names(calls: Sequence[CallScope], others: Iterable[tuple[CallScope, str | None]]) -> list[CallScope]:
    """Calls, and those renamed, under the name of the other side: a half updated reference mixes both sides."""
    known = {call.text.casefold() for call in calls}
    return [*calls, *(CallScope(call.id, name, call.items) for call, name in others if name and name.casefold() not in known)]


def _new_call_words(reference: Reference, old: str, new: str) -> str:
    """The words that name a renamed call: the new beginning if it was named by its beginning and the rest did not change."""
    call_text = reference.call_text
    if not new or old.casefold() == new.casefold():
        return call_text
    rest = "" if reference.whole_call else old[len(call_text) :]
    if rest and new.casefold().startswith(call_text.casefold()):
        return call_text
    words = new[: -len(rest)] if rest and new.endswith(rest) else new
    return words[:1].upper() + words[1:] if call_text[:1].isupper() and old[:1].islower() else words


def _meant(reference: Reference, calls: Sequence[CallScope]) -> CallScope | None:
    """The call that a reference means: of the possible calls, the first that has all its labels, else the first."""
    candidates = [calls[index] for index in reference.calls]
    for call in candidates:
        if all(item.path in call.items or _inner(call, item) for item in reference.items):
            return call
    return candidates[0] if candidates else None


def _inner(call: CallScope, item: LabelReference) -> str | None:
    """The clause of a label that is named without those above it, if only one clause has it."""
    found = [id for path, id in call.items.items() if path[-len(item.path) :] == tuple(part.casefold() for part in item.path)]
    return found[0] if len(found) == 1 else None


def _fixes_of(item: LabelReference, path: tuple[str, ...], text: str) -> Iterator[tuple[int, int, str]]:
    """The replacements that make an item name a path: only the labels if depth and brackets are the same, else all of it."""
    if [_is_closed(old) for old in item.path] == [_is_closed(new) for new in path]:
        for (start, stop), old, new in zip(item.spans, item.path, path, strict=True):
            if old.casefold() != new:
                yield start, stop, new
        return
    start, stop = item.spans[0][0], item.spans[-1][1]
    behind = text[stop:].lstrip(SILENT)
    if behind.startswith(")"):
        stop = len(text) - len(behind) + 1
    yield start, stop, _printed_path(path)


def _printed_path(path: Iterable[str]) -> str:
    """The labels of a path as printed one after another: `b) ii)`, `1.2`."""
    return " ".join(label + ")" * _is_closed(label) for label in path)


def _is_closed(label: str) -> bool:
    """Whether a label is printed with a bracket: letters are, numbers are not."""
    return not label[:1].isdecimal()


def _kept_spans(passage: Passage) -> list[tuple[int, int]]:
    """The ranges of the text of a passage that the base has too."""
    spans, at = [], 0
    for clause in passage.clauses:
        for run in clause.runs:
            if is_shown(run, passage.where):
                if run.status is Status.KEPT:
                    spans.append((at, at + len(run.text)))
                at += len(run.text)
    return spans


def _is_kept(reference: Reference, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the labels of a reference (its call, if it names none) are words of the base."""
    parts = [span for item in reference.items for span in item.spans] or [(reference.call_start, reference.call_stop)]
    return all(any(low <= start and stop <= high for low, high in spans) for start, stop in parts)
