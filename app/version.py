"""The version of the program."""

from __future__ import annotations

from pathlib import Path


def version() -> str:
    """The version that is installed, or that of the checkout the program runs from."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    if project.is_file():
        import tomllib

        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed_version

    try:
        return installed_version("clausewright")
    except PackageNotFoundError:
        return "unknown"
