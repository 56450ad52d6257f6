"""Saving a project file, and the id of a new one."""

from __future__ import annotations

import os
from pathlib import Path

from model.formats.amend import Project, project_bytes
from model.storage.atomic_write import fingerprint, write_durably


def new_project_id() -> str:
    """An id for a document without one."""
    return os.urandom(16).hex()


def save_project(project: Project, path: str | Path, *, expect: str | None = None, keep_previous: bool = False) -> str:
    """Writes a project file durably, and returns its fingerprint. ProofError if it would be read back differently."""
    data = project_bytes(project)
    write_durably(path, data, expect=expect, keep_previous=keep_previous)
    return fingerprint(data)
