"""The spaces at French marks: ITU prints `que:` and `«mot»`, others `que :` and `« mot »`; a proposal follows its base."""

from __future__ import annotations

from functools import lru_cache

from model.submission.values import Submission
from model.text.lazy_regex import late

HIGH = ";:?!"
"""The marks before which French has a space, or has none."""
BLANKS = " \u00a0\u202f\u2009"
FIRM = "\u00a0"
"""The space that is inserted in place of a missing one."""
ENDS = ")]»”\"’'"
"""Characters that may precede a mark, besides letters and digits."""
_MARK = late(rf"[{HIGH}](?=\s|$)|[«»]")


def has_spaced_marks(submission: Submission, number: int = 0) -> bool:
    """Whether most French marks of the texts in force (of one if `number` is not 0) have a space beside them."""
    proposals = submission.proposals
    if number:
        proposals = proposals[number - 1 : number]
    spaced = close = 0
    for proposal in proposals:
        if (proposal.redline.language or submission.language) != "fr" or proposal.symbol in ("ADD", "ADD*"):
            continue
        for clause in proposal.redline.clauses:
            more = _count(clause.text_on("base"))
            spaced, close = spaced + more[0], close + more[1]
    return spaced > close


@lru_cache(maxsize=8192)
def _count(text: str) -> tuple[int, int]:
    """The marks of a paragraph with a space and those without: kept, since each change of a text asks for all of them."""
    spaced = close = 0
    for found in _MARK.finditer(text):
        mark, start = found[0], found.start()
        beside = text[start + 1 : start + 2] if mark == "«" else text[max(start - 1, 0) : start]
        if beside.isspace():
            spaced += 1
        elif beside.isalnum() or (beside and (mark in "«»" or beside in ENDS)):
            close += 1
    return spaced, close


def mark_behind(words: str, mark: str, *, spaced: bool) -> str:
    """A mark to be appended to words: with a space before it if the text uses such spaces and the words do not end in one."""
    return FIRM + mark if spaced and mark in HIGH and words[-1:] not in BLANKS else mark
