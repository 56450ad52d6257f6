"""The long run of sets of amendments to treaty texts: `python -m tests.soak.amendment_sets --count 300`; `make soak` runs it too.

A set is drafted by edits: over the Constitution and the Radio Regulations beside the checkout, and over generated texts. It is
exported as single provisions, with proof, and in the form of Final Acts, and read back by number into the text in force. The base
is never touched, every amendment is in a cut, and neither the order of the edits nor steps that are undone between them change a
number. `--at i` repeats a set.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.serials import printed_proposals
from model.cuts.values import Cut
from model.edits import structure, text
from model.edits.notes import insert_note, remove_note
from model.edits.provisions import insert_continuation, insert_provision, strike_provisions
from model.errors import ClausewrightError, EditError
from model.files.extract_import import FilledText, put_in
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.numbering.edition_marks import NO_PAIR, EditionMarks
from model.redline import NOTE, SIDES, Clause, Redline, Side, Stamp, groups, label_bearer
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Header, Proposal, Submission
from tests.builders.treaty import lacks_number
from tests.builders.treaty_generator import TEXTS, treaty_text
from tests.journeys.judges import SHARED, resolved
from tests.soak.edit_texts import TREATIES, open_file

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)
OPTIONS = ExportOptions(form="provisions", date="2026-11-30T12:00:00Z")
Kind = Literal[
    "add", "add two", "strike", "reword", "reword footnote", "add footnote", "strike footnote", "cut short", "continue", "split",
    "strike the rest", "leave empty",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "add", "add two", "strike", "reword", "reword footnote", "add footnote", "strike footnote", "cut short", "continue", "split",
    "strike the rest", "leave empty",
)  # fmt: skip
INSERTING = ("add", "add two", "split")
"""Those that insert a provision. Among the notes of tables, which are in the order of their table, no number tells a place."""
REAL = {3: "constitution-en.tsv", 9: "rr-wrc12-en.tsv"}
"""The real texts, by the number that the remainder of a set by `EVERY` is."""
EVERY = 15
STARTS = ("", "", "", "– ", "a) ", "1 ", "§ 2 ")
"""How the words of an amendment may begin: some look like a label."""
MOST = 12
"""The most amendments of a set."""


class Amendment(Struct, frozen=True):
    """One amendment of a provision in force."""

    kind: Kind
    provision: str
    """The clause that bears its number."""
    words: str


def text_in_force(at: int, *, real: bool = True) -> Submission:
    """The text of a set."""
    name = REAL.get(at % EVERY) if real else None
    found = open_file(SHARED / TREATIES / name) if name is not None else None
    redline = found.proposals[0].redline if found is not None else _generated(at % TEXTS)
    conference = "PP-26" if name == REAL[3] else "WRC-27"
    proposal = Proposal("MOD", redline=redline, original=redline)
    return Submission(Header(conference=conference, document="3"), (proposal,), redline.language)


@lru_cache(TEXTS)
def _generated(seed: int) -> Redline:
    return text_of_rows(read_rows(treaty_text(seed).table)).redline


def amendments_of(chance: random.Random, submission: Submission) -> list[Amendment]:
    """Amendments of different provisions, each of which can be made alone."""
    redline = submission.proposals[0].redline
    clauses = redline.clauses
    numbers = {clause.id: clause.number.text for clause in clauses if clause.number is not None and clause.text}
    times = Counter((number, redline[id].text) for id, number in numbers.items())
    numbers = {id: number for id, number in numbers.items() if times[number, redline[id].text] == 1}  # else no reader tells which
    chosen = chance.sample(sorted(numbers), min(chance.randint(1, MOST), len(numbers)))
    drawn = [Amendment(chance.choice(KINDS), id, f"{chance.choice(STARTS)}words {count}") for count, id in enumerate(chosen)]
    drawn = [amendment for amendment in drawn if amendment.kind not in INSERTING or numbers[amendment.provision].count(".") < 2]
    return [amendment for amendment in drawn if _is_possible(submission, amendment)]


def _is_possible(submission: Submission, amendment: Amendment) -> bool:
    """Whether an amendment can be made, and the rule gives a number to what it inserts."""
    try:
        after, _ = carry_out(submission, amendment)
    except EditError:
        return False
    return not lacks_number(Labelling.of(after.proposals[0].redline))


def carry_out(submission: Submission, amendment: Amendment) -> tuple[Submission, list[Transaction]]:
    """Returns the submission with an amendment, and its steps."""
    steps: list[Transaction] = []
    after = submission
    for _ in range(2 if amendment.kind == "add two" else 1):
        first = _first_step(after, amendment)
        after = apply(after, first)
        steps.append(first)
        if amendment.kind in ("add", "add two", "continue") and first.after is not None:
            index = after.proposals[0].redline.places[first.after.anchor[0]]
            typed = text.type_text(after, STORY, Place(index, 0), Place(index, 0), amendment.words, ME)
            after = apply(after, typed)
            steps.append(typed)
    return after, steps


def _first_step(submission: Submission, amendment: Amendment) -> Transaction:
    redline, id = submission.proposals[0].redline, amendment.provision
    place = redline.places[id]
    size = len(redline.clauses[place].text)
    match amendment.kind:
        case "add" | "add two":
            return insert_provision(submission, STORY, place, ME)
        case "strike":
            return strike_provisions(submission, STORY, [id], ME)
        case "reword":
            return text.type_text(submission, STORY, Place(place, size // 3), Place(place, size // 2), amendment.words, ME)
        case "add footnote":
            return insert_note(submission, STORY, id, size, f"a footnote of {amendment.words}", ME)
        case "reword footnote" | "strike footnote":
            key = next((run.content for run in redline.clauses[place].runs if run.text == NOTE and run.content), "")
            if not key:
                raise EditError("the provision has no footnote")
            if amendment.kind == "strike footnote":
                return remove_note(submission, 1, key, ME)
            middle = Place(0, len(redline.notes[key].clauses[0].text) // 3)
            return text.type_text(submission, StoryId(1, key), middle, middle, amendment.words, ME)
        case "cut short":
            return text.type_text(submission, STORY, Place(place, size // 2), Place(place, max(size - 1, size // 2)), ".", ME)
        case "continue" | "leave empty":
            return insert_continuation(submission, STORY, place, ME)
        case "split":
            return text.split(submission, STORY, id, size // 2, ME)
    following = redline.clauses[place + 1] if place + 1 < len(redline.clauses) else None
    if following is None or following.props.kind != "paragraph" or following.number is not None or following.cell is not None:
        raise EditError("the provision has one paragraph")
    return structure.delete_clauses(submission, STORY, following.id, ME, only=True)


def drafted(submission: Submission, amendments: list[Amendment]) -> Submission:
    """The submission with amendments, carried out one after another."""
    for amendment in amendments:
        submission, _ = carry_out(submission, amendment)
    return submission


def drafted_with_detours(chance: random.Random, submission: Submission, amendments: list[Amendment]) -> Submission:
    """The same with edits between them that are undone."""
    for amendment in amendments:
        for detour in (amendment, chance.choice(amendments)):
            if chance.random() < 0.4:
                try:
                    after, steps = carry_out(submission, detour)
                except EditError:
                    continue
                for step in reversed(steps):
                    after = apply(after, invert(step))
                submission = after
        submission, _ = carry_out(submission, amendment)
    return submission


def lines_on(redline: Redline, clauses: tuple[Clause, ...], side: Side, labelling: Labelling) -> list[tuple[str, str, str]]:
    """The margin number, the label and the words of each paragraph of clauses, with its edition mark on a side; those of empty
    paragraphs too."""
    out = []
    for group in groups(clauses, side):
        bearer = label_bearer(group, side).id
        label = labelling.base(bearer) if side == "base" else labelling.draft(bearer)
        mark = labelling.marks.borne.get(bearer, NO_PAIR).on(side)
        words = "".join(clause.text_on(side) for clause in group) + (mark.after + mark.text if mark is not None else "")
        out.append((labelling.number(side, bearer) or "", label or "", words))
    return out


def sides(redline: Redline) -> dict[Side, list[tuple[str, str, str]]]:
    """The paragraphs of both sides."""
    labelling = Labelling.of(redline)
    return {side: lines_on(redline, redline.clauses, side, labelling) for side in SIDES}


def notes_on(redline: Redline) -> list[tuple[str, str]]:
    """The words of both sides of the notes with their edition marks, in the order of their references; '' on a side without the
    reference."""
    labelling = Labelling.of(redline)
    calls = [run for clause in redline.clauses for run in clause.runs if run.text == NOTE and run.content]
    keys = dict.fromkeys(run.content for run in calls)
    live = {(run.content, side) for run in calls for side in SIDES if run.status.on(side)}
    first, second = (
        [
            "\n".join(_words_of_note(clause, labelling.marks_of(key), side) for clause in redline.notes[key].clauses)
            if (key, side) in live
            else ""
            for key in keys
        ]
        for side in SIDES
    )
    return list(zip(first, second, strict=True))


def _words_of_note(clause: Clause, marks: EditionMarks, side: Side) -> str:
    mark = marks.borne.get(clause.id, NO_PAIR).on(side)
    return clause.words_on(side) + (f" {mark.text}" if mark is not None else "")


def broken_law(at: int, *, real: bool = True, judged: bool = False) -> str:
    """A sentence on the law that a set breaks, '' if it breaks none.

    judged: whether the file is also resolved by the judge beside the checkout
    """
    chance = random.Random(f"amendments {at}")
    base = text_in_force(at, real=real)
    amendments = amendments_of(chance, base)
    document = drafted(base, amendments)
    known, redline = base.proposals[0], document.proposals[0].redline
    both, in_force = sides(redline), sides(known.redline)["base"]
    if both["base"] != in_force:
        return "the base was changed"
    again = drafted_with_detours(chance, base, chance.sample(amendments, len(amendments)))
    if sides(again.proposals[0].redline) != both:
        return "another order of edits gives other numbers, labels or words"
    found = cuts(document.proposals[0])
    if [(cut.symbol, cut.address) for cut in cuts(again.proposals[0])] != [(cut.symbol, cut.address) for cut in found]:
        return "another order of edits gives other proposals"
    if not found:
        return "" if not amendments else "no proposal has the amendments"
    if fault := _uncovered(redline, found):
        return fault
    data, _ = export_word(document, OPTIONS)
    if judged and (fault := _wrong_for_the_judge(data, document, found)):
        return fault
    filled = put_in(known, read_word(data, "a.docx").submission.proposals[0], "ATU")
    if fault := _differing(filled, redline):
        return f"reading back{fault}"
    back = [(cut.symbol, cut.address) for cut in cuts(filled.proposal)]
    if back != [(cut.symbol, cut.address) for cut in found]:
        return f"reading back: the proposals are {back}"
    try:
        acts, _ = export_word(document, replace(OPTIONS, form="final-acts"))
    except EditError:
        return ""  # what that form cannot say is refused
    fault = _differing(put_in(known, read_word(acts, "a.docx").submission.proposals[0], "ATU"), redline)
    return f"reading Final Acts back{fault}" if fault else ""


def _differing(filled: FilledText, redline: Redline) -> str:
    """The difference of a text that was read back, '' if there is none."""
    if filled.messages:
        return f": {filled.messages[0]}"
    both = sides(redline)
    for side, lines in sides(filled.proposal.redline).items():
        for first, second in zip([*lines, None], [*both[side], None], strict=False):
            if first != second:
                return f", {side}: {first} instead of {second}"
    return "" if notes_on(filled.proposal.redline) == notes_on(redline) else ": the footnotes differ"


def _uncovered(redline: Redline, found: tuple[Cut, ...]) -> str:
    """The fault of cuts that overlap, or outside of which the sides differ."""
    labelling = Labelling.of(redline)
    spans = sorted(span for cut in found if not cut.note for span in cut.spans)
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        return "two proposals have the same provision"
    edges = [0, *(place for span in spans for place in span), len(redline.clauses)]
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        first, second = (lines_on(redline, redline.clauses[start:stop], side, labelling) for side in SIDES)
        if first != second:
            return f"an amendment is in no proposal: {first} and {second}"
    return ""


def _wrong_for_the_judge(data: bytes, document: Submission, found: tuple[Cut, ...]) -> str:
    """The fault of the file as the judge resolves it: it lacks a line of a proposal, or has others."""
    redline = document.proposals[0].redline
    labelling = Labelling.of(redline)
    numbers = [proposal.number for proposal in printed_proposals(document) if proposal.cut is not None]
    for mode, side in (("accept", "draft"), ("reject", "base")):
        lines = iter([_plain(line) for line in resolved(data, mode)])
        for cut, number in zip(found, numbers, strict=True):
            shown: Side = "draft" if cut.symbol == "ADD" or side == "draft" else "base"
            wanted = lines_on(redline, cut.clauses(redline), shown, labelling) if cut.symbol != "SUP" and not cut.note else []
            for line in (f"{cut.symbol} {number}", *(" ".join(filter(None, line)) for line in wanted if any(line))):
                if _plain(line) not in lines:
                    return f"the judge does not find “{line}” after {mode}ing everything"
    return ""


def _plain(line: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"⟦.*?⟧", "", line.replace(NOTE, ""))).strip()


def run(first: int, count: int, *, real: bool = True) -> Iterator[tuple[int, str]]:
    """The sets that break a law, each with a sentence; every tenth is judged."""
    for at in range(first, first + count):
        try:
            fault = broken_law(at, real=real, judged=real and at % 10 == 3)
        except ClausewrightError as error:
            fault = f"{type(error).__name__}: {error}"
        if fault:
            yield at, fault


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--at", type=int, help="one set alone")
    given = parser.parse_args()
    begin, kinds = time.monotonic(), Counter[str]()
    first, count = (0, given.count) if given.at is None else (given.at, 1)
    for at, fault in run(first, count):
        kinds[fault.partition(":")[0]] += 1
        print(f"--at {at}: {fault[:400]}", flush=True)
    print(f"{count:,} sets of amendments in {time.monotonic() - begin:.0f} s; {kinds.total() or 'no'} broken laws")
    sys.exit(1 if kinds else 0)


if __name__ == "__main__":
    main()
