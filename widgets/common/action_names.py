"""The names of actions as they stand where no key goes to them."""

from __future__ import annotations

import re


def name_without_keys(text: str) -> str:
    """The name of an action without the signs for its keys, `(&F)` in languages whose letters no key bears."""
    if "(&" in text:
        text = re.sub(r"\s*\(&\w\)", "", text)
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return plain.strip()


def bare_name(text: str) -> str:
    """The name of an action without the dots that say that a box asks more, or that of a field without its colon, and without
    the signs for its keys."""
    return name_without_keys(text).rstrip("…:： \u00a0")
