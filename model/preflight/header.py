"""The first page: missing, too long or contradictory fields; personal names in the export, and its proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from model.errors import ClausewrightError
from model.message import Message, first_of
from model.preflight.context import CheckContext
from model.preflight.finding import Faults, Problem, Rule, Severity
from model.redline import Clause, Status
from model.submission.comments import public_comments
from model.submission.conferences import LETTERS, find_conference, number_and_revision
from model.submission.field_forms import field_names
from model.submission.story import StoryId
from model.submission.values import Submission, likely_symbol, unwritten_paths
from model.text.lazy_regex import late

_FILE_NAME = late(r".+-C-0*(?P<document>\d+|X+)!(?:A(?P<addendum>\d+))?-?(?:R(?P<revision>\d+))?!MSW-(?P<letter>[AECFRS])\.\w+")
"""`T22-WTSA.24-C-0035!A18!MSW-S.docx`."""
_MOST_NAMES = 10
ABSTRACT_WORDS = 200
"""An abstract is a short summary; the longest seen has 110 words."""


def _about(name: str, message: Message, severity: Severity | None = None, quote: str = "") -> Problem:
    return Problem(message, field=f"header/{name}", quote=quote, severity=severity)


def _is_submission(context: CheckContext) -> bool:
    """Whether there is a proposal: a text alone has no header."""
    return any(proposal.symbol for proposal in context.submission.proposals)


def omission_message(submission: Submission) -> Message | None:
    """A sentence on filled fields that an export omits; None if there are none."""
    names = field_names(unwritten_paths(submission))
    if not names:
        return None
    *first, last = names
    return Message.counted(
        "{names} is filled in, but omitted from an export, since no proposal has a symbol",
        "{names} are filled in, but omitted from an export, since no proposal has a symbol",
        len(names),
        names=Message.of("{names} and {last}", names=tuple(first), last=last) if first else last,
    )


def _unwritten_fields(context: CheckContext) -> Faults:
    submission = context.submission
    message = omission_message(submission)
    divided = {text.number for text in context.texts if text.cuts}  # each of their proposals has a symbol of its own
    if message is not None and not divided:
        values = [
            (f"proposals/{number}/symbol", likely_symbol(proposal)) for number, proposal in enumerate(submission.proposals, 1)
        ]
        yield Problem(message, field="proposals/1/symbol", values=tuple(values))
    if _is_submission(context):
        for number, proposal in enumerate(submission.proposals, 1):
            if not proposal.symbol and number not in divided:
                path = f"proposals/{number}/symbol"
                message = Message.of("this text has no symbol, and cannot be exported beside proposals")
                yield Problem(message, story=StoryId(number), field=path, values=((path, likely_symbol(proposal)),))


def _missing(context: CheckContext) -> Faults:
    if not _is_submission(context):
        return
    header = context.submission.header
    if not header.title.strip():
        yield _about("title", Message.of("the document has no title"))
    if not any(source.strip() for source in header.sources):
        yield _about("sources", Message.of("no source is named: who submits the document"))
    if not header.conference:
        message = Message.of("no conference is chosen; number line, opening line and editions cannot be checked against it")
        yield _about("conference", message)
    elif find_conference(header.conference) is None and context.conference is None:
        message = Message.of("“{conference}” is not a known conference", conference=header.conference)
        yield _about("conference", message, quote=header.conference)
    if not header.abstract.strip():
        yield _about("abstract", Message.of("there is no abstract; the document begins with a short summary"))
    if not any(contact.name.strip() or contact.email.strip() for contact in header.contacts):
        yield _about("contacts", Message.of("no contact is named"))
    if context.conference is not None and context.conference.body == "WRC" and not header.agenda.strip():
        yield _about("agenda", Message.of("no agenda item is named; a conference of this kind files proposals by it"), "error")
    elif not header.agenda.strip():
        yield _about("agenda", Message.of("no agenda item is named"), "advice")


def _long(context: CheckContext) -> Faults:
    abstract = context.submission.header.abstract
    words = len(abstract) // 2 if context.language == "zh" else len(abstract.split())
    if words > ABSTRACT_WORDS:
        message = Message.counted(
            "the abstract has {n} word; a short summary has at most {most}",
            "the abstract has {n} words; a short summary has at most {most}",
            words,
            most=ABSTRACT_WORDS,
        )
        yield _about("abstract", message)


def _dates(context: CheckContext) -> Faults:
    header = context.submission.header
    if not header.date:
        return
    try:
        written = date.fromisoformat(header.date)
    except ValueError:
        yield _about("date", Message.of("“{date}” is not a date", date=header.date), quote=header.date)
        return
    conference = context.conference
    if conference is not None and conference.end and written.isoformat() > conference.end:
        yield _about(
            "date", Message.of("the document is dated after the end of {conference}", conference=conference.id), quote=header.date
        )
    if header.original and header.original not in ("en", "fr", "es", "ru", "zh", "ar"):
        yield _about(
            "original", Message.of("“{original}” is none of the six languages", original=header.original), quote=header.original
        )


def _addendum(context: CheckContext) -> Faults:
    header = context.submission.header
    if header.addendum.strip() and not header.document.strip():
        message = Message.of("addendum {addendum} belongs to a document, which has no number", addendum=header.addendum)
        yield _about("addendum", message, quote=header.addendum)


def _file(context: CheckContext) -> Faults:
    """A file name in ITU's form that contradicts the header; other names are not checked."""
    name, header = _FILE_NAME.fullmatch(context.file), context.submission.header
    if name is None or not _is_submission(context):
        return
    (document, revised), (addendum, again) = number_and_revision(header.document), number_and_revision(header.addendum)
    compared = {
        "document": (name["document"].lstrip("0"), document),
        "addendum": (name["addendum"] or "", addendum),
        "revision": (name["revision"] or "", again or revised),
        "language": (name["letter"], LETTERS.get(context.language, "")),
    }
    for what, (entered, other) in compared.items():
        if entered != other and "X" not in entered and document and (other or what != "language"):
            yield Problem(_disagreement(what, entered or _NONE, other or _NONE), field="file", quote=f"{what} {entered}")


