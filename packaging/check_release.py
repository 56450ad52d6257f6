#!/usr/bin/env python3
"""Says whether what lies in `dist/` may be released: the version has its entry in the changelog, nothing is uncommitted, and
every package is there and small enough.

    python packaging/check_release.py
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.version import VERSION  # noqa: E402

PACKAGES = {
    "clausewright-{}-py3-none-any.whl": 5, "clausewright-{}.tar.gz": 10, "clausewright_{}-1_amd64.deb": 12,
    "clausewright_{}-1_arm64.deb": 12,
    "Clausewright-{}-setup.exe": 40, "Clausewright-{}-portable.zip": 60,
}  # fmt: skip
"""What a release consists of, with the most megabytes that each may have."""


def main():
    wrong = list(faults(ROOT, VERSION))
    changed = subprocess.run(["git", "-C", str(ROOT), "status", "--porcelain"], stdout=subprocess.PIPE, check=False).stdout
    if changed:
        wrong.append("there are changes that are not committed")
    for path in wrong:
        print("release: " + path, file=sys.stderr)
    return 1 if wrong else 0


def faults(root, version):
    """What stands in the way of a release, a sentence each."""
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE):
        yield f"CHANGELOG.md has no entry of {version} with its date"
    for name, most in PACKAGES.items():
        path = root / "dist" / name.format(version)
        if not path.is_file():
            yield f"{path.name} is not in dist; the installer of a release is built with --runtime, a test one is none"
        elif path.stat().st_size > most * 1_000_000:
            yield f"{path.name} has more than {most} MB"


if __name__ == "__main__":
    sys.exit(main())
