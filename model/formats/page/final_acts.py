"""A treaty text as Final Acts print it: each amended provision with its symbol in the margin, without proposals and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.serials import PrintedProposal
from model.cuts.values import Cut
from model.errors import EditError
from model.formats.page.cut_texts import CutLines, CutPage, CutSubmission, is_alone
from model.message import Message
from model.numbering import Labelling
from model.numbering.units import parse_unit
from model.redline import Clause, Side, Status, groups, label_bearer
from model.submission.values import CutSettings, Header, Proposal, Submission


def final_acts(submission: Submission, labellings: Sequence[Labelling]) -> CutSubmission:
    """A submission with a text for each block of Final Acts. EditError if it has other texts, or a block could not be found by a
    number."""
    if len(submission.proposals) != 1 or not labellings[0].numbers:
        raise EditError.of(
            "The form of Final Acts has the provisions of one treaty text; export a submission with other texts as its proposals."
        )
    ((proposal, labelling),) = zip(submission.proposals, labellings, strict=True)
    proposal = replace(proposal, cuts=_settings_of_blocks(proposal.cuts))
    blocks, lines = [], []
    page = CutPage(proposal, labelling)
    for cut in cuts(proposal, labelling):
        if cut.derived == "NOC":
            continue
        for block, around in _blocks(page, cut):
            blocks.append(block)
            lines.append(around)
    if not blocks:
        raise EditError.of(
            "No provision is amended, so nothing can be printed in the form of Final Acts; amend one, or export the whole text."
        )
    header = Header(submission.header.conference)
    divided = replace(submission, header=header, proposals=tuple(blocks))
    return CutSubmission(divided, (labelling,) * len(blocks), tuple(lines), tuple(_omitted(submission.proposals[0], labelling)))


def _settings_of_blocks(settings: Mapping[str, CutSettings]) -> Mapping[str, CutSettings]:
    """The settings that matter to blocks: none that join provisions or change their order."""
    return {
        key: CutSettings(symbol="" if value.last and value.symbol != "NOC" else value.symbol, separate=value.separate)
        for key, value in settings.items()
    }


def _blocks(page: CutPage, cut: Cut) -> Iterator[tuple[Proposal, CutLines]]:
    """The block of a cut, and one for the provisions that its draft does not have any more."""
    clauses = cut.clauses(page.redline)
    side: Side = "base" if is_alone(cut) else "draft"
    is_above = _begins_with_unit(page.labelling, clauses, side)
    if any(clause.is_on("base") for clause in clauses):  # without its number nobody would find what is in force
        _begins_with_unit(page.labelling, clauses, "base")
    _check_heads(clauses)
    part, around = page.divided(PrintedProposal(1, cut, cut.symbol, ""))
    text = replace(part, symbol="", reasons="", comments={})
    yield text, replace(around, symbol=cut.symbol, is_above=is_above)
    if side == "base":
        return
    for gone in page.numbers_gone(clauses):
        nothing = replace(text, redline=replace(text.redline, clauses=(), notes={}))
        yield nothing, CutLines(addresses=(gone,), symbol="SUP")


def _begins_with_unit(labelling: Labelling, clauses: Sequence[Clause], side: Side) -> bool:
    """Whether a block begins with the line of a unit. EditError if it begins with neither that nor a number."""
    group = next(iter(groups(clauses, side)), ())
    if group and labelling.number(side, label_bearer(group, side).id) is not None:
        return False
    words = "".join(clause.words_on(side) for clause in group)
    if group and parse_unit(words) is not None:
        return True
    raise _without_number(words)


def _check_heads(clauses: Sequence[Clause]) -> None:
    """EditError if a heading in force is joined to another paragraph: the file could not say that it is gone."""
    for group in groups(clauses, "draft"):
        joined = any(clause.end.status is Status.DELETED for clause in group)
        for clause in group if joined else ():
            if clause.is_on("base") and clause.props_on("base").kind in ("heading", "annex"):
                raise _without_number(clause.words_on("base"))


def _without_number(words: str) -> EditError:
    return EditError.of(
        "“{words}” has no number, by which it would be found in the form of Final Acts; export the text as its proposals.",
        words=words[:60],
    )


def _omitted(proposal: Proposal, labelling: Labelling) -> Iterator[Message]:
    """Messages on what of the text is not in the file."""
    found = cuts(proposal, labelling)
    if count := sum(1 for cut in found if cut.derived == "NOC"):
        yield Message.of("proposals to keep provisions (NOC): {count}", count=count)
    if count := sum(1 for cut in found if cut.settings.reasons):
        yield Message.of("reasons of proposals: {count}", count=count)
    if count := len(proposal.comments):
        yield Message.of("comments: {count}", count=count)
