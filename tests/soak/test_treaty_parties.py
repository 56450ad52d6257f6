"""Five parties amend one generated treaty text; some send extracts. Each keeps its provisions, and the base stays."""

from __future__ import annotations

import random
from typing import Literal

import pytest
from msgspec.structs import replace

from model.consolidation.matrix import Matrix
from model.consolidation.merge import Policy, consolidate, merged_redline, of_party
from model.errors import ClausewrightError
from model.files.consolidation import PartyProposal, read_party
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.numbering import Labelling
from model.redline import Redline
from model.submission.values import Submission
from tests.builders.consolidation import checked
from tests.builders.treaty import lacks_number
from tests.model.files.test_extract_import import sides
from tests.soak.amendment_sets import ME, OPTIONS, amendments_of, drafted, text_in_force

SETS = 12
POLICIES: tuple[Policy, ...] = ("base", "stack", "options", "first")
FORMS: tuple[Literal["", "provisions", "final-acts"], ...] = ("", "provisions", "final-acts")


def party(base: Redline, draft: Submission, place: int) -> PartyProposal:
    """What a party proposes, read from its project or from an extract in one of both forms."""
    name, form = f"P{place}", FORMS[place % len(FORMS)]
    if form:
        try:
            read = read_word(export_word(draft, replace(OPTIONS, form=form))[0], "x.docx")
        except ClausewrightError:
            return read_party(base, draft, name)  # a part without a number, which Final Acts cannot have
        return read_party(base, read.submission, name, is_extract=read.is_extract)
    return read_party(base, draft, name)


def provisions(redline: Redline) -> list[tuple[str, str]]:
    """The numbers and words of the draft."""
    return [(number, words) for number, _, words in sides(redline, "draft")]


@pytest.mark.parametrize("at", range(SETS))
def test_five_parties_keep_what_they_propose(at: int) -> None:
    known = text_in_force(at, real=False)
    base = known.proposals[0].redline.base()
    parties = []
    for place in range(5):
        draft = drafted(known, amendments_of(random.Random(at * 100 + place), known))
        redline = draft.proposals[0].redline
        if lacks_number(Labelling.of(redline)):
            continue
        read = party(base, draft, place)
        assert read.messages == ()
        assert sorted(words for *_, words in sides(read.party.redline, "draft")) == sorted(
            words for *_, words in sides(redline, "draft")
        )
        parties.append(read.party)
    found = consolidate(base, parties)
    assert checked(found)
    assert found.left == ()
    for place, proposed in enumerate(parties):
        assert provisions(of_party(found, place)) == provisions(proposed.redline)
    for policy in POLICIES:
        assert sides(merged_redline(found, {}, ME.date, policy).base(), "base") == sides(base, "base")
    numbers = [number for number, *_ in sides(merged_redline(found, {}, ME.date), "draft") if number]
    in_force = [number for number, *_ in sides(base, "base") if number]
    assert all(numbers.count(number) <= max(1, in_force.count(number)) for number in numbers), "one new number is a conflict"
    assert Matrix.of(found).lines
