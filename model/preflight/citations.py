"""Citations of other instruments, judged by the table of editions; references to clauses of the same text."""

from __future__ import annotations

from msgspec.structs import replace

from model.message import Message
from model.preflight.citation_list import offered_fixes
from model.preflight.context import HEAD, CheckContext, CheckedText
from model.preflight.finding import Faults, Rule, Severity, at
from model.redline import groups
from model.references.citation_parser import cite
from model.references.citations import Citation
from model.references.self_references import SelfReferences
from model.references.verdicts import judge, printed_edition
from model.submission.search import Passage
from model.text.legible import Legible

_TABLE = Message.of("the table of editions (each row names its source)")


def _stale(text: CheckedText, context: CheckContext) -> Faults:
    found = context.cited[text.number - 1]
    for cited, fixes in zip(found, offered_fixes(found, text.language), strict=True):
        yield None
        line, citation, verdict = cited
        row, edition = verdict.row, citation.edition
        if verdict.state != "superseded" or row is None or edition is None:
            continue
        suffix = edition.form == "suffix"
        newer = str(row.suffix if suffix else row.year)
        if row.form == "place":
            newer = printed_edition(replace(row, revised=False), text.language)  # as the text that is quoted beside it
        message = Message.of("{name}: the edition in force is {newer}", name=cited.name, newer=newer)
        if verdict.in_past_tense:
            message = Message.of(
                "{name}: the edition in force is {newer}; the sentence is about the past, so the older one may be meant",
                name=cited.name,
                newer=newer,
            )
        severity: Severity | None = "advice" if verdict.in_past_tense else None
        yield at(line, edition.start, edition.stop, message, *fixes, severity=severity)


def _conference(text: CheckedText, context: CheckContext) -> Faults:
    for cited in context.cited[text.number - 1]:
        yield None
        line, citation, verdict = cited
        held = verdict.conference
        if (
            citation.instrument == "conference"
            and verdict.state == "superseded"
            and held is not None
            and not citation.in_past_tense
        ):
            message = Message.of(
                "{name}: the last one was {newer}; look whether the older one is meant", name=cited.name, newer=held.name
            )
            wanted = held.name.partition("-")[2][-len(citation.number) :]
            yield at(line, citation.start, citation.stop, message, (citation.number_start, citation.number_stop, wanted))


def _wrong(text: CheckedText, context: CheckContext) -> Faults:
    found = context.cited[text.number - 1]
    for cited, fixes in zip(found, offered_fixes(found, text.language), strict=True):
        yield None
        line, citation, verdict = cited
        row, edition = verdict.row, citation.edition
        if verdict.state not in ("contradicting", "impossible", "abrogated"):
            continue
        name = cited.name
        if verdict.state == "impossible" and edition is not None and _is_later(citation, context):
            message = Message.of(
                "{name}: that edition is later than {date}, the date at which the text is judged", name=name, date=context.at
            )
            yield at(line, edition.start, edition.stop, message, severity="warning")
            continue
        start, stop = (edition.start, edition.stop) if edition is not None else (citation.start, citation.stop)
        if verdict.state == "contradicting" and citation.this_conference is not None:
            start, stop = citation.this_conference
            message = Message.of("{name}: said to be of this conference, but another place and year follow", name=name)
        elif verdict.state == "contradicting" and row is not None and edition is not None:
            message = Message.of(
                "{name}: {edition} is of {year}", name=name, edition=f"{citation.number}-{row.suffix}", year=row.year
            )
            if row.suffix != edition.suffix:  # a later edition than the date at which the text is judged
                message = Message.of(
                    "{name}: {edition} is of {year}, {later} is later",
                    name=name,
                    edition=f"{citation.number}-{row.suffix}",
                    year=row.year,
                    later=f"{citation.number}-{edition.suffix}",
                )
        elif verdict.state == "abrogated":
            message = Message.of("{name}: it has been abrogated", name=name)
        else:
            message = (
                Message.of("{name}: there is no such edition", name=name)
                if edition
                else Message.of("{name}: there is no such number", name=name)
            )
        yield at(line, start, stop, message, *fixes)


