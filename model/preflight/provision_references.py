"""References to provisions by their margin numbers, of this text and of the others of the submission."""

from __future__ import annotations

from collections.abc import Mapping

from model.message import Message, first_of
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Fix, Problem, Rule, Severity, at
from model.redline import Status
from model.references.faulty_numbers import FaultyNumber, NumberFault
from model.references.provision_citations import provision_citations
from model.references.provision_references import ProvisionReferences
from model.submission.search import Passage

_REGULATIONS = "RR"
_MOST = 10
"""The provisions within a range that are named."""
_SEVERITIES: Mapping[NumberFault, Severity] = {"missing": "warning", "unused": "warning", "changed": "advice"}
"""The severity of a fault in new words, if it is not that of the rule."""
_OF_TEXT_IN_FORCE = ("missing", "unused", "reversed")
"""The faults for which no proposal is to blame if the text in force has the words."""


def _references(text: CheckedText, context: CheckContext) -> Faults:
    if not context.numbered_texts.texts:
        return
    references = ProvisionReferences(text.story, text.language, context.numbered_texts)
    for line in (*text.lines, *text.notes):
        yield None
        for faulty in references.faults(line.passage):
            if not (faulty.kept and faulty.fault in _OF_TEXT_IN_FORCE):
                yield _problem(line, faulty)


def _problem(line: DraftLine, faulty: FaultyNumber) -> Problem:
    severity = _SEVERITIES.get(faulty.fault)
    return at(line, faulty.start, faulty.stop, _message(faulty), *_fixes(faulty), severity=severity)


def _message(faulty: FaultyNumber) -> Message:
    number = faulty.label
    if faulty.citation is None:
        return _message_on_unit(faulty)
    match faulty.fault:
        case "deleted":
            return Message.of("provision {number} is cited here, but deleted", number=number)
        case "moved":
            return Message.of("provision {number} has moved and is now {new}", number=number, new=faulty.new)
        case "renamed":
            return Message.of("the provision that was {number} is now {new}", number=number, new=faulty.new)
        case "unused":
            return Message.of("provision {number} is cited here, but is not in force", number=number)
        case "missing":
            return Message.of("there is no provision {number}", number=number)
        case "changed":
            return Message.counted(
                "provision {numbers} within the range {range} is new or deleted; look whether the range is still meant",
                "provisions {numbers} within the range {range} are new or deleted; look whether the range is still meant",
                len(faulty.between),
                numbers=first_of(faulty.between, _MOST),
                range=number,
            )
    return Message.of("the range {range} ends before it begins", range=number)


def _message_on_unit(faulty: FaultyNumber) -> Message:
    match faulty.fault:
        case "deleted":
            return Message.of("{unit} is cited here, but deleted", unit=faulty.label)
        case "renamed":
            return Message.of("{unit} has another number now: {new}", unit=faulty.label, new=faulty.new)
    return Message.of("there is no {unit}", unit=faulty.label)


def _fixes(faulty: FaultyNumber) -> tuple[Fix, ...]:
    if faulty.new:
        return ((faulty.start, faulty.stop, faulty.new),)
    if faulty.citation is None or faulty.fault != "reversed":
        return ()
    first, last = (cited for cited in faulty.citation.numbers if faulty.start <= cited.start < faulty.stop)
    return (first.start, first.stop, last.number.text), (last.start, last.stop, first.number.text)


def _not_bold(text: CheckedText, context: CheckContext) -> Faults:
    if text.redline.instrument != _REGULATIONS:
        return
    for line in (*text.lines, *text.notes):
        yield None
        for citation in provision_citations(line.legible.text, line.language):
            if citation.treaty not in ("", _REGULATIONS) or not citation.dotted:
                continue
            for cited in citation.numbers:
                if _is_new_and_plain(line.passage, *line.legible.span(cited.start, cited.stop)):
                    message = Message.of(
                        "the number {number} is not bold; the Radio Regulations cite provisions in bold", number=cited.number.text
                    )
                    yield at(line, cited.start, cited.stop, message)


def _is_new_and_plain(passage: Passage, start: int, stop: int) -> bool:
    """Whether some of the characters of a range are inserted and not bold."""
    place = 0
    for _clause, _offset, run in passage.runs:
        after = place + len(run.text)
        if place < stop and start < after and run.status is Status.INSERTED and not run.style.bold:
            return True
        place = after
    return False


RULES = (
    Rule(
        "provision-reference", "error", Message.of("A reference to a provision is out of date"),
        Message.of("A provision that is cited by its margin number is deleted, has moved, is not in force or does not exist, in "
                   "this text or in another of the submission; a new one got another number; provisions within a range are new "
                   "or deleted. Likewise for cited chapters, articles, sections and appendices."),
        Message.of("citations in the Radio Regulations (2012) and the Constitution (2011)"), text=_references,
    ),
    Rule(
        "provision-bold", "advice", Message.of("A cited margin number is not bold"),
        Message.of("The Radio Regulations cite provisions by numbers in bold, No. 9.7A. Words of the text in force are left as "
                   "they are. Make the number bold."),
        Message.of("citations in the Radio Regulations (2012) and the Constitution (2011)"), text=_not_bold,
    ),
)  # fmt: skip
