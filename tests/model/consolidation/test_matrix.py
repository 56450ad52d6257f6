"""What the window of a consolidation shows."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from model.consolidation.matrix import Matrix
from model.consolidation.merge import Decision, Party, consolidate, merged_redline
from model.formats.notation import parse
from model.redline import paragraphs
from tests.builders.submissions import Action, actions
from tests.model.consolidation.test_merge import BASE_TEXT, DATE, proposals, texts

ACT = BASE_TEXT.replace("act", "{~~act~>move~~}")
WAIT = BASE_TEXT.replace("act", "{~~act~>wait~~}").replace("report", "{~~report~>tell~~}")
GONE = "*resolves*\n{--1\tto act in good time;--}{--¶--}\n{~~2~>1~~}\tto report.\n"


def board(*written: str) -> Matrix:
    return Matrix.of(
        consolidate(parse(BASE_TEXT), [Party(name, parse(text)) for name, text in zip("ABCDE", written, strict=False)])
    )


def states(shown: Matrix, decisions: dict[str, Decision]) -> list[list[str]]:
    return [[shown.state(line, party, decisions) for party in range(len(shown.found.parties))] for line in shown.lines]


def test_lines_say_who_collides_and_how_it_was_settled() -> None:
    shown = board(ACT, WAIT, GONE, ACT)
    (key,) = shown.conflicts
    assert [line.place for line in shown.lines] == ["resolves", "resolves/1", "resolves/2"]
    assert states(shown, {}) == [["", "", "", ""], ["conflict"] * 4, ["", "changed", "", ""]]
    for decision, wanted in (
        (Decision("base"), ["refused"] * 4),
        (Decision("party", 3), ["chosen", "refused", "refused", "chosen"]),
        (Decision("stack"), ["beside"] * 4),
        (Decision("own", text="to go"), ["compromise"] * 4),
    ):
        assert states(shown, {key: decision})[1] == wanted


def test_each_wording_is_offered_once_with_all_who_want_it() -> None:
    shown = board(ACT, WAIT, GONE, ACT)
    (conflict,) = shown.conflicts.values()
    options = [(option.kind, option.parties, option.words) for option in shown.options(conflict)]
    assert options == [
        ("base", (), "to act in good time;\n"),
        ("party", (0, 3), "to move in good time;\n"),
        ("party", (1,), "to wait in good time;\n"),
        ("party", (2,), ""),
        ("stack", (0, 1, 2, 3), ""),
    ]


def test_words_of_one_paragraph_can_be_kept_as_options_in_brackets() -> None:
    shown = board(WAIT, ACT)
    (conflict,) = shown.conflicts.values()
    assert [option.kind for option in shown.options(conflict)] == ["base", "party", "party", "stack", "options"]
    assert states(shown, {conflict.key: Decision("options")})[1] == ["beside"] * 2


def test_next_and_previous_go_round_what_is_open() -> None:
    two = BASE_TEXT.replace("act", "{~~act~>go~~}").replace("report", "{~~report~>say~~}")
    shown = board(WAIT, two)
    first, second = shown.conflicts
    assert [shown.next_open(key, 1, {}) for key in ("", first, second)] == [first, second, first]
    assert [shown.next_open(key, -1, {}) for key in ("", first, second)] == [second, second, first]
    assert shown.next_open(first, 1, {second: Decision("base")}) == first
    assert shown.next_open(first, 1, {key: Decision("base") for key in (first, second)}) == ""


def test_a_change_is_told_in_words() -> None:
    shown = board(WAIT, GONE, BASE_TEXT.replace("2\tto report.", "{++2\tto listen;++}{++¶++}\n{~~2~>3~~}\tto report."))
    described = [shown.words_of(change) for change in (*shown.found.applied, *next(iter(shown.conflicts.values())).proposed)]
    assert described == [("", "to listen;\n"), ("report", "tell"), ("to act in good time;\n", ""), ("act", "wait")]


@given(st.lists(st.lists(actions(), max_size=4), min_size=1, max_size=3))
def test_the_merged_lines_are_the_merged_text_and_each_conflict_has_a_line(lists: Sequence[list[Action]]) -> None:
    base, parties = proposals(lists)
    shown = Matrix.of(consolidate(base, parties))
    whole = shown.whole({}, DATE)
    main = [line for line in shown.lines if not line.note]
    clauses = [clause for line in main for clause in shown.merged_text(line, whole)]
    assert clauses == list(whole.redline.clauses)
    assert whole.redline == merged_redline(shown.found, {}, DATE)
    assert [paragraph.text for line in main for paragraph in paragraphs(shown.base(line), "base")] == [
        paragraph[2] for paragraph in texts(base, "base")
    ]
    for key, conflict in shown.conflicts.items():
        assert shown.line_of(key) >= 0
        assert all(option.parties or option.kind == "base" for option in shown.options(conflict))
    for applied_change in shown.found.applied:
        assert shown.place_of(applied_change) >= 0
