"""The presence of a participant in a shared draft: who it is and where the caret is, as a small file that is replaced whole."""

from __future__ import annotations

import json

from msgspec import Struct

from model.errors import EditError
from model.redline.values import Count
from model.sharing.values import Participant, stored_participant
from model.submission.json_codec import decode
from model.submission.story import FIRST_TEXT, StoryId

LARGEST = 10_000
"""The largest size of such a file in bytes."""
_LONGEST = 200


class Presence(Struct, frozen=True):
    """The facts about a participant that the others see."""

    participant: Participant
    time: str = ""
    """When it was written, ISO 8601, UTC, by the clock of the participant's computer."""
    story: StoryId = FIRST_TEXT
    """The story with the caret."""
    clause: str = ""
    """The id of the clause with the caret; '' if there is none."""
    left: bool = False
    """Whether the participant stopped sharing or closed the window."""


class _StoredPresence(Struct, frozen=True):
    presence: Count
    """The version of the format."""
    project: str
    participant: str
    name: str = ""
    color: Count = 0
    time: str = ""
    story: StoryId = FIRST_TEXT
    clause: str = ""
    left: bool = False


def write_presence(presence: Presence, project: str) -> bytes:
    """The bytes of the file of a presence. `project` is the id of the project file that is shared."""
    who = presence.participant
    value = {"presence": 1, "project": project, "participant": who.id, "name": who.name, "color": who.color}
    value |= {"time": presence.time, "story": str(presence.story), "clause": presence.clause, "left": presence.left}
    return json.dumps(value).encode("ascii") + b"\n"


def read_presence(data: bytes, project: str) -> Presence | None:
    """The presence in a file; None if the data are something else, are incomplete, or belong to another project."""
    if len(data) > LARGEST or not data.startswith(b"{"):
        return None
    try:
        stored = decode(json.loads(data), _StoredPresence, "presence")
    except (EditError, ValueError, RecursionError):
        return None
    who = stored_participant(stored.participant, stored.name, stored.color)
    if who is None or stored.project != project or any(len(text) > _LONGEST for text in (stored.time, stored.clause)):
        return None
    return Presence(who, stored.time, stored.story, stored.clause, stored.left)
