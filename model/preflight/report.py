"""A report of findings as text, JSON and an HTML page; the rules as a chapter of the manual."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from model.errors import shorten_value
from model.lexicon.words import LANGUAGES
from model.message import Message, Say, as_json, in_english
from model.numbering import note_marks
from model.preflight.context import CheckContext
from model.preflight.finding import SEVERITIES, Finding, Problem, Severity
from model.preflight.rules import RULES, open_and_ignored, rule_named
from model.submission.clause_paths import paths
from model.submission.place_texts import note_text

_SEVERITIES: Mapping[Severity, Message] = {
    "error": Message.of("error", context="severity"),
    "warning": Message.of("warning", context="severity"),
    "advice": Message.of("advice", context="severity"),
}
_OFFERED = Message.of("offered:")
_RULES = Message.of("Rules")
_LONGEST_QUOTE = 60
"""The most characters of the words that distinguish findings which say the same."""
_SIGNS = {"error": "✗", "warning": "!", "advice": "·"}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "li{margin:.6rem 0}code{font-size:.9em}.error>b{color:light-dark(#b3261e,#ff8a80)}"
    ".warning>b{color:light-dark(#8a5300,#ffcc80)}.advice>b{color:light-dark(#44546a,#b0bec5)}small{opacity:.8}"
)


def report_text(findings: Sequence[Finding], context: CheckContext, say: Say = in_english) -> str:
    """One line a finding that is not ignored, with its place, and how many there are, in the language of `say`."""
    places = Places(context)
    lines = []
    findings, ignored = open_and_ignored(findings, context.submission)
    for finding, reason in zip(findings, _reasons(findings), strict=True):
        offered = places.offered_words(finding, say)
        severity, place = say(_SEVERITIES[finding.severity]), say(places.of(finding, say))
        line = say(Message.of("{path}: {reason}", path=place, reason=reason))
        lines.append(f"{_SIGNS[finding.severity]} {severity:<7}  {line} [{finding.rule}]")
        if offered:
            lines.append(f"             {say(_OFFERED)} {offered}")
    return "\n".join([*lines, say(_counts(findings, ignored))]) + "\n"


def report_json(findings: Sequence[Finding], context: CheckContext, say: Say = in_english) -> str:
    """An object with the date and conference of the context, the findings with path, words and repair, and the ignored ones with
    reason, author and time. Sentences are in the language of `say`, and are given as values too."""
    places = Places(context)
    findings, ignored = open_and_ignored(findings, context.submission)

    def fields_of(finding: Finding) -> dict[str, Any]:
        fault = finding.fault
        return {
            "rule": finding.rule,
            "severity": finding.severity,
            "told": say(fault.message),
            **as_json(fault.message),
            "proposal": fault.story.proposal or None,
            "path": places.path(finding),
            "field": fault.field or None,
            "start": fault.start,
            "stop": fault.stop,
            "quote": fault.quote,
            "offered": places.offered_words(finding) or None,
            "source": str(rule_named(finding.rule).source),
        }

    def finding_json(finding: Finding) -> dict[str, Any]:
        why = context.submission.ignored[finding.key]
        return {**fields_of(finding), "reason": why.reason, "author": why.stamp.author, "date": why.stamp.date}

    value = {
        "at": context.at,
        "conference": context.conference.id if context.conference is not None else None,
        "counts": {severity: sum(listed.severity == severity for listed in findings) for severity in SEVERITIES},
        "findings": [fields_of(finding) for finding in findings],
        "ignored": [finding_json(finding) for finding in ignored],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def report_html(
    findings: Sequence[Finding], context: CheckContext, title: str, say: Say = in_english, language: str = "en"
) -> str:
    """The findings as a self-contained HTML page, with the explanation and the source of each of their rules.

    findings: the findings
    title: the name of the file
    say, language: the translation, and the code of its language
    """
    places = Places(context)
    findings, ignored = open_and_ignored(findings, context.submission)
    spoken = f' lang="{context.submission.language}"' if context.submission.language in LANGUAGES else ""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f"</head><body><main><h1><bdi>{escape(title)}</bdi></h1><p>{escape(say(_counts(findings, ignored)))}</p><ul>",
    ]
    for finding, reason in zip(findings, _reasons(findings), strict=True):
        offered = places.offered_words(finding, say)
        parts.append(
            f'<li class="{finding.severity}"><b><span aria-hidden="true">{_SIGNS[finding.severity]}</span> '
            f"{escape(say(_SEVERITIES[finding.severity]))}</b> "
            f'<span dir="auto">{escape(say(places.of(finding, say)))}</span>: '
            f'<span dir="auto">{escape(say(reason))}</span>'
            + (f'<br>{escape(say(_OFFERED))} <span dir="auto"{spoken}>{escape(offered)}</span>' if offered else "")
            + f' <small><a href="#{finding.rule}">{finding.rule}</a></small></li>'
        )
    parts.append(f"</ul><h2>{escape(say(_RULES))}</h2><dl>")
    for id in sorted({finding.rule for finding in findings}):
        rule = rule_named(id)
        explanation = f"{escape(say(rule.explained))} <i>{escape(say(rule.source))}</i>"
        parts.append(f'<dt id="{id}"><b>{escape(say(rule.title))}</b></dt><dd>{explanation}</dd>')
    return "\n".join([*parts, "</dl></main></body></html>"]) + "\n"


def rules_markdown(title: str, names: Mapping[Severity, str], say: Say = in_english) -> str:
    """All rules as a chapter of the manual: title, severity by its name, explanation, source."""
    parts = [f"# {_escape(title)}"]
    for rule in RULES:
        parts.append(f"## {_escape(say(rule.title))}")
        parts.append(f"{_escape(names[rule.severity])} · `{rule.id}`")
        parts += [_escape(say(rule.explained)), f"*{_escape(say(rule.source))}*"]
    return "\n\n".join(parts) + "\n"


def _escape(text: str) -> str:
    """Text in which Markdown sees no marks."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


