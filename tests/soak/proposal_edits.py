"""The kinds of random edits that decide about amendments, repair findings and change proposals; see `edit_kinds.py`."""

from __future__ import annotations

import re

from msgspec.structs import replace

from model.edits import amendment_notes, fields, ignored_words, own_name, references, repairs, review
from model.edits.proposals.begin_proposal import begin_proposal
from model.edits.proposals.new_proposal import new_resolution, proposal_on
from model.errors import EditError
from model.numbering import Labelling
from model.preflight.citation_list import entries
from model.preflight.finding import Finding
from model.preflight.rules import check, context_of
from model.references.self_references import SelfReferences
from model.submission.conferences import conferences
from model.submission.resolved import in_view
from model.submission.transactions import Transaction, apply
from model.submission.values import SYMBOLS
from tests.soak.edit_choices import EditChooser


def accept(chooser: EditChooser) -> Transaction:
    return chooser.call(review.accept, chooser.number, chooser.chosen_amendments())


def reject(chooser: EditChooser) -> Transaction:
    return chooser.call(review.reject, chooser.number, chooser.chosen_amendments())


def remark(chooser: EditChooser) -> Transaction:
    if chooser.chance(0.3):
        return chooser.call(amendment_notes.gather_reasons, chooser.number)
    chosen = [chooser.choose(chooser.amendments())]
    return chooser.call(amendment_notes.set_remark, chooser.number, chosen, "a remark", reason=chooser.chance(0.5))


def _findings(chooser: EditChooser) -> list[Finding]:
    """Some of the findings of the preflight, or all."""
    if len(chooser.clauses) > 60:
        raise EditError("the text is too long to be checked here")
    found = list(check(context_of(chooser.document)))
    return chooser.random.sample(found, chooser.random.randint(1, len(found))) if found else []


def repair(chooser: EditChooser) -> Transaction:
    """Repairs what the preflight offers, or a part of it, or the lines at the head of the text."""
    found = [each for each in _findings(chooser) if each.fault.repairable]
    return chooser.call(repairs.repair_head) if chooser.chance(0.2) else chooser.call(repairs.repair_findings, found)


def ignore_findings(chooser: EditChooser) -> Transaction:
    found = _findings(chooser)
    known = [each for each in found if each.key in chooser.document.ignored]
    if known and chooser.chance(0.5):
        return chooser.call(repairs.stop_ignoring, known)
    return chooser.call(repairs.ignore, found, chooser.choose(("", "It is so in the text in force.")))


def ignore_spelling(chooser: EditChooser) -> Transaction:
    """Ignores a word in a paragraph or in the whole document, or checks one again."""
    known = list(ignored_words.ignored_words(chooser.document))
    if known and chooser.chance(0.4):
        return chooser.call(ignored_words.stop_ignoring_word, [chooser.choose(known)])
    clause = chooser.choose(chooser.clauses)
    word = chooser.choose(re.findall(r"\w+", clause.text_on("draft")))
    place = chooser.choose(((chooser.story, clause.id, word), ("", "", word)))
    return chooser.call(ignored_words.ignore_word, [place])


def fix_references(chooser: EditChooser) -> Transaction:
    """Lets references of a text to its own clauses say what they mean."""
    stale = [
        each for each in SelfReferences(chooser.number, chooser.redline, Labelling.of(chooser.redline)).stale() if each.fixes
    ]
    chosen = chooser.random.sample(stale, chooser.random.randint(1, len(stale))) if stale else []
    return chooser.call(references.fix_references, chosen)


def replace_editions(chooser: EditChooser) -> Transaction:
    """Names the editions in force, after a conference was chosen for the submission."""
    submission = chooser.document
    made = chooser.call(fields.fill_field, "header/conference", chooser.choose(sorted(conferences())))
    chooser.document = apply(submission, made)
    found = [each for each in entries(context_of(chooser.document)) if each.fixes]
    chosen = chooser.random.sample(found, chooser.random.randint(1, len(found))) if found else []
    replaced = chooser.call(references.replace_editions, chosen)
    return replace(made, steps=(*made.steps, *replaced.steps))


def field(chooser: EditChooser) -> Transaction:
    path, value = chooser.choose(
        (
            ("header/title", "On <small> texts"),
            ("header/document", "35-E"),
            ("header/abstract", "Words.\nMore words."),
            ("header/introduction", "Introduced."),
            (f"proposals/{chooser.number}/reasons", "Because."),
            (f"proposals/{chooser.number}/number", "ATU/35A18/1"),
        )
    )
    return chooser.call(fields.fill_field, path, value)


def policy(chooser: EditChooser) -> Transaction:
    return chooser.call(fields.set_field, f"proposals/{chooser.number}/policy", chooser.choose(("relabel", "bis", "keep")))


def sign(chooser: EditChooser) -> Transaction:
    return chooser.call(own_name.sign_amendments, "2024-09-06")


def proposal(chooser: EditChooser) -> Transaction:
    document, symbol = chooser.document, chooser.choose(SYMBOLS)
    if len(document.proposals) > 1 and chooser.chance(0.5):
        if chooser.chance(0.5):
            return chooser.call(fields.remove_proposal, chooser.number)
        return chooser.call(fields.move_proposal, chooser.number, str(chooser.random.randint(1, len(document.proposals))))
    if chooser.chance(0.3):
        language = document.language if document.language in ("en", "fr", "es", "ru", "ar", "zh") else "en"
        return chooser.call(fields.add_proposal, new_resolution(language, None, "[ATU-1]", chooser.stamp))
    if chooser.chance(0.3):
        return chooser.call(fields.add_proposal, proposal_on(in_view(chooser.redline, "base"), symbol))
    header = {"document": "35", "sources": ("Egypt",)}
    return chooser.call(begin_proposal, symbol, header, None)
