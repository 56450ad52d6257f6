"""A treaty text as Final Acts print it: each amended provision with its symbol in the margin, without proposals and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.misplaced import misplaced_message
from model.cuts.serials import PrintedProposal
from model.cuts.values import Cut
from model.errors import EditError
from model.formats.page.cut_lines import CutLines
from model.formats.page.cut_texts import CutPage, CutSubmission, is_alone
from model.lexicon import is_number_line, read_call
from model.message import Message
from model.numbering import Labelling
from model.numbering.units import parse_unit
from model.redline import Clause, Side, Status, groups, label_bearer
from model.submission.values import CutSettings, Header, Proposal, Submission


def final_acts(submission: Submission, labellings: Sequence[Labelling]) -> CutSubmission:
    """A submission with a text for each block of Final Acts, those of one treaty text after those of another. EditError if it has
    other texts, or a block could not be found by a number."""
    texts = list(zip(submission.proposals, labellings, strict=True))
    if not texts or not all(labelling.numbers for _, labelling in texts):
        raise EditError.of(
            "The form of Final Acts has the provisions of treaty texts; export a submission with other texts as its proposals."
        )
    made = [(*block, labelling) for proposal, labelling in texts for block in _blocks_of_text(proposal, labelling)]
    if not made:
        raise EditError.of(
            "No provision is amended, so nothing can be printed in the form of Final Acts; amend one, or export the whole text."
        )
    header = Header(submission.header.conference)
    divided = replace(submission, header=header, proposals=tuple(block for block, _, _ in made))
    lines, of_each = tuple(around for _, around, _ in made), tuple(labelling for _, _, labelling in made)
    return CutSubmission(divided, of_each, lines, tuple(_omitted(texts)))


def _blocks_of_text(proposal: Proposal, labelling: Labelling) -> Iterator[tuple[Proposal, CutLines]]:
    proposal = replace(proposal, cuts=_settings_of_blocks(proposal.cuts))
    page = CutPage(proposal, labelling)
    for cut in cuts(proposal, labelling):
        if cut.derived != "NOC":
            yield from _blocks(page, cut)


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
    _check_heads(page.labelling, clauses)
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
    label = (labelling.base if side == "base" else labelling.draft)(label_bearer(group, side).id) if group else None
    if group and not label and parse_unit(words) is not None:
        return True
    raise _without_number(words)


def _check_heads(labelling: Labelling, clauses: Sequence[Clause]) -> None:
    """EditError if a heading in force is joined to another paragraph, as the file could not say that it is gone, or if a line
    inside a provision would be read as something else: as the heading of the next one, or as a line of a resolution."""
    for place, group in enumerate(groups(clauses, "draft")):
        joined = any(clause.end.status is Status.DELETED for clause in group)
        for clause in group if joined else ():
            if clause.is_on("base") and clause.props_on("base").kind in ("heading", "annex"):
                raise _without_number(clause.words_on("base"))
        words = "".join(clause.words_on("draft") for clause in group).strip()
        bearer = label_bearer(group, "draft").id
        if not words or group[-1].cell is not None or labelling.draft(bearer) or labelling.number("draft", bearer) is not None:
            continue
        if (place and parse_unit(words) is not None) or is_number_line(words) or read_call(words):
            raise EditError.of(
                "“{words}” inside a provision would be read as something else in the form of Final Acts; export the text as its "
                "proposals.",
                words=words[:60],
            )


def _without_number(words: str) -> EditError:
    return EditError.of(
        "“{words}” has no number, by which it would be found in the form of Final Acts; export the text as its proposals.",
        words=words[:60],
    )


def _omitted(texts: Sequence[tuple[Proposal, Labelling]]) -> Iterator[Message]:
    """Messages on what of the texts is not in the file."""
    found = [cut for text in texts for cut in cuts(*text)]
    if count := sum(1 for cut in found if cut.derived == "NOC"):
        yield Message.of("proposals to keep provisions (NOC): {count}", count=count)
    if count := sum(1 for cut in found if cut.settings.reasons):
        yield Message.of("reasons of proposals: {count}", count=count)
    if count := sum(len(proposal.comments) for proposal, _ in texts):
        yield Message.of("comments: {count}", count=count)
    yield from misplaced_message((proposal.redline, labelling) for proposal, labelling in texts)
