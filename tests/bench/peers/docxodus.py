"""Compares with Docxodus, in an environment of its own: BASE NEW OUT."""

import sys
from pathlib import Path

from python_redlines.engines import DocxodusEngine

base, new, out = map(Path, sys.argv[1:])
data, _, _ = DocxodusEngine().run_redline("Peer", base, new, detect_moves=True, detect_format_changes=True)
out.write_bytes(data)
