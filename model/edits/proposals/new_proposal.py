"""Drafts of proposals, and the number and source that a proposal is likely to have.

Templates are texts in the notation, `resources/templates/new-resolution.<language>.txt`, in which `$number`, `$opening` and
the calls are replaced.
"""

from __future__ import annotations

import re
from string import Template

from msgspec.structs import replace

from model.edits.proposals.template_fields import TEMPLATE, template_language
from model.formats.notation import parse
from model.lexicon import term_in
from model.lexicon.calls import common_calls
from model.lexicon.words import printed_words
from model.redline import Clause, End, Kind, Props, Redline, Run, Stamp, Status
from model.redline.without_package import without_package
from model.submission.conferences import Conference, document_code
from model.submission.source_symbols import UNKNOWN_SOURCE, source_symbol
from model.submission.values import Proposal, Submission, Symbol
from resources import read_text

_DIRECTORS = {"WTSA": "instructs_dir_tsb", "WTDC": "instructs_dir_bdt", "RA": "instructs_dir_br", "WRC": "instructs_dir_br"}
_MASCULINE = ("PP", "WTDC", "WRC", "COUNCIL")
_ARTICLES = {"fr": (("A", "L'"), ("Conseil", "Le "), ("", "La ")), "es": (("Consejo", "El "), ("", "La "))}
"""The article by the first letters of a conference's name."""


def new_resolution(language: str, conference: Conference | None, handle: str, stamp: Stamp) -> Proposal:
    """ADD of a new resolution: everything in it is inserted, so that it is typed over without leaving a trace.
    `handle` stands in the brackets of its number (ITU gives that later); English if a language has no template."""
    language = template_language(language)
    body = conference.body if conference else ""
    calls = common_calls(language, masculine=body in _MASCULINE)
    words = {
        "number": re.sub(r"\[.*\]", f"[{handle}]", term_in("DRAFT NEW RESOLUTION [X]", language)),
        "opening": _opening(language, conference),
        "instructs": calls[_DIRECTORS.get(body, "instructs_sg")],
        "invites": calls["invites_ms"],
    }
    text = Template(read_text(TEMPLATE.format(language))).substitute({**calls, **words})
    redline = parse(text, language=language)
    clauses = tuple(_as_inserted(clause, stamp) for clause in redline.clauses)
    return Proposal("ADD", redline=replace(redline, clauses=clauses), original=Redline(language=language))


def _as_inserted(clause: Clause, stamp: Stamp) -> Clause:
    runs = tuple(replace(run, status=Status.INSERTED, stamp=stamp) for run in clause.runs)
    return Clause(clause.id, clause.props, runs, End(Status.INSERTED, stamp))


def _opening(language: str, conference: Conference | None) -> str:
    """`The World Telecommunication Standardization Assembly (New Delhi, 2024),`."""
    words = printed_words(language)
    opening = words["The {} ({}, {}),"]
    if conference is None:
        return opening.format("[…]", "[…]", "[…]")
    name = conference.text("name", language)
    if conference.body == "PP":
        name = words["{} of the International Telecommunication Union"].format(name)
    for head, article in _ARTICLES.get(language, ()):
        if name.startswith(head):
            name = article + name
            break
    parts = [part.strip() for part in re.split("[,，،]", conference.text("when", language))]
    place = next((part for part in parts if part and not any(letter.isdigit() for letter in part)), "[…]")
    return opening.format(name, place, conference.start[:4] or "[…]")


def proposal_on(text: Redline, symbol: Symbol, number: str = "") -> Proposal:
    """A proposal (MOD, SUP or NOC) on a text in force that was opened beside, without what only its own package can say."""
    redline = replace(without_package(text.base()), language=text.language, policy=text.policy)
    return Proposal(symbol, number, redline, original=redline)


def named_text(number: str, title: str, language: str) -> Redline:
    """A text of which only the number and the title are known: enough for SUP and NOC, which need not reproduce it."""
    kinds: tuple[tuple[Kind, str], ...] = (("number", number), ("title", title))
    clauses = (Clause(f"c{index}", Props(kind, 0), (Run(text),)) for index, (kind, text) in enumerate(kinds, 1) if text)
    return Redline(tuple(clauses), language=language)


def likely_number(submission: Submission, place: int) -> str:
    """The likely number of the proposal at a place, from 1: `ATU/35A18/1`; `XXX/XX/1` if neither source nor document is known."""
    return f"{source_symbol(submission) or UNKNOWN_SOURCE}/{document_code(submission.header, 'XX')}/{place}"


def next_handle(submission: Submission) -> str:
    """The bracketed handle of one more new resolution: `ATU-2` after `[ATU-1]`."""
    count = sum(proposal.symbol in ("ADD", "ADD*") for proposal in submission.proposals)
    return f"{source_symbol(submission) or UNKNOWN_SOURCE}-{count + 1}"
