"""Comparison of all that two checkouts of the program write from the same files, byte for byte, with the clock held.

    python -m tests.outputs.compare_checkouts BEFORE AFTER [--files 100] [--keep FOLDER] [--by-meaning]

BEFORE and AFTER are prepared checkouts (`make test` or `packaging/prepare.py` was run in each); the real files are those of
`shared` beside AFTER. Each verb of the command line is run in each checkout's own Python, where clock and random numbers are
held. Outputs that are zips are compared part by part; with `--by-meaning`, parts of XML by their elements: in which order
attributes and tab stops stand, how an empty element is closed and which unused prefixes are declared is the writer's choice.
Prints what differs; exit status 1 where anything does.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

DRIVER = Path(__file__).with_name("run_verbs.py")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS_WITHOUT_LABEL = {"number", "title", "history", "opening", "call"}
EXPORTS = (("tracked.docx",), ("clean.docx", "--clean"), ("base.docx", "--base"), ("page.html",), ("text.txt",))
VIEWS = ("markup", "draft", "base")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--files", type=int, default=100, help="how many of the strangers' Word files are read")
    parser.add_argument("--keep", type=Path, help="a folder in which the outputs stay")
    parser.add_argument("--by-meaning", action="store_true", help="compare XML by its elements, not by its bytes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        calls = prepare(options.after.resolve(), folder / "inputs", options.files)
        outputs = [folder / name for name in ("before", "after")]
        running = []
        for checkout, out in zip((options.before, options.after), outputs, strict=True):
            out.mkdir(exist_ok=True)
            python = checkout.resolve() / ".venv" / "bin" / "python"
            command = [str(python), str(DRIVER), str(checkout.resolve()), str(calls), str(out)]
            running.append(subprocess.Popen(command, cwd=checkout))
        statuses = [process.wait() for process in running]
        if any(statuses):
            print("a checkout could not be run", file=sys.stderr)
            return 2
        differences = compare(*outputs, by_meaning=options.by_meaning)
    for line in differences:
        print(line)
    return 1 if differences else 0


def prepare(checkout: Path, folder: Path, count: int) -> Path:
    """Writes the inputs and the list of calls, a line each: name, then the verb's arguments, parted by tabs. `{OUT}` stands for
    the folder of outputs."""
    folder.mkdir(parents=True, exist_ok=True)
    shared = checkout.parent / "shared"
    calls: list[tuple[str, ...]] = []
    texts = {"sample": checkout / "resources" / "sample" / "resolution.en.txt"}
    texts = {name: path for name, path in texts.items() if path.exists()}
    for table in sorted((shared / "corpus" / "pp18").glob("*.tsv")):
        texts[table.stem] = folder / f"{table.stem}.txt"
        texts[table.stem].write_text(as_notation(table), encoding="utf-8", newline="\n")
    for name in ("base", "proposal-tracked", "redline"):
        texts[f"res75-{name}"] = shared / "res75" / f"{name}.docx"
    with open(shared / "corpus" / "word" / "MANIFEST.tsv", encoding="utf-8", newline="") as file:
        names = sorted(row["file"] for row in csv.DictReader(file, delimiter="\t") if not row["file"].startswith("broken/"))
    for number, name in enumerate(names[:count]):
        texts[f"word-{number:03}"] = shared / "corpus" / "word" / name
    for path in sorted((shared / "corpus" / "itu").glob("*.docx")):
        texts[path.stem] = path
    for name, path in texts.items():
        calls.append((f"{name}.import", "import", str(path), "-o", f"{{OUT}}/{name}.amend"))
        calls += [
            (f"{name}.{out}", "export", f"{{OUT}}/{name}.amend", "-o", f"{{OUT}}/{name}.{out}", *more) for out, *more in EXPORTS
        ]
        calls += [
            (f"{name}.show.{view}.{form}", "show", f"{{OUT}}/{name}.amend", "--view", view, "--format", form)
            for view in VIEWS
            for form in ("json", "notation", "tree")
        ]
        calls.append((f"{name}.check", "check", f"{{OUT}}/{name}.amend", "--format", "json"))
    edits = shared / "res75" / "edits.json"
    calls.append(("res75.apply", "apply", "{OUT}/res75-base.amend", str(edits), "-o", "{OUT}/res75-edited.amend"))
    calls += [
        (f"res75-edited.{out}", "export", "{OUT}/res75-edited.amend", "-o", f"{{OUT}}/res75-edited.{out}", *more)
        for out, *more in EXPORTS
    ]
    base, proposed = shared / "res75" / "base.docx", shared / "res75" / "proposed.docx"
    for suffix in ("docx", "html", "amend", "txt"):
        calls.append((f"compare.{suffix}", "compare", str(base), str(proposed), "-o", f"{{OUT}}/compared.{suffix}"))
        parties = (str(proposed), "{OUT}/res75-edited.amend")
        calls.append((f"consolidate.{suffix}", "consolidate", str(base), *parties, "-o", f"{{OUT}}/all.{suffix}"))
    path = folder / "calls.tsv"
    path.write_text("".join("\t".join(call) + "\n" for call in calls), encoding="utf-8", newline="\n")
    return path


def as_notation(table: Path) -> str:
    """A text of `corpus/pp18`, one clause a line: kind, label, text."""
    lines = []
    for row in table.read_text(encoding="utf-8").splitlines():
        kind, label, text = (*row.split("\t"), "", "")[:3]
        lines.append(text if kind in KINDS_WITHOUT_LABEL or not label else f"{label}\t{text}")
    return "\n".join(lines) + "\n"


def compare(before: Path, after: Path, *, by_meaning: bool = False) -> list[str]:
    """What differs between two folders of outputs, a sentence each."""
    names = [{path.name for path in folder.iterdir()} for folder in (before, after)]
    found = [f"{name}: only before" for name in sorted(names[0] - names[1])]
    found += [f"{name}: only after" for name in sorted(names[1] - names[0])]
    same = 0
    for name in sorted(names[0] & names[1]):
        old, new = (parts(folder / name, by_meaning=by_meaning) for folder in (before, after))
        changed = sorted(part for part in old.keys() | new.keys() if old.get(part) != new.get(part))
        same += not changed
        found += [f"{name}: {part or 'the bytes'} differ" for part in changed]
    print(f"{same} of {len(names[0] | names[1])} outputs are the same")
    return found


def parts(path: Path, *, by_meaning: bool) -> dict[str, str]:
    """The hashes of a zip's parts, or of the whole of another file."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            read = {name: archive.read(name) for name in archive.namelist()}
        meant = {name: canonical(data) if by_meaning and data.startswith(b"<?xml") else data for name, data in read.items()}
        return {name: hashlib.sha256(data).hexdigest() for name, data in meant.items()}
    return {"": hashlib.sha256(path.read_bytes()).hexdigest()}


def canonical(data: bytes) -> bytes:
    """A part of XML in the one form of all that mean the same."""
    root = etree.fromstring(data)
    for tabs in root.iter(WORD + "tabs"):
        tabs[:] = sorted(tabs, key=lambda tab: int(tab.get(WORD + "pos", "0")))
    return etree.tostring(root, method="c14n", exclusive=True)


if __name__ == "__main__":
    sys.exit(main())
