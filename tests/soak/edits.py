"""The long run of random edits: `python -m tests.soak.edits --seed 7 --count 5000`; `make soak` runs it too.

One document is a text of `edit_texts.py` and a chain of edits of `edit_kinds.py`, carried out as the session does: with the
references and notes that depend on them. Each step must not change the base, and undoing it must give the document before; at the
end the laws of `edit_laws.py` are checked. `--seed s --at i` repeats document i of a seed; `--only akn` checks the laws of one
kind. A report of a failure has the fewest edits that were found to cause it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from msgspec import Struct

from model.allocations.reading import table_numbers
from model.edits.dependants import with_dependants
from model.edits.references import may_relabel, stale_references, with_fixed_references
from model.errors import EditError
from model.files.extract_submission import has_numbers
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.soak.edit_choices import EditChooser
from tests.soak.edit_kinds import BAND_EDITS, BY_NAME, EDITS, NUMBER_EDITS, PREPARATIONS, TABLE_EDITS, Kind
from tests.soak.edit_laws import GROUPS, broken_laws, wrong_step
from tests.soak.edit_texts import draw_text
from tests.soak.layer_edits import amend_other_proposal

LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 14, 20)
"""The lengths of chains; short ones are more frequent, since their failures are easier to understand."""
WEIGHTS = (6, 6, 5, 4, 3, 3, 2, 2, 1, 1)
"""How often each length is drawn."""
AMENDED = 0.25
"""The share of documents in which another party's proposal is amended after some edits: by chance alone few texts have two layers
while much else is edited."""
NUMBER_FACTOR = 6
"""How much more often a kind of edit of provisions is drawn in a text with margin numbers."""
BAND_FACTOR = 12
"""How much more often one of frequency bands is drawn in a text with some, since few texts have bands."""
TABLE_FACTOR = 3
"""How much more often one of rows and columns is drawn in a text with tables."""
PREPARED = 0.7
"""The share of edits that are prepared, of the kinds that are seldom possible otherwise."""
SHRINK_FOR = 60
"""The most seconds for the search for the fewest edits."""
ENOUGH = 2_000
"""The number of documents in which each kind of edit must change one."""
BATCH = 50
"""Documents in one task of a process."""
_NAMES = re.compile(r"“.*”|\d+|[^:,]*/[^:,]*")
"""Places and quoted words in a sentence."""


class Edit(Struct, frozen=True):
    """One edit: its kind, and the seed of its choices in the document."""

    kind: str
    seed: int


class Outcome(Struct, frozen=True):
    """The result of a chain: the calls, and the broken law with a sentence; '' if no law is broken."""

    calls: tuple[tuple[str, ...], ...]
    refused: int
    law: str = ""
    sentence: str = ""
    made: tuple[str, ...] = ()
    """The kinds of the edits that changed the document."""

    @property
    def kind(self) -> str:
        """Failures of one kind count together: the law, and the sentence without places and words."""
        last = self.sentence.strip().rpartition("\n")[2]
        return f"{self.law}: {_NAMES.sub('…', last)[:100]}"


class Failure(Struct, frozen=True):
    """A document with a broken law, with the fewest edits that were found."""

    at: int
    text: str
    edits: tuple[Edit, ...]
    outcome: Outcome


def chain(seed: int, at: int, *, real: bool = True) -> tuple[str, Submission, tuple[Edit, ...], bool]:
    """The name and the text of a document, its edits, and whether its references are renumbered."""
    chance = random.Random(f"{seed}/{at}")
    name, text = draw_text(chance, real=real)
    count = chance.choices(LENGTHS, WEIGHTS)[0]
    kinds = chance.choices([do.__name__ for do in EDITS], weights_for(text), k=count)
    edits = [Edit(kind, chance.randrange(10**6)) for kind in prepared(kinds, chance)]
    follows = chance.random() < 0.5
    if chance.random() < AMENDED:
        edits.insert(chance.randint(1, len(edits)), Edit(amend_other_proposal.__name__, chance.randrange(10**6)))
    return name, text, tuple(edits), follows


def prepared(kinds: Sequence[str], chance: random.Random) -> list[str]:
    """Kinds of edits, with others some time before those that are seldom possible without them."""
    out = []
    for kind in kinds:
        before = PREPARATIONS.get(BY_NAME[kind])
        if before is not None and chance.random() < PREPARED:
            out.insert(chance.randint(0, len(out)), before.__name__)
        out.append(kind)
    return out


def weights_for(text: Submission) -> list[int]:
    """The weights of all kinds in a text: those that other texts refuse are drawn more often in the texts that take them."""
    clauses = [clause for proposal in text.proposals for clause in proposal.redline.clauses]
    factors: dict[Kind, int] = {}
    if any(map(has_numbers, text.proposals)):
        factors |= dict.fromkeys(NUMBER_EDITS, NUMBER_FACTOR)
    if table_numbers(clauses):
        factors |= dict.fromkeys(BAND_EDITS, BAND_FACTOR)
    if any(clause.cell is not None for clause in clauses):
        factors |= dict.fromkeys(TABLE_EDITS, TABLE_FACTOR)
    return [weight * factors.get(do, 1) for do, weight in EDITS.items()]


def run_chain(document: Submission, edits: Sequence[Edit], groups: tuple[str, ...], *, follows: bool, law: str = "") -> Outcome:
    """Carries out edits one after another and checks the laws, or the one that is named."""
    calls: list[tuple[str, ...]] = []
    made: list[str] = []
    refused = 0
    for edit in edits:
        try:
            chooser = EditChooser(document, edit.seed)
            after, sentence = step(document, BY_NAME[edit.kind], chooser, follows=follows)
        except EditError:
            refused += 1
            continue
        except Exception:  # any other exception is a fault
            return Outcome(tuple(calls), refused, f"edit {edit.kind}", traceback.format_exc())
        calls.append(_calls_of(chooser))
        if sentence and "model" in groups:
            return Outcome(tuple(calls), refused, f"edit {edit.kind}", sentence)
        if after is not document:
            made.append(edit.kind)
        document = after
    for name, sentence in broken_laws(document, groups):
        if law in ("", name):
            return Outcome(tuple(calls), refused, name, sentence, tuple(made))
    return Outcome(tuple(calls), refused, made=tuple(made))


def _calls_of(chooser: EditChooser) -> tuple[str, ...]:
    return tuple(json.dumps(call, ensure_ascii=False) for call in chooser.calls)


def step(document: Submission, kind: Kind, chooser: EditChooser, *, follows: bool) -> tuple[Submission, str]:
    """The document after an edit and the changes that depend on it, and the fault of the step."""
    made = kind(chooser)
    if not made.steps:
        return document, ""
    if follows and may_relabel(made):
        after = apply(document, made)
        made = with_fixed_references(after, made, stale_references(document, after), chooser.stamp)
    made = with_dependants(document, made)
    after = apply(document, made)
    return after, wrong_step(document, after, made)


def shrink(
    document: Submission, edits: tuple[Edit, ...], found: Outcome, groups: tuple[str, ...], *, follows: bool
) -> tuple[tuple[Edit, ...], Outcome]:
    """Returns the fewest edits found in time that break the same law in the same way."""
    stop = time.monotonic() + SHRINK_FOR
    at = 0
    while at < len(edits) and time.monotonic() < stop:
        fewer = edits[:at] + edits[at + 1 :]
        again = run_chain(document, fewer, groups, follows=follows, law=found.law)
        if again.kind == found.kind:
            edits, found, at = fewer, again, 0
        else:
            at += 1
    return edits, found


def document(seed: int, at: int, groups: tuple[str, ...] = tuple(GROUPS), *, real: bool = True) -> tuple[Failure | None, Outcome]:
    """Document `at` of a seed: its failure if a law is broken, and its result."""
    name, text, edits, follows = chain(seed, at, real=real)
    found = run_chain(text, edits, groups, follows=follows)
    if not found.law:
        return None, found
    least, outcome = shrink(text, edits, found, groups, follows=follows)
    return Failure(at, name, least, outcome), found


def batch(seed: int, start: int, stop: int, groups: tuple[str, ...]) -> tuple[int, Counter[str], int, list[Failure]]:
    """Runs a range of documents: their number, the edits that changed one by their kinds, the refused edits, the failures."""
    refused = 0
    made: Counter[str] = Counter()
    failures = []
    for at in range(start, stop):
        failure, found = document(seed, at, groups)
        made.update(found.made)
        refused += found.refused
        if failure is not None:
            failures.append(failure)
    return stop - start, made, refused, failures


def reached(made: Counter[str]) -> str:
    """How often each kind of edit changed a document, the rarest first."""
    counts = sorted((made[do.__name__], do.__name__) for do in EDITS)
    return "edits by kind: " + ", ".join(f"{name} {count:,}" for count, name in counts)


def report(seed: int, failure: Failure) -> str:
    """A failure in words, with the command that repeats it."""
    lines = [json.loads(call) for transaction in failure.outcome.calls for call in transaction]
    sentence = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    kinds = ", ".join(f"{transaction.kind} {transaction.seed}" for transaction in failure.edits)
    return (
        f"\n--seed {seed} --at {failure.at}: {failure.text}\n{sentence}\n({kinds})\n"
        f"{failure.outcome.law}: {failure.outcome.sentence[-1500:]}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--start", type=int, default=0, help="the first document")
    parser.add_argument("--at", type=int, help="one document alone")
    parser.add_argument("--only", choices=tuple(GROUPS), action="append", help="the laws of one kind; may be given again")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    groups = tuple(given.only or GROUPS)
    first, last = (given.start, given.start + given.count) if given.at is None else (given.at, given.at + 1)
    starts = range(first, last, BATCH)
    stops = [min(start + BATCH, last) for start in starts]
    begin, done, refused = time.monotonic(), 0, 0
    edits: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    run = partial(batch, given.seed, groups=groups)
    with ProcessPoolExecutor(given.jobs) as pool:
        for count, made, not_made, failures in (pool.map if given.jobs > 1 else map)(run, starts, stops):
            done, refused = done + count, refused + not_made
            edits.update(made)
            for failure in failures:
                kinds[failure.outcome.kind] += 1
                print(report(given.seed, failure), flush=True)
            if done % 1000 == 0 or given.at is not None:
                print(
                    f"{done:>9,} documents, {done / (time.monotonic() - begin):.1f} a second, {sum(kinds.values())} fail",
                    flush=True,
                )
    for kind, times in kinds.most_common():
        print(f"{times:>6}  {kind}")
    print(reached(edits))
    missing = [do.__name__ for do in EDITS if not edits[do.__name__]] if done >= ENOUGH else []
    if missing:
        print(f"never reached: {', '.join(missing)}")
    carried_out = f"{edits.total():,} edits that changed one, {refused:,} refused"
    print(f"{done:,} documents, {carried_out}; {sum(kinds.values()) or 'no'} broken laws")
    sys.exit(1 if kinds or missing else 0)


if __name__ == "__main__":
    main()
