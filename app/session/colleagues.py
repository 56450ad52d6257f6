"""Those who share a draft with this window: who they are, where they are, and when they were last heard of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from msgspec import Struct

from model.message import Message
from model.sharing.presence import Presence
from model.sharing.values import Participant
from model.submission.story import FIRST_TEXT, StoryId

AWAY_AFTER = 75.0
"""Seconds without a sign of life after which a participant counts as away; there is one every 30 seconds."""
GONE_AFTER = 12 * 3600.0
"""Seconds after which a participant who is away is no longer listed."""


class Whereabouts(Struct, frozen=True):
    """The clause in which somebody's caret is."""

    story: StoryId = FIRST_TEXT
    clause: str = ""


class Colleague(Struct, frozen=True):
    """Another participant, as this window last heard of them."""

    participant: Participant
    place: Whereabouts
    age: float
    """Seconds since the last sign of life."""
    left: bool = False

    @property
    def is_away(self) -> bool:
        """Whether nothing was heard for so long that the window may be closed or without a connection."""
        return self.age > AWAY_AFTER


class SignsOfLife:
    """The signs of life of colleagues as they arrive, by this computer's clock.

    now: the time in UTC, ISO 8601
    clock: seconds that only grow
    """

    def __init__(self, now: Callable[[], str], clock: Callable[[], float]) -> None:
        self._now = now
        self._clock = clock
        self._seen: dict[str, tuple[str, float]] = {}
        """For each participant the time that the last sign states, and this computer's clock when it was first seen, less its age
        then."""
        self._late: dict[str, float] = {}
        """The seconds between the time that a sign states and its arrival, if an earlier one was known."""

    def colleague(self, presence: Presence, written: float | None) -> Colleague:
        """The colleague with the newest sign of life, the file of which was `written` then, in seconds since 1970."""
        who, clock = presence.participant, self._clock()
        stated, since = self._seen.get(who.id, ("", 0.0))
        if stated != presence.time:
            is_first = who.id not in self._seen
            since = clock - (age_of(presence, written, self._now()) if is_first else 0.0)
            self._seen[who.id] = presence.time, since
            self._late[who.id] = 0.0 if is_first else seconds_between(presence.time, self._now()) or 0.0
        return Colleague(who, Whereabouts(presence.story, presence.clause), max(0.0, clock - since), presence.left)

    def problems(self, colleagues: Iterable[Colleague]) -> Iterator[Message]:
        """A sentence for each colleague whose signs of life arrive at another time than they state."""
        for found in colleagues:
            late = abs(self._late.get(found.participant.id, 0.0))
            if late > AWAY_AFTER:
                yield Message.counted(
                    "the clocks of {name} and of this computer differ by {n} minute, or files arrive late; set both clocks",
                    "the clocks of {name} and of this computer differ by {n} minutes, or files arrive late; set both clocks",
                    max(1, round(late / 60)),
                    name=found.participant.name or found.participant.id,
                )


def age_of(presence: Presence, written: float | None, now: str) -> float:
    """Seconds since a sign of life, by its own time or by that of its file, whichever says less: the clocks of computers differ.
    A time in the future says nothing; 0 if neither says anything."""
    ages = [seconds_between(presence.time, now)]
    if written is not None:
        ages.append(datetime.fromisoformat(now).timestamp() - written)
    return max(0.0, min([age for age in ages if age is not None and age > -AWAY_AFTER], default=0.0))


def seconds_between(time: str, now: str) -> float | None:
    """Seconds from one time to another, negative if it is earlier; None if one is not a time."""
    try:
        first, second = (datetime.fromisoformat(value).astimezone(UTC) for value in (time, now))
    except (ValueError, OverflowError):
        return None
    return (second - first).total_seconds()
