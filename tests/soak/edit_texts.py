"""The texts that the driver of random edits works on: real files beside the checkout, the bundled sample, built texts."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

import resources
from model.errors import ClausewrightError
from model.files.opening import open_document
from model.formats.notation import parse
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.redline import Redline
from model.submission.values import Proposal, Submission
from tests.builders.allocations import SMALL, generated_file, submission_of_file
from tests.builders.mixed_texts import KINDS, submission_of
from tests.builders.notation import written
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.treaty_generator import treaty_text
from tests.journeys.judges import SHARED
from tests.model.numbering.test_note_editions import TREATY as NOTED

MOST_CLAUSES = 200
"""The most clauses of an ordinary text; a longer one is rare, since each law reads all of it."""
MOST_BYTES = 120_000
"""The most bytes of an ordinary file."""
LARGE = 0.02
"""The share of the drawn large texts that are used."""
TREATIES = "corpus/treaty"
FOLDERS = ("corpus/word", "corpus/itu", "corpus/akn", "corpus/pp18", TREATIES, "res75")
ENDINGS = frozenset({".docx", ".xml", ".tsv"})
GENERATED = 12
"""The number of generated treaty texts, two in each language."""
TABLES = 5
"""The number of generated Tables of Frequency Allocations."""
BUILT_SHARE = 0.4
"""The share of texts that come from the sample or are built."""
TREATY_SHARE = 0.2
"""The share of those that are certainly treaty texts."""
TREATY_NAMES = ("treaty", "allocations")


@lru_cache(1)
def real_files() -> tuple[Path, ...]:
    """The files of others, in a fixed order; none if there are none beside the checkout."""
    found = (path for folder in FOLDERS for path in sorted((SHARED / folder).rglob("*")))
    return tuple(path for path in found if path.suffix in ENDINGS and "broken" not in path.parts)


@lru_cache(1)
def built_texts() -> dict[str, Submission]:
    """The sample in six languages and the texts of other tests, by their names."""
    out = {}
    for language in LANGUAGES:
        text = parse(resources.read_text(f"sample/resolution.{language}.txt"), language=language)
        out[f"sample {language}"] = _alone(text, language)
        out[f"small {language}"] = _alone(text_in(language), language)
    for kind in KINDS:
        out[f"mixed {kind}"] = submission_of(kind)
    out["allocations"] = submission_of_file(SMALL)
    out["treaty notes"] = NOTED
    out["treaty"] = open_document(resources.path_of("sample/treaty.en.tsv")).submission
    for seed in range(GENERATED):
        text = text_of_rows(read_rows(treaty_text(seed).table)).redline
        out[f"treaty {seed}"] = _alone(text, text.language)
    for seed in range(TABLES):
        out[f"allocations {seed}"] = submission_of_file(generated_file(seed))
    return out


def _alone(text: Redline, language: str) -> Submission:
    return Submission(proposals=(Proposal(redline=text, original=text),), language=language)


@lru_cache(600)
def open_file(path: Path) -> Submission | None:
    """The content of a file; None if it cannot be opened, which other tests check."""
    try:
        if path.suffix != ".tsv" or path.is_relative_to(SHARED / TREATIES):
            return open_document(path).submission
        rows = [line.split("\t", 2) for line in path.read_text(encoding="utf-8").splitlines() if line.count("\t") >= 2]
        return _alone(parse(written(rows), language="en"), "en")
    except ClausewrightError:
        return None


def draw_text(chance: random.Random, *, real: bool = True) -> tuple[str, Submission]:
    """Draws a text, rarely a large one, and returns its name and the text."""
    files = real_files() if real else ()
    while files and chance.random() > BUILT_SHARE:
        path, large = chance.choice(files), chance.random() < LARGE
        if path.stat().st_size > MOST_BYTES and not large:
            continue
        found = open_file(path)
        if found is None or not found.proposals:
            continue
        if large or sum(len(proposal.redline.clauses) for proposal in found.proposals) <= MOST_CLAUSES:
            return str(path.relative_to(SHARED)), found
    names = sorted(built_texts())
    if chance.random() < TREATY_SHARE:
        names = [name for name in names if name.startswith(TREATY_NAMES)]
    name = chance.choice(names)
    return name, built_texts()[name]
