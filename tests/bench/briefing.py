"""What the views for a briefing and the adopted text of a long proposal cost."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace

from model.edits.adoption.adopt import ConferenceDecision, adopt
from model.edits.adoption.choice import amendments_in, amendments_to_decide
from model.formats.notation import parse
from model.formats.page.briefing import BriefingChoice, briefing
from model.formats.page.clause_pairs import ClausePairs
from model.numbering import Labelling
from model.redline import Stamp
from model.submission.resolved import in_view
from model.submission.values import Header, Proposal, Submission
from tests.bench.costs import line
from tests.bench.sizes import size

LONG, SHORT = size(10_000, trial=60), size(3_000, trial=40)
CHANGED = 10
"""Of so many clauses one is amended."""
WORDS = "that the Member States continue to study the matter and report on it each year to the Council and to the Assembly"


def briefings() -> None:
    """Print the chapter."""
    long, short = _proposal(LONG), _proposal(SHORT)
    text = long.proposals[0].redline
    line(f"excerpt of {LONG:,} clauses as a table", f"{_taken(lambda: briefing([('', long)], BriefingChoice())):.2f} s CPU")
    labelling = Labelling.of(text)
    shown = _taken(lambda: ClausePairs.of(long.proposals[0], labelling, "en", only_amended=True))
    line(f"projection of {LONG:,} clauses, first one", f"{shown:.2f} s CPU")
    pairs = ClausePairs.of(long.proposals[0], labelling, "en", only_amended=True)
    step = _taken(lambda: pairs.sides(len(pairs.parts) - 1))
    line("its next clause", f"{step * 1000:.2f} ms CPU")
    decided = ConferenceDecision(amendments=tuple(amendments_to_decide(short.proposals[0].redline)[::2]))
    line(
        f"adopted text of {SHORT:,} clauses, half of the amendments",
        f"{_taken(lambda: adopt(short, decided, Stamp())):.2f} s CPU",
    )
    base = short.proposals[0].redline
    draft = in_view(base, "draft")
    line("which of them a returned text contains", f"{_taken(lambda: amendments_in(base, draft)):.2f} s CPU")


def _proposal(clauses: int) -> Submission:
    body = "".join(
        f"{number}\t{WORDS}{' {++once more++}' if number % CHANGED == 0 else ''};\n" for number in range(1, clauses + 1)
    )
    text = parse(f"# RESOLUTION 7 (Rev. Geneva, 2022)\n## Title\n*resolves*\n{body}", language="en")
    return replace(Submission(Header(conference="WTSA-24")), proposals=(Proposal("MOD", redline=text),), language="en")


def _taken(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
