"""Copies of a shared draft on this computer: the text as it was left, and the mark of the computer that shared it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.session.shared_place import SharedPlace
from model.errors import ClausewrightError
from model.files.project_file import save_project
from model.formats.amend import Project, read_project
from model.sharing.values import Vector, read_vector, vector_text
from model.storage.data_names import path_in

PART = "sharing.json"
"""The part of a project file that says which commits of a shared draft are in it."""
PARTICIPANT_PART = "participant.txt"
"""The part of a copy on this computer that says who left it."""


class OwnCopy(Struct, frozen=True):
    """The text of this computer, with its private parts, as it was left, and the commits that are in it."""

    path: Path
    project: Project
    seen: Vector
    participant: str
    """Who left it: all commits of this participant are in it."""


def with_vector(project: Project, root: str, vector: Vector) -> Project:
    """The project with a part that says which commits are in it."""
    part = {"root": root, "seen": vector_text(vector)}
    return replace(project, parts={**project.parts, PART: json.dumps(part, sort_keys=True).encode("ascii")})


def vector_of(project: Project, root: str) -> Vector | None:
    """The commits that are in a project; None if it does not say so, or belongs to another sharing."""
    try:
        part = json.loads(project.parts.get(PART, b"{}"))
    except ValueError:
        return None
    if not isinstance(part, dict) or part.get("root") != root:
        return None
    return read_vector(part.get("seen", ""))


def keep_own_copy(folder: Path, place: SharedPlace, project: Project, *, versions: bool = False) -> bool:
    """Keeps what colleagues do not get, with `versions` named versions too. False if it cannot be written: the folder may be
    full."""
    path = path_in(folder, f"{place.root[:32]}-{place.me.id}.amend")
    public = place.public(project.submission)
    has_more = place.unsent > 0 or public != place.state or public is not project.submission or bool(project.parts) or versions
    try:
        if has_more:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            project = with_vector(replace(project, id=place.project), place.root, place.vector)
            save_project(replace(project, parts={**project.parts, PARTICIPANT_PART: place.me.id.encode("ascii")}), path)
    except (OSError, ClausewrightError):
        return False
    return True


def own_copy(folder: Path, root: str) -> OwnCopy | None:
    """What was kept of a sharing on this computer; None if nothing was."""
    for path in sorted(folder.glob(f"{root[:32]}-*.amend"), key=lambda found: found.stat().st_mtime, reverse=True):
        with suppress(ClausewrightError):
            project = read_project(path)
            seen = vector_of(project, root)
            if seen is not None:
                who = project.parts.get(PARTICIPANT_PART, b"").decode("ascii", "replace")
                parts = {name: data for name, data in project.parts.items() if name not in (PART, PARTICIPANT_PART)}
                return OwnCopy(path, replace(project, parts=parts), seen, who)
    return None


def mark_as_own(folder: Path, root: str) -> None:
    """Remembers that this computer shared a draft, so that it writes its file."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path_in(folder, f"{root[:32]}.own").touch(mode=0o600)


def unmark_as_own(folder: Path, root: str) -> None:
    """Forgets that this computer shared a draft: another one did at the same time, and writes its file."""
    with suppress(OSError):
        path_in(folder, f"{root[:32]}.own").unlink(missing_ok=True)


def is_own(folder: Path, root: str) -> bool:
    """Whether this computer shared a draft."""
    return path_in(folder, f"{root[:32]}.own").exists()
