"""Citations of other instruments, judged by the table of editions; references to clauses of the same text."""

from __future__ import annotations

from model.preflight.context import HEAD, CheckContext, CheckedText
from model.preflight.finding import Faults, Rule, Severity, at
from model.redline import groups
from model.references.citation_parser import cite
from model.references.citations import Citation
from model.references.renewal import renewed
from model.references.self_references import SelfReferences
from model.references.verdicts import judge
from model.submission.search import Passage
from model.text.legible import Legible

_TABLE = "the table of editions (each row names its source)"


def _stale(text: CheckedText, frame: CheckContext) -> Faults:
    for cited in frame.cited[text.number - 1]:
        yield None
        line, citation, verdict = cited
        row, edition = verdict.row, citation.edition
        if verdict.state != "superseded" or row is None or edition is None:
            continue
        fix = renewed(line.text, citation, verdict, text.language)
        suffix = edition.form == "suffix"
        newer = f"{row.place}, {row.year}" if row.form == "place" else str(row.suffix if suffix else row.year)
        told = f"{cited.name}: the edition in force is {newer}"
        told += "" if not verdict.in_past_tense else "; the sentence tells of the past, so the older one may be meant"
        severity: Severity | None = "advice" if verdict.in_past_tense else None
        yield at(line, edition.start, edition.stop, told, *filter(None, [fix]), severity=severity)


def _conference(text: CheckedText, frame: CheckContext) -> Faults:
    for cited in frame.cited[text.number - 1]:
        yield None
        line, citation, verdict = cited
        held = verdict.conference
        if (
            citation.instrument == "conference"
            and verdict.state == "superseded"
            and held is not None
            and not citation.in_past_tense
        ):
            told = f"{cited.name}: the last one was {held.name}; look whether the older one is meant"
            wanted = held.name.partition("-")[2][-len(citation.number) :]
            yield at(line, citation.start, citation.stop, told, (citation.number_start, citation.number_stop, wanted))


def _wrong(text: CheckedText, frame: CheckContext) -> Faults:
    for cited in frame.cited[text.number - 1]:
        yield None
        line, citation, verdict = cited
        row, edition = verdict.row, citation.edition
        if verdict.state not in ("contradicting", "impossible", "abrogated"):
            continue
        name = cited.name
        fix = renewed(line.text, citation, verdict, text.language)
        if verdict.state == "impossible" and edition is not None and _is_later(citation, frame):
            told = f"{name}: that edition is later than {frame.at}, the date at which the text is judged"
            yield at(line, edition.start, edition.stop, told, severity="warning")
            continue
        if verdict.state == "contradicting" and citation.of_this_conference:
            told = f"{name}: said to be of this conference, but another place and year follow"
        elif verdict.state == "contradicting" and row is not None and edition is not None:
            told = f"{name}: {citation.number}-{row.suffix} is of {row.year}"
            if row.suffix != edition.suffix:  # a later edition than the date at which the text is judged
                told = f"{told}, {citation.number}-{edition.suffix} is later"
        elif verdict.state == "abrogated":
            told = f"{name}: it has been abrogated"
        else:
            told = f"{name}: there is no such edition" if edition else f"{name}: there is no such number"
        start, stop = (edition.start, edition.stop) if edition is not None else (citation.start, citation.stop)
        yield at(line, start, stop, told, *filter(None, [fix]))


def _is_later(citation: Citation, frame: CheckContext) -> bool:
    """Whether the table has a cited edition, of a later date than that at which the text is judged."""
    edition, rows = citation.edition, frame.editions.rows(citation.instrument, citation.body, citation.number)
    cited = (edition.year, edition.suffix) if edition is not None else None
    return any(row.date > frame.at and (row.year, row.suffix) == cited for row in rows)


def _in_force(text: CheckedText, frame: CheckContext) -> Faults:
    """Citations that contradict themselves in the text in force, where the proposal changes them."""
    own = frame.citing_instrument(text)
    for group in groups(text.redline.clauses, "base"):
        yield None
        line = frame.by_clause.get((text.story, group[0].id))
        if line is None or line.unchanged or line.kind in HEAD:
            continue
        old = Legible(Passage(text.story, group, "base").text).text
        for citation in cite(old, text.language):
            verdict, edition = judge(citation, frame.editions, frame.at, own), citation.edition
            if verdict.state != "contradicting" or citation.of_this_conference or edition is None:
                continue
            words = old[citation.start : citation.stop]
            if words not in line.text:
                told = f"the text in force says {words}, which contradicts itself; the proposal changes it"
                yield at(line, 0, 0, told)


def _draft(text: CheckedText, frame: CheckContext) -> Faults:
    for cited in frame.cited[text.number - 1]:
        yield None
        line, citation, verdict = cited
        if verdict.state == "draft":
            became = verdict.row.status if verdict.row is not None else "cite the text as it was adopted"
            yield at(line, citation.start, citation.stop, f"{cited.name}: this is the symbol of a draft; {became}")


