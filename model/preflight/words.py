"""Words written in two ways, terms with a newer form, amendments without effect."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, takewhile

from model.message import Message
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Problem, Rule, at, in_new_words
from model.redline import Status
from model.text.lazy_regex import late

_JOINED = late(r"(?<![\w\u2011-])[A-ZА-Я][A-Za-zА-Яа-я]*(?:[-\u2011+&/][A-ZА-Я][A-Za-zА-Яа-я]*)+(?![\w\u2011-])")
_JOINTS = str.maketrans({"\u2011": "-"})


def _acronyms(text: CheckedText, context: CheckContext) -> Faults:
    found: dict[str, list[tuple[DraftLine, int, str]]] = defaultdict(list)
    for line in (*text.lines, *text.notes):
        yield None
        for match in _JOINED.finditer(line.text):
            spelling = match[0].translate(_JOINTS)
            letters = re.sub(r"[^\w/]", "", spelling)  # a slash can part two names: WSIS/SDG is not WSIS-SDG
            if sum(char.isupper() for char in letters) >= 4:
                found[letters.casefold()].append((line, match.start(), match[0]))
    for places in found.values():
        spellings = Counter(spelling.translate(_JOINTS) for _, _, spelling in places)
        if len(spellings) < 2:
            continue
        usual, _ = max(spellings.items(), key=lambda spelling_count: spelling_count[1])
        for line, start, spelling in places:
            if spelling.translate(_JOINTS) != usual:
                message = Message.of("“{spelling}” is written “{usual}” elsewhere in this text", spelling=spelling, usual=usual)
                yield in_new_words(line, start, start + len(spelling), message, (start, start + len(spelling), usual))


def _terms(line: DraftLine, context: CheckContext) -> Iterator[Problem]:
    for old, new in context.terms.items():
        for found in _term(old).finditer(line.text):
            message = Message.of("your list has “{new}” for “{old}”", new=new, old=old)
            yield in_new_words(line, *found.span(), message, (*found.span(), new))


@lru_cache(maxsize=1_024)
def _term(words: str) -> re.Pattern[str]:
    """A term of the list, its hyphens firm or not."""
    body = re.escape(words).replace("\u2011", r"\-").replace(r"\-", "[-\u2011]")
    return re.compile(rf"(?<!\w){body}(?!\w)")


def _without_effect(text: CheckedText, context: CheckContext) -> Faults:
    """A deletion and an insertion beside it that begin or end with the same words."""
    for line in text.lines:
        yield None
        offset = 0
        for clause in line.clauses:
            runs = [run for run in clause.runs if run.text]
            for old, new in pairwise(runs):
                if (old.status, new.status) != (Status.DELETED, Status.INSERTED) or old.move or new.move:
                    continue
                same = _common_words(old.text, new.text)
                if same and old.style_on("base") == new.style_on("draft"):
                    start = line.legible.place(offset)
                    yield at(line, start, start, Message.of("“{same}” is deleted and inserted again beside it", same=same[:40]))
            offset += len(clause.text_on("draft"))


def _common_words(old: str, new: str) -> str:
    """The words, at least two, with which both texts begin, else end: a single one is often kept for readability."""
    for step in (1, -1):
        words = takewhile(lambda pair: pair[0] == pair[1], zip(old.split()[::step], new.split()[::step], strict=False))
        same = [word for word, _ in words][::step]
        if len(same) > 1:
            return " ".join(same)
    return ""


RULES = (
    Rule(
        "two-spellings", "warning", Message.of("An abbreviation is written in two ways"),
        Message.of("A text writes an abbreviation in one way: GTC-CMSI+ODS, or GTC-CMSI&ODS. The suggestion is the form that "
                   "occurs more often."),
        Message.of("editorial practice: consistency within a text"), text=_acronyms,
    ),
    Rule(
        "newer-term", "advice", Message.of("A term with a newer form"),
        Message.of("Your own list of terms has another form for this one."),
        Message.of("your list of terms"), line=_terms,
    ),
    Rule(
        "without-effect", "advice", Message.of("An amendment without effect"),
        Message.of("Words are deleted and the same words are inserted, so reviewers see a change although there is none. "
                   "Reject the amendment and type only the new words."),
        Message.of("tracked changes mark no more than what changes"), text=_without_effect,
    ),
)  # fmt: skip
