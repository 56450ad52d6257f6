"""The text in force among the files of a consolidation: a single text that is nearest to the others, otherwise the common base
of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from model.diff.tokens import words_in
from model.errors import EditError
from model.files.comparison import is_marked, vocabulary
from model.files.consolidation import check_common, proposer_name
from model.redline import Redline
from model.submission.values import Submission


def text_in_force_among(files: Sequence[Submission]) -> int | None:
    """The number of the file, from 0, whose text in force is the one that the files amend; None if it cannot be found."""
    alone = [number for number, file in enumerate(files) if _is_alone(file)]
    marked = [file for file in files if any(is_marked(proposal.redline) for proposal in file.proposals)]
    far = {number: _distance(number, files, marked or files) for number in alone}
    near = {number: value for number, value in far.items() if value is not None and _may_be(files[number], value)}
    if near:
        least = min(near.values())
        nearest = [number for number in near if near[number] == least]
        first, *others = sorted(nearest, key=lambda number: (_is_named(files[number]), number))
        alike = all(_words(_text(files[other])) == _words(_text(files[first])) for other in others)
        return first if alike else None
    return _common_text(files)


def _is_alone(file: Submission) -> bool:
    """Whether a file has one text, which amends nothing and has no symbol that adds, suppresses or keeps a text."""
    return len(file.proposals) == 1 and file.proposals[0].symbol in ("", "MOD", "(MOD)") and not is_marked(_text(file))


def _may_be(file: Submission, distance: int) -> bool:
    """Whether a text may be the one in force; one with a symbol may be the proposal of a party, so no word may differ."""
    return not file.proposals[0].symbol or not distance


def _is_named(file: Submission) -> bool:
    return bool(proposer_name(file, file.proposals[0]))


def _text(file: Submission) -> Redline:
    return file.proposals[0].redline


def _distance(number: int, files: Sequence[Submission], others: Sequence[Submission]) -> int | None:
    """The number of words in which a text differs from the text that others amend; None if it is not a version of it."""
    file = files[number]
    text, words, known = _text(file), _words(_text(file)), vocabulary(_text(file))
    compared = [submission for submission in others if submission is not file and submission.proposals]
    total, common = 0, not compared
    for submission in compared:
        proposal = max(submission.proposals, key=lambda candidate: len(known & vocabulary(candidate.redline)))
        other = proposal.redline.base() if is_marked(proposal.redline) else proposal.redline
        try:
            check_common(text, other, other.language or submission.language)
        except EditError:
            continue
        common = True
        other_words = _words(other)
        total += (words - other_words).total() + (other_words - words).total()
    return total if common else None


def _words(text: Redline) -> Counter[str]:
    return Counter(word for clause in text.clauses for word in words_in(clause.text))


def _common_text(files: Sequence[Submission]) -> int | None:
    """The first of files that all amend the same text; files that keep or suppress a whole text do not contain it."""
    amending = [number for number, file in enumerate(files) if not _is_whole(file)]
    if not amending or not all(len(files[number].proposals) == 1 and is_marked(_text(files[number])) for number in amending):
        return None
    bases = [_words(_text(files[number]).base()) for number in amending]
    return amending[0] if all(base == bases[0] for base in bases) else None


def _is_whole(file: Submission) -> bool:
    return len(file.proposals) == 1 and file.proposals[0].symbol.startswith(("NOC", "SUP"))