def _unknown(text: CheckedText, frame: CheckContext) -> Faults:
    """A number that no table knows, where one with a digit more at its head is cited in the same text."""
    fuller: dict[tuple[str, str], str] = {}
    for _, each, _ in frame.cited[text.number - 1]:
        yield None
        fuller.setdefault((each.body, each.number[1:]), each.number)
    for cited in frame.cited[text.number - 1]:
        yield None
        line, citation, verdict = cited
        if verdict.state != "unknown" or not citation.number.isdecimal():
            continue
        likely = fuller.get((citation.body, citation.number))
        if likely and len(citation.number) > 2:  # of short ones most have a longer one that ends so
            told = f"{cited.name}: no such number is known; {citation.body} {likely} is cited in this text too"
            fix = (citation.number_start, citation.number_stop, likely)
            yield at(line, citation.number_start, citation.number_stop, told, fix)


def _symbol(text: CheckedText, frame: CheckContext) -> Faults:
    """Resolutions of the General Assembly without the A/ with which they are cited elsewhere in the text."""
    of_assembly = [cited for cited in frame.cited[text.number - 1] if cited.citation.body == "UNGA"]
    full = sorted({cited.citation.number for cited in of_assembly if cited.citation.number.upper().startswith("A/")})
    by_rest = {each.removeprefix("A/").removeprefix("RES/"): each for each in reversed(full)}
    prefix = "A/RES/" if any("/RES/" in each for each in full) else "A/"
    for cited in of_assembly:
        line, citation, _ = cited
        if citation.number[:1].isdecimal() and full:
            known = by_rest.get(citation.number, "")
            wanted = known or prefix + citation.number
            told = f"{cited.name}: without A/, with which this text cites the General Assembly elsewhere"
            span = citation.number_start, citation.number_stop
            old = line.is_kept(*span) or not known
            yield at(line, *span, told, (*span, wanted), severity="advice" if old else None)


def _own(text: CheckedText, frame: CheckContext) -> Faults:
    for stale in SelfReferences(text.story, text.redline, text.labelling).looking():
        line = frame.by_clause.get((text.story, stale.passage.clauses[0].id)) if stale is not None else None
        if stale is None or line is None:
            yield None
            continue
        place = line.legible.place
        span = place(stale.start), place(stale.stop)
        if stale.fault is None:
            fixes = [(place(start), place(stop), new) for start, stop, new in stale.fixes]
            yield at(line, *span, f"‘{stale.old}’ is now ‘{stale.new}’", *fixes)
            continue
        why = {
            "deleted": f"‘{stale.label}’ is struck",
            "moved": f"‘{stale.label}’ has moved under another call",
            "missing": f"there is no ‘{stale.label}’ there",
        }[stale.fault]
        severity: Severity | None = "warning" if stale.fault == "missing" else None
        yield at(line, *span, f"‘{stale.old}’: {why}", severity=severity)


RULES = (
    Rule(
        "edition-superseded", "warning", "A citation of an older edition",
        "A resolution is cited in its edition in force at the conference. An older one can be meant where the text tells of the "
        "past; its own history is left alone.",
        _TABLE, text=_stale,
    ),
    Rule(
        "edition-wrong", "error", "An edition that contradicts itself or never was",
        "‘of this conference’ with another conference's place, a suffix with another edition's year, a place where the body "
        "never met, a number that does not exist, a text that was abrogated.",
        _TABLE, text=_wrong,
    ),
    Rule(
        "edition-wrong-in-force", "advice", "The text in force contradicts itself in an edition",
        "A citation that is changed was wrong already: say so in the reasons, and look whether the new one is right.",
        _TABLE, text=_in_force,
    ),
    Rule(
        "draft-symbol", "warning", "The symbol of a draft is cited",
        "A/78/L.49 is the symbol of a draft. Once adopted a text is cited by its own, A/RES/78/265.",
        "United Nations document symbols: L. stands for limited distribution", text=_draft,
    ),
    Rule(
        "number-unknown", "warning", "A number that is not known, like one that is",
        "A digit was probably left out: the table does not know the number, and one that has a digit more is cited in the same "
        "text.",
        _TABLE, text=_unknown,
    ),
    Rule(
        "un-symbol", "warning", "A resolution of the General Assembly without A/",
        "In one text the resolutions of the General Assembly are cited in one way, A/RES/70/125 or A/70/125.",
        "United Nations Editorial Manual: citing resolutions by symbol", text=_symbol,
    ),
    Rule(
        "conference-older", "advice", "An earlier conference is named",
        "Another conference of the same kind was held since. Where decisions in force are meant, the last one is named; where "
        "the text tells of the past, nothing is wrong.",
        "the table of conferences", text=_conference,
    ),
    Rule(
        "own-reference", "error", "A reference to a paragraph of this text is out of date",
        "Labels moved, and the reference still says the old one, or what it means is gone. Offered is what it says now.",
        "ITU, Drafting of ITU Resolutions (2018): internal references", text=_own,
    ),
)  # fmt: skip