_NONE = Message.of("none", context="number of a document")


def _disagreement(what: str, entered: Message | str, other: Message | str) -> Message:
    if what == "document":
        return Message.of("the file name says document {one}, the header says {other}", one=entered, other=other)
    if what == "addendum":
        return Message.of("the file name says addendum {one}, the header says {other}", one=entered, other=other)
    if what == "revision":
        return Message.of("the file name says revision {one}, the header says {other}", one=entered, other=other)
    return Message.of("the file name says language {one}, the header says {other}", one=entered, other=other)


def _personal(context: CheckContext) -> Faults:
    """Names that stay in the file as authors of changes and comments, beside the one that the submission has for its source."""
    found: set[str] = set()
    for proposal in context.submission.proposals:
        for clauses in (proposal.redline.clauses, *(note.clauses for note in proposal.redline.notes.values())):
            for clause in clauses:
                found.update(_names(clause))
                yield None
        for comment in public_comments(proposal.comments).values():
            found.update((comment.stamp.author, *(reply.stamp.author for reply in comment.replies)))
    names = sorted(found - {""})
    if len(names) > 1:
        message = Message.of(
            "changes and comments have the names of several authors, which the tracked export keeps: {names}", names=tuple(names)
        )
        yield Problem(message, field="authors", quote=", ".join(names))


