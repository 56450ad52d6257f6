"""When colleagues were last heard of, although clocks differ."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.session.colleagues import SignsOfLife, age_of
from model.sharing.presence import Presence
from model.sharing.values import Participant

ANA = Participant("a" * 16, "Ana", 1)
NOW = "2026-03-01T09:00:00Z"
EPOCH = datetime.fromisoformat(NOW).timestamp()


@pytest.mark.parametrize(
    ("time", "written", "age"),
    [
        ("2026-03-01T08:59:30Z", None, 30),
        ("2026-03-01T08:50:00Z", EPOCH - 20, 20),
        ("2026-03-01T08:59:30Z", EPOCH - 9000, 30),
        ("2999-01-01T00:00:00Z", EPOCH - 4000, 4000),
        ("2026-03-01T09:00:40Z", None, 0),
        ("2026-03-01T08:00:00Z", EPOCH + 50_000, 3600),
        ("no time", EPOCH - 10, 10),
        ("no time", None, 0),
    ],
)
def test_a_sign_of_life_is_as_old_as_its_time_or_its_file_says(time: str, written: float | None, age: float) -> None:
    assert age_of(Presence(ANA, time), written, NOW) == pytest.approx(age)


@pytest.mark.parametrize(("minutes", "reported"), [(0, ""), (1, ""), (5, "differ by 5 minutes"), (-9, "differ by 9 minutes")])
def test_a_clock_that_differs_is_reported_and_its_colleague_is_there(minutes: int, reported: str) -> None:
    """The clock of the colleague is late by some minutes."""
    clock = 0.0

    def stamp(seconds: float, late: int = 0) -> str:
        return datetime.fromtimestamp(EPOCH + seconds - 60 * late).astimezone().isoformat()

    signs = SignsOfLife(lambda: stamp(clock), lambda: clock)
    for _ in range(3):
        found = signs.colleague(Presence(ANA, stamp(clock, minutes)), None)
        clock += 30
    assert not found.is_away
    sentences = list(map(str, signs.problems([found])))
    assert len(sentences) == bool(reported)
    assert all(reported in sentence and "Ana" in sentence for sentence in sentences)
    clock += 60
    assert signs.colleague(Presence(ANA, stamp(60, minutes)), None).is_away
