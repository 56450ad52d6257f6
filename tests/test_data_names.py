"""Names out of files become paths by one function alone (`model.storage.data_names.path_in`); each other join is known here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.errors import FileError
from model.storage.data_names import is_hash, is_plain_name, path_in
from tests.skips import Reason
from tests.sources import ROOT, Source, in_each_file, named

FOLDERS = ("app", "model", "widgets", "resources")
JOINS = ("joinpath", "with_name", "with_stem", "with_suffix")
NUMBERS = ("sum", "len", "max", "min", "int", "abs")
PROPOSED = "a name that the user sees, and confirms or changes, in the box that asks where to save"
ENTRY = "the name of an entry of that very folder"
FINGERPRINT = "a hash that is computed here"
COUNTED = "a path of ours with a number"
PART = "the name of a part in a zip, which never becomes a file"
PROGRAM_NAME = "a name that the program itself has or makes"
RESOURCE = "the files that travel with the program, by names in its code and tables"
REVIEWED = {
    "app/controllers/comparison/comparison_export.py": {
        "Path(self._open_submission.start_folder('export')) / f'{self._name()}{suffix}'": PROPOSED
    },
    "app/controllers/consolidation/consolidation.py": {"Path(self._folder()) / f'{stem}{suffix}'": PROPOSED},
    "app/controllers/files/export.py": {
        "Path(self._open_submission.start_folder('export')) / self.proposed_name(view, form)": PROPOSED,
        "start.with_suffix(kinds[0].endings[0])": PROPOSED,
    },
    "app/controllers/files/sending.py": {"Path(self._open_submission.start_folder('send')) / f'{name}.amend'": PROPOSED},
    "app/controllers/library/mandates.py": {
        "Path(self._context.open_submission.start_folder('export')) / (self.tr('Mandates') + '.docx')": PROPOSED
    },
    "app/controllers/library/open_library.py": {
        "self._cache / fingerprint(f'{self.folder} {held.id} {held.digest}'.encode('utf-8', 'surrogatepass'))[:12]": FINGERPRINT
    },
    "app/controllers/printing.py": {
        "Path(self._open_submission.start_folder('export')) / f\"{name.removesuffix('.docx')}.pdf\"": PROPOSED
    },
    "app/controllers/briefing/controller.py": {"Path(self._open_submission.start_folder('export')) / f'{name}.html'": PROPOSED},
    "app/session/open_submission.py": {"Path(self.start_folder('save')) / f'{self.saved_stem}.amend'": PROPOSED},
    "app/session/open_windows.py": {
        "self.folder / (self.id + _SUFFIX)": PROGRAM_NAME,
        "self.folder / (self.id + _REQUEST)": PROGRAM_NAME,
        "self.folder / (other.id + _REQUEST)": ENTRY,
    },
    "app/controllers/start/first_pages.py": {
        "path.with_name(f'{path.stem}.{os.getpid()}.new')": COUNTED,
        "cache / f'{_key(path)}.json'": FINGERPRINT,
        "cache / f'{_key(path)}.png'": FINGERPRINT,
    },
    "app/user_data/dictionaries.py": {"Path(base, name)": PROGRAM_NAME},
    "model/formats/pdf/pdfium.py": {"Path(found.origin).parent / _FILES.get(sys.platform, 'libpdfium.so')": PROGRAM_NAME},
    "model/formats/word/package/opc_package.py": {
        "posixpath.join(folder, '_rels', leaf + '.rels')": PART,
        "posixpath.join(folder, target)": PART,
    },
    "model/formats/office/conversion.py": {"folder / f'{_GIVEN}{ending}'": PROGRAM_NAME},
    "model/formats/word/package/package_parts.py": {"posixpath.join(folder, '_rels', leaf + '.rels')": PART},
    "model/journal/writing.py": {
        "path.with_name(f'{path.stem}.{number}{SUFFIX}')": COUNTED,
        "path.with_name(f'{path.name}.{number}.damaged')": COUNTED,
    },
    "model/library/copies/kept_copies.py": {"cache / fingerprint(os.fsencode(os.path.abspath(library)))[:16]": FINGERPRINT},
    "model/library/copies/publishing.py": {
        "library.folder / f'publishing-{os.getpid()}.db'": COUNTED,
        "target.with_name(f'.{target.name}.{os.urandom(4).hex()}{PART}')": COUNTED,
    },
    "model/library/copies/unwritable.py": {
        "kept / database_name(fingerprint(f'{before} {_stamp(folder / _LOG)}'.encode()))": FINGERPRINT,
        "made / target.name": FINGERPRINT,
        "made / file": PROGRAM_NAME,
    },
    "model/library/imports/given_files.py": {"Path(folder) / name": ENTRY},
    "model/library/folder/originals.py": {
        "self.folder / name": ENTRY,
        "self._incoming / name": ENTRY,
        "self.folder / hash[:SHORT_HASH]": "only after `is_hash`, and nothing is read there",
    },
    "model/library/folder/database_files.py": {
        "folder / f'{DATABASE}{end}'": PROGRAM_NAME,
        "folder / f'library-{stamp}.db{end}'": PROGRAM_NAME,
    },
    "model/storage/atomic_write.py": {"path.with_name(name)": "the name of a file that the caller chose, with a head and a tail"},
    "model/storage/data_names.py": {"folder / name": "the one function, after its checks"},
    "widgets/dialogs/save_place.py": {
        "typed.with_name(typed.name + next(iter(_ENDING.findall(chosen)), endings[0]))": "what the user typed",
    },
    "resources/__init__.py": {"_FOLDER / name": RESOURCE, "_FOLDER / folder": RESOURCE},
    "resources/catalogues.py": {
        "folder / language": RESOURCE,
        "folder / language / f'{domain}.po'": RESOURCE,
        "cache / language": RESOURCE,
        "cache / language / beside.name": RESOURCE,
        "path.with_name(f'{path.name}.{os.getpid()}')": COUNTED,
        "(target or source) / path.relative_to(source).with_suffix('.mo')": ENTRY,
    },
}
"""The joins with a name that the code does not spell out, by file, each with the reason why no file of a stranger chooses it."""


@in_each_file(*FOLDERS)
def joins(source: Source) -> Iterator[tuple[str, str]]:
    """The places in a module at which a path is made of a folder and a name that the code does not spell out: file and code."""
    yield from ((named(source.path), ast.unparse(node)) for node in join_nodes(source))


def join_nodes(source: Source) -> Iterator[ast.expr]:
    """The expressions that do so."""
    names = {node.id for node in source.nodes(ast.Name)}
    has_paths = any(mark in name.lower() for name in names for mark in ("path", "folder")) or "os" in names
    for node in source.nodes(ast.BinOp) if has_paths else ():
        if isinstance(node.op, ast.Div) and not (is_number(node.left) or is_number(node.right) or is_fixed(node.right)):
            yield node
    for call in source.nodes(ast.Call):
        function = call.func
        if isinstance(function, ast.Attribute):
            is_join = (function.attr in JOINS and not all(map(is_fixed, call.args))) or (
                function.attr == "join" and ast.unparse(function.value).endswith("path")
            )
        else:
            is_join = isinstance(function, ast.Name) and function.id in ("Path", "open") and not is_one_path(call)
        if is_join:
            yield call


def is_one_path(call: ast.Call) -> bool:
    """Whether a call takes a path as it is, and makes none of parts."""
    parts = [argument for argument in call.args if not isinstance(argument, ast.Starred)]
    is_opened = ast.unparse(call.func) == "open"
    return (is_opened or len(call.args) < 2) and all(
        is_fixed(argument) or not isinstance(argument, ast.JoinedStr) for argument in parts
    )


def is_number(node: ast.expr) -> bool:
    """Whether an operand of a division is surely a number."""
    if isinstance(node, ast.BinOp):
        return not isinstance(node.op, (ast.Div, ast.Add)) or is_number(node.left) or is_number(node.right)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in NUMBERS
    return isinstance(node, ast.UnaryOp) or (isinstance(node, ast.Constant) and isinstance(node.value, (int, float)))


def is_fixed(node: ast.expr) -> bool:
    """Whether a name is spelt out in the code."""
    if isinstance(node, ast.JoinedStr):
        return all(is_fixed(value.value if isinstance(value, ast.FormattedValue) else value) for value in node.values)
    if isinstance(node, ast.BinOp):
        return is_fixed(node.left) and is_fixed(node.right)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.strip("_").isupper())


def test_every_join_with_a_name_out_of_data_goes_through_the_one_function() -> None:
    found: dict[str, set[str]] = {}
    for file, join in joins.found():
        found.setdefault(file, set()).add(join)
    unknown = {name: new for name, names in found.items() if (new := names - REVIEWED.get(name, {}).keys())}
    assert unknown == {}, "use model.storage.data_names.path_in, or list the join here with the reason why it is safe"
    gone = {name: old for name, names in REVIEWED.items() if (old := names.keys() - found.get(name, set()))}
    assert gone == {}, "delete what is no longer there"


@pytest.mark.parametrize(
    "code",
    [
        "path = folder / name",
        "path = folder / f'x-{name}'",
        "path = folder / original.hash[:32] / 'x'",
        "path = path.with_name(name)",
        "path = folder.joinpath('a', name)",
        "path = Path(folder, name)",
        "path = Path(f'{folder}/{name}')",
        "path = os.path.join(folder, name)",
        "file = open(f'{folder}/{name}')",
    ],
)
def test_a_join_is_seen(code: str) -> None:
    assert list(join_nodes(Source(ROOT / "x.py", code)))


@pytest.mark.parametrize(
    "code",
    [
        "path = folder / 'originals'",
        "path = folder / NAME",
        "path = folder / f'{NAME}.part'",
        "path = Path(name)",
        "part = width * path / 3",
        "file = open(path, 'rb')",
        "path = path_in(folder, name)",
    ],
)
def test_what_is_safe_or_no_join_is_passed_over(code: str) -> None:
    assert list(join_nodes(Source(ROOT / "x.py", code))) == []


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/", "/etc", "a/b", "../a", "a\\b", "\\\\server\\a", "C:", "C:a", "a:b", "a\0b", "a\nb", "NUL", "con.txt",
     "a.", "x" * 256],
)  # fmt: skip
def test_what_leads_elsewhere_is_no_plain_name(tmp_path: Path, name: str) -> None:
    assert not is_plain_name(name)
    with pytest.raises(FileError, match="not a plain name; get the folder again from its source") as refused:
        path_in(tmp_path, name)
    assert len(str(refused.value)) < len(str(tmp_path)) + 250


@pytest.mark.parametrize("name", ["a", "R-75.docx", ".part", "決议 (1).docx", "a..b", "library.json"])
def test_a_plain_name_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    assert path_in(tmp_path, name) == tmp_path / name


def test_links_are_not_followed(tmp_path: Path) -> None:
    for goal in (tmp_path, tmp_path / "gone", tmp_path / "loop"):
        link = tmp_path / "loop"
        link.unlink(missing_ok=True)
        try:
            link.symlink_to(goal)
        except OSError:
            pytest.skip(Reason.POSIX_FILES)
        with pytest.raises(FileError, match="links are not followed"):
            path_in(tmp_path, "loop")


def test_a_hash_is_a_hash() -> None:
    assert is_hash("0a" * 32)
    assert not any(map(is_hash, ("", "0a" * 16, "0A" * 32, "0a" * 33, "g" * 64, "0a" * 32 + "\n")))