def _reasons(findings: Sequence[Finding]) -> list[Message]:
    """What each finding says, with its words if another one says the same of that place."""
    same = Counter((fault.story, fault.clause, fault.field, str(fault.message)) for fault in (found.fault for found in findings))
    reasons: list[Message] = []
    for fault in (found.fault for found in findings):
        words = shorten_value(" ".join(_distinct_words(fault).split()), _LONGEST_QUOTE)
        if words and same[fault.story, fault.clause, fault.field, str(fault.message)] > 1:
            reasons.append(Message.of("{reason} “{words}”", reason=fault.message, words=words))
        else:
            reasons.append(fault.message)
    return reasons


def _distinct_words(fault: Problem) -> str:
    """The words of a fault; a single sign with the words beside it."""
    before, after = fault.near if len(fault.quote) == 1 else ("", "")
    return f"{before} {fault.quote} {after}"


def _counts(findings: Sequence[Finding], ignored: Sequence[Finding]) -> Message:
    errors, warnings, advice = (sum(finding.severity == severity for finding in findings) for severity in SEVERITIES)
    message: Message = Message.of(
        "{errors}, {warnings}, {advice}",
        errors=Message.counted("{n} error", "{n} errors", errors),
        warnings=Message.counted("{n} warning", "{n} warnings", warnings),
        advice=Message.counted("{n} piece of advice", "{n} pieces of advice", advice),
    )
    if not ignored:
        return message
    return Message.of(
        "{message}; {ignored}", message=message, ignored=Message.counted("{n} ignored", "{n} ignored", len(ignored))
    )


class Places:
    """The places of findings, in words."""

    def __init__(self, context: CheckContext) -> None:
        self._frame = context
        self._paths: dict[int, Mapping[str, str]] = {}

    def path(self, finding: Finding, say: Say = in_english) -> str | None:
        """The path of the clause (DESIGN.md §3); for a note its place in words, by `say`; None for a field."""
        fault = finding.fault
        if not fault.clause:
            return None
        text = self._frame.texts[fault.story.proposal - 1]
        if fault.story.note:
            base, draft = note_marks(text.redline).get(fault.story.note, (None, None))
            return say(note_text(draft or base or "*"))
        if text.number not in self._paths:
            self._paths[text.number] = paths(text.redline, text.labelling)
        return self._paths[text.number].get(fault.clause)

    def of(self, finding: Finding, say: Say = in_english) -> Message:
        """`proposal 2, resolves/3`, `header/title`."""
        fault = finding.fault
        named = self.path(finding, say) or fault.field
        place = Message.verbatim(named) if named else Message.of("the text")
        if len(self._frame.texts) > 1 and fault.story.proposal:
            return Message.of("proposal {number}, {place}", number=fault.story.proposal, place=place)
        return place

    def offered_words(self, finding: Finding, say: Say = in_english) -> str:
        """The words after the repair, as `say` quotes them; '' if there is none."""
        fault = finding.fault
        if fault.number or fault.symbol:
            return fault.number or fault.symbol
        if fault.values:
            return "; ".join(value for _, value in fault.values)
        line = self._frame.by_clause.get((fault.story, fault.clause))
        if line is None or not fault.fixes:
            return ""
        shown = fault.fixes if len(fault.fixes) <= _MOST_FIXES else fault.fixes[:_FIRST_FIXES]
        offered = "; ".join(say(_quote(line.passage.text, *fix)) for fix in shown)
        if len(shown) == len(fault.fixes):
            return offered
        return say(Message.of("{places} and {more} more", places=offered, more=len(fault.fixes) - len(shown)))


_MOST_FIXES, _FIRST_FIXES = 20, 3
"""The most fixes of one finding that are all shown, and how many of more are."""
_NEAR, _MOST = 12, 30
"""The number of characters beside a fix that are shown with it, and the largest number if a word continues."""


def _quote(text: str, start: int, stop: int, new: str) -> Message:
    """A fix in whole words; if it is not clear by itself, with words on both sides."""
    near = 0 if text[start:stop].strip() and new.strip() else _NEAR
    low, high = max(0, start - near), min(len(text), stop + near)
    while start - low < _MOST and _is_inside(text, low):
        low -= 1
    while high - stop < _MOST and _is_inside(text, high):
        high += 1
    return Message.of("“{old}” → “{new}”", old=text[low:high], new=f"{text[low:start]}{new}{text[stop:high]}")


def _is_inside(text: str, at: int) -> bool:
    """Whether a place parts a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
