"""The status of texts follows from the texts that are there."""

from __future__ import annotations

from typing import Any

import pytest

from model.library.texts.status import STATUSES, Candidate, DatedStatus, histories, newer_edition, status_message
from model.library.texts.values import TextIdentity
from model.references.editions import EditionRow


def text(id: int, year: int, mark: str = "", **more: object) -> Candidate:
    decided = more.pop("decided", None)
    fields = {"instrument": "resolution", "body": "PP", "number": "5", "year": year, **more}
    return Candidate(id, TextIdentity(**fields), mark, decided)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("candidates", "now"),
    [
        ([text(1, 2018)], {1: ("in_force", "2018")}),
        ([text(1, 2022), text(2, 2014), text(3, 2018)],
         {1: ("in_force", "2022"), 2: ("older", "2018"), 3: ("older", "2022")}),
        ([text(1, 2018, date="2018-10-29"), text(2, 2018, language="fr")],
         {1: ("in_force", "2018-10-29"), 2: ("in_force", "2018")}),
        ([text(1, 2018), text(2, 2022, "SUP")], {1: ("abrogated", "2022"), 2: ("abrogated", "")}),
        ([text(1, 2014), text(2, 2018), text(3, 2018, "SUP*")],
         {1: ("abrogated", "2018"), 2: ("abrogated", ""), 3: ("abrogated", "")}),
        ([text(1, 2018, "SUP"), text(2, 2022)], {1: ("older", "2022"), 2: ("in_force", "2022")}),
        ([text(1, 2018, number=""), text(2, 2022, number="")], {1: ("in_force", "2018"), 2: ("in_force", "2022")}),
        ([text(1, 0), text(2, 2022)], {1: ("in_force", ""), 2: ("in_force", "2022")}),
        ([text(1, 2015, body="RA", suffix="9"), text(2, 2012, body="RA", suffix="10")],
         {1: ("older", "2012"), 2: ("in_force", "2012")}),
        ([text(1, 2018, body="WTSA"), text(2, 2022)], {1: ("in_force", "2018"), 2: ("in_force", "2022")}),
        ([text(1, 2018, decided=DatedStatus("abrogated", "2020"))], {1: ("abrogated", "2020")}),
        ([text(1, 2018, decided=DatedStatus("in_force")), text(2, 2022)], {1: ("in_force", ""), 2: ("in_force", "2022")}),
        ([], {}),
    ],
)  # fmt: skip
def test_status(candidates: list[Candidate], now: dict[int, tuple[str, str]]) -> None:
    found = histories(candidates)
    assert {id: (history[-1].status, history[-1].since) for id, history in found.items()} == now
    assert all(history[0].status == "in_force" for history in found.values())


@pytest.mark.parametrize(
    ("more", "now"),
    [
        ({"year": 2022, "date": "2022-09-26"}, ("superseded", "2022-09-26")),
        ({"year": 2018}, ("in_force", "2018")),
        ({"year": 2014}, ("in_force", "2018")),
        ({"year": 0}, ("in_force", "2018")),
        ({"year": 2022, "number": "6"}, ("in_force", "2018")),
        ({"year": 2022, "body": "WTSA"}, ("in_force", "2018")),
        ({"year": 2022, "status": "abrogated"}, ("abrogated", "2022")),
        ({"year": 2018, "status": "abrogated"}, ("abrogated", "")),
    ],
)
def test_a_list_of_contents_tells_of_newer_editions(more: dict[str, Any], now: tuple[str, str]) -> None:
    fields = {
        "instrument": "resolution",
        "body": "PP",
        "number": "5",
        "form": "place",
        "place": "",
        "suffix": "",
        "date": "",
        "revised": True,
    }
    ((*_, last),) = histories([text(1, 2018)], [EditionRow(**{**fields, **more})]).values()
    assert (last.status, last.since) == now


def row(**more: Any) -> EditionRow:
    fields = {"instrument": "resolution", "body": "PP", "number": "5", "form": "place", "place": "", "suffix": "", "date": ""}
    return EditionRow(**{**fields, "year": 2018, "revised": True, **more})


@pytest.mark.parametrize(
    ("identity", "rows", "newest"),
    [
        ({}, [row(year=2014), row(year=2018)], None),
        ({}, [row(year=2022), row(year=2026), row(year=2014)], 2026),
        ({}, [row(year=2018, status="abrogated")], 2018),
        ({}, [row(year=2014, status="abrogated")], None),
        ({}, [row(year=2022, number="6")], None),
        ({"number": ""}, [row(year=2022, number="")], None),
        ({"year": 0}, [row(year=2022)], None),
        ({"body": "RA", "suffix": "3", "year": 2015}, [row(body="RA", suffix="4", year=2019)], 2019),
    ],
)
def test_the_edition_in_force_is_the_last_one_if_it_is_newer_or_an_abrogation(
    identity: dict[str, Any], rows: list[EditionRow], newest: int | None
) -> None:
    found = newer_edition(text(1, **{"year": 2018, **identity}).identity, rows)
    assert (found.year if found is not None else None) == newest


def test_replaced_is_what_the_library_has_a_newer_edition_of_and_superseded_what_it_has_not() -> None:
    found = histories([text(1, 2014), text(2, 2018)], [row(year=2022)])
    assert [found[id][-1] for id in (1, 2)] == [DatedStatus("older", "2018"), DatedStatus("superseded", "2022")]
    assert str(status_message("superseded", "Bucharest, 2022")) == "superseded by Bucharest, 2022 (not in the library)"
    assert [str(status_message(status)) for status in STATUSES] == [
        "in force", "superseded (the edition in force is not in the library)", "replaced", "abrogated",
    ]  # fmt: skip
