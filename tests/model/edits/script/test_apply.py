"""The edits of a file: addressed as the text was read, all or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from app.cli.file_verbs import EDIT_FIELDS
from model.edits.script.apply import PLANS, apply_edits
from model.errors import EditError
from model.formats.page.metrics import TEXT_WIDTH
from model.formats.show import show_json
from model.redline import Status, status_spans
from tests.builders.submissions import submission


def applied(*edits: dict[str, Any], written: str | None = None) -> dict[str, Any]:
    """The clauses after edits, by path, as FORMATS.md §7 shows them."""
    value = submission(written) if written else submission()
    shown = show_json(apply_edits(value, {"author": "ME", "edits": list(edits)}))
    return {clause["path"]: clause for clause in shown["proposals"][0]["clauses"]}


def test_the_help_names_every_edit_that_there_is() -> None:
    lines = [line[:25] for line in EDIT_FIELDS.splitlines()[2:]]
    assert sorted(" ".join(lines).replace(",", " ").split()) == sorted(PLANS)


def test_an_edit_that_there_is_not_is_refused_with_the_list() -> None:
    with pytest.raises(EditError, match=f"there is no “rename”; there are {', '.join(PLANS)}$"):
        applied({"do": "rename", "at": "considering/a"})


def test_places_are_those_of_the_text_as_it_was_read() -> None:
    clauses = applied(
        {"do": "insert_text", "at": "considering/a", "before": ";", "text": ", and short"},
        {"do": "delete_text", "at": "considering/a", "find": ";"},
        {"do": "replace", "at": "considering/a", "find": "short", "with": "brief"},
    )
    assert clauses["considering/a"]["runs"] == [
        ["kept", "that texts are "],
        ["deleted", "short;"],
        ["inserted", "brief, and short"],
    ]


def test_later_insertions_at_one_place_follow_earlier_ones() -> None:
    new = [{"do": "insert", "after": "considering/b", "clauses": [{"scheme": "letter", "text": t}]} for t in ("x;", "y;")]
    shown = applied(*new)
    order = [path for path in shown if path.startswith("considering")]
    assert order[:5] == ["considering", "considering/a", "considering/b", "considering/+c", "considering/+d"]
    assert shown["considering/+d"]["runs"] == [["inserted", "y;"]]


def test_a_clause_is_moved_as_a_move() -> None:
    shown = applied({"do": "move", "at": "considering/c", "before": "considering/a"})
    assert shown["considering/c"]["end"] == "deleted"
    assert shown["considering/+a"]["end"] == "inserted"
    assert shown["considering/a"]["label"] == {"base": "a)", "draft": "b)"}


def test_deleting_takes_the_children_along_unless_told_otherwise() -> None:
    whole = applied({"do": "delete", "at": "considering/b"})
    assert whole["considering/b/i"]["end"] == "deleted"
    alone = applied({"do": "delete", "at": "considering/b", "only": True})
    assert alone["considering/b/i"]["end"] == "kept"


def test_footnotes_come_and_go() -> None:
    added = applied({"do": "footnote", "at": "resolves/1", "before": ";", "text": "Or not."})["resolves/1"]
    assert added["runs"] == [["kept", "to go on"], ["inserted", "\u0001"], ["kept", ";"]]
    assert added["footnotes"][0]["mark"] == {"base": None, "draft": "1"}
    assert added["footnotes"][0]["runs"] == [["inserted", "Or not."]]
    written = "*resolves*\n1\tto go on[^1];\n[^1]: Or not.\n"
    gone = applied({"do": "footnote", "remove": "1"}, written=written)["resolves/1"]
    assert gone["runs"][1] == ["deleted", "\u0001"]


def test_formats_splits_merges_levels_labels() -> None:
    value = apply_edits(
        submission(),
        {
            "author": "ME",
            "edits": [
                {"do": "format", "at": "resolves/1", "find": "go", "style": ["bold", "italic"]},
                {"do": "split", "at": "considering/a", "before": "are"},
                {"do": "merge", "at": "resolves/1"},
                {"do": "level", "at": "considering/c", "by": 1},
                {"do": "label", "at": "considering/b", "to": "a)bis", "lock": True},
                {"do": "set", "field": "proposals/1/reasons", "value": "So be it."},
            ],
        },
    )
    clauses = {clause.id: clause for clause in value.proposals[0].redline.clauses}
    styles = [run for clause in clauses.values() for run in clause.runs if run.base_style is not None]
    assert [(run.text, run.style.bold, run.style.italic) for run in styles] == [("go", True, True)]
    assert [clause.end.status for clause in clauses.values()].count(Status.INSERTED) == 1
    assert [clause.end.status for clause in clauses.values()].count(Status.DELETED) == 1
    assert value.proposals[0].reasons == "So be it."


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"do": "fly"}, "there is no “fly”"),
        ({"do": "delete", "at": "resolves/9"}, "resolves/9"),
        ({"do": "replace", "at": "considering/a", "find": "absent", "with": "x"}, "“absent” is not there"),
        ({"do": "replace", "at": "considering/a", "find": "t", "with": "x"}, "occurs there 5 times"),
        ({"do": "replace", "at": "considering/a", "find": "t", "nth": 9, "with": "x"}, "only 5 times"),
        ({"do": "replace", "at": "considering/a", "find": "that"}, "“with” is missing"),
        ({"do": "insert_text", "at": "considering/a", "text": "x"}, "one of “before” and “after”"),
        ({"do": "insert", "after": "considering/a", "clauses": [{"kind": "verse", "text": "x"}]}, "“kind” is one of"),
        ({"do": "level", "at": "considering/a", "by": -1}, "already on the first level"),
        ({"do": "level", "at": "considering/a", "by": 1}, "there is no item before it"),
        ({"do": "level", "at": "considering/c", "by": 9}, "level 10 is too deep"),
        ({"do": "insert", "after": "considering", "clauses": [{"text": "x", "level": 2}]}, "there is no item before it"),
        ({"do": "insert", "after": "considering/a", "clauses": [{"text": "x", "level": 5}]}, "level 5 is too deep"),
        ({"do": "kind", "at": "considering/a", "to": "paragraph", "level": 2}, "there is no item before it"),
        ({"do": "set", "field": "header/colour", "value": "red"}, "no field 'header/colour'"),
        ({"do": "set", "field": "proposals/1/symbol", "value": "ADDED"}, "is not one of"),
        ({"do": "set", "field": "header/title", "value": "a\x01b"}, "contains the character U+0001"),
        ({"do": "set", "field": "header/sources", "value": ["a\x85"]}, "contains the character U+0085"),
        ({"do": "set", "field": "language", "value": "xx"}, "is one of en, fr"),
        ({"do": "format", "at": "considering/a", "find": "short", "style": [[]]}, "“style” is one or a list of italic"),
        ({"do": "delete", "at": "considering/b", "only": "yes"}, "“only” is true or false"),
        ({"do": "label", "at": "considering/b", "to": "c)", "lock": 1}, "“lock” is true or false"),
        ({"do": "move", "at": "considering/a"}, "one of “after” and “before”"),
        ({"do": "move", "at": "considering", "after": "considering/a"}, "under itself"),
        ({"do": "level", "at": "considering", "by": 1}, "an introductory phrase has no level"),
        ({"do": "insert", "clauses": [{"text": "x"}]}, "one of “after” and “before”"),
        ({"do": "insert", "after": "resolves", "before": "resolves", "clauses": [{"text": "x"}]}, "one of “after” and “before”"),
        ({"do": "footnote", "remove": "7"}, "no footnote '7'"),
        ({"do": "label", "at": "considering", "to": "A"}, "an introductory phrase has no label"),
        ({"do": "label", "at": "considering/a", "to": " a)"}, "“ a)” is not a label"),
        ({"do": "label", "at": "considering/a", "to": "a)\tb"}, "is not a label"),
        ({"do": "label", "at": "considering/a", "to": "a" * 41}, "is not a label"),
        ("delete", "edit 1 is not an object"),
    ],
)
def test_an_edit_that_cannot_be_done_says_which_and_why(edit: Any, message: str) -> None:
    with pytest.raises(EditError, match="edit 1") as raised:
        apply_edits(submission(), {"author": "ME", "edits": [edit]})
    assert message in str(raised.value)


@pytest.mark.parametrize("edits", [None, [], {}, {"edits": {}}, {"author": 3, "edits": []}])
def test_a_file_that_holds_no_edits_is_refused(edits: Any) -> None:
    with pytest.raises(EditError):
        apply_edits(submission(), edits)


def test_nothing_of_a_list_is_done_where_one_edit_fails() -> None:
    value = submission()
    edits = [{"do": "delete", "at": "considering/a"}, {"do": "delete", "at": "nowhere"}]
    with pytest.raises(EditError, match="edit 2"):
        apply_edits(value, {"author": "ME", "edits": edits})
    assert all(status is Status.KEPT for clause in value.proposals[0].redline.clauses for status, _ in status_spans(clause.runs))


TABLE = """\
    # RESOLUTION 7 (Rev. Oxdorf, 2018)
    *considering*
    a)\tthat there is a table;
    |1.1.1| one
    |1.1.2| two
