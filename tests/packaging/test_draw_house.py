"""The picture of the house: drawn from the imports of the code as they are."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "draw_house.py"


@pytest.fixture
def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_house", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_shows_the_imports_of_the_code(drawing: ModuleType) -> None:
    kept = drawing.embedded_graph(drawing.PICTURE.read_text(encoding="utf-8"))
    assert kept == drawing.graph_of(), "run `make picture`"


def test_each_folder_stands_above_what_it_imports(drawing: ModuleType) -> None:
    graph = {"model/a": ["model/b", "resources"], "model/b": ["resources"], "app/c": ["model/a", "model/b"], "resources": []}
    assert drawing.floors_of(graph) == [["resources"], ["model/b"], ["model/a"], ["app/c"]]
    assert drawing.needed_lines(graph) == [("model/a", "model/b"), ("model/b", "resources"), ("app/c", "model/a")]
    assert drawing.embedded_graph(drawing.picture_of(graph)) == graph


def test_folders_that_import_each_other_share_a_floor(drawing: ModuleType) -> None:
    graph = {"app/a": ["app/b"], "app/b": ["app/a", "model/c"], "model/c": []}
    assert drawing.floors_of(graph) == [["model/c"], ["app/a", "app/b"]]
    assert {("app/a", "app/b"), ("app/b", "app/a")} <= set(drawing.needed_lines(graph))
    assert drawing.embedded_graph(drawing.picture_of(graph)) == graph