def _is_later(citation: Citation, context: CheckContext) -> bool:
    """Whether the table has a cited edition, of a later date than that at which the text is judged."""
    edition, rows = citation.edition, context.editions.rows(citation.instrument, citation.body, citation.number)
    cited = (edition.year, edition.suffix) if edition is not None else None
    return any(row.date > context.at and (row.year, row.suffix) == cited for row in rows)


def _in_force(text: CheckedText, context: CheckContext) -> Faults:
    """Citations of the text in force that contradict themselves, if the proposal changes them."""
    instrument = context.citing_instrument(text)
    for group in groups(text.redline.clauses, "base"):
        yield None
        line = context.by_clause.get((text.story, group[0].id))
        if line is None or line.unchanged or line.kind in HEAD:
            continue
        old = Legible(Passage(text.story, group, "base").text).text
        for citation in cite(old, text.language):
            verdict, edition = judge(citation, context.editions, context.at, instrument), citation.edition
            if verdict.state != "contradicting" or citation.of_this_conference or edition is None:
                continue
            words = old[citation.start : citation.stop]
            if words not in line.text:
                message = Message.of(
                    "the text in force says {words}, which contradicts itself; the proposal changes it", words=words
                )
                yield at(line, 0, 0, message)


def _draft(text: CheckedText, context: CheckContext) -> Faults:
    for cited in context.cited[text.number - 1]:
        yield None
        line, citation, verdict = cited
        if verdict.state == "draft":
            message = Message.of("{name}: this is the symbol of a draft; cite the text as it was adopted", name=cited.name)
            if verdict.row is not None:  # the table says which text it became
                message = Message.of(
                    "{name}: this is the symbol of a draft; {became}", name=cited.name, became=verdict.row.status
                )
            yield at(line, citation.start, citation.stop, message)


def _unknown_numbers(text: CheckedText, context: CheckContext) -> Faults:
    """A number that no table contains, if the same text cites one with an additional first digit."""
    fuller: dict[tuple[str, str], str] = {}
    for _, cited_here, _ in context.cited[text.number - 1]:
        yield None
        fuller.setdefault((cited_here.body, cited_here.number[1:]), cited_here.number)
    for cited in context.cited[text.number - 1]:
        yield None
        line, citation, verdict = cited
        if verdict.state != "unknown" or not citation.number.isdecimal():
            continue
        likely = fuller.get((citation.body, citation.number))
        if likely and len(citation.number) > 2:  # of short ones most have a longer one that ends so
            message = Message.of(
                "{name}: no such number is known; {body} {likely} is cited in this text too",
                name=cited.name,
                body=citation.body,
                likely=likely,
            )
            fix = (citation.number_start, citation.number_stop, likely)
            yield at(line, citation.number_start, citation.number_stop, message, fix)


def _symbol(text: CheckedText, context: CheckContext) -> Faults:
    """Resolutions of the General Assembly without the A/ with which they are cited elsewhere in the text."""
    resolution = "UNGA", "resolution"  # a document of the Assembly always has its A/
    of_assembly = [
        of_body
        for of_body in context.cited[text.number - 1]
        if (of_body.citation.body, of_body.citation.instrument) == resolution
    ]
    full = sorted({cited.citation.number for cited in of_assembly if cited.citation.number.upper().startswith("A/")})
    by_rest = {symbol.removeprefix("A/").removeprefix("RES/"): symbol for symbol in reversed(full)}
    prefix = "A/RES/" if any("/RES/" in symbol for symbol in full) else "A/"
    for cited in of_assembly:
        line, citation, _ = cited
        if citation.number[:1].isdecimal() and full:
            known = by_rest.get(citation.number, "")
            wanted = known or prefix + citation.number
            message = Message.of("{name}: without A/, with which this text cites the General Assembly elsewhere", name=cited.name)
            span = citation.number_start, citation.number_stop
            old = line.is_kept(*span) or not known
            yield at(line, *span, message, (*span, wanted), severity="advice" if old else None)


