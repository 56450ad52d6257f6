"""The laws that hold of a document whatever was done to it, each a function that gives a sentence on what is wrong, or ''."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from model.edits import review
from model.errors import FileError, ProofError
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import parse, print_redline
from model.formats.word.export import export_word
from model.formats.word.export_options import ExportOptions
from model.redline import SIDES, Redline, Side, Stamp, paragraphs
from model.submission.amendments import amendments
from model.submission.resolved import View
from model.submission.transactions import SetField, Transaction, apply, invert
from model.submission.values import Submission
from tests.builders.comparison_checks import shown
from tests.builders.notation import held_by_notation

STAMP = Stamp("reviewer", "2024-09-09T09:00:00Z")
Law = Callable[[Submission], str]


def wrong_step(before: Submission, after: Submission, made: Transaction) -> str:
    """What is wrong with one transaction that was carried out: it altered the base, or undoing it does not give what was."""
    whole = any(isinstance(step, SetField) and step.path == "proposals" for step in made.steps)
    if not made.rebases and not whole:
        for number, (old, new) in enumerate(zip(before.proposals, after.proposals, strict=True), 1):
            if old.redline is not new.redline and _base(old.redline) != _base(new.redline):
                return f"base: that of text {number} is another one"
    if apply(after, invert(made)) != before:
        return "undo: it does not give what was"
    return ""


def _base(redline: Redline) -> list[object]:
    """What a reader finds in the base, notes of it included; labels of the base are those of what bears them."""
    out: list[object] = []
    for paragraph in paragraphs(redline.clauses, "base"):
        notes = [_note_words(redline, run.content, "base") for run in paragraph.runs if run.content in redline.notes]
        out.append((paragraph.props, paragraph.runs, paragraph.bearer.label, notes))
    return out


def _note_words(redline: Redline, key: str, side: Side) -> list[object]:
    return [paragraph.runs for paragraph in paragraphs(redline.notes[key].clauses, side)]


def project(document: Submission) -> str:
    """Saved and opened it is the same."""
    return "" if read_project(project_bytes(Project(document))).submission == document else "it is opened as another one"


def accept_all(document: Submission) -> str:
    """With everything accepted both sides are what the draft was."""
    return _decided(document, accepting=True)


def reject_all(document: Submission) -> str:
    """With everything rejected both sides are what the base was."""
    return _decided(document, accepting=False)


def _decided(document: Submission, *, accepting: bool) -> str:
    decide = review.accept if accepting else review.reject
    wanted: Side = "draft" if accepting else "base"
    for number, proposal in enumerate(document.proposals, 1):
        chosen = [each for each in amendments(proposal.redline) if each.parts]
        made = decide(document, str(number), chosen, STAMP)
        ended = apply(document, made).proposals[number - 1].redline
        for side in SIDES:
            was, now = _read(proposal.redline, wanted), _read(ended, side)
            for at, (first, second) in enumerate(zip_longest(was, now, fillvalue=())):
                differing = [pair for pair in zip_longest(first, second) if pair[0] != pair[1]]
                if differing:
                    return f"paragraph {at + 1}, {side}: {differing}"
        if any(each.parts for each in amendments(ended)):
            return "amendments are left"
    return ""


def _read(redline: Redline, side: Side) -> list[tuple[object, ...]]:
    """What a reader sees of a side, without what separates labels, which a label that is computed has not."""
    return [(cell, label, *rest) for cell, label, _, *rest in shown(redline, side)]


def notation(document: Submission) -> str:
    """Printed and read it is the same, and printed again the same text."""
    for proposal in document.proposals:
        redline = proposal.redline
        printed = print_redline(redline)
        read = parse(printed, language=redline.language, policy=redline.policy)
        if held_by_notation(read) != held_by_notation(redline):
            return "printed and read it is another one"
        again = print_redline(read)
        for first, second in zip_longest(printed.splitlines(), again.splitlines()):
            if first != second:
                return f"printed again it is {second!r} instead of {first!r}"
    return ""


def akoma_ntoso(view: View) -> Law:
    """Exported as Akoma Ntoso in a view, and proved."""

    def law(document: Submission) -> str:
        try:
            export_akoma_ntoso(document, view, day="2026-01-02")
        except (ProofError, FileError) as error:
            return str(error)
        return ""

    return law


def word(view: View) -> Law:
    """Exported as Word in a view, and proved."""

    def law(document: Submission) -> str:
        try:
            export_word(document, ExportOptions(view=view, date="2026-01-02T00:00:00Z"))
        except (ProofError, FileError) as error:
            return str(error)
        return ""

    return law


GROUPS: dict[str, dict[str, Law]] = {
    "model": {"save and open": project, "accept all": accept_all, "reject all": reject_all},
    "notation": {"notation": notation},
    "akn": {f"Akoma Ntoso {view}": akoma_ntoso(view) for view in ("markup", "draft", "base")},
    "word": {f"Word {view}": word(view) for view in ("markup", "draft", "base")},
}
"""The laws of a whole document, by the word that asks for them alone."""


def broken(document: Submission, groups: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The laws that do not hold of a document, each with a sentence."""
    for group in groups:
        for name, law in GROUPS[group].items():
            try:
                told = law(document)
            except Exception as error:  # whatever is raised is a fault
                told = f"{type(error).__name__}: {error}"
            if told:
                yield name, told
