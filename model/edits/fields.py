"""Fields of the header and of proposals, and proposals as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from model.edits.common import transaction
from model.errors import EditError, shorten_value
from model.formats.amend.control_characters import cleaned_field
from model.numbering.edition_marks import with_edition
from model.numbering.instruments import instruments
from model.numbering.mark_forms import forms_of
from model.preflight.finding import moved_key
from model.redline import Stamp
from model.submission.story import proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction, get_field
from model.submission.values import Header, Proposal, Submission, is_filled, likely_symbol


def set_field(submission: Submission, path: str, value: Any, stamp: Stamp) -> Transaction:
    """Sets the field at a path (`steps.SetField`) to a value of the submission, without characters no file can hold."""
    if isinstance(value, str) or path.startswith("header/"):
        value = cleaned_field(value)
    old = get_field(submission, path)
    if path.endswith("/edition") and value and forms_of(value, "") is None:
        raise EditError.of("no edition marks of a conference “{value}” are known; one is like WRC-27", value=shorten_value(value))
    if path.endswith("/instrument") and value not in ("", *instruments()):
        raise EditError.of(
            "there are no customs of numbering for “{value}”; there are {known}", value=value, known=(*instruments(),)
        )
    steps = [SetField(path, old, value)] if value != old else []
    if steps and path == "header/conference":
        steps += _edition_steps(submission, value)
    return transaction(TransactionKind.SET_FIELD, steps, stamp, field=path.rpartition("/")[2])


def _edition_steps(submission: Submission, conference: str) -> Iterator[SetField]:
    """The changes of the conference whose edition marks the treaty texts of a submission get, if it sets such marks."""
    for number, proposal in enumerate(submission.proposals, 1):
        edition = with_edition(proposal.redline, conference).edition
        if edition != proposal.redline.edition:
            yield SetField(f"proposals/{number}/edition", proposal.redline.edition, edition)


def fill_field(submission: Submission, path: str, value: Any, stamp: Stamp) -> Transaction:
    """Set a field of the form. A text alone becomes a proposal with its first field, since only proposals have a first page."""
    made = set_field(submission, path, value, stamp)
    owner, _, name = path.rpartition("/")
    alone = not any(proposal.symbol for proposal in submission.proposals)
    given = []
    if made.steps and is_filled(value):
        for number, proposal in enumerate(submission.proposals, 1):
            about = alone if owner == "header" else owner == f"proposals/{number}" and name in ("number", "reasons")
            if about and not proposal.symbol:
                given.append(SetField(f"proposals/{number}/symbol", "", likely_symbol(proposal)))
    if not given:
        return made
    return replace(made, values={**made.values, "symbol": given[0].new}, steps=(*made.steps, *given))


def add_proposal(submission: Submission, proposal: Proposal, stamp: Stamp) -> Transaction:
    """Add a proposal after the others. A text alone becomes one too: it cannot be written beside a proposal."""
    made = _proposals(submission, (*submission.proposals, proposal), TransactionKind.ADD_PROPOSAL, stamp)
    alone = [(number, other) for number, other in enumerate(submission.proposals, 1) if proposal.symbol and not other.symbol]
    given = [SetField(f"proposals/{number}/symbol", "", likely_symbol(other)) for number, other in alone]
    return replace(made, steps=(*made.steps, *given))


def remove_proposal(submission: Submission, number: int, stamp: Stamp) -> Transaction:
    """Remove a proposal."""
    proposal_of(submission, number)
    index = number - 1
    rest = (*submission.proposals[:index], *submission.proposals[index + 1 :])
    return _proposals(submission, rest, TransactionKind.REMOVE_PROPOSAL, stamp)


def move_proposal(submission: Submission, number: int, to: int, stamp: Stamp) -> Transaction:
    """Give a proposal another place among the others."""
    proposal = proposal_of(submission, number)
    if not 0 < to <= len(submission.proposals):
        raise EditError.of(
            "there is no place {place} for a proposal; there are {number}",
            place=shorten_value(repr(str(to))),
            number=len(submission.proposals),
        )
    rest = [other for index, other in enumerate(submission.proposals) if index != number - 1]
    rest.insert(to - 1, proposal)
    return _proposals(submission, tuple(rest), TransactionKind.MOVE_PROPOSAL, stamp)


def _proposals(submission: Submission, new: tuple[Proposal, ...], kind: TransactionKind, stamp: Stamp) -> Transaction:
    return transaction(kind, [SetField("proposals", submission.proposals, new), *_ignored_problems(submission, new)], stamp)


def _ignored_problems(submission: Submission, new: tuple[Proposal, ...]) -> list[SetField]:
    """Ignored problems stay with their proposal."""
    places = {id(proposal): str(place) for place, proposal in enumerate(new, 1)}
    numbers = {
        str(place): places[id(proposal)] for place, proposal in enumerate(submission.proposals, 1) if id(proposal) in places
    }  # fmt: skip
    old = submission.ignored
    moved = {key: reason for was, reason in old.items() if (key := moved_key(was, numbers)) is not None}
    keys = [key for key in sorted(old.keys() | moved.keys()) if old.get(key) != moved.get(key)]
    return [SetField(f"ignored/{key}", old.get(key), moved.get(key)) for key in keys]


def restore(submission: Submission, version: Submission, name: str, stamp: Stamp) -> Transaction:
    """The submission as the version of that name has it: header, language, all proposals, what is ignored. The Word packages of
    both have to be in the submission already, see `model.formats.amend.restore_version`. No steps if the two say the same."""
    present, wanted = submission.header, version.header
    pairs = [(f"header/{name}", getattr(present, name), getattr(wanted, name)) for name in Header.__struct_fields__]
    pairs.append(("language", submission.language, version.language))
    pairs.append(("proposals", submission.proposals, version.proposals))
    keys = sorted(submission.ignored.keys() | version.ignored.keys())
    pairs += [(f"ignored/{key}", submission.ignored.get(key), version.ignored.get(key)) for key in keys]
    steps = [SetField(path, old, new) for path, old, new in pairs if old != new]
    return transaction(TransactionKind.RESTORE_VERSION, steps, stamp, version=name)
