"""A printed text is read back as the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import EditError
from model.formats.notation import parse, parse_submission, print_redline, print_submission
from model.redline import Clause, End, Props, Redline, Run, Stamp, Status, Style
from model.redline.canonical import canonical
from model.submission.values import CutSettings, Proposal, Submission
from tests.builders.notation import notation_content
from tests.builders.strategies import cut_settings, redlines, texts, treaty_redlines


@given(redlines())
def test_what_is_printed_is_read_back_as_the_same(value: Redline) -> None:
    printed = print_redline(value)
    assert notation_content(parse(printed, language=value.language, policy=value.policy)) == notation_content(value)


@given(st.lists(texts, max_size=6))
def test_whatever_is_typed_is_read_or_refused_and_stays(lines: list[str]) -> None:

    try:
        value = parse("\n".join(lines))
    except EditError as error:
        assert str(error).startswith("line ")
        return
    assert notation_content(parse(print_redline(value))) == notation_content(value)


@given(treaty_redlines())
def test_margin_numbers_are_read_back_as_the_same(value: Redline) -> None:
    submission = Submission(proposals=(Proposal("MOD", redline=value),), language=value.language)
    read = parse_submission(print_submission(submission)).proposals[0].redline
    assert notation_content(read) == notation_content(value)
    assert (read.instrument, read.item, read.edition) == (value.instrument, value.item, value.edition)


@given(treaty_redlines(), st.lists(cut_settings(), min_size=1, max_size=4), st.data())
def test_what_is_set_for_proposals_is_read_back_as_the_same(
    value: Redline, settings: list[CutSettings], data: st.DataObject
) -> None:
    ids = [*(clause.id for clause in value.clauses), "gone", "lost"]
    keys = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True))
    lasts = data.draw(st.lists(st.sampled_from(["", *ids]), min_size=4, max_size=4))
    cuts = {key: replace(setting, last=last) for key, setting, last in zip(keys, settings, lasts, strict=False)}
    submission = Submission(proposals=(Proposal("MOD", redline=value, cuts=cuts),), language=value.language)
    (read,) = parse_submission(print_submission(submission)).proposals
    assert settings_by_place(read) == settings_by_place(submission.proposals[0])


def settings_by_place(proposal: Proposal) -> list[tuple[int, int, CutSettings]]:
    """What is set for proposals, with the places of both paragraphs that are named; a paragraph that is gone has none."""
    places = proposal.redline.places
    found = proposal.cuts.items()
    return [
        (place, places.get(settings.last, -1), replace(settings, last=""))
        for place, settings in sorted(((places.get(key, 999), settings) for key, settings in found), key=lambda pair: pair[0])
        if settings != CutSettings()
    ]


def test_settings_as_somebody_types_them():
    (read,) = parse_submission(
        "MOD\n= Article 9\n||9.1|| first\n||+9.1A|| {++new++}\n||9.2|| second\ncontinued\n"
        "Cut: 9.1A; symbol ADD*; serial 3; number EUR/9/3; agenda 1.15; reasons To align\\; always\n"
        "Cut: 9.1A; reasons Again.\nCut: ¶1; symbol NOC; underlined; last 9.2\nCut: -1; order 2; separate; reasons Kept.\n"
        "Cut: the costs; and more\nReasons: all\n",
        language="en",
    ).proposals
    ids = [clause.id for clause in read.redline.clauses]
    assert read.redline.clauses[-1].text == "Cut: the costs; and more"
    assert read.reasons == "all"
    assert read.cuts == {
        ids[2]: CutSettings("ADD*", number="EUR/9/3", serial=3, agenda="1.15", reasons="To align; always\nAgain."),
        ids[0]: CutSettings("NOC", underlined=True, last=ids[3]),
        "gone1": CutSettings(separate=True, order=2, reasons="Kept."),
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Cut: 9.9; separate", "line 3: no provision of the text has the number “9.9”; write one that is there"),
        ("Cut: 9.1; last ¶8", "line 3: no provision of the text has the number “¶8”; write one that is there"),
        ("Cut: 9.1; symbol OLD", "line 3: “symbol OLD” is no setting of a proposal; there are symbol, last"),
        ("Cut: 9.1; serial x", "line 3: “serial x” is no setting of a proposal"),
        ("Cut: 9.1; colour red", "line 3: “colour red” is no setting of a proposal"),
    ],
)
def test_settings_that_cannot_be_read_are_named(line: str, message: str):
    with pytest.raises(EditError, match=re.escape(message)):
        parse_submission(f"MOD\n||9.1|| first\n{line}\n", language="en")


def test_a_number_that_is_typed_is_set_by_hand_only_where_the_rule_gives_another() -> None:
    text = "= Article 9\n||9.1|| first\n||+9.1A|| {++new¶++}\n||+9.1C|| {++newer¶++}\n||9.2|| second\ncontinued\n"
    read = parse(text, language="en")
    assert [clause.number.text if clause.number else None for clause in read.clauses] == [None, "9.1", None, None, "9.2", None]
    by_hand = [clause.own_number.text if clause.own_number else None for clause in read.clauses]
    assert by_hand == [None, None, None, "9.1C", None, None]
    assert [clause.props.provision for clause in read.clauses] == [False, True, True, True, True, False]


def in_two_fonts(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs whose second halves differ in what the notation does not hold: their author and their font."""
    out: list[Run] = []
    for run in runs:
        half = len(run.text) // 2
        other = replace(run, stamp=Stamp("someone else"), style=replace(run.style, other="<w:rFonts/>"))
        out += [replace(run, text=run.text[:half]), replace(other, text=run.text[half:])]
    return tuple(run for run in out if run.text)


@given(redlines())
def test_what_is_read_is_printed_as_the_same(value: Redline) -> None:
    clauses = canonical(replace(clause, runs=in_two_fonts(clause.runs)) for clause in value.clauses)
    printed = print_redline(replace(value, clauses=clauses))
    assert print_redline(parse(printed, language=value.language, policy=value.policy)) == printed


def test_runs_that_differ_in_what_is_not_printed_are_printed_as_one() -> None:
    you, me = Stamp("you", "2024-09-07T09:00:00Z"), Stamp("me", "2024-09-06T09:00:00Z")
    typed = [Run("recall", Status.INSERTED, stamp=you), Run("ing", Status.INSERTED, stamp=me)]
    ends = End(Status.INSERTED, me)
    call = Clause("c1", Props("call", 0), tuple(typed), ends)
    fonts = [Run("\t• ", style=Style(bold=True)), Run("[", style=Style(other="<w:rFonts/>")), Run("from 0]")]
    value = Redline((call, Clause("c2", Props(level=1), tuple(fonts)), Clause("c3", runs=(Run("end"),))))
    printed = print_redline(value)
    assert printed == "{++*recalling*++}{++¶++}\n**\t• **[from 0]\nend\n"
    assert print_redline(parse(printed)) == printed


def test_what_is_typed_again_in_another_font_is_printed_as_kept() -> None:
    fonts = Style(other="<w:rFonts/>")
    runs = (Run("1", Status.DELETED, style=fonts), Run("1", Status.INSERTED), Run(" more", style=fonts))
    printed = print_redline(Redline((Clause("c1", Props(level=1), runs),)))
    assert printed == "1 more\n"
    assert print_redline(parse(printed)) == printed