"""


def test_what_is_put_into_a_table_stands_in_a_cell() -> None:
    new = [{"scheme": "letter", "text": "more"}]
    after = applied({"do": "insert", "after": "table[1]/r1c1", "clauses": new}, written=TABLE)
    assert [clause["cell"] for clause in after.values() if "cell" in clause] == [[0, 0, 0], [0, 0, 0], [0, 0, 1]]
    before = applied({"do": "insert", "before": "table[1]/r1c2", "clauses": new}, written=TABLE)
    assert [clause["cell"] for clause in before.values() if "cell" in clause] == [[0, 0, 0], [0, 0, 1], [0, 0, 1]]
    moved = applied({"do": "move", "at": "considering/a", "after": "table[1]/r1c1"}, written=TABLE)
    assert [clause["cell"] for clause in moved.values() if "cell" in clause] == [[0, 0, 0], [0, 0, 0], [0, 0, 1]]
    for shown in (after, before, moved):
        assert not any(clause["label"]["draft"] for clause in shown.values() if "cell" in clause)
    labelled = applied({"do": "label", "to": "Art. 5 –", "at": "table[1]/r1c1"}, written=TABLE)
    assert labelled["table[1]/r1c1"]["label"]["draft"] == "Art. 5 –"


@pytest.mark.parametrize("unfit", ["a\nb", "a\rb", "\x01", "\ufffc", "\u2060", "\x00", "\ud800"])
def test_a_text_that_no_clause_can_hold_is_refused(unfit: str) -> None:
    for edit in (
        {"do": "replace", "at": "considering/a", "find": "texts", "with": unfit},
        {"do": "insert_text", "at": "considering/a", "after": "texts", "text": unfit},
        {"do": "insert", "after": "considering/a", "clauses": [{"text": unfit}]},
        {"do": "label", "at": "considering/a", "to": unfit},
        {"do": "footnote", "at": "considering/a", "after": "texts", "text": unfit},
    ):
        with pytest.raises(EditError, match="contains"):
            applied(edit)


def test_the_last_cell_keeps_its_paragraph_when_its_text_goes() -> None:
    shown = applied({"do": "delete", "at": "table[1]/r1c2"}, written=TABLE)
    assert shown["table[1]/r1c2"]["end"] == "kept"


ROWS = "*resolves*\n1\tto look:\n|1.1.1| One\n|1.1.2| Two\n|1.2.1| Three\n|1.2.2| Four\n2\tto end.\n"


def test_rows_come_and_go() -> None:
    clauses = applied(
        {"do": "row", "after": "table[1]/r1c2", "cells": ["new", "row"]},
        {"do": "row", "after": "table[1]/r1c1", "cells": ["newer"]},
        {"do": "row", "before": "table[1]/r1c1"},
        {"do": "row", "remove": "table[1]/r2c1"},
        written=ROWS,
    )
    inside = [clause for clause in clauses.values() if "cell" in clause]
    assert [(clause["cell"][2], clause["row"], "".join(run[1] for run in clause["runs"])) for clause in inside] == [
        (0, "inserted", ""), (1, "inserted", ""),
        (0, "kept", "One"), (1, "kept", "Two"),
        (0, "inserted", "new"), (1, "inserted", "row"),
        (0, "inserted", "newer"), (1, "inserted", ""),
        (0, "deleted", "Three"), (1, "deleted", "Four"),
    ]  # fmt: skip


def test_columns_come_and_go() -> None:
    clauses = applied(
        {"do": "column", "after": "table[1]/r2c1", "cells": ["new", "column"]},
        {"do": "column", "after": "table[1]/r1c1", "cells": ["newer"]},
        {"do": "column", "before": "table[1]/r1c1"},
        {"do": "column", "remove": "table[1]/r2c2"},
        written=ROWS,
    )
    inside = [clause for clause in clauses.values() if "cell" in clause]
    assert [(clause["end"], "".join(run[1] for run in clause["runs"])) for clause in inside] == [
        ("inserted", ""), ("kept", "One"), ("inserted", "new"), ("inserted", "newer"), ("deleted", "Two"),
        ("inserted", ""), ("kept", "Three"), ("inserted", "column"), ("inserted", ""), ("deleted", "Four"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"after": "resolves/1"}, "not a table"),
        ({"remove": "resolves/1"}, "not a table"),
        ({"after": "table[1]/r1c1", "cells": ["a", "b", "c"]}, "has 2 cells, and 3 are given"),
        ({"after": "table[1]/r1c1", "cells": "a"}, "list of texts"),
        ({"cells": ["a"]}, "one of “after” and “before”"),
    ],
)
def test_columns_that_cannot_be_are_refused(edit: dict[str, Any], message: str) -> None:
    with pytest.raises(EditError, match=message):
        applied({"do": "column", **edit}, written=ROWS)


def test_tables_come_behind_and_before_clauses_and_whole_tables_in_the_order_of_the_file() -> None:
    clauses = applied(
        {"do": "table", "after": "resolves/1", "cells": [["a", {"text": "b", "columns": 2}], ["c"]], "widths": [900, 800, 700]},
        {"do": "table", "after": "resolves/1", "rows": 1, "columns": 1, "header": 0},
        {"do": "table", "before": "table[1]/r2c1", "cells": [["over"]]},
        {"do": "insert", "after": "resolves/1", "clauses": [{"text": "behind"}]},
        written=ROWS,
    )
    lines = [
        (clause.get("cell", [None])[0], "".join(run[1] for run in clause["runs"]), tuple(clause.get("shape", {}).values()))
        for clause in clauses.values()
        if clause["end"] == "inserted" or "shape" in clause
    ]
    assert lines == [
        (1, "a", (900, 1, True)), (1, "b", (1500, 2, True)), (1, "c", (900, 1, False)), (1, "", (800, 1, False)),
        (1, "", (700, 1, False)), (None, "", ()), (2, "", (TEXT_WIDTH, 1, False)), (None, "", ()),
        (None, "behind", ()),
        (3, "over", (TEXT_WIDTH, 1, True)), (None, "", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"after": "resolves/1"}, "this has 0 and 0"),
        ({"after": "resolves/1", "cells": "a"}, "list of rows"),
        ({"after": "resolves/1", "cells": ["a"]}, "list of rows"),
        ({"after": "resolves/1", "cells": [[1]]}, "not a text"),
        ({"after": "resolves/1", "cells": [["a\nb"]]}, "line feed"),
        ({"after": "resolves/1", "cells": [[{"text": "a", "columns": 0}]]}, "whole number from 1"),
        ({"after": "resolves/1", "rows": 1, "columns": 2, "widths": [1.5]}, "whole numbers"),
        ({"after": "resolves/1", "rows": 1, "columns": 2, "widths": [5000]}, "2 numbers"),
        ({"after": "resolves/1", "rows": 1, "columns": 2, "header": 2}, "has 1 rows"),
        ({"after": "resolves/1", "rows": 1, "columns": 2, "header": True}, "number of rows"),
        ({"rows": 1, "columns": 2}, "one of “after” and “before”"),
        ({"after": "resolves/9", "rows": 1, "columns": 2}, "resolves/9"),
    ],
)
def test_tables_that_cannot_be_are_refused(edit: dict[str, Any], message: str) -> None:
    with pytest.raises(EditError, match=message):
        applied({"do": "table", **edit}, written=ROWS)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"after": "resolves/1"}, "not a table"),
        ({"remove": "resolves/1"}, "not a table"),
        ({"after": "table[1]/r1c1", "cells": ["a", "b", "c"]}, "has 2 cells, and 3 are given"),
        ({"after": "table[1]/r1c1", "cells": "a"}, "list of texts"),
        ({"after": "table[1]/r1c1", "cells": [1]}, "not a text"),
        ({"after": "table[1]/r1c1", "cells": ["a\nb"]}, "line feed"),
        ({}, "after"),
    ],
)
def test_rows_that_cannot_be_are_refused(edit: dict[str, Any], message: str) -> None:
    with pytest.raises(EditError, match=message):
        applied({"do": "row", **edit}, written=ROWS)


TREATY = "= Article 9\n||9.1|| first\n||9.2|| second\n"


def test_provisions_are_inserted_and_numbered_by_their_paths() -> None:
    new = [{"text": "new", "provision": True}, {"text": "that continues"}, {"text": "newer", "provision": True}]
    edits = [{"do": "insert", "after": "9.1", "clauses": new}, {"do": "set", "field": "proposals/1/reasons", "value": "why"}]
    after = applied(*edits, written=TREATY)
    assert list(after) == ["Article 9", "9.1", "+9.1A", "9.1A/+¶2", "+9.1B", "9.2"]
    by_item = applied(*edits, {"do": "set", "field": "proposals/1/item", "value": "1.15"}, written=TREATY)
    assert [clause["number"]["draft"] for clause in by_item.values() if "number" in clause] == ["9.1", "9.A115", "9.B115", "9.2"]


def test_an_edition_mark_is_set_on_a_provision_and_on_a_footnote() -> None:
    text = TREATY.replace("9.1|| first", "9.1|| first[^1]") + '[^1]: ||9.1.1|| a note {>>edition "(WRC-12)"<<}\n'
    edits = [{"do": "mark", "at": "9.2", "to": "WRC-23"}, {"do": "mark", "note": "9.1.1", "to": "WRC-19"}]
    after = applied(*edits, written=text)
    assert after["9.2"]["mark"] == {"base": None, "draft": "(WRC-23)"}
    assert after["9.1"]["footnotes"][0]["edition"] == {"base": "(WRC-12)", "draft": "(WRC-19)"}


def test_a_number_is_set_by_hand_and_a_provision_made_a_continuation() -> None:
    text = TREATY.replace("||9.2||", "||+|| {++new++}{++¶++}\n||9.2||")
    assert list(applied({"do": "number", "at": "+9.1A", "to": "9.[A12]"}, written=text))[2] == "+9.[A12]"
    assert "number" not in list(applied({"do": "number", "at": "+9.1A", "continues": True}, written=text).values())[2]
    by_rule = text.replace("||+||", "||+9.1C||")
    assert list(applied({"do": "number", "at": "+9.1C", "to": None}, written=by_rule))[2] == "+9.1A"


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ({"do": "number", "at": "9.1", "to": "9.9"}, "never changes"),
        ({"do": "number", "at": "9.1", "continues": True}, "never changes"),
        ({"do": "set", "field": "proposals/1/instrument", "value": "XX"}, "no customs of numbering for “XX”"),
    ],
)
def test_numbers_of_the_text_in_force_and_unknown_customs_are_refused(edit: dict[str, Any], sentence: str) -> None:
    with pytest.raises(EditError, match=sentence):
        applied(edit, written=TREATY)
