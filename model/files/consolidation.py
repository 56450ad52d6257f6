"""Files of several parties as a consolidation: of each file the proposal on the base's text, and its party's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.decision_wording import decision_text, place_of_conflict
from model.consolidation.merge import Consolidation, Decision, Party, Policy, merged_redline
from model.consolidation.rebase import folded_text
from model.diff.compare import compare
from model.errors import EditError
from model.files.comparison import is_marked, vocabulary
from model.files.extract_submission import ReadSubmission, filled_submission
from model.formats.word.writing.package_merge import is_submission
from model.layers.layer_choice import with_joined_layers
from model.lexicon.words import LANGUAGE_NAMES
from model.message import Message
from model.redline import End, Redline, Stamp, Status
from model.redline.runs import struck_run
from model.submission.authorship import NOBODY_NAMED, submitter_of
from model.submission.comments import Comment, CommentAnchor
from model.submission.resolved import in_view
from model.submission.values import Header, Proposal, Submission

_LONG = 6
"""Words of a clause that no two texts have by chance."""
_COMMON = 0.4
"""The part of the words of two texts that versions of one text have in common, at the least."""


class PartyProposal(Struct, frozen=True):
    """A party's proposal, read from its file."""

    party: Party
    reasons: str
    """Those of the proposal."""
    number: str = ""
    """That of the proposal."""
    messages: tuple[Message, ...] = ()
    """What of an extract of a treaty text was left out or needs attention, a sentence each."""


def base_of(submission: Submission, *, is_extract: bool = False) -> Proposal:
    """The text in force of a file, with all its data, as its proposal. EditError if the file has more than one text, or is an
    extract of a treaty text."""
    if is_extract:
        raise EditError.of("it is an extract of a treaty text; give a file with the whole text in force")
    submission = with_joined_layers(submission, Stamp())
    if len(submission.proposals) != 1:
        count = len(submission.proposals)
        if not count:
            raise EditError.of("it contains no text")
        reason = Message.counted(
            "it contains {n} text; give a file with only the text in force",
            "it contains {n} texts; give a file with only the text in force",
            count,
        )
        raise EditError(reason)
    (proposal,) = submission.proposals
    text = in_view(proposal.redline, "base") if is_marked(proposal.redline) else proposal.redline
    return replace(proposal, redline=replace(text, language=text.language or submission.language), struck={}, positions={})


def read_party(
    base: Redline, submission: Submission, name: str = "", otherwise: str = "", *, is_extract: bool = False
) -> PartyProposal:
    """The proposal of a file that is most like the base, as the redline of a party. An extract of a treaty text is put into the
    base by number; another text without amendments is compared with the base; NOC changes nothing, SUP deletes everything.
    EditError if it is about another text.

    base: the text in force
    submission: that of the file
    name: the party; '': the one that the file names
    otherwise: the party if the file names none
    is_extract: whether the file was read as an extract
    """
    if not submission.proposals:
        raise EditError.of("it contains no text")
    submission = with_joined_layers(submission, Stamp(name))
    author = name or proposer_name(submission, submission.proposals[0]) or otherwise
    frame = Submission(proposals=(Proposal(redline=base, original=base),))
    filled = filled_submission(ReadSubmission(submission, is_extract), frame, author)
    submission = filled.submission
    proposal = submission.proposals[0]
    if len(submission.proposals) > 1:
        words = vocabulary(base)
        proposal = max(submission.proposals, key=lambda candidate: len(words & vocabulary(candidate.redline)))
    name = name or proposer_name(submission, proposal) or otherwise
    redline = proposal.redline
    if proposal.symbol == "NOC":
        redline = base
    elif proposal.symbol.startswith("SUP"):
        redline = _delete_all(base, Stamp(name))
    else:
        language = redline.language or submission.language
        marked = is_marked(redline)
        check_common(base, redline.base() if marked else redline, language)
        if not marked:
            redline = compare(base, redline, Stamp(name), plain="" if proposal.source in submission.sources else "draft")
    settings = proposal.cuts if redline is proposal.redline else {}
    return PartyProposal(Party(name, redline, settings), proposal.reasons, proposal.number, filled.messages)


