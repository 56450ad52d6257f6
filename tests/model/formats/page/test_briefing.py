"""The views for a briefing: amended clauses with context, tables by clause and by party, the confidential column."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from msgspec.structs import replace

from model.edits.amendment_notes import set_remark
from model.edits.review import all_parties, proposed_by
from model.errors import EditError
from model.formats.html.page import html_page
from model.formats.page.blocks import LineNumbers, Printout, Table
from model.formats.page.briefing import BriefingChoice, briefing
from model.formats.word.writing.reading_copy import printed_word
from model.redline import Status
from model.submission.amendments import amendments
from model.submission.comments import anchor_of
from model.submission.positions import Position
from model.submission.transactions import apply
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.submissions import ME, YOU

TEXT = """\
    # RESOLUTION 7
    ## A title
    *considering*
    a)\tthat one;
    b)\tthat {--two--}{++three++};
    c)\tthat four;
    d)\tthat five,
    *resolves*
    1\tto {++not ++}act;
    2\tto rest.
"""


def submission(written: str = TEXT, symbol: str = "MOD") -> Submission:
    text = redline(written)
    clauses = tuple(
        replace(
            clause,
            runs=tuple(
                run if run.status is Status.KEPT else replace(run, stamp=YOU if "act" in clause.text else ME)
                for run in clause.runs
            ),
        )
        for clause in text.clauses
    )
    proposal = Proposal(symbol, "ATU/1", replace(text, clauses=clauses), "Because.")  # type: ignore[arg-type]
    return Submission(Header(title="Texts"), (proposal,), "en")


def words_of(printed: Printout) -> str:
    return "\n".join(line.text for line in printed.lines())


def heads_of(printed: Printout) -> list[str]:
    (table,) = [block for block in printed.blocks if isinstance(block, Table)]
    return [cell.lines[0].text for cell in next(iter(table.rows)).cells]


@pytest.mark.parametrize(
    ("context", "shown"), [(0, {"three"}), (1, {"one", "three", "four"}), (2, {"one", "three", "four", "five"})]
)
def test_so_many_clauses_of_context_are_shown(context: int, shown: set[str]) -> None:
    only = submission(TEXT.replace("{++not ++}", ""))
    printed = words_of(briefing([("", only)], BriefingChoice(in_columns=False, context=context)))
    assert {word for word in ("one", "three", "four", "five", "rest") if word in printed} == shown
    assert "[…]" in printed


def test_the_table_has_both_sides_and_the_reasons() -> None:
    printed = briefing([("", submission())], BriefingChoice())
    assert heads_of(printed) == ["Text in force", "Proposed text", "Reasons"]
    text = words_of(printed)
    assert "that two;" in text
    assert "that three;" in text
    assert "Because." in text
    assert "MOD\tATU/1" in text


def test_by_party_each_has_its_own_amendments() -> None:
    value = submission()
    assert all_parties(value) == ("me", "you")
    printed = briefing([(party, proposed_by(value, party)) for party in all_parties(value)], BriefingChoice(in_columns=False))
    mine, yours = words_of(printed).split("Amendments of you")
    assert "Amendments of me" in mine
    assert "three" in mine
    assert "to act" in mine or "act" not in mine
    assert "to not act" in yours
    assert "three" not in yours
    with pytest.raises(EditError, match="no amendment is by “EUR”; the parties are: me, you"):
        proposed_by(value, "EUR")


def confidential() -> Submission:
    value = submission()
    text = value.proposals[0].redline
    found = [amendment for amendment in amendments(text) if amendment.parts]
    value = apply(value, set_remark(value, 1, found[:1], "our secret reason", ME, reason=True))
    anchor = anchor_of(text.clauses[-2])
    position = Position((anchor,), "you", ("you",), "red_line", "never agree", "say no")
    proposal = replace(value.proposals[0], positions={"p1": position})
    return replace(value, proposals=(proposal,))


def test_reasons_of_amendments_and_positions_are_in_the_confidential_form_alone() -> None:
    value = confidential()

    def lines_of(position: Position) -> list[str]:
        return [position.stance, position.note]

    for choice in (BriefingChoice(), BriefingChoice(in_columns=False), BriefingChoice(only_amended=False)):
        printed = briefing([("", value)], choice, lines_of)
        for data in (words_of(printed), html_page(printed)):
            assert not re.search("secret|say no|red_line|never", data)
    printed = briefing([("", value)], BriefingChoice(confidential=True), lines_of)
    assert heads_of(printed) == ["Text in force", "Proposed text", "Reasons", "Our position"]
    (table,) = [block for block in printed.blocks if isinstance(block, Table)]
    rows = [[" ".join(line.text for line in cell.lines) for cell in row.cells] for row in table.rows]
    assert ["b)\tthat two;", "b)\tthat three;", "our secret reason", ""] in rows
    assert ["1\tto act;", "1\tto not act;", "", "red_line say no"] in rows
    assert "Confidential" in words_of(printed)


def test_nothing_amended_is_refused_unless_all_is_shown() -> None:
    plain = submission("*resolves*\n1\tto go.\n", symbol="")
    with pytest.raises(EditError, match="nothing is amended, so there is no clause to show"):
        briefing([("", plain)], BriefingChoice())
    assert "to go." in words_of(briefing([("", plain)], BriefingChoice(only_amended=False)))


@pytest.mark.parametrize(("how", "restart"), [("page", "newPage"), ("continuous", "continuous"), ("", "")])
def test_line_numbers_in_word(how: LineNumbers, restart: str) -> None:
    """ISO 29500-1 §17.6.8: after the margins of the section."""
    printed = briefing([("", submission())], BriefingChoice(in_columns=False, line_numbers=how))
    document = zipfile.ZipFile(BytesIO(printed_word(printed, "2026-11-30T00:00:00Z"))).read("word/document.xml").decode()
    found = re.findall(r"<w:pgMar[^>]*/><w:lnNumType([^>]*)/>", document)
    assert len(found) == bool(how)
    if how:
        assert 'w:countBy="5"' in found[0]
        assert f'w:restart="{restart}"' in found[0]


def test_many_clauses_and_no_number_line() -> None:
    body = "".join(f"{number}\tclause {number}{' {++new++}' if number % 100 == 0 else ''};\n" for number in range(1, 10_001))
    printed = briefing([("", submission(f"*resolves*\n{body}"))], BriefingChoice(context=0))
    (table,) = [block for block in printed.blocks if isinstance(block, Table)]
    assert sum("new" in cell.lines[0].text for row in table.rows for cell in row.cells[1:] if cell.lines) == 100
