"""Values that are made fast are made as `dataclass` makes them."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from model.values import quick


@dataclass(frozen=True, slots=True)
class Plain:
    text: str
    level: int = 1
    marks: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    text: str
    level: int = 1
    marks: tuple[str, ...] = ()


def parts(value: Plain | Quick) -> tuple[object, ...]:
    return value.text, value.level, value.marks


@pytest.mark.parametrize(
    ("given", "named"), [(("a",), {}), (("a", 2), {}), ((), {"text": "a", "marks": ("x",)}), (("a",), {"marks": ("x", "y")})]
)
def test_it_is_filled_as_a_dataclass_is(given: tuple[str, ...], named: dict[str, object]) -> None:
    value = Quick(*given, **named)  # type: ignore[arg-type]
    assert type(value) is Quick
    assert parts(value) == parts(Plain(*given, **named))  # type: ignore[arg-type]
    assert value == Quick(*parts(value))  # type: ignore[arg-type]
    assert hash(value) == hash(Quick(*parts(value)))  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [(), ("a", 1, (), 4)])
def test_wrong_arguments_are_refused(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Quick(*given)  # type: ignore[arg-type]


def test_it_stays_as_it_was_made() -> None:
    value = Quick("a")
    with pytest.raises(FrozenInstanceError):
        value.text = "b"  # type: ignore[misc]
    with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
        value.other = "b"  # type: ignore[attr-defined]


def test_it_is_replaced_copied_and_pickled() -> None:
    value = Quick("a", 2, ("x",))
    assert replace(value, text="b") == Quick("b", 2, ("x",))
    assert copy.deepcopy(value) == value == pickle.loads(pickle.dumps(value))


def test_a_default_that_is_made_each_time_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        marks: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="marks"):
        quick(Listed)
