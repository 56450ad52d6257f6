"""The edits of a file (FORMATS.md §7): actions of the window in written form, addressed by path. All or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from model.cuts.serials import PrintedProposal, printed_proposals
from model.edits import clause_properties, notes, provisions, review, structure, text
from model.edits.common import check_levels, index_of, subtree
from model.edits.dependants import with_dependants
from model.edits.script.allocation_plans import plan_category, plan_merge_bands, plan_service, plan_split_band, plan_table_notes
from model.edits.script.batches import Batches, ScriptInsertion, ScriptText
from model.edits.script.cut_plans import plan_join, plan_noc, plan_order
from model.edits.script.field_plans import plan_set
from model.edits.script.fields import Edit, anchor_key, flag_at, new_clause, one_of, text_at, whole_at, words_at
from model.edits.script.table_plans import plan_column, plan_row, plan_table
from model.edits.script.tracked_places import ScriptPlace, TrackedPlaces, places_of
from model.errors import EditError, shorten_value
from model.message import Message
from model.numbering.labelling import Labelling
from model.redline import NOBODY, Kind, Run, Scheme, Stamp
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.amendments import amendments
from model.submission.authorship import invalid_name_reason
from model.submission.clause_paths import clause_at_path, paths
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission


def apply_edits(submission: Submission, edits: Any) -> Submission:
    """The submission after the edits of a file; EditError names the edit that cannot be carried out, and why."""
    return _Run(submission, edits).result()


@dataclass
class _Run:
    """One run over a list of edits, whose places are found in the text as it was read and mapped through the earlier edits."""

    submission: Submission
    edits: Any
    stamp: Stamp = NOBODY
    places: TrackedPlaces = field(default_factory=TrackedPlaces)
    batches: Batches = field(default_factory=Batches)
    tails: dict[tuple[StoryId, str], str] = field(default_factory=dict)
    """The last clause that was inserted directly after a clause."""
    found: dict[tuple[StoryId, str, str], list[tuple[str, int, int]]] = field(default_factory=dict)
    """The places of words in a clause (a note) of a story, as it was read."""
    known: dict[int, tuple[Labelling, Mapping[str, str]]] = field(default_factory=dict)
    """Labels and paths of each proposal as it was read."""

    def result(self) -> Submission:
        if not isinstance(self.edits, dict) or not isinstance(self.edits.get("edits"), list):
            raise EditError.of('an edits file is an object with a list "edits"; see the help of `apply`')
        self.stamp = Stamp(text_at(self.edits, "author", ""), text_at(self.edits, "date", ""))
        if wrong := invalid_name_reason(self.stamp.author):
            raise EditError.of("“author” {fault}", fault=wrong)
        plans = [self._with_number(number, edit, self._plan) for number, edit in enumerate(self.edits["edits"], 1)]
        number = 1
        while number <= len(plans):
            batch, together = self.batches.beginning_at(number), set[int]()
            tails = dict(self.tails) if len(batch) > 1 else {}
            try:
                for transaction, numbers in self._batch_transactions(batch) if len(batch) > 1 else ():
                    self._carry_out(transaction, numbers)
                    together |= numbers
            except EditError:  # carrying them out one by one finds and names it
                self.tails = tails
            for position in sorted({*batch} - together):
                plan = plans[position - 1]
                self._with_number(
                    position,
                    self.edits["edits"][position - 1],
                    lambda number, _edit, plan=plan: self._carry_out(plan(), {number}),
                )
            number = batch.stop
        return self.submission

    def _batch_transactions(self, numbers: range) -> Iterator[tuple[Transaction, set[int]]]:
        """Transactions, each with the numbers of the edits, of those given, that it carries out; other edits are omitted."""
        if numbers.start in self.batches.texts:
            yield from self.batches.changes(numbers, self.submission, self.places, self.stamp)
            return
        yield self._insertion(self.batches.insertion(numbers)), set(numbers)

    def _with_number(self, number: int, edit: Any, act: Callable[..., Any]) -> Any:
        if not isinstance(edit, dict):
            raise EditError.of("edit {number} is not an object", number=number)
        try:
            return act(number, edit)
        except EditError as error:
            where = edit.get("at") or edit.get("after") or edit.get("before") or edit.get("field") or ""
            do, place, reason = shorten_value(edit.get("do", "?")), shorten_value(where), error.message
            named = Message.of("edit {number} ({do}): {error}", number=number, do=do, error=reason)
            if place:
                named = Message.of("edit {number} ({do} at “{place}”): {error}", number=number, do=do, place=place, error=reason)
            raise EditError(named) from None

    def _carry_out(self, transaction: Transaction, numbers: set[int]) -> None:
        """Carry out the transaction of some edits."""
        transaction = with_dependants(self.submission, transaction)
        self.submission = apply(self.submission, transaction)
        texts = self.batches.texts
        sizes = {number: len(texts[number].text) if number in texts else 0 for number in sorted(numbers)}
        self.places.carry(transaction.steps, self.places.edited_ranges(sizes))

    # Finding what an edit speaks of, in the text as it was read

    @cached_property
    def printed(self) -> Sequence[PrintedProposal]:
        """The proposals as they were printed then: it is first asked for before any edit is carried out."""
        return printed_proposals(self.submission)

    def _plan(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        do = text_at(edit, "do")
        if do not in PLANS:
            raise EditError.of("there is no “{do}”; there are {plans}", do=shorten_value(do), plans=tuple(PLANS))
        return PLANS[do](self, number, edit)

    def text_at(self, edit: Edit) -> StoryId:
        """The text of the proposal that an edit names."""
        return StoryId(whole_at(edit, "proposal", 1))

    def _story(self, edit: Edit) -> StoryId:
        text, mark = self.text_at(edit), edit.get("note")
        redline = proposal_of(self.submission, text.proposal).redline
        return text if mark is None else StoryId(text.proposal, notes.note_by_mark(redline, str(mark)))

    def clause_at(self, edit: Edit, key: str = "at") -> str:
        """The id of the clause that a field of an edit names, in the text as it was read."""
        if "note" in edit:
            clauses = story_clauses(self.submission, self._story(edit))
            return clauses[0].id
        number = self.text_at(edit).proposal
        redline = proposal_of(self.submission, number).redline
        if number not in self.known:
            labelling = Labelling.of(redline)
            self.known[number] = labelling, paths(redline, labelling)
        return clause_at_path(redline, text_at(edit, key), *self.known[number])

    def _span(self, edit: Edit, words: str) -> tuple[StoryId, str, int, int]:
        """Story, clause and offsets of the nth place where words stand in a clause."""
        story = self._story(edit)
        clauses = story_clauses(self.submission, story)
        candidates = clauses if "note" in edit else (clauses[index_of(clauses, self.clause_at(edit))],)
        if not words:
            raise EditError.of("the text to look for is empty")
        found = self.found.get((story, candidates[0].id, words))
        if found is None:
            found = [
                (candidate.id, *span) for candidate in candidates for span in places_of(words, candidate.text, candidate.runs)
            ]
            self.found[story, candidates[0].id, words] = found
        nth = whole_at(edit, "nth", 0)
        if not found:
            raise EditError.of("the text “{words}” is not there", words=shorten_value(words))
        if nth == 0 and len(found) > 1:
            message = Message.counted(
                "the text “{words}” occurs there {n} time; say which one with nth",
                "the text “{words}” occurs there {n} times; say which one with nth",
                len(found), words=shorten_value(words),
            )  # fmt: skip
            raise EditError(message)
        if nth > len(found):
            message = Message.counted(
                "the text “{words}” occurs there only {n} time, not {nth}",
                "the text “{words}” occurs there only {n} times, not {nth}",
                len(found), words=shorten_value(words), nth=nth,
            )  # fmt: skip
            raise EditError(message)
        id, start, stop = found[max(nth, 1) - 1]
        return story, id, start, stop

    def _keep(self, number: int, span: tuple[StoryId, str, int, int]) -> Callable[[], tuple[StoryId, Place, Place]]:
        """Remember a span; what is given back finds it when its turn has come."""
        story, id, start, stop = span
        self.places.keep_range(number, ScriptPlace(story, id, start), ScriptPlace(story, id, stop))
        return lambda: (story, *self.places.range_of(number, story_clauses(self.submission, story)))

    def _before_or_after(self, number: int, edit: Edit) -> Callable[[], tuple[StoryId, Place, Place]]:
        before, after = edit.get("before"), edit.get("after")
        if (before is None) == (after is None):
            raise EditError.of("it wants one of “before” and “after”")
        story, id, start, stop = self._span(edit, text_at(edit, "before" if after is None else "after"))
        place = start if after is None else stop
        return self._keep(number, (story, id, place, place))

    # One function a kind of edit

    def _plan_replace(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        now, put = self._keep(number, self._span(edit, text_at(edit, "find"))), words_at(edit, "with")
        self.batches.texts[number] = ScriptText(put, is_range=True)

        def plan() -> Transaction:
            story, a, b = now()
            clauses = story_clauses(self.submission, story)
            style = text.style_at(clauses[a.index], a.offset + 1)
            inserted = [InsertedParagraph((Run(put, style=style),))] if put else []
            return text.replace_range(self.submission, story, a, b, inserted, self.stamp, kind=TransactionKind.REPLACE)

        return plan

    def _plan_insert_text(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        now, put = self._before_or_after(number, edit), words_at(edit, "text")
        self.batches.texts[number] = ScriptText(put, is_range=False)

        def plan() -> Transaction:
            story, a, b = now()
            return text.type_text(self.submission, story, a, b, put, self.stamp)

        return plan

    def _plan_delete_text(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        now = self._keep(number, self._span(edit, text_at(edit, "find")))
        self.batches.texts[number] = ScriptText("", is_range=True)

        def plan() -> Transaction:
            story, a, b = now()
            return text.delete_range(self.submission, story, a, b, self.stamp)

        return plan

    def _plan_format(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        now = self._keep(number, self._span(edit, text_at(edit, "find")))
        names = edit.get("style")
        wanted = [names] if isinstance(names, str) else names
        if not isinstance(wanted, list) or not wanted or any(name not in [*text.FORMATS] for name in wanted):
            raise EditError.of("“style” is one or a list of {formats}", formats=tuple(text.FORMATS))

        def plan() -> Transaction:
            story, a, b = now()
            spans = text.spans_between(story_clauses(self.submission, story), a, b)
            return text.add_formats(self.submission, story, spans, wanted, self.stamp)

        return plan

    def _plan_split(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        now = self._before_or_after(number, edit)

        def plan() -> Transaction:
            story, a, _ = now()
            clauses = story_clauses(self.submission, story)
            return text.split(self.submission, story, clauses[a.index].id, a.offset, self.stamp)

        return plan

    def _plan_footnote(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story = self.text_at(edit)
        if "remove" in edit:
            key = notes.note_by_mark(proposal_of(self.submission, story.proposal).redline, str(edit["remove"]))
            return lambda: notes.remove_note(self.submission, story.proposal, key, self.stamp)
        now, words = self._before_or_after(number, edit), words_at(edit, "text")

        def plan() -> Transaction:
            story, a, _ = now()
            clauses = story_clauses(self.submission, story)
            return notes.insert_note(self.submission, story, clauses[a.index].id, a.offset, words, self.stamp)

        return plan

    def _plan_insert(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story = self.text_at(edit)
        key = anchor_key(edit)
        anchor = self.clause_at(edit, key)
        given = edit.get("clauses")
        if not isinstance(given, list) or not given:
            raise EditError.of("“clauses” is a list of clauses to insert")
        new = tuple(new_clause(clause, f"clauses[{place}]") for place, clause in enumerate(given))
        insertion = ScriptInsertion(story, key, anchor, new)
        self.batches.insertions[number] = insertion
        return lambda: self._insertion(insertion)

    def _insertion(self, insertion: ScriptInsertion) -> Transaction:
        story, anchor = insertion.story, insertion.anchor
        clauses = story_clauses(self.submission, story)
        place = index = index_of(clauses, anchor)
        if insertion.key == "after":
            tail = self.tails.get((story, anchor))
            index = (index_of(clauses, tail) if tail else place) + 1
        beside = clauses[place]
        check_levels(clauses, index, [clause.props for clause in insertion.new], beside.cell)
        made = structure.insert_clauses(self.submission, story, index, insertion.new, self.stamp, beside=beside)
        if insertion.key == "after" and made.after is not None:
            self.tails[story, anchor] = made.after.caret[0]
        return made

    def _plan_delete(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id, only = self.text_at(edit), self.clause_at(edit), flag_at(edit, "only")
        return lambda: structure.delete_clauses(self.submission, story, id, self.stamp, only=only)

    def _plan_restore(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id, only = self.text_at(edit), self.clause_at(edit), flag_at(edit, "only")
        return lambda: structure.restore_clauses(self.submission, story, id, self.stamp, only=only)

    def _plan_review(self, edit: Edit, decide: Callable[..., Transaction]) -> Callable[[], Transaction]:
        story, id, only = self.text_at(edit), self.clause_at(edit), flag_at(edit, "only")

        def plan() -> Transaction:
            redline = proposal_of(self.submission, story.proposal).redline
            chosen = review.amendments_under(redline, id, amendments(redline), only=only)
            return decide(self.submission, story.proposal, chosen, self.stamp)

        return plan

    def _plan_move(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id, only = self.text_at(edit), self.clause_at(edit), flag_at(edit, "only")
        key = anchor_key(edit)
        anchor = self.clause_at(edit, key)

        def plan() -> Transaction:
            clauses = story_clauses(self.submission, story)
            index = index_of(clauses, anchor)
            if key == "after":
                tail = self.tails.get((story, anchor))
                index = index_of(clauses, tail) + 1 if tail else subtree(clauses, index)
            return structure.move_clauses(self.submission, story, id, index, self.stamp, only=only)

        return plan

    def _plan_merge(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id = self.text_at(edit), self.clause_at(edit)
        return lambda: text.merge_next(self.submission, story, id, self.stamp)

    def _plan_level(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id, only = self.text_at(edit), self.clause_at(edit), flag_at(edit, "only")
        by = edit.get("by")
        if not isinstance(by, int) or isinstance(by, bool) or by == 0:
            raise EditError.of("“by” is a number of levels, 1 to demote or -1 to promote")
        return lambda: clause_properties.change_level(self.submission, story, id, by, self.stamp, only=only)

    def _plan_kind(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id = self.text_at(edit), self.clause_at(edit)
        kind = one_of(edit, "to", get_args(Kind))
        scheme = one_of(edit, "scheme", get_args(Scheme)) if "scheme" in edit else None
        level = whole_at(edit, "level", 0) or None
        return lambda: clause_properties.change_kind(self.submission, story, id, kind, self.stamp, scheme=scheme, level=level)

    def _plan_label(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id = self.text_at(edit), self.clause_at(edit)
        to = None if edit.get("to") is None else words_at(edit, "to")
        lock = flag_at(edit, "lock")
        return lambda: clause_properties.set_label(self.submission, story, id, to, self.stamp, lock=lock)

    def _plan_number(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id = self._story(edit), self.clause_at(edit)
        if flag_at(edit, "continues"):
            return lambda: provisions.continue_provision(self.submission, story, id, self.stamp)
        to = None if edit.get("to") is None else words_at(edit, "to")
        return lambda: provisions.set_number(self.submission, story, id, to, self.stamp)

    def _plan_mark(self, number: int, edit: Edit) -> Callable[[], Transaction]:
        story, id = self._story(edit), self.clause_at(edit)
        to = None if edit.get("to") is None else words_at(edit, "to")
        return lambda: provisions.set_mark(self.submission, story, id, to, self.stamp)


PLANS: dict[str, Callable[[_Run, int, Edit], Callable[[], Transaction]]] = {
    "replace": _Run._plan_replace,
    "insert_text": _Run._plan_insert_text,
    "delete_text": _Run._plan_delete_text,
    "insert": _Run._plan_insert,
    "delete": _Run._plan_delete,
    "restore": _Run._plan_restore,
    "table": plan_table,
    "row": plan_row,
    "column": plan_column,
    "split_band": plan_split_band,
    "merge_bands": plan_merge_bands,
    "service": plan_service,
    "category": plan_category,
    "table_notes": plan_table_notes,
    "join": plan_join,
    "order": plan_order,
    "noc": plan_noc,
    "accept": lambda run, _number, edit: run._plan_review(edit, review.accept),
    "reject": lambda run, _number, edit: run._plan_review(edit, review.reject),
    "move": _Run._plan_move,
    "split": _Run._plan_split,
    "merge": _Run._plan_merge,
    "level": _Run._plan_level,
    "kind": _Run._plan_kind,
    "label": _Run._plan_label,
    "number": _Run._plan_number,
    "mark": _Run._plan_mark,
    "format": _Run._plan_format,
    "footnote": _Run._plan_footnote,
    "set": plan_set,
}
"""By the `do` of an edit: a function that finds what the edit speaks of, and gives what makes the transaction in its turn."""
