"""What the installer is made of, fetched once: wheels from the Python Package Index, dictionaries from Debian; each by version
and SHA-256. It is kept in `build/downloads` until that is removed."""

import csv
import hashlib
import re
import subprocess
import sys
from pathlib import Path

THIS_FOLDER = Path(__file__).resolve().parent
ROOT = THIS_FOLDER.parent.parent
KEPT = ROOT / "build/downloads"
PYTHON = "3.13"
TAG = "cp" + PYTHON.replace(".", "")


class DownloadError(Exception):
    """Something cannot be had, in one sentence."""


def pinned_wheels(name):
    """The lines of a list of wheels: name, version and hash of each."""
    lines = (THIS_FOLDER / name).read_text(encoding="utf-8").splitlines()
    found = (re.fullmatch(r"([\w-]+)==(\S+) --hash=sha256:([0-9a-f]{64})", line) for line in lines if line[:1] not in ("", "#"))
    return [(match[1], match[2], match[3]) for match in found]


def wheels(name):
    """The files of a list of wheels, fetched where they are not here yet."""
    pins = pinned_wheels(name)
    lacking = [pin for pin in pins if _sound_wheel(*pin) is None]
    if lacking:
        KEPT.mkdir(parents=True, exist_ok=True)
        wanted = KEPT / "wanted.txt"
        lines = [f"{name}=={version} --hash=sha256:{digest}\n" for name, version, digest in lacking]
        wanted.write_text("".join(lines), encoding="utf-8", newline="\n")
        # Markers would be judged for this machine, so that each wheel is named and none is looked for.
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--require-hashes", "--only-binary=:all:", "--platform", "win_amd64", "--python-version", PYTHON]
        command += ["--implementation", "cp", "--abi", TAG, "--abi", "abi3", "--abi", "none", "-d", str(KEPT), "-r", str(wanted)]
        subprocess.run(command, check=False)
    found = [_sound_wheel(*pin) for pin in pins]
    if None in found:
        raise DownloadError(f"the wheels of {name} cannot be fetched; is the package index reached?")
    return found


def _sound_wheel(name, version, digest):
    """The file of a wheel, whatever its tags, known by its hash: wheels of one name and version for other systems may lie beside
    it, as that of the Debian package. None if it is not there."""
    stem = f"{name.replace('-', '_')}-{version}-"
    found = (path for path in sorted(KEPT.glob("*.whl")) if path.name.lower().startswith(stem))
    return next((path for path in found if _is_sound(path, digest)), None)


def dictionaries():
    """The rows of `dictionaries.tsv`, and for each the Debian package that holds it."""
    with (THIS_FOLDER / "dictionaries.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(row, _package(row)) for row in rows]


def _package(row):
    path = KEPT / f"{row['package']}_{row['version'].replace(':', '%3a')}_all.deb"
    if not _is_sound(path, row["sha256"]):
        KEPT.mkdir(parents=True, exist_ok=True)
        command = ["apt-get", "download", "-q", f"{row['package']}={row['version']}"]
        done = subprocess.run(command, cwd=KEPT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode or not _is_sound(path, row["sha256"]):
            raise DownloadError(f"Debian's package {row['package']} {row['version']} cannot be fetched; run apt-get update")
    return path


def check_hash(path, digest):
    """DownloadError where a file that was given by hand is another one."""
    if not _is_sound(path, digest):
        raise DownloadError(f"{path}: it is not there or its SHA-256 is not {digest}")


def _is_sound(path, digest):
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest
