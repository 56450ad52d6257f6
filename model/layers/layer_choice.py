"""The layers of a submission that files, pages and views show: both at once, ours alone, or both as one proposal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal, NamedTuple

from msgspec.structs import replace

from model.layers.authors import UNNAMED, names_in, with_stamps
from model.layers.combined import CombinedLayers, combined_layers, distinct_name
from model.layers.one_layer import flat_redline
from model.redline import Redline, Stamp
from model.submission.authorship import submitter_of, with_stamps_mapped
from model.submission.resolved import written_symbol
from model.submission.values import Proposal, Submission

LayerChoice = Literal["both", "ours", "joined"]
"""The layers that are written: both, ours alone upon theirs, or ours as one proposal on the text in force."""


class LayeredSubmission(NamedTuple):
    """A submission as it is shown, and the layers in each of its texts."""

    submission: Submission
    """If both layers are shown, `Proposal.theirs` still says which proposals have two, though their text contains them."""
    layers: tuple[CombinedLayers | None, ...]
    """For each proposal both its layers, None if it has one; empty if no text contains two layers."""


def has_layers(submission: Submission) -> bool:
    """Whether a proposal amends another party's."""
    return any(proposal.theirs is not None for proposal in submission.proposals)


def with_both_layers(submission: Submission, author: str | None = None) -> LayeredSubmission:
    """A submission with both layers of each proposal in one redline. Every change of two layers has an author then, and none of
    ours has the name of another party's in any proposal: a reader distinguishes the layers by name.

    author: the name on all of our changes and on comments; None keeps their names, with the submitter's on changes that have none
    """
    if not has_layers(submission):
        return LayeredSubmission(submission, (None,) * len(submission.proposals))
    below = [_named(proposal.theirs) if proposal.theirs is not None else None for proposal in submission.proposals]
    names = frozenset(name for theirs in below if theirs is not None for name in names_in(theirs) or {UNNAMED})
    submitter = submitter_of(submission)
    if author is not None:
        submission = with_stamps_mapped(submission, lambda stamp: replace(stamp, author=author))
    pairs = [
        (_alone(proposal, submitter, names), None)
        if theirs is None
        else _proposal_with_both_layers(proposal, theirs, author or submitter, names)
        for proposal, theirs in zip(submission.proposals, below, strict=True)
    ]
    proposals = tuple([proposal for proposal, _ in pairs])
    return LayeredSubmission(replace(submission, proposals=proposals), tuple([layers for _, layers in pairs]))


def authors_below(layers: Sequence[CombinedLayers | None]) -> frozenset[str]:
    """The names on the changes of the lower layers."""
    return frozenset(name for both in layers if both is not None for name in both.authors)


def _named(theirs: Redline) -> Redline:
    return with_stamps(theirs, lambda stamp: stamp if stamp.author else replace(stamp, author=UNNAMED))


def _alone(proposal: Proposal, submitter: str, names: frozenset[str]) -> Proposal:
    """A proposal of one layer, with other names on changes that would have one of another party's."""

    def distinct(stamp: Stamp) -> Stamp:
        name = stamp.author or submitter
        return replace(stamp, author=distinct_name(name, names)) if name in names else stamp

    if not any((name or submitter) in names for name in names_in(proposal.redline)):
        return proposal
    return replace(proposal, redline=with_stamps(proposal.redline, distinct))


def _proposal_with_both_layers(
    proposal: Proposal, theirs: Redline, submitter: str, names: frozenset[str]
) -> tuple[Proposal, CombinedLayers | None]:
    upper = with_stamps(proposal.redline, lambda stamp: replace(stamp, author=stamp.author or submitter))
    layers = combined_layers(theirs, upper, names)
    layers = replace(layers, upper=distinct_name(submitter, names))
    return replace(proposal, redline=layers.redline, struck={}), layers


def with_joined_layers(submission: Submission, stamp: Stamp) -> Submission:
    """A submission whose proposals are all on the text in force: ours, with what is left of theirs in it."""
    if not has_layers(submission):
        return submission
    return replace(submission, proposals=tuple(map(partial(_join_layers, stamp), submission.proposals)))


def _join_layers(stamp: Stamp, proposal: Proposal) -> Proposal:
    if proposal.theirs is None:
        return proposal
    return replace(proposal, redline=flat_redline(proposal.theirs, proposal.redline, stamp), theirs=None, struck={})


def with_upper_layer_alone(submission: Submission) -> Submission:
    """A submission whose proposals amend theirs as if that were the text in force."""
    if not has_layers(submission):
        return submission
    return replace(submission, proposals=tuple(map(_proposal_with_upper_layer_alone, submission.proposals)))


def _proposal_with_upper_layer_alone(proposal: Proposal) -> Proposal:
    return replace(proposal, theirs=None, symbol=written_symbol(proposal))


def with_layers(submission: Submission, choice: LayerChoice, stamp: Stamp | None = None) -> LayeredSubmission:
    """A submission with the chosen layers of each proposal.

    choice: the layers
    stamp: the stamp for what a joined proposal takes over from theirs; None for the submitter's
    """
    if choice == "both":
        return with_both_layers(submission)
    if choice == "ours":
        return LayeredSubmission(with_upper_layer_alone(submission), ())
    return LayeredSubmission(with_joined_layers(submission, stamp or Stamp(submitter_of(submission))), ())
