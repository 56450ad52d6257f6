"""Floors of coverage: judged by folder, raised and never lowered."""

from __future__ import annotations

from tests.coverage import below, by_file, by_folder, raised


def test_files_are_counted_with_their_branches_and_summed_by_folder() -> None:
    def counted(lines: int, of: int, branches: int, of_branches: int) -> object:
        summary = {"covered_lines": lines, "num_statements": of, "covered_branches": branches, "num_branches": of_branches}
        return {"summary": summary}

    files = {"app/a.py": counted(8, 10, 1, 10), "app/b.py": counted(1, 5, 0, 0), "app/x/c.py": counted(4, 4, 0, 0)}
    found = by_file({"files": {**files, "app/__init__.py": counted(0, 0, 0, 0)}})
    assert found == {"app/a.py": (9, 20), "app/b.py": (1, 5), "app/x/c.py": (4, 4)}
    assert by_folder(found) == {"app": 40.0, "app/x": 100.0}


def test_a_folder_below_its_floor_is_named_and_so_is_one_that_is_gone() -> None:
    assert below({"app": 80, "model": 90}, {"app": 80.0, "model": 90.4, "widgets": 3.0}) == []
    assert below({"app": 80, "model": 90}, {"app": 79.9}) == [
        "app: 79.9 %, its floor is 80 %",
        "model: there is no such folder; take its floor out",
    ]


def test_floors_rise_with_what_is_well_above_and_never_fall() -> None:
    floors = {"app": 80, "model": 90, "widgets": 70}
    assert raised(floors, {"app": 85.5, "model": 91.9, "widgets": 60.0, "resources": 50.2}) == {
        "app": 84, "model": 90, "resources": 49, "widgets": 70,
    }  # fmt: skip
