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
from model.redline import Clause, End, Kind, Props, Redline, Run, Stamp, Status
from model.redline.without_package import without_package
from model.submission.conferences import Conference, number_and_revision
from model.submission.values import Proposal, Submission, Symbol
from resources import read_table, read_text

_SYMBOL = re.compile(r"[A-Z]{1,4}(?:/[A-Z]{1,4})*(?=/)")
_UNKNOWN = "XXX"
"""Replaces an unknown symbol of a source, as `XX` replaces a document's number (EUR/XX/1)."""
_DIRECTORS = {"WTSA": "instructs_dir_tsb", "WTDC": "instructs_dir_bdt", "RA": "instructs_dir_br", "WRC": "instructs_dir_br"}
_MASCULINE = ("PP", "WTDC", "WRC", "COUNCIL")
_OF_ITU = {
    "en": "{} of the International Telecommunication Union",
    "fr": "{} de l'Union internationale des télécommunications",
    "es": "{} de la Unión Internacional de Telecomunicaciones",
    "ru": "{} Международного союза электросвязи",
    "zh": "国际电信联盟{}",
    "ar": "{} للاتحاد الدولي للاتصالات",
}
_OPENINGS = {
    "en": "The {} ({}, {}),",
    "fr": "{} ({}, {}),",
    "es": "{} ({}, {}),",
    "ru": "{} ({}, {}\u00a0г.),",
    "zh": "{0}（{2}年，{1}），",
    "ar": "إن {} ({}، {})،",
}
_ARTICLES = {
    "fr": (("A", "L'"), ("Conseil", "Le "), ("", "La ")),
    "es": (("Consejo", "El "), ("", "La ")),
}
"""The article by the first letters of a conference's name."""


def new_resolution(language: str, conference: Conference | None, handle: str, stamp: Stamp) -> Proposal:
    """ADD of a new resolution: everything in it is inserted, so that it is typed over without leaving a trace.
    `handle` stands in the brackets of its number (ITU gives that later); English where a language has no template."""
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
    clauses = tuple(_inserted(clause, stamp) for clause in redline.clauses)
    return Proposal("ADD", redline=replace(redline, clauses=clauses), original=Redline(language=language))


def _inserted(clause: Clause, stamp: Stamp) -> Clause:
    runs = tuple(replace(run, status=Status.INSERTED, stamp=stamp) for run in clause.runs)
    return Clause(clause.id, clause.props, runs, End(Status.INSERTED, stamp))


def _opening(language: str, conference: Conference | None) -> str:
    """`The World Telecommunication Standardization Assembly (New Delhi, 2024),`."""
    if conference is None:
        return _OPENINGS[language].format("[…]", "[…]", "[…]")
    name = conference.text("name", language)
    if conference.body == "PP":
        name = _OF_ITU[language].format(name)
    for head, article in _ARTICLES.get(language, ()):
        if name.startswith(head):
            name = article + name
            break
    parts = [part.strip() for part in re.split("[,，،]", conference.text("when", language))]
    place = next((part for part in parts if part and not any(letter.isdigit() for letter in part)), "[…]")
    return _OPENINGS[language].format(name, place, conference.start[:4] or "[…]")


def proposal_on(text: Redline, symbol: Symbol, number: str = "") -> Proposal:
    """A proposal (MOD, SUP or NOC) on a text in force that was opened beside, without what only its own package can say."""
    redline = replace(without_package(text.base()), language=text.language, policy=text.policy)
    return Proposal(symbol, number, redline, original=redline)


def named_text(number: str, title: str, language: str) -> Redline:
    """A text of which number and title alone are known: enough for SUP and NOC, which need not reproduce it."""
    kinds: tuple[tuple[Kind, str], ...] = (("number", number), ("title", title))
    clauses = (Clause(f"c{index}", Props(kind, 0), (Run(text),)) for index, (kind, text) in enumerate(kinds, 1) if text)
    return Redline(tuple(clauses), language=language)


def likely_number(submission: Submission, place: int) -> str:
    """The likely number of the proposal at a place, from 1: `ATU/35A18/1`; `XXX/XX/1` if neither source nor document is known."""
    header = submission.header
    document, revision = number_and_revision(header.document)
    addendum, addendum_revision = number_and_revision(header.addendum)
    last = addendum_revision or revision
    middle = (document or "XX") + (f"A{addendum}" if addendum else "") + (f"R{last}" if last else "")
    return f"{source_symbol(submission) or _UNKNOWN}/{middle}/{place}"


def source_symbol(submission: Submission) -> str:
    """The symbol of the submitter: that in a proposal's number, else that of the source; '' if unknown."""
    for proposal in submission.proposals:
        if found := _SYMBOL.match(proposal.number):
            return found[0]
    sources = " ".join(submission.header.sources).casefold()
    for row in read_table("tables/regions.tsv"):
        if any(row[language].casefold() in sources for language in _OPENINGS):
            return row["symbol"]
    named = {source.strip().casefold() for source in submission.header.sources}
    symbols = [symbol for symbol, name in _administrations(submission.language).items() if name.casefold() in named]
    return symbols[0] if len(symbols) == 1 else ""


def sources(language: str) -> dict[str, str]:
    """The names of possible submitters, as in the source line, by their symbols: regional organizations, then administrations."""
    column = language if language in _OPENINGS else "en"
    return {row["symbol"]: row[column] for row in read_table("tables/regions.tsv")} | _administrations(language)


def _administrations(language: str) -> dict[str, str]:
    """The member countries of ITU, by the symbols of its Radio Regulations, under the shorter names of the Unicode CLDR."""
    from babel import Locale  # only who fills in the form pays for it

    names = Locale.parse(language if language in _OPENINGS else "en").territories
    return {row["symbol"]: names[row["territory"]] for row in read_table("tables/administrations.tsv")}


def next_handle(submission: Submission) -> str:
    """The bracketed handle of one more new resolution: `ATU-2` behind `[ATU-1]`."""
    count = sum(proposal.symbol in ("ADD", "ADD*") for proposal in submission.proposals)
    return f"{source_symbol(submission) or _UNKNOWN}-{count + 1}"
