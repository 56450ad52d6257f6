"""The adopted part of a proposal as the next text in force, as one transaction, and the rest as a submission of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from model.edits.adoption.choice import HEAD_LINES, amendments_in, amendments_to_decide, is_head_line
from model.edits.adoption.form import adopted_form, with_notes_in_order, with_struck_numbers
from model.edits.common import transaction
from model.edits.fields import restore
from model.edits.proposals.new_base import free_source, move_to_base
from model.edits.review import accept, reject
from model.errors import EditError
from model.files.consolidation import check_common
from model.formats.amend import Project, free_title, take_version
from model.formats.word.writing.package_merge import is_submission
from model.library.texts.identity import named_identity
from model.library.texts.values import Outcome, TextIdentity
from model.message import Message
from model.numbering.edition_marks import with_edition
from model.redline import OBJECT, Redline, Stamp
from model.redline.without_package import without_package
from model.submission.amendments import Amendment
from model.submission.resolved import in_view
from model.submission.story import proposal_of, with_proposal
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply
from model.submission.values import Proposal, Submission, Symbol, likely_symbol

NOT_ADOPTED = Message.of("Not adopted")
"""The name of the version that has what was not adopted."""
BEFORE = Message.of("Before the decision")
"""The name of the version that has the whole submission."""


class AdoptedProposal(Struct, frozen=True):
    """What becomes of a submission by a decision on one of its proposals."""

    transaction: Transaction
    """Makes the submission the adopted text alone, which is the next text in force; one without a text if it was suppressed."""
    adopted: tuple[Amendment, ...]
    left: tuple[Amendment, ...]
    """The amendments that were not adopted."""
    rest: Submission | None
    """The submission with these alone, tracked on the adopted text; None if there are none."""
    notices: tuple[Message, ...]
    """What the adopted text still lacks, a sentence each: words in brackets, a number, a conference."""
    identity: TextIdentity
    """That of the adopted or suppressed text."""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """The Word package of a returned file, which has to be in the submission before the transaction is carried out."""
    outcome: Outcome = "amended"
    conference: str = ""
    """The id of the conference; '' if it is not known."""


class ConferenceDecision(Struct, frozen=True):
    """What a conference decided on a proposal."""

    number: int = 1
    """The number of the proposal, from 1."""
    amendments: tuple[Amendment, ...] = ()
    """Those that were adopted; of no meaning if a text was returned."""
    returned: Submission | None = None
    """The file of the text as adopted, whatever it contains besides the amendments."""
    conference: str = ""
    """The id of the conference; '' for that of the submission."""
    new_number: str = ""
    """The number that a new text got; '' if it is not known."""


def adopt(submission: Submission, decided: ConferenceDecision, stamp: Stamp) -> AdoptedProposal:
    """Make the adopted text the only text of a submission, with nothing tracked. EditError if nothing was adopted, or if a part
    is chosen of a proposal that is adopted whole."""
    proposal = proposal_of(submission, decided.number)
    in_force = in_view(proposal.theirs or proposal.redline, "base")
    if is_adopted_whole(proposal):
        return _adopt_whole(submission, decided, proposal, in_force, stamp)
    conference = decided.conference or submission.header.conference
    redline = with_edition(proposal.redline, conference)
    single = with_proposal(submission, decided.number, replace(proposal, redline=redline, theirs=None))
    found = amendments_to_decide(redline)
    sources: Mapping[str, bytes] = {}
    source, original = proposal.source, proposal.original
    if decided.returned is not None:
        returned = returned_text(redline, decided.returned, redline.language or submission.language)
        text = with_notes_in_order(in_view(returned.redline, "draft"), returned.redline)
        chosen = amendments_in(redline, text)
        if (package := decided.returned.sources.get(returned.source)) is not None:
            source = free_source(returned.source, package, submission.sources)
            sources, original = {source: package}, returned.original
        else:
            source = ""
    else:
        chosen = _with_head_lines(redline, decided.amendments, found)
        text = adopted_text(single, decided.number, chosen, stamp)
    if not chosen and _says_the_same(text, in_force):
        raise EditError.of("nothing of it was adopted, so the text in force stays as it is; choose what was adopted")
    symbol = proposal.symbol or likely_symbol(proposal)
    text, notices = adopted_form(text, in_force, symbol, conference, decided.new_number, stamp)
    text = replace(text, language=text.language or submission.language)
    package = sources.get(source) or submission.sources.get(source)
    text, source, lacking = _without_submission(text, source, package)
    notices = (*notices, *lacking)
    alone = Proposal(redline=text, original=original if source else text, source=source)
    made = _alone(submission, (alone,), stamp, len(chosen))
    kept = {id(amendment) for amendment in chosen}
    left = tuple(amendment for amendment in found if id(amendment) not in kept and amendment not in chosen)
    rest = _rest(single, decided, chosen, text, symbol, stamp) if left else None
    identity = named_identity(text, "draft")[0]
    return AdoptedProposal(made, tuple(chosen), left, rest, notices, identity, sources, conference=conference)


def adopted_text(submission: Submission, number: int, chosen: Sequence[Amendment], stamp: Stamp) -> Redline:
    """The text of a proposal with some of its amendments and without the others, and with the numbers of deleted provisions of
    the Radio Regulations; nothing is tracked in it."""
    wanted = set(chosen)
    others = [amendment for amendment in amendments_to_decide(proposal_of(submission, number).redline) if amendment not in wanted]
    if others:
        submission = apply(submission, reject(submission, number, others, stamp))
    redline = proposal_of(submission, number).redline
    return with_struck_numbers(with_notes_in_order(in_view(redline, "draft"), redline), redline, stamp)


def returned_text(redline: Redline, returned: Submission, language: str) -> Proposal:
    """The text of a returned file that was made of a text. EditError if the file has none, several, or another one."""
    if len(returned.proposals) != 1:
        reason = Message.counted(
            "it contains {n} text; give a file with only the adopted text",
            "it contains {n} texts; give a file with only the adopted text",
            len(returned.proposals),
        )
        raise EditError(reason)
    (proposal,) = returned.proposals
    try:
        check_common(in_view(redline, "draft"), in_view(proposal.redline, "draft"), language)
    except EditError as error:
        raise EditError.of("nothing in it is in the proposed text; give the file of the adopted text") from error
    return proposal


def is_adopted_whole(proposal: Proposal) -> bool:
    """Whether a proposal asks for no other words: SUP suppresses its text, NOC keeps it."""
    return proposal.symbol in ("SUP", "SUP*", "NOC")


def _adopt_whole(
    submission: Submission, decided: ConferenceDecision, proposal: Proposal, in_force: Redline, stamp: Stamp
) -> AdoptedProposal:
    """The suppression of a text, or the text in force as it is. The submission itself is what has more."""
    if decided.amendments or decided.returned is not None:
        raise EditError.of(
            "a proposal with the symbol {symbol} is adopted as a whole; choose no part of it and no returned file",
            symbol=proposal.symbol,
        )
    found = tuple(amendments_to_decide(proposal.redline))
    conference = decided.conference or submission.header.conference
    text = replace(in_force, language=in_force.language or submission.language)
    identity = named_identity(text, "draft")[0]
    if proposal.symbol != "NOC":
        made = _alone(submission, (), stamp, len(found))
        return AdoptedProposal(made, found, (), None, (), identity, outcome="suppressed", conference=conference)
    text, source, notices = _without_submission(text, proposal.source, submission.sources.get(proposal.source))
    if all(clause.props.kind in (*HEAD_LINES, "title") for clause in text.clauses):
        reason = Message.of("the proposal has only the number and the title of the text; open the text in force from the library")
        notices = (*notices, reason)
    made = _alone(submission, (Proposal(redline=text, original=proposal.original if source else text, source=source),), stamp, 0)
    return AdoptedProposal(made, (), found, None, notices, identity, outcome="unchanged", conference=conference)


def _alone(submission: Submission, proposals: tuple[Proposal, ...], stamp: Stamp, count: int) -> Transaction:
    """Leaves a text alone in the submission, or none."""
    wanted = Submission(proposals=proposals, language=submission.language, sources=submission.sources)
    steps = restore(submission, wanted, "", stamp).steps
    return transaction(TransactionKind.ADOPT, steps, stamp, rebases=True, count=count)


def _without_submission(text: Redline, source: str, package: bytes | None) -> tuple[Redline, str, tuple[Message, ...]]:
    """A text without the package of a whole submission, which is no text in force, and what it then lacks."""
    if package is None or not is_submission(package):
        return text, source, ()
    lacking: tuple[Message, ...] = ()
    if any(run.text == OBJECT for clause in text.clauses for run in clause.runs):
        lacking = (Message.of("its pictures are in the file of the submission alone; add them with Word"),)
    return without_package(text), "", lacking


def _with_head_lines(redline: Redline, chosen: Sequence[Amendment], found: Sequence[Amendment]) -> list[Amendment]:
    """The chosen amendments in the order of the text, with those of lines that only follow the conference."""
    wanted = set(chosen)
    if not wanted:
        return []
    return [amendment for amendment in found if amendment in wanted or is_head_line(amendment, redline)]


def _says_the_same(text: Redline, in_force: Redline) -> bool:
    """Whether a text has the words of the text in force."""
    return [clause.text for clause in text.clauses] == [clause.text for clause in in_force.clauses]


def _rest(
    submission: Submission, decided: ConferenceDecision, chosen: Sequence[Amendment], text: Redline, symbol: Symbol, stamp: Stamp
) -> Submission:
    """The submission with what was not adopted, tracked on the adopted text."""
    number = decided.number
    left = apply(submission, accept(submission, number, chosen, stamp)) if chosen else submission
    proposal = proposal_of(left, number)
    alone = replace(left, proposals=(replace(proposal, symbol=symbol),))
    if decided.returned is not None:
        adopted = Submission(proposals=(Proposal(redline=text, original=text),), language=text.language)
        try:
            return apply(alone, move_to_base(alone, 1, adopted, stamp).transaction)
        except EditError:
            return alone
    heads = {clause.id: clause for clause in text.clauses if clause.props.kind in HEAD_LINES}
    clauses = tuple(heads.get(clause.id, clause) for clause in proposal.redline.clauses)
    redline = replace(proposal.redline, clauses=clauses)
    return replace(alone, proposals=(replace(alone.proposals[0], redline=redline),))


def with_versions(project: Project, made: AdoptedProposal, time: str) -> Project:
    """The project with the whole submission and what was not adopted as versions; `time` is now, ISO 8601, UTC."""
    project = take_version(project, free_title(project, BEFORE), time)
    if made.rest is not None:
        project = take_version(project, free_title(project, NOT_ADOPTED), time, submission=made.rest)
    return project
