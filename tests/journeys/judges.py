"""The judges of `../shared/judge`, as modules."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

SHARED = Path(__file__).resolve().parents[3] / "shared"


@cache
def judge(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"judge_{name}", SHARED / "judge" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def resolved(data: bytes, mode: str) -> list[str]:
    """What accepting or rejecting everything gives, paragraph by paragraph, notes in ⟦⟧, empty ones left out."""
    redline = judge("redline")
    texts = (re.sub(r"\s+", " ", text).strip() for text in redline.texts(redline.extract(io.BytesIO(data), mode)))
    return [text for text in texts if text]


def letters(text: str) -> str:
    """Letters and digits alone: what stays when labels, spaces and marks are told differently."""
    return "".join(character for character in text if character.isalnum())
