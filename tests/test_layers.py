"""The house stands as CONTRIBUTING.md says: which way imports point, where Qt may be, how long a file may be."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import LAYERS, ROOT, Source, imported, imported_modules, in_each_file, modules, named, source_of

FLOORS_OF_MODEL = (
    {"message"},
    {"text"},
    {"errors"},
    {"redline"},
    {"numbering", "lexicon", "storage"},
    {"submission"},
    {"allocations", "brackets", "cuts", "diff", "references", "speech"},
    {"layers"},
    {"consolidation"},
    {"merging"},
    {"formats"},
    {"journal", "files"},
    {"library"},
    {"preflight"},
    {"edits"},
    {"sharing"},
)
"""The folders of `model` from the ground up: each may import itself and those below it, none beside it."""
FLOORS_OF_FORMATS = (
    {
        "progress",
        "proof_rules",
        "refused_kinds",
        "refused_numbers",
        "rtf_reader",
        "show",
        "text_encoding",
        "tracked_changes",
        "xml_escape",
    },
    {"safe_zip", "safe_xml", "notation", "recognition", "treaty"},
    {"office"},
    {"page"},
    {"word"},
    {"amend", "html", "akoma_ntoso", "pdf"},
)
FLOORS_OF_WORD = (
    {"package", "clause_matching"},
    {"reading", "printed_styles"},
    {"writing", "proof", "reader", "table_shapes"},
    {"cuts_export"},
    {"export", "layered_reader"},
)
FLOORS_OF_WRITING = (
    {"from_template", "pictures", "export_options", "page_headers"},
    {"body"},
    {"into_source"},
    {"conference_template", "document", "omitted_pictures", "package_merge", "tables"},
    {"new_package", "reading_copy"},
    {"source_package_writer"},
    {"writer"},
)
FLOORS_OF_AKOMA_NTOSO = (
    {"schema"},
    {"reading", "writing", "pictures"},
    {"reader", "writer"},
    {"proof"},
    {"export"},
)
FLOORS_OF_LIBRARY = (
    {"texts"},
    {"folder", "sqlite"},
    {"store"},
    {"imports", "queries", "copies"},
)
FLOORS_OF_APP = (
    {"background", "own_command", "translation", "version"},
    {"user_data"},
    {"session"},
    {"window"},
    {"controllers"},
    {"waiting_controllers"},
    {"program"},
    {"run"},
    {"cli"},
    {"__main__"},
)
FLOORS_OF_CONTROLLERS = (
    {"sharing"},
    {
        "clauses",
        "comments",
        "conflicts",
        "consolidation",
        "editions",
        "files",
        "find",
        "language_versions",
        "links",
        "new_base",
        "places_panel",
    },
    {"brackets", "cuts", "layers", "references", "spelling", "submission_form", "symbols", "typing_corrections"},
    {"printing", "problems", "review", "source_pages", "split_view", "window"},
    {"briefing", "comparison", "margin", "positions", "start"},
    {"library"},
    {"adoption", "speech"},
)
MOST_FILES = 32
"""Python files side by side in a folder."""
QT = {"PySide6", "shiboken6", "PyQt6", "PySide2"}
RIDDLE = re.compile(r"(?:What|How|Who|Whose|Where|Which|Whether|When|Why) ")
"""A first word after which a reader must guess the thing."""
LONGEST = 400
HELD_SHORT = re.compile(r"(main_?window|editor)\.py$")
"""The two that become god objects in every Qt program."""
LONGEST_OF_THOSE = 300
TEXT_SUFFIXES = {".py", ".toml", ".md", ".txt", ".json", ".tsv", ".cfg", ".sh", ""}


@in_each_file(*LAYERS)
def docstrings(source: Source) -> Iterator[tuple[str, str]]:
    """The name and the docstring of each module that is not empty."""
    if source.tree.body:
        yield named(source.path), ast.get_docstring(source.tree) or ""


@in_each_file(*LAYERS)
def public_classes(source: Source) -> Iterator[tuple[str, str]]:
    """The name and the place of each public class."""
    yield from ((node.name, source.place(node)) for node in source.nodes(ast.ClassDef) if not node.name.startswith("_"))


def test_imports_point_one_way() -> None:
    wrong = []
    for path in modules(*LAYERS):
        above = {*LAYERS[LAYERS.index(path.relative_to(ROOT).parts[0]) + 1 :], "tests", "."}
        wrong += [f"{named(path, line)} {name}" for line, name in imported(path) if name in above]
    assert wrong == []


def floor_of(name: str, floors: tuple[set[str], ...]) -> int:
    return next(height for height, names in enumerate(floors) if name in names)


@pytest.mark.parametrize(
    ("package", "floors"),
    [
        ("model", FLOORS_OF_MODEL),
        ("model.formats", FLOORS_OF_FORMATS),
        ("model.formats.word", FLOORS_OF_WORD),
        ("model.formats.word.writing", FLOORS_OF_WRITING),
        ("model.formats.akoma_ntoso", FLOORS_OF_AKOMA_NTOSO),
        ("model.library", FLOORS_OF_LIBRARY),
        ("app", FLOORS_OF_APP),
        ("app.controllers", FLOORS_OF_CONTROLLERS),
    ],
)
def test_folders_import_downwards_only(package: str, floors: tuple[set[str], ...]) -> None:
    depth = package.count(".") + 1
    wrong = []
    for path in modules(package.replace(".", "/")):
        folder = path.relative_to(ROOT).with_suffix("").parts[depth]
        for line, module in imported_modules(path):
            parts = module.split(".")
            if folder == "__init__" or not module.startswith(package + ".") or parts[depth] == folder:
                continue
            if floor_of(parts[depth], floors) >= floor_of(folder, floors):
                wrong.append(f"{path.relative_to(ROOT)}:{line} {module}")
    assert wrong == []


def test_a_folder_can_be_taken_in_at_a_glance() -> None:
    full = Counter(path.parent.relative_to(ROOT) for path in modules(*LAYERS))
    assert {str(folder): count for folder, count in full.items() if count > MOST_FILES} == {}


PROOF = tuple(
    f"model.formats.{name}"
    for name in ("proof_rules", *(f"word.proof.{file}" for file in ("proof", "comments", "directions", "front_page")))
)
WRITER = tuple(f"model.formats.{name}" for name in ("word.writing", "page.labels", "page.proposal_text"))
"""The writer with what gives it the labels of each side."""
RULES_OF_WRITER = {
    *(f"model.submission.resolved.{name}" for name in ("side_of", "reproduced_clauses", "in_view", "submission_in_view")),
    *(f"model.formats.recognition.mark_order.{name}" for name in ("to_word", "closing_order")),
}
"""The functions by which the writer decides what stands on a side; `from_word`, which undoes `to_word`, is the reader's."""