def _package_contents(context: CheckContext) -> Faults:
    """Names in fields, forms and bookmarks of the files that the texts come from, which an export keeps."""
    from model.formats.word.package.package_contents import names_in_package

    found: dict[str, None] = {}
    for source in dict.fromkeys(proposal.source for proposal in context.submission.proposals):
        yield None
        found.update(dict.fromkeys(names_in_package(context.submission.sources.get(source, b""))))
    if not found:
        return
    message = Message.of(
        "the file that the text comes from names people or addresses in fields, forms or bookmarks, and the export keeps them: "
        "{names}",
        names=first_of(list(found), _MOST_NAMES),
    )
    yield Problem(message, field="authors", quote=", ".join(found))


def _names(clause: Clause) -> Iterator[str]:
    if clause.end.status is not Status.KEPT:
        yield clause.end.stamp.author
    for run in clause.runs:
        if run.status is not Status.KEPT and run.text:
            yield run.stamp.author


def _proof(context: CheckContext) -> Faults:
    from model.formats.word.export import export_word  # as long as an export: loaded when it is asked for

    try:
        export_word(context.submission)
    except ClausewrightError as error:
        yield Problem(
            Message.of("the Word file would not say what the window says: {error}", error=error.message), field="export"
        )


RULES = (
    Rule(
        "no-symbol", "error", Message.of("The first page is omitted"),
        Message.of("A text without a symbol is exported alone: without conference, document number, source and all else that is "
                   "filled in on the first page, and without number and reasons. Give it the symbol MOD, or ADD where the whole "
                   "text is new."),
        Message.of("header of conference documents; PP-22 guidelines: each proposal has a symbol"), submission=_unwritten_fields,
    ),
    Rule(
        "header-missing", "warning", Message.of("Something is missing on the first page"),
        Message.of("Conference, source, title, abstract and contact are on the first page of a document, which is filed by "
                   "them."),
        Message.of("PP-22 guidelines: short summary first; WTSA-24 first page"), submission=_missing,
    ),
    Rule(
        "abstract-long", "advice", Message.of("The abstract is long"),
        Message.of(
            "A short summary of views; more than {most} words belong in the introduction.",
            most=ABSTRACT_WORDS,
        ),
        Message.of("PP-10 guidelines, §2.1"), submission=_long,
    ),
    Rule(
        "header-date", "warning", Message.of("An impossible date or language"),
        Message.of("The date of the document is a date before the end of the conference, the original one of the six languages."),
        Message.of("header of conference documents"), submission=_dates,
    ),
    Rule(
        "addendum", "error", Message.of("An addendum without a document"),
        Message.of("An addendum is numbered within its document: Addendum 18 to Document 35."),
        Message.of("header of conference documents"), submission=_addendum,
    ),
    Rule(
        "file-name", "warning", Message.of("The file name and the header disagree"),
        Message.of("ITU’s file names say document, addendum, revision and language. A file that is named for another is filed "
                   "as another: export it again, under the name that is offered."),
        Message.of("names of conference documents: T22-WTSA.24-C-0035!A18!MSW-S.docx"), submission=_file,
    ),
    Rule(
        "personal-names", "advice", Message.of("Several names of authors in the export"),
        Message.of("Tracked changes and comments have the names of those who made them. On export you can set one name for "
                   "all. You can make a comment private. An untracked export contains neither changes nor comments."),
        Message.of("names left in published files (G.Imp8101)"), submission=_personal,
    ),
    Rule(
        "names-in-fields", "advice", Message.of("Names in fields, forms or bookmarks"),
        Message.of("The result of a property field (DOCPROPERTY) stays as text, and the names of form fields, bookmarks and "
                   "choices stay in the Word file. Remove those that the submission must not contain, in the text or in Word."),
        Message.of("names left in published files (G.Imp8101)"), submission=_package_contents,
    ),
    Rule(
        "export-proof", "error", Message.of("The proof of export fails"),
        Message.of("The Word file is read back after writing. Accepting and rejecting all changes must give the two texts; "
                   "otherwise no file is written."),
        Message.of("proof of export"), submission=_proof, heavy=True,
    ),
)  # fmt: skip
