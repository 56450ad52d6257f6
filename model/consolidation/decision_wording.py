"""The wording of decisions on conflicts, in the language of the text, for exports."""

from __future__ import annotations

from model.consolidation.changes import width
from model.consolidation.conflicts import Conflict, together
from model.consolidation.merge import Consolidation, Decision
from model.consolidation.party_reader import SkippedChange
from model.lexicon.words import printed_words
from model.redline import NOTE


def omission_reason(left: SkippedChange, language: str) -> str:
    """The reason why something of a proposal could not be brought on the base."""
    return printed_words(language).get(left.reason.id, str(left.reason))


def decision_text(found: Consolidation, conflict: Conflict, decision: Decision | None) -> str:
    """The decision on a conflict, the words of a compromise among it, and the reason in a line of its own."""
    words = printed_words(found.base.language)
    number = 1 + next(place for place, other in enumerate(found.conflicts) if other.key == conflict.key)
    if decision is None:
        message = words["open"]
    elif decision.kind == "party":
        message = words["text of {}"].format(", ".join(found.parties[party].name for party in together(conflict, decision.party)))
    elif decision.kind == "own":
        message = f"{words['compromise']}: “{' '.join(decision.text.split())}”"
    else:
        message = words["no change" if decision.kind == "base" else "all texts side by side"]
    why = f"\n{words['Reason']}: {decision.reason}" if decision is not None and decision.reason else ""
    return f"{words['Conflict {}'].format(number)}: {message}{why}"


def place_of_conflict(found: Consolidation, conflict: Conflict) -> str:
    """The id of the clause of the base in which a conflict begins; of one in a note, that of the clause that refers to it."""
    stop = 0
    for clause in found.base.clauses:
        if conflict.note and any(run.text == NOTE and run.content == conflict.note for run in clause.runs):
            return clause.id
        stop += sum(map(width, clause.runs)) + 1
        if not conflict.note and conflict.start < stop:
            return clause.id
    return found.base.clauses[-1].id if found.base.clauses else ""