def test_the_proof_of_export_shares_nothing_with_the_writer() -> None:
    """Neither directly nor through what it imports; or a fault of the writer would be the proof's too."""
    wrong, seen = [], set()
    waiting = [path for name in PROOF if (path := source_of(name)) is not None]
    assert len(waiting) == len(PROOF)
    while waiting:
        path = waiting.pop()
        for line, module in imported_modules(path):
            file = source_of(module)
            shared = (
                any(module == module_name or module.startswith(f"{module_name}.") for module_name in WRITER)
                or module in RULES_OF_WRITER
            )
            if shared:
                wrong.append(f"{path.relative_to(ROOT)}:{line} {module}")
            elif file is not None and file not in seen:
                seen.add(file)
                waiting.append(file)
    assert wrong == []


def test_what_is_true_knows_no_qt() -> None:
    paths = modules("resources", "model")
    assert [named(path, line) for path in paths for line, name in imported(path) if name in QT] == []


def test_python_docx_works_in_one_room() -> None:
    """It opens zips unjudged and its XML parser is for our template alone."""
    room = ROOT / "model" / "formats" / "word" / "writing" / "from_template"
    paths = [path for path in modules(*LAYERS) if path.parent != room]
    assert [named(path, line) for path in paths for line, name in imported(path) if name == "docx"] == []
    assert any(name == "docx" for path in modules(*LAYERS) for _, name in imported(path)), "that folder has another name"


def test_a_file_has_one_subject() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*LAYERS)}
    longest = {path: LONGEST_OF_THOSE if HELD_SHORT.search(path.name) else LONGEST for path in lengths}
    assert {named(path): length for path, length in lengths.items() if length > longest[path]} == {}


def test_a_module_says_what_it_is_for() -> None:
    assert [name for name, docstring in docstrings.found() if not docstring] == []


def test_a_module_is_named_by_a_noun() -> None:
    riddles = {name: docstring for name, docstring in docstrings.found() if RIDDLE.match(docstring)}
    assert riddles == {}, "say what the module is: “The labels of a redline”, not “What is printed before a clause”"


def test_no_two_public_classes_have_one_name() -> None:
    places: dict[str, list[str]] = {}
    for name, place in public_classes.found():
        places.setdefault(name, []).append(place)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would shadow PyPI's packaging"


def test_nothing_names_somebodys_machine() -> None:
    private = re.compile(r"/(?:work|root|Users)/\w|[A-Z]:\\\\?Users|\w@(?:localhost|\w+\.local)\b")
    folders = [ROOT / name for name in (*LAYERS, "tests", "packaging", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*")] + list(ROOT.glob("*"))
    found = []
    for path in files:
        if not path.is_file() or path.suffix not in TEXT_SUFFIXES or path == Path(__file__) or path.name == ".git":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if private.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert found == []
