"""The status of texts follows from the texts that are there."""

from __future__ import annotations

from typing import Any

import pytest

from model.library.status import Candidate, Standing, histories
from model.library.values import TextIdentity
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
        ([text(1, 2018, decided=Standing("abrogated", "2020"))], {1: ("abrogated", "2020")}),
        ([text(1, 2018, decided=Standing("in_force")), text(2, 2022)], {1: ("in_force", ""), 2: ("in_force", "2022")}),
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
        ({"year": 2022, "date": "2022-09-26"}, ("older", "2022-09-26")),
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
