"""The kinds of random edits that decide about amendments, repair findings and change proposals; see `edit_kinds.py`."""

from __future__ import annotations

import re
from typing import Any, get_args

from model.edits import amendment_notes, fields, ignored_words, own_name, repairs, review
from model.edits.proposals.first_proposal import add_ready_proposal, begin_proposal
from model.edits.proposals.new_proposal import new_resolution, proposal_on
from model.errors import EditError
from model.preflight.finding import Finding
from model.preflight.rules import check, context_of
from model.redline import Policy
from model.submission.conferences import conferences
from model.submission.resolved import in_view
from model.submission.transactions import Transaction
from model.submission.values import SYMBOLS, Contact
from tests.soak.edit_choices import EditChooser

TEXTS = ("", "On <small> & other texts", "Words.\nMore words.", " é😀 \n\n والمزيد (ITU) 1 ", "a\u2028b\tc", "x" * 5000)
CODES = ("", "en", "fr", "es", "ru", "ar", "zh")
VALUES: dict[str, tuple[Any, ...]] = {
    "language": CODES,
    "header/conference": ("", *sorted(conferences())),
    "header/document": ("", "35", "35-E", "С/35", "[x]"),
    "header/addendum": ("", "18", "18R1"),
    "header/date": ("", "2024-09-06", "2026-02-28"),
    "header/original": CODES,
    "header/sources": ((), ("Egypt",), ("ATU", "الجزائر", "Côte d'Ivoire"), ("", " a ")),
    "header/title": TEXTS,
    "header/agenda": TEXTS,
    "header/abstract": TEXTS,
    "header/contacts": (
        (),
        (Contact(),),
        (Contact("Ana <Reyes>", "ITU", "Egypt", "a@b.org", "+1 (2) 3"), Contact("شخص", email="x y")),
    ),
    "header/introduction": TEXTS,
    "header/proposal_text": TEXTS,
    "proposals/{number}/symbol": SYMBOLS,
    "proposals/{number}/number": ("", "ATU/35A18/1", "x"),
    "proposals/{number}/reasons": TEXTS,
    "proposals/{number}/policy": get_args(Policy),
}
"""What the driver fills in, by the paths of the fields of the form."""


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
    found = [finding for finding in _findings(chooser) if finding.fault.repairable]
    return chooser.call(repairs.repair_head) if chooser.chance(0.2) else chooser.call(repairs.repair_findings, found)


def ignore_findings(chooser: EditChooser) -> Transaction:
    found = _findings(chooser)
    known = [finding for finding in found if finding.key in chooser.document.ignored]
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
    place = chooser.choose(((str(chooser.story), clause.id, word), ("", "", word)))
    return chooser.call(ignored_words.ignore_word, [place])


def field(chooser: EditChooser) -> Transaction:
    """Fills in a field of the form, or empties it."""
    path = chooser.choose(sorted(VALUES))
    return chooser.call(fields.fill_field, path.format(number=chooser.number), chooser.choose(VALUES[path]))


def policy(chooser: EditChooser) -> Transaction:
    path = "proposals/{number}/policy"
    return chooser.call(fields.set_field, path.format(number=chooser.number), chooser.choose(VALUES[path]))


def sign(chooser: EditChooser) -> Transaction:
    return chooser.call(own_name.sign_amendments, "2024-09-06")


def proposal(chooser: EditChooser) -> Transaction:
    document, symbol = chooser.document, chooser.choose(SYMBOLS)
    if len(document.proposals) > 1 and chooser.chance(0.5):
        if chooser.chance(0.5):
            return chooser.call(fields.remove_proposal, chooser.number)
        return chooser.call(fields.move_proposal, chooser.number, chooser.random.randint(1, len(document.proposals)))
    if chooser.chance(0.3):
        language = document.language if document.language in ("en", "fr", "es", "ru", "ar", "zh") else "en"
        return chooser.call(fields.add_proposal, new_resolution(language, None, "[ATU-1]", chooser.stamp))
    if chooser.chance(0.3):
        return chooser.call(add_ready_proposal, proposal_on(in_view(chooser.redline, "base"), symbol))
    header = {"document": "35", "sources": ("Egypt",)}
    return chooser.call(begin_proposal, symbol, header, None)
