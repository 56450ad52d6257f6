#!/usr/bin/env python3
"""Builds the wheel and the source archive of what is committed into `dist/`, and looks whether they are whole.

python packaging/build_wheel.py
"""

import io
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.version import VERSION  # noqa: E402

TOOLS = ROOT / "build/wheel-tools"


def main():
    python = TOOLS / "bin/python"
    if not python.exists():
        venv.create(TOOLS, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "build", "twine"]
        subprocess.run(pip, check=True)
    out = ROOT / "dist"
    source = ROOT / "build/source"  # not the folder itself: setuptools would look for packages in all that was built there
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    archived = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD"], stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archived)) as archive:
        archive.extractall(source, filter="data")
    subprocess.run([str(python), "-m", "build", "--outdir", str(out), str(source)], check=True, stdout=subprocess.DEVNULL)
    wheel, archive = out / f"clausewright-{VERSION}-py3-none-any.whl", out / f"clausewright-{VERSION}.tar.gz"
    subprocess.run([str(python), "-m", "twine", "check", "--strict", str(wheel), str(archive)], check=True)
    lacking = [*lacking_in_wheel(wheel), *lacking_in_archive(archive)]
    if lacking:
        print("build-wheel: not in there: " + " ".join(lacking[:20]), file=sys.stderr)
        return 1
    print(f"build-wheel: {wheel.name}: {wheel.stat().st_size:,} bytes; {archive.name}: {archive.stat().st_size:,} bytes")
    return 0


def tracked_files(*folders):
    """The files of the repository, below some folders."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", *folders], stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout
    return [name for name in listed.split("\0") if name]


def catalogues():
    """The compiled catalogues, of which none is in the repository."""
    return [name.removesuffix(".po") + ".mo" for name in tracked_files("resources/translations") if name.endswith(".po")]


def lacking_in_wheel(wheel):
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    wanted = [*tracked_files("app", "model", "resources", "widgets"), *catalogues()]
    return [name for name in wanted if name not in held]


def lacking_in_archive(archive):
    with tarfile.open(archive) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    return [name for name in tracked_files() if name not in held and name != ".gitignore"]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        print("build-wheel: this command failed: " + " ".join(map(str, error.cmd)), file=sys.stderr)
        sys.exit(1)
