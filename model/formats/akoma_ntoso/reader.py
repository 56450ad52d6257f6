"""Reading a file of Akoma Ntoso as a submission: ours exactly, those of others as a Word file of the same text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError, FileError, SeveralTexts
from model.formats.akoma_ntoso.reading.documents import collection_title, is_ours, language_of, texts_in, title_of, work_of
from model.formats.akoma_ntoso.reading.foreign import read_foreign
from model.formats.akoma_ntoso.reading.inline import local
from model.formats.akoma_ntoso.reading.own_submission import own_list, read_list
from model.formats.akoma_ntoso.reading.own_text import OwnTextReader
from model.formats.akoma_ntoso.reading.pictures import PACKAGE, ReadPictures
from model.formats.akoma_ntoso.schema.vocabulary import CW_PREFIX
from model.formats.safe_xml import parse_file
from model.formats.tracked_changes import Tracked
from model.message import Message
from model.submission.field_forms import refuse_unreadable_fields
from model.submission.resolved import in_view
from model.submission.values import Proposal, Submission

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ALL = "all"


class AkomaNtosoReading(Struct, frozen=True):
    """A submission as read, and messages on the reading."""

    submission: Submission
    warnings: tuple[Message, ...] = ()
    works: tuple[str, ...] = ()
    """The name of the work (IRI) that the file gives the text of each proposal; '' if it gives none."""
    title: str = ""
    """The title of a collection whose texts may have none of their own."""


def read_akoma_ntoso(
    data: bytes, name: str, *, tracked: Tracked = "tracked", language: str = "", text: str = ""
) -> AkomaNtosoReading:
    """The submission in a file. FileError if it cannot be read, SeveralTexts if a text has to be chosen first.

    data: its bytes
    name: its name, for errors
    tracked: the base of a text with tracked changes: as it is, its draft (*accepted*) or its base alone (*rejected*)
    language: that of the text; '' for the one in the file
    text: for a file with several texts the number of one, or `all`
    """
    root = parse_file(data, name)
    _judge_root(root, name)
    listed = own_list(root)
    pictures = ReadPictures()
    try:
        if listed is not None:
            read = [AkomaNtosoReading(read_list(listed, pictures.run, new_ids()))]
            refuse_unreadable_fields(read[0].submission)
        else:
            read = [
                _with_file_name(_read(element, language, pictures), element) for element in _choose(texts_in(root), text, name)
            ]
    except EditError as error:
        raise FileError(name, error.message) from error
    messages: list[Message] = []
    for reading in read:
        messages += [message for message in reading.warnings if message not in messages]
    proposals = tuple(_in_view(proposal, tracked) for reading in read for proposal in reading.submission.proposals)
    package = pictures.package()
    if package:
        proposals = tuple(replace(proposal, source=PACKAGE) for proposal in proposals)
    sources = {PACKAGE: package} if package else {}
    works = tuple(work for reading in read for work in reading.works) or ("",) * len(proposals)
    submission = replace(read[0].submission, proposals=proposals, sources=sources)
    return AkomaNtosoReading(submission, tuple(messages), works, collection_title(root))


def _judge_root(root: etree._Element, name: str) -> None:
    space = etree.QName(root).namespace or ""
    if local(root) != "akomaNtoso":
        fault = Message.of(
            "its root is “{root}”, so it is not Akoma Ntoso; give a file that begins with “akomaNtoso”", root=local(root)[:60]
        )
    elif not space:
        fault = Message.of(
            "it does not say which version of Akoma Ntoso it is, and only version 3.0 is read; save it as version 3.0"
        )
    elif not space.startswith(_NAMESPACE):
        fault = Message.of(
            "it is Akoma Ntoso of another version ({version}), and only version 3.0 is read; save it as version 3.0",
            version=space[-60:],
        )
    else:
        return
    raise FileError(name, fault)


def _choose(texts: list[etree._Element], text: str, name: str) -> list[etree._Element]:
    if not texts:
        raise FileError(name, Message.of("it contains no document that is a text; give a file with a resolution or the like"))
    if text == ALL or (len(texts) == 1 and not text):
        return texts
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if 1 <= number <= len(texts):
        return [texts[number - 1]]
    titles = tuple(map(title_of, texts))
    shown = tuple(f"{place} {title}".strip() for place, title in enumerate(titles[:50], 1))
    message = Message.of(
        "it contains {count} texts: {texts}; open it in the window and choose one, or import it with --text and the number, "
        "or with --text all",
        count=len(texts),
        texts=shown,
    )
    raise FileError(name, message) if text else SeveralTexts(name, message, titles)


def _read(element: etree._Element, language: str, pictures: ReadPictures) -> AkomaNtosoReading:
    language = language or language_of(element)
    if not is_ours(element):
        foreign = read_foreign(element, language, pictures.run)
        if not any(proposal.redline.clauses for proposal in foreign.submission.proposals):
            raise EditError.of("it contains no text; check that it is the file that you meant")
        return AkomaNtosoReading(foreign.submission, foreign.warnings)
    body = element.find("{*}mainBody")
    policy = body.get(CW_PREFIX + "policy", "") if body is not None else ""
    redline = OwnTextReader(language, pictures.run, new_ids()).redline(element, policy)
    return AkomaNtosoReading(Submission(proposals=(Proposal(redline=redline, original=redline),), language=language))


def _with_file_name(reading: AkomaNtosoReading, element: etree._Element) -> AkomaNtosoReading:
    return replace(reading, works=(work_of(element),) * len(reading.submission.proposals))


def new_ids() -> Iterator[str]:
    """Ids for clauses that have none of their own."""
    return (f"c{number}" for number in count(1))


def _in_view(proposal: Proposal, tracked: Tracked) -> Proposal:
    if tracked == "tracked":
        return proposal
    redline = in_view(proposal.redline, "draft" if tracked == "accepted" else "base")
    return replace(proposal, redline=redline, original=redline)
