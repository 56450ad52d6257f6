"""The merge of what was set for the proposals that are printed from a treaty text, joined by the provisions that they bear on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from model.merging.fields import merge_values, merge_words
from model.submission.values import CutSettings

_NONE = CutSettings()
_PROSE = ("reasons", "agenda")
"""The settings that are merged word by word."""


class DisputedSettings(Struct, frozen=True):
    """Settings about which two copies disagree: before, and with the value of either where both changed one."""

    key: str
    base: CutSettings
    present: CutSettings
    other: CutSettings


def merge_cuts(
    base: Mapping[str, CutSettings], first: Mapping[str, CutSettings], second: Mapping[str, CutSettings]
) -> tuple[dict[str, CutSettings], list[DisputedSettings]]:
    """The settings with the changes of both copies, field by field, and those about which they disagree: there the first copy's
    stand."""
    merged: dict[str, CutSettings] = {}
    disputed: list[DisputedSettings] = []
    for key in dict.fromkeys((*first, *second)):
        was, now, new = (copy.get(key, _NONE) for copy in (base, first, second))
        present, other = dict[str, object](), dict[str, object]()
        for name in CutSettings.__struct_fields__:
            values = [getattr(copy, name) for copy in (was, now, new)]
            if name in _PROSE:
                present[name], other[name] = merge_words(*values)
            else:
                present[name], other[name] = merge_values(*values)[0], merge_values(values[0], values[2], values[1])[0]
        merged[key] = replace(_NONE, **present)
        if present != other:
            disputed.append(DisputedSettings(key, was, merged[key], replace(_NONE, **other)))
    kept = _with_distinct_serials(base, merged)
    return {key: settings for key, settings in kept.items() if settings != _NONE}, disputed


def _with_distinct_serials(base: Mapping[str, CutSettings], merged: Mapping[str, CutSettings]) -> dict[str, CutSettings]:
    """The settings without a serial number that another one has: that of the base stays, else that of the first key."""
    owners: dict[int, str] = {}
    for key in sorted(merged, key=lambda key: (base.get(key, _NONE).serial != merged[key].serial, key)):
        owners.setdefault(merged[key].serial, key)
    return {
        key: settings if not settings.serial or owners[settings.serial] == key else replace(settings, serial=0)
        for key, settings in merged.items()
    }