def with_distinct_names(read: Sequence[PartyProposal], files: Sequence[str]) -> list[Party]:
    """The parties; the numbers of their proposals distinguish parties of one name, or their files if the numbers do not."""
    names = [proposal.party.name for proposal in read]
    out: list[Party] = []
    for proposal, file in zip(read, files, strict=True):
        name = proposal.party.name
        if names.count(name) > 1:
            numbers = [other.number for other in read if other.party.name == name]
            known = proposal.number if all(numbers) and len(set(numbers)) == len(numbers) else f"{name} ({file})"
            name, again = known, 2
            while any(party.name == name for party in out):
                name, again = f"{known} ({again})", again + 1
        out.append(replace(proposal.party, name=name))
    return out


def proposer_name(submission: Submission, proposal: Proposal) -> str:
    """The proposer as an author: the symbol in the proposal's number, else the first source, else ''."""
    name = submitter_of(submission, proposal)
    return "" if name == NOBODY_NAMED else name


def check_common(base: Redline, other: Redline, language: str) -> None:
    """Raises EditError if two texts are not versions of one."""
    known = {clause.text for clause in base.clauses}
    if any(clause.text in known and len(clause.text.split()) >= _LONG for clause in other.clauses):
        return
    if _clauses(base) & _clauses(other):
        return
    first, second = vocabulary(base), vocabulary(other)
    least = min(len(first), len(second))
    if least and len(first & second) >= _COMMON * least:
        return
    if base.language and language and base.language != language:
        reason = Message.of(
            "it is in {language} and the text in force in {other}; give proposals in the language of the text in force",
            language=LANGUAGE_NAMES.get(language, language),
            other=LANGUAGE_NAMES.get(base.language, base.language),
        )
        raise EditError(reason)
    raise EditError.of("nothing in it is in the text in force; give proposals on that text")


def _clauses(text: Redline) -> set[str]:
    return {folded_text(clause.text) for clause in text.clauses if len(clause.text.split()) >= _LONG}


def _delete_all(base: Redline, stamp: Stamp) -> Redline:
    clauses = tuple(
        replace(
            clause,
            runs=tuple(struck_run(run, stamp) for run in clause.runs),
            end=End(Status.DELETED, stamp),
            row=Status.DELETED if clause.cell is not None else Status.KEPT,
        )
        for clause in base.clauses
    )
    return replace(base, clauses=clauses)


def consolidation_submission(
    base: Submission,
    proposal: Proposal,
    found: Consolidation,
    date: str,
    *,
    decisions: Mapping[str, Decision] | None = None,
    policy: Policy = "base",
) -> Submission:
    """The consolidation as a submission that is written into the base's own package: a text without symbol; if that package is
    of a submission, as MOD for the same conference. The number and first page of the base's own party are omitted, since they
    are not true of the others. Each decision is a comment on its clause, with its reason.

    base: the submission that was read from the file of the base
    proposal: the proposal in it that is consolidated
    found: the consolidation
    date: the date of the changes by the consolidation itself, as in ISO 8601
    decisions: the decisions, by the key of their conflict
    policy: how new labels are given
    """
    redline = merged_redline(found, decisions or {}, date, policy)
    package = base.sources.get(proposal.source)
    comments = dict(_remarks(found, decisions or {}))
    text = Proposal(redline=redline, original=proposal.original, source=proposal.source, comments=comments)
    if proposal.symbol and package is not None and is_submission(package):
        text = replace(text, symbol="MOD")
    header = Header(conference=base.header.conference) if text.symbol else Header()
    return Submission(header, (text,), base.language or redline.language, base.sources)


def _remarks(found: Consolidation, decisions: Mapping[str, Decision]) -> Iterator[tuple[str, Comment]]:
    """The decisions, with their authors and reasons, as comments."""
    for number, conflict in enumerate(found.conflicts, start=1):
        decision = decisions.get(conflict.key)
        if decision is not None:
            anchor = CommentAnchor(place_of_conflict(found, conflict))
            yield f"d{number}", Comment(decision_text(found, conflict, decision), (anchor,), stamp=decision.stamp)
