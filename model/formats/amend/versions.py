"""Named versions: the submission at the time when the user, an import or an export gave it a name."""

from __future__ import annotations

from msgspec.structs import replace

from model.errors import EditError
from model.formats.amend.values import Project, Version
from model.message import Message
from model.submission.values import Submission


def take_version(
    project: Project, name: Message | str, time: str, note: Message | str = "", submission: Submission | None = None
) -> Project:
    """The project with one more version: of the current submission, or of another (a colleague's returned file). EditError if
    the name is empty or taken.

    project: the project
    name: its name; a message if the program gives it
    time: its time, as in ISO 8601
    note: words about it; a message if the program gives them
    submission: its content; None: the present content of the project
    """
    named, noted = (text if isinstance(text, Message) else None for text in (name, note))
    name, note = str(name).strip(), str(note)
    if not name:
        raise EditError.of("a version needs a name")
    if any(version.name == name for version in project.versions):
        raise EditError.of("there is a version named “{name}” already; choose another name", name=name)
    taken = project.submission if submission is None else submission
    extras = project.extras if submission is None else {}
    return replace(project, versions=(*project.versions, Version(name, time, note, taken, extras, named, noted)))


def free_name(project: Project, name: str) -> str:
    """The name, with a number if a version has it already."""
    return str(free_title(project, Message.verbatim(name.strip())))


def free_title(project: Project, name: Message) -> Message:
    """The same for a name that the program gives."""
    taken = {version.name for version in project.versions}
    number, free = 1, name
    while str(free) in taken:
        number += 1
        free = Message.of("{name} ({number})", name=name, number=number)
    return free


def find_version(project: Project, name: str) -> Version:
    """The version of that name; EditError names those there are."""
    for version in project.versions:
        if version.name == name:
            return version
    if not project.versions:
        raise EditError.of("there is no version named “{name}”; there are: none", name=name)
    names = tuple(repr(version.name) for version in project.versions)
    raise EditError.of("there is no version named “{name}”; there are: {names}", name=name, names=names)


def restore_version(project: Project, name: str) -> Submission:
    """The submission of that version with the packages of both, so that Undo works. EditError if it does not exist."""
    old = find_version(project, name).submission
    return replace(old, sources={**project.submission.sources, **old.sources})


def drop_version(project: Project, name: str) -> Project:
    """The project without that version; EditError if there is none."""
    dropped = find_version(project, name)
    return replace(project, versions=tuple(version for version in project.versions if version is not dropped))
