"""The laws of a document after any edits, each a function that returns a sentence on a fault, or ''."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from msgspec.structs import replace

from model.cuts.derive import cuts
from model.edits import review
from model.edits.transform import by_steps, in_parts
from model.errors import EditError, FileError, ProofError
from model.files.export import empty_view_message
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import print_redline
from model.formats.notation.parsing import numbered_lines, parse_lines
from model.formats.refused_numbers import refuse_layered_numbers, refuse_margin_numbers
from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions
from model.message import Message
from model.numbering import Labelling
from model.redline import SIDES, Redline, Side, Stamp, paragraphs
from model.submission.amendments import amendments
from model.submission.resolved import View
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction, apply, invert
from model.submission.values import Submission
from tests.builders.comparison_checks import shown
from tests.builders.notation import notation_content
from tests.builders.treaty import lacks_number

STAMP = Stamp("reviewer", "2024-09-09T09:00:00Z")
Law = Callable[[Submission], str]


def wrong_step(before: Submission, after: Submission, made: Transaction) -> str:
    """The fault of one transaction: it changed the base, or undoing it does not give the document before. '' if it has none."""
    whole = any(isinstance(step, SetField) and step.path == "proposals" for step in made.steps)
    whole = whole and made.kind is not TransactionKind.OTHER  # a file of edits, which keeps the base
    if not made.rebases and not whole:
        for number, (old, new) in enumerate(zip(before.proposals, after.proposals, strict=True), 1):
            if old.redline is not new.redline and _base(old.redline) != _base(new.redline):
                return f"base: that of text {number} was changed"
    if apply(after, invert(made)) != before:
        return "undo: it does not give the document before"
    return _wrong_parts(before, after, made)


def _wrong_parts(before: Submission, after: Submission, made: Transaction) -> str:
    """The fault of a transaction that is carried out in parts, as the window does with a long one; '' if it has none."""
    parts = by_steps(made, 1) if made.kind is TransactionKind.REPLACE else in_parts(made, 2)
    document = before
    for part in parts if len(parts) > 1 else ():
        document = apply(document, part)
        for number, (old, new) in enumerate(zip(before.proposals, document.proposals, strict=True), 1):
            if _base(old.redline) != _base(new.redline):
                return f"parts: one of them changes the base of text {number}"
    return "" if len(parts) < 2 or document == after else "parts: they do not give the document of the whole"


def _base(redline: Redline) -> list[object]:
    """The base as a reader sees it, with notes, margin numbers and labels; a paragraph has those of the clause that bears it."""
    out: list[object] = []
    for paragraph in paragraphs(redline.clauses, "base"):
        notes = [_note_words(redline, run.content, "base") for run in paragraph.runs if run.content in redline.notes]
        out.append((paragraph.props, paragraph.runs, paragraph.bearer.label, paragraph.bearer.number, notes))
    return out


def _note_words(redline: Redline, key: str, side: Side) -> list[object]:
    return [paragraph.runs for paragraph in paragraphs(redline.notes[key].clauses, side)]


def project(document: Submission) -> str:
    """Saving and opening gives the same document."""
    return "" if read_project(project_bytes(Project(document))).submission == document else "another document is opened"


def accept_all(document: Submission) -> str:
    """After accepting everything, both sides are the draft."""
    return _decided(document, accepting=True)


def reject_all(document: Submission) -> str:
    """After rejecting everything, both sides are the base."""
    return _decided(document, accepting=False)


def _decided(document: Submission, *, accepting: bool) -> str:
    decide = review.accept if accepting else review.reject
    wanted: Side = "draft" if accepting else "base"
    for number, proposal in enumerate(document.proposals, 1):
        if proposal.theirs is not None:
            continue  # what is decided of it are whole layers
        chosen = [amendment for amendment in amendments(proposal.redline) if amendment.parts]
        made = decide(document, number, chosen, STAMP)
        ended = apply(document, made).proposals[number - 1].redline
        for side in SIDES:
            was, now = _read(proposal.redline, wanted), _read(ended, side)
            for at, (first, second) in enumerate(zip_longest(was, now, fillvalue=())):
                differing = [pair for pair in zip_longest(first, second) if pair[0] != pair[1]]
                if differing:
                    return f"paragraph {at + 1}, {side}: {differing}"
        if any(amendment.parts for amendment in amendments(ended)):
            return "amendments are left"
    return ""


def _read(redline: Redline, side: Side) -> list[tuple[object, ...]]:
    """A side as a reader sees it, without the separators of labels, which a computed label does not have."""
    return [(cell, label, *rest) for cell, label, _, *rest in shown(redline, side)]


def notation(document: Submission) -> str:
    """Printing and reading gives the same redline, and printing that again the same text."""
    for proposal in document.proposals:
        redline = proposal.redline
        printed = print_redline(redline)
        read = parse_lines(numbered_lines(printed), replace(redline, clauses=(), notes={}))
        if notation_content(read) != notation_content(redline):
            return "another redline is read"
        again = print_redline(read)
        for first, second in zip_longest(printed.splitlines(), again.splitlines()):
            if first != second:
                return f"printing it again gives {second!r} instead of {first!r}"
    return ""


def akoma_ntoso(view: View) -> Law:
    """The export as Akoma Ntoso in a view is proved, or refused because nothing is left of the text or it has margin numbers."""

    def law(document: Submission) -> str:
        if empty_view_message(document, view) is not None or _is_refused(document, layered=False):
            return ""
        try:
            export_akoma_ntoso(document, view, day="2026-01-02")
        except (ProofError, FileError) as error:
            return str(error)
        return ""

    return law


def word(view: View) -> Law:
    """The export as Word in a view is proved, or refused because nothing is left of the text or its two layers have numbers."""

    def law(document: Submission) -> str:
        if empty_view_message(document, view) is not None or _is_refused(document, layered=True):
            return ""
        try:
            export_word(document, ExportOptions(view=view, date="2026-01-02T00:00:00Z"))
        except (ProofError, FileError) as error:
            return str(error)
        return ""

    return law


def word_provisions(document: Submission) -> str:
    """The export as single provisions of the treaty texts is proved, or refused as a new provision has no number yet."""
    if _is_refused(document, layered=True) or not any(map(cuts, document.proposals)):
        return ""
    try:
        export_word(document, ExportOptions(form="provisions", date="2026-01-02T00:00:00Z"))
    except EditError as error:
        return "" if _may_be_refused(document) else str(error)
    except (ProofError, FileError) as error:
        return str(error)
    return ""


def word_final_acts(document: Submission) -> str:
    """The export of treaty texts in the form of Final Acts is proved, or refused because no number would find a block."""
    if _is_refused(document, layered=True):
        return ""
    try:
        export_word(document, ExportOptions(form="final-acts", date="2026-01-02T00:00:00Z"))
    except EditError:
        return ""
    except (ProofError, FileError) as error:
        return str(error)
    return ""


def _may_be_refused(document: Submission) -> bool:
    """Whether an amended provision has no number, or a symbol by hand that its amendments contradict."""
    for proposal in document.proposals:
        labelling = Labelling.of(proposal.redline)
        if lacks_number(labelling):
            return True
        if any(cut.symbol != cut.derived for cut in cuts(proposal, labelling)):
            return True
    return False


def _is_refused(document: Submission, *, layered: bool) -> bool:
    """Whether a text has margin numbers that the file cannot contain: Akoma Ntoso none, Word none of a text in two layers."""
    try:
        if layered:
            refuse_layered_numbers(document)
        else:
            refuse_margin_numbers(document, Message.of("Akoma Ntoso"))
    except EditError:
        return True
    return False


GROUPS: dict[str, dict[str, Law]] = {
    "model": {"save and open": project, "accept all": accept_all, "reject all": reject_all},
    "notation": {"notation": notation},
    "akn": {f"Akoma Ntoso {view}": akoma_ntoso(view) for view in ("markup", "draft", "base")},
    "word": {f"Word {view}": word(view) for view in ("markup", "draft", "base")}
    | {"Word provisions": word_provisions, "Word Final Acts": word_final_acts},
}
"""The laws of a whole document, by the value of `--only`."""


def broken_laws(document: Submission, groups: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The broken laws of a document, each with a sentence."""
    for group in groups:
        for name, law in GROUPS[group].items():
            try:
                sentence = law(document)
            except Exception as error:  # any exception is a fault
                sentence = f"{type(error).__name__}: {error}"
            if sentence:
                yield name, sentence
