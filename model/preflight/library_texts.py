"""Rules that ask the library: titles and editions of cited texts, the base of a proposal, the same clause elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from model.library.queries.library_lookup import ABROGATED, Key, KnownTwin
from model.library.texts.citing import cited_name
from model.library.texts.editions import edition_name, is_cited_edition, moment
from model.library.texts.values import TextIdentity
from model.message import Message
from model.preflight.context import HEAD, CheckContext, CheckedText, DraftLine, JudgedCitation
from model.preflight.finding import Faults, Fix, Problem, Rule, Severity, at
from model.redline import groups, label_bearer
from model.references.citation_parser import cite
from model.references.citations import Citation, Edition
from model.references.cited_titles import CitedTitle, cited_title, likely_end, likeness, lower_first
from model.references.conference_history import conference_at
from model.references.editions import EditionRow
from model.references.twin_differences import edition_differences, number_differences
from model.references.verdicts import judge
from model.submission.search import Passage
from model.text.legible import Legible

_LIBRARY = Message.of("the texts of your library")
_LIKE = 0.75
"""The least likeness of a cited title to the one in force: older ones of PP are at 0.7, those with other acronyms at 0.77."""
_TWINS, _SAME_BUT_NUMBERS = 0.8, 0.9
"""From which similarity on another clause is a twin, and one in which a number alone differs."""
BASE_SUPERSEDED = "base-superseded"
"""The rule that finds a proposal on an edition that is not in force."""
_AMENDING = ("MOD", "(MOD)", "NOC", "SUP", "SUP*")


def _titles(text: CheckedText, context: CheckContext) -> Faults:
    held = context.library
    for cited, key in _held_citations(text, context):
        yield None
        line, citation, verdict = cited
        if key is None or verdict.state in ("draft", "outside") or _is_one_of_several(cited, context.cited[text.number - 1]):
            continue
        edition = _edition_meant(citation, key, context)
        title = held.title_in(edition, text.language) if edition is not None else ""
        place = cited_title(line.text, citation, text.language, _next_start(cited, context.cited[text.number - 1]))
        if not title or place is None or likeness(line.text, place, title) >= _LIKE:
            continue
        known = held.titles_of(key, text.language)
        stop = likely_end(line.text, place, known)
        message = Message.of("{name}: its title is “{title}”", name=cited.name, title=title)
        fixes = [_title_fix(place, stop, title, context)] if place.exact or text.language in ("en", "zh") else []
        severity: Severity | None = "advice" if line.is_kept(place.start, stop) else None
        yield at(line, place.start, stop, message, *fixes, severity=severity)


def _title_fix(place: CitedTitle, stop: int, title: str, context: CheckContext) -> Fix:
    """The title in force in place of the present one, with the first letter that the sentence requires."""
    new = title if place.exact else lower_first(title, (text.title for text in context.library.texts))
    return place.start, stop, new


def _edition_meant(citation: Citation, key: Key, context: CheckContext) -> TextIdentity | None:
    """The edition whose title belongs to a citation: the named one, else the one in force; None if the library lacks it."""
    edition = citation.edition
    if edition is None:
        return context.library.edition_in_force(key, context.at)
    return next(
        (held_edition for held_edition in context.library.editions_of(key) if is_cited_edition(held_edition, edition)), None
    )


def _is_one_of_several(cited: JudgedCitation, found: tuple[JudgedCitation, ...]) -> bool:
    """Whether several numbers are cited in one list, to which no one title belongs."""
    start = cited.citation.start
    others = (other.citation for other in found if other.line is cited.line and other is not cited)
    return any(other.start <= start < other.stop for other in others)


def _next_start(cited: JudgedCitation, found: tuple[JudgedCitation, ...]) -> int:
    line, citation, _ = cited
    starts = (other.citation.start for other in found if other.line is line and other.citation.start >= citation.stop)
    return min(starts, default=len(line.text))


def _missing(text: CheckedText, context: CheckContext) -> Faults:
    for cited, key in _held_citations(text, context):
        yield None
        line, citation, verdict = cited
        edition = citation.edition
        if key is None or edition is None or not edition.year or verdict.state in ("impossible", "contradicting", "abrogated"):
            continue
        chain = context.library.editions_of(key)
        if any(is_cited_edition(held_edition, edition) for held_edition in chain) or _is_in_table(edition, key, context):
            continue
        day = _day_of(edition, key[1])
        if day < moment(chain[0]):
            continue  # the library begins later
        names = tuple(edition_name(held_edition, text.language) for held_edition in chain)
        if day > moment(chain[-1]):
            message = Message.of(
                "{name}: that edition is later than those of the library, {editions}; look whether it is right",
                name=cited.name,
                editions=names,
            )
            yield at(line, edition.start, edition.stop, message, severity="advice")
        elif verdict.state != "superseded" or verdict.in_past_tense:  # otherwise another rule reports that it is not in force
            message = Message.of(
                "{name}: the library has no such edition between those that it has, {editions}", name=cited.name, editions=names
            )
            before = [held_edition for held_edition in chain if moment(held_edition) < day]
            new = edition_name(before[-1], text.language, line.text[edition.start : edition.stop])
            yield at(line, edition.start, edition.stop, message, (edition.start, edition.stop, new))


def _is_in_table(edition: Edition, key: Key, context: CheckContext) -> bool:
    return any((row.year, row.suffix) == (edition.year, edition.suffix) for row in context.editions.rows(*key))


def _day_of(edition: Edition, body: str) -> str:
    """The day (ISO) of an edition that a citation names; the last day of its year if only the year is known."""
    held = (conference.start for conference in conference_at(edition.place, edition.year) if conference.body == body)
    return next(held, f"{edition.year}-12-31")


def _base(text: CheckedText, context: CheckContext) -> Faults:
    if text.proposal.symbol not in _AMENDING or not text.redline.clauses:
        return
    for group in takewhile(lambda clauses: clauses[-1].props.kind in HEAD, groups(text.redline.clauses, "base")):
        yield None
        if group[-1].props.kind != "number":
            continue
        words = Legible(Passage(text.story, group, "base").text).text
        citation = next(iter(cite(words, text.language)), None)
        newer = _newer_base(citation, text, context) if citation is not None else None
        if citation is None or newer is None:
            continue
        name = words[citation.start : citation.stop]
        if newer.status == ABROGATED:
            message = Message.of("the proposal is on {name}, which has been abrogated", name=name)
        else:
            message = Message.of(
                "the proposal is on {name}, and the edition in force is {newer}: apply the proposal to that text",
                name=name,
                newer=edition_name(newer, text.language),
            )
        severity: Severity | None = None if newer.verified else "warning"
        yield Problem(message, text.story, label_bearer(group, "base").id, quote=words, severity=severity)


def _newer_base(citation: Citation, text: CheckedText, context: CheckContext) -> EditionRow | None:
    """The last row before the conference begins, if the text is an older edition or was abrogated."""
    instrument, edition = context.citing_instrument(text), citation.edition
    rows = [row for row in context.editions.rows(citation.instrument, instrument.body, citation.number) if row.date < context.at]
    last = rows[-1] if rows else None
    if last is None or last.status == ABROGATED:
        return last
    if edition is None or last.status != "in force" or last.form != edition.form:
        return None
    older = int(edition.suffix or 0) < int(last.suffix or 0) if edition.form == "suffix" else edition.year < last.year
    return last if older else None


def _twins(text: CheckedText, context: CheckContext) -> Faults:
    instrument = context.citing_instrument(text)
    for line in text.lines if context.library.twins else ():
        yield None
        if line.kind in HEAD:
            continue
        seen: set[tuple[int, str]] = set()
        for twin in _twins_in_force(line, context, (instrument.instrument, instrument.body, instrument.number.casefold())):
            yield None
            for fault in (*_other_editions(line, twin, text, context), *_other_numbers(line, twin, text)):
                reported = fault.start, fault.fixes[0][2] if fault.fixes else fault.sentence
                if reported not in seen:
                    seen.add(reported)
                    yield fault


def _twins_in_force(line: DraftLine, context: CheckContext, instrument: Key) -> Iterator[KnownTwin]:
    """The twins of a paragraph in other texts of its language that are in force."""
    for twin in context.library.twins_of(line.text):
        key = twin.identity.key
        last = context.library.edition_in_force(key, context.at)
        if twin.text == line.text or key == instrument or twin.identity.language != line.language or twin.similarity < _TWINS:
            continue
        if last is None or _edition_key(last) == _edition_key(twin.identity):
            yield twin


def _other_editions(line: DraftLine, twin: KnownTwin, text: CheckedText, context: CheckContext) -> Iterator[Problem]:
    instrument = context.citing_instrument(text)
    for difference in edition_differences(line.text, twin.text, line.language):
        mine, theirs = difference.citation, difference.other.edition
        edition = mine.edition
        state = judge(mine, context.editions, context.at, instrument).state
        if edition is None or theirs is None or state in ("superseded", "history", "contradicting", "impossible", "abrogated"):
            continue  # reported by the rules of editions
        if (theirs.year, theirs.suffix) > (edition.year, edition.suffix):
            new = twin.text[theirs.start : theirs.stop]
            message = Message.of(
                "{name}: the same clause in {text} cites the edition {edition}",
                name=line.text[mine.start : mine.stop],
                text=cited_name(twin.identity, line.language),
                edition=new,
            )
            yield at(line, edition.start, edition.stop, message, (edition.start, edition.stop, new))


def _other_numbers(line: DraftLine, twin: KnownTwin, text: CheckedText) -> Iterator[Problem]:
    if twin.similarity < _SAME_BUT_NUMBERS:
        return
    for difference in number_differences(line.text, twin.text, line.language):
        message = Message.of(
            "{number}: the same clause in {text} has {other}",
            number=difference.mine,
            text=cited_name(twin.identity, line.language),
            other=difference.theirs,
        )
        yield at(line, difference.start, difference.stop, message, severity="advice")


def _held_citations(text: CheckedText, context: CheckContext) -> Iterator[tuple[JudgedCitation, Key | None]]:
    """The citations of a text, each with its instrument if the library has any edition of it."""
    if not context.library.texts:
        return
    instrument = context.citing_instrument(text)
    for cited in context.cited[text.number - 1]:
        citation = cited.citation
        body = citation.body or (instrument.body if citation.of_this_conference else "")
        key = citation.instrument, body, citation.number.casefold()
        yield cited, key if context.library.editions_of(key) else None


def _edition_key(identity: TextIdentity) -> tuple[str, int, str]:
    return identity.place, identity.year, identity.suffix


RULES = (
    Rule(
        "title-older", "warning", Message.of("The title of a citation is different"),
        Message.of("The title of a citation is not the title of that text in your library; it is often an older one. "
                   "Acronyms, articles and the end of a long title make no difference."),
        _LIBRARY, text=_titles,
    ),
    Rule(
        "edition-not-held", "warning", Message.of("An edition that the library does not know"),
        Message.of("The library has earlier and later editions of what is cited, and none of that place and year: it was "
                   "probably never adopted. One that is later than all of them may be new: add it to the library then."),
        _LIBRARY, text=_missing,
    ),
    Rule(
        BASE_SUPERSEDED, "error", Message.of("The proposal is on an edition that is not in force"),
        Message.of("A proposal amends the edition that is in force when the conference begins. “Apply the proposal to another "
                   "text in force” in the menu Tools puts it on that text."),
        Message.of("the texts of your library, and the table of editions"), text=_base, first=True,
    ),
    Rule(
        "twin-differs", "warning", Message.of("The same clause in another text says something else"),
        Message.of("Another text in force has nearly the same clause, with a later edition or with another number. Check "
                   "which of them is right; if it is this one, the other text needs a proposal too."),
        _LIBRARY, text=_twins,
    ),
)  # fmt: skip
