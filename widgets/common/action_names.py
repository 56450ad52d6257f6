"""The names of actions as they stand where no key goes to them."""

from __future__ import annotations

import re


def name_without_keys(text: str) -> str:
    """The name of an action without the signs for its keys, `(&F)` in languages whose letters no key bears."""
    plain = re.sub(r"\s*\(&\w\)", "", text).replace("&&", "\0").replace("&", "").replace("\0", "&")
    return plain.strip()
