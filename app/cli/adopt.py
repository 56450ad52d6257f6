"""The verb `adopt`: what was adopted of a proposal as the next text in force, and what was not as a version."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from app.cli.file_verbs import DONE, need_suffix, open_file
from app.cli.terminal import progress, tell, warn_of
from app.session.clock import utc_now
from model.edits.adoption.adopt import AdoptedProposal, ConferenceDecision, adopt, is_adopted_whole, with_versions
from model.edits.adoption.choice import chosen_amendments, sentences_of
from model.errors import EditError, FileError, ProofError
from model.files.kinds import AKOMA_NTOSO, WORD, endings_of
from model.files.opening import need_another
from model.files.project_file import new_project_id, save_project
from model.formats.word.writing.export_options import ExportOptions
from model.library.texts.citing import cited_name
from model.message import Message
from model.redline import Redline, Stamp
from model.submission.conferences import find_conference
from model.submission.story import proposal_of
from model.submission.transactions import apply
from model.submission.values import Submission


def run_adopt(options: Namespace) -> int:
    """Writes the adopted text as a project with what was not adopted as a version, and prints both."""
    need_suffix(options.output, ".amend")
    need_another(options.output, options.source, *filter(None, [options.returned]))
    if options.text:
        need_suffix(options.text, *endings_of(WORD, AKOMA_NTOSO))
        need_another(options.text, options.source, options.output, *filter(None, [options.returned]))
    if options.returned and (options.clauses or options.parties):
        raise FileError(options.returned, Message.of("a returned text itself says what was adopted; omit the other choices"))
    if options.conference and find_conference(options.conference) is None:
        raise FileError(options.source, Message.of("there is no conference {id}; give one as WTSA-24", id=options.conference))
    project = open_file(options.source, options.say).project
    stamp = Stamp("", utc_now())
    with progress(Message.of("reading what was adopted of {path}", path=options.source), options.say):
        number = _number(options, project.submission)
        made = _adopt(options, project.submission, number, stamp)
    before = project.submission.proposals[number - 1].redline
    if options.text and made.outcome == "suppressed":
        raise FileError(options.text, Message.of("the text is suppressed, so there is none to write; omit --text"))
    for sentence in _sentences(made, before, options):
        tell(options.say(sentence))
    warn_of(options.source, made.notices, options.say)
    given = replace(project.submission, sources={**project.submission.sources, **made.sources})
    adopted = apply(given, made.transaction)
    with progress(Message.of("writing {path}", path=options.output), options.say):
        kept = with_versions(project, made, stamp.date)
        save_project(replace(kept, submission=adopted, id=new_project_id()), options.output)
    if options.text:
        _write_text(options, adopted)
    if options.library is not None:
        _add_to_library(options, made, adopted)
    return DONE


def _sentences(made: AdoptedProposal, before: Redline, options: Namespace) -> Iterator[Message]:
    """What was adopted, and what was not."""
    name = cited_name(made.identity, made.identity.language) if made.identity.number else options.source
    if made.outcome == "suppressed":
        yield Message.of("suppressed: {text}", text=name)
        return
    if made.outcome == "unchanged":
        yield Message.of("unchanged: {text}", text=name)
    yield from (Message.of("adopted: {sentence}", sentence=sentence) for sentence in sentences_of(before, made.adopted))
    yield from (Message.of("not adopted: {sentence}", sentence=sentence) for sentence in sentences_of(before, made.left))


def _number(options: Namespace, submission: Submission) -> int:
    """The number of the proposal that is decided on; FileError if there are several and none is named."""
    if options.proposal:
        return int(options.proposal)
    if len(submission.proposals) > 1:
        reason = Message.of("it contains several proposals; give the number of one with --proposal")
        raise FileError(options.source, reason)
    return 1


def _adopt(options: Namespace, submission: Submission, number: int, stamp: Stamp) -> AdoptedProposal:
    try:
        if options.returned:
            decided = ConferenceDecision(number, returned=open_file(options.returned, options.say).submission)
        else:
            choices = {"clauses": options.clauses, "parties": options.parties}
            is_whole = is_adopted_whole(proposal_of(submission, number)) and not any(choices.values())
            chosen = () if is_whole else chosen_amendments(submission, number, **choices)
            decided = ConferenceDecision(number, tuple(chosen))
        decided = replace(decided, conference=options.conference, new_number=options.number)
    except EditError as error:
        raise FileError(options.source, error.message) from error
    try:
        return adopt(submission, decided, stamp)
    except EditError as error:
        raise FileError(options.returned or options.source, error.message) from error


def _write_text(options: Namespace, adopted: Submission) -> None:
    """Writes the adopted text without tracked changes."""
    from model.files.export import write

    with progress(Message.of("writing {path}", path=options.text), options.say):
        try:
            written = write(adopted, options.text, ExportOptions(view="draft"))
        except ProofError as error:
            raise FileError(options.text, error.message) from error
    warn_of(options.text, written.omitted, options.say)


def _add_to_library(options: Namespace, made: AdoptedProposal, adopted: Submission) -> None:
    """Lets the library know what was decided, and adds the edition to the user's table of editions."""
    from app.cli.library_opening import opened_library
    from app.user_data.settings import config_folder
    from app.user_data.user_tables import keep_editions, load_editions
    from model.library.imports.adopted_text import record_outcome, with_row

    source, conference = Path(options.source).name, made.conference
    with opened_library(options, make=True) as library:
        row = record_outcome(library, made.outcome, adopted, made.identity, conference, source)
    rows, unusable = load_editions(config_folder())
    if unusable is not None:
        warn_of(options.output, [unusable], options.say)
    elif row is not None:
        keep_editions(config_folder(), with_row(rows, row))
    name = cited_name(made.identity, made.identity.language)
    if made.outcome == "suppressed":
        tell(options.say(Message.of("no longer in force in the library: {text}", text=name)))
    else:
        tell(options.say(Message.of("in the library: {text}", text=name)))
