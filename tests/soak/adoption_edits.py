"""The kind of random edit that makes what a conference adopted the text of the document; see `edit_kinds.py`."""

from __future__ import annotations

from model.edits import adoption
from model.edits.adoption.adopt import AdoptedProposal, ConferenceDecision, is_adopted_whole
from model.edits.fields import restore
from model.errors import EditError
from model.submission.conferences import conferences
from model.submission.resolved import in_view
from model.submission.transactions import Transaction
from model.submission.values import Proposal, Submission
from tests.soak.edit_choices import EditChooser
from tests.soak.other_text_edits import MOST_CLAUSES, edited_text


def adopt(chooser: EditChooser) -> Transaction:
    """Some amendments, or a returned text, are adopted; or the document goes back to the version with what was not."""
    made: AdoptedProposal = chooser.call(adoption.adopt.adopt, _decided(chooser))
    if made.sources:
        raise EditError("there is a new package")
    if made.rest is not None and chooser.chance(0.4):
        chooser.calls.append(["restore", "Not adopted"])
        return restore(chooser.document, made.rest, "Not adopted", chooser.stamp)
    return made.transaction


def _decided(chooser: EditChooser) -> ConferenceDecision:
    conference = chooser.choose(("", *sorted(conferences())))
    number = chooser.choose(("", "105", "[ATU-1]"))
    if is_adopted_whole(chooser.document.proposals[chooser.number - 1]):
        return ConferenceDecision(chooser.number, conference=conference)
    if chooser.chance(0.25) and 0 < len(chooser.redline.clauses) < MOST_CLAUSES:
        return ConferenceDecision(chooser.number, returned=_returned(chooser), conference=conference, new_number=number)
    return ConferenceDecision(chooser.number, tuple(chooser.chosen_amendments()), conference=conference, new_number=number)


def _returned(chooser: EditChooser) -> Submission:
    """The draft as somebody sends it back, edited and with nothing tracked."""
    text = in_view(edited_text(chooser, in_view(chooser.redline, "draft")).proposals[0].redline, "draft")
    return Submission(proposals=(Proposal(redline=text, original=text),), language=chooser.document.language)
