"""Word files with two parties' changes: accepting all gives ours, rejecting ours theirs, rejecting all the text in force."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.formats.word.export import export_word
from model.formats.word.layered_reader import read_layers
from model.formats.word.writing.export_options import ExportOptions
from model.layers.authors import UNNAMED, names_in
from model.layers.combined import base_upon, combined_layers, fit_together
from model.redline import ANCHOR, NOTE, Redline
from model.submission.resolved import in_view
from model.submission.values import Header, Submission
from tests.builders.layers import layered, random_layers
from tests.builders.one_author import resolved_paragraphs

DATE = ExportOptions(date="2026-03-04T09:00:00Z")


def printed(text: Redline) -> list[str]:
    """The paragraphs of a text with everything kept, as a file prints them."""
    out = []
    for clause in text.clauses:
        label = f"{clause.label.text}{clause.label.after}" if clause.label else ""
        words = "".join(_words(text, run.text, run.content) for run in clause.runs)
        out.append(label + words)
    return out


def _words(text: Redline, characters: str, content: str) -> str:
    if characters != NOTE or not content:
        return characters
    return "[[" + "¶".join(clause.text for clause in text.notes[content].clauses) + "]]"


def without_blanks(paragraphs: list[str]) -> list[str]:
    """The paragraphs with words; a note's own mark and blanks are no part of its words."""
    return [text.replace(ANCHOR, "").replace("[[\t", "[[").replace("\t ", "\t").strip() for text in paragraphs if text.strip()]


def submission_of(theirs: Redline, upper: Redline, symbol: str) -> Submission:
    value = layered(theirs, upper)
    if not symbol:
        return value
    header = Header("WTSA-24", title="On texts", sources=("ATU",))
    return replace(value, header=header, proposals=(replace(value.proposals[0], symbol=symbol, number="ATU/1/1"),))


def check(seed: int) -> None:
    theirs, upper = random_layers(seed)
    symbol = "MOD" if seed % 2 else ""
    data, _ = export_word(submission_of(theirs, upper, symbol), DATE)
    names = combined_layers(theirs, upper).authors | {UNNAMED}
    texts = {
        "in force": (in_view(theirs, "base"), lambda author: False),
        "theirs": (base_upon(theirs), lambda author: author in names),
        "ours": (in_view(upper, "draft"), lambda author: True),
    }
    for name, (text, accepts) in texts.items():
        found = without_blanks(resolved_paragraphs(data, accepts))
        wanted = without_blanks(printed(text))
        if symbol:
            start = next(place for place, line in enumerate(found) if line.startswith("MOD")) + 1
            found = [line for line in found[start:] if not line.startswith(("Reasons", "___"))]
        assert found == wanted, f"{name} of the pair {seed}"


@pytest.mark.parametrize("seed", range(40))
def test_each_party_resolves_to_its_text(seed: int) -> None:
    check(seed)


def check_reading(seed: int) -> None:
    theirs, upper = random_layers(seed)
    if names_in(theirs) in (set(), {""}) or "ATU" not in names_in(upper):
        return
    data, _ = export_word(submission_of(theirs, upper, "MOD" if seed % 2 else ""), DATE)
    read = read_layers(data, "two.docx", {"ATU"}).submission.proposals[0]
    assert read.theirs is not None
    assert fit_together(read.theirs, read.redline)
    for wanted, found, side in ((theirs, read.theirs, "base"), (theirs, read.theirs, "draft"), (upper, read.redline, "draft")):
        first, second = (without_blanks(printed(in_view(text, side))) for text in (wanted, found))
        assert first == second, f"{side} of the pair {seed}"
    again, _ = export_word(submission_of(read.theirs, read.redline, "MOD"), DATE)
    assert again


@pytest.mark.parametrize("seed", range(40))
def test_a_written_file_is_read_as_two_layers(seed: int) -> None:
    check_reading(seed)


@pytest.mark.slow
def test_five_hundred_pairs_obey_the_three_sentences() -> None:
    for seed in range(40, 540):
        check(seed)
        check_reading(seed)