def _own_edition(text: CheckedText, context: CheckContext) -> Faults:
    for stale in SelfReferences(text.story, text.redline, text.labelling).find_stale():
        line = context.by_clause.get((text.story, stale.passage.clauses[0].id)) if stale is not None else None
        if stale is None or line is None:
            yield None
            continue
        place = line.legible.place
        span = place(stale.start), place(stale.stop)
        if stale.fault is None:
            fixes = [(place(start), place(stop), new) for start, stop, new in stale.fixes]
            yield at(line, *span, Message.of("“{old}” is now “{new}”", old=stale.old, new=stale.new), *fixes)
            continue
        message = {
            "deleted": Message.of("“{old}”: “{label}” is deleted", old=stale.old, label=stale.label),
            "moved": Message.of(
                "“{old}”: “{label}” has moved under another introductory phrase", old=stale.old, label=stale.label
            ),
            "missing": Message.of("“{old}”: there is no “{label}” there", old=stale.old, label=stale.label),
        }[stale.fault]
        severity: Severity | None = "warning" if stale.fault == "missing" else None
        yield at(line, *span, message, severity=severity)


RULES = (
    Rule(
        "edition-superseded", "warning", Message.of("A citation of an older edition"),
        Message.of("A resolution is cited in its edition in force at the conference. An older edition can be meant if the "
                   "text is about the past. The text’s own history is not checked."),
        _TABLE, text=_stale,
    ),
    Rule(
        "edition-wrong", "error", Message.of("An edition that contradicts itself or never existed"),
        Message.of("“of this conference” with another conference’s place, a suffix with another edition’s year, a place where "
                   "the body never met, a number that does not exist, a text that was abrogated."),
        _TABLE, text=_wrong,
    ),
    Rule(
        "edition-wrong-in-force", "advice", Message.of("The text in force contradicts itself in an edition"),
        Message.of("A citation that is changed was wrong already: say so in the reasons, and look whether the new one is right."),
        _TABLE, text=_in_force,
    ),
    Rule(
        "draft-symbol", "warning", Message.of("The symbol of a draft is cited"),
        Message.of("A/78/L.49 is the symbol of a draft. Once adopted a text is cited by its own, A/RES/78/265."),
        Message.of("United Nations document symbols: L. stands for limited distribution"), text=_draft,
    ),
    Rule(
        "number-unknown", "warning", Message.of("A number that is not known, like one that is"),
        Message.of("A digit is probably missing: the table does not contain the number, and a number with one more digit is "
                   "cited in the same text."),
        _TABLE, text=_unknown_numbers,
    ),
    Rule(
        "un-symbol", "warning", Message.of("A resolution of the General Assembly without A/"),
        Message.of("In one text the resolutions of the General Assembly are cited in one way, A/RES/70/125 or A/70/125."),
        Message.of("United Nations Editorial Manual: citing resolutions by symbol"), text=_symbol,
    ),
    Rule(
        "conference-older", "advice", Message.of("An earlier conference is named"),
        Message.of("Another conference of the same kind has been held since. If decisions in force are meant, name the last "
                   "conference. If the text is about the past, nothing is wrong."),
        Message.of("the table of conferences"), text=_conference,
    ),
    Rule(
        "own-reference", "error", Message.of("A reference to a paragraph of this text is out of date"),
        Message.of("Labels have changed, and the reference still has the old one, or its target was deleted. The suggestion "
                   "has the present label."),
        Message.of("ITU, Drafting of ITU Resolutions (2018): internal references"), text=_own_edition,
    ),
)  # fmt: skip
