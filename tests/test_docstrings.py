"""What the docstrings of the code must tell: what each public thing is for and, where many parameters come, each of them."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

from tests.sources import LAYERS, Source, in_each_file, named

LEAST = 0.95
"""The share of public modules, classes, functions and methods that have a docstring."""
MANY = 5
"""Parameters, `self` aside, from which on the docstring has a list of them."""
STANDARD = frozenset(("submission", "stamp", "story", "number", "id", "clauses", "parent", "context"))
"""Parameters with one meaning everywhere, which CONTRIBUTING.md gives. A list mentions them only if theirs is another one."""
LISTED = re.compile(r"^(\*{0,2}\w+(?:, \*{0,2}\w+)*): \S", re.MULTILINE)
"""A line of such a list, `name: meaning`; parameters of one meaning may stand together, `x, y: meaning`. The list is the last
paragraph of the docstring."""
QT = (QtCore, QtGui, QtWidgets, QtPrintSupport)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Documented(NamedTuple):
    """A public thing of the code with its place: `model/text/words.py:Word.start`."""

    place: str
    docstring: str
    owner: str = ""
    """The class of a method."""
    parameters: tuple[str, ...] | None = None
    """Those of a function, and of a class those of its `__init__`; None if it has none."""


@in_each_file(*LAYERS)
def bases_of_classes(source: Source) -> Iterator[tuple[str, set[str]]]:
    """The name of each class, and the names of its base classes without generic arguments."""
    for node in source.nodes(ast.ClassDef):
        yield node.name, {ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases}


@cache
def bases() -> dict[str, set[str]]:
    """By the name of a class of ours: the names of its base classes."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, names in bases_of_classes.found():
        found[name] |= names
    return found


@cache
def names_of_qt(name: str) -> frozenset[str]:
    """The names that a class of ours has from Qt; empty if it is no class of Qt."""
    ancestors, waiting = set(), [name]
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in ancestors:
            ancestors.add(ancestor)
            waiting.extend(bases().get(ancestor, ()))
    qt = [getattr(module, ancestor) for ancestor in ancestors - set(bases()) for module in QT if hasattr(module, ancestor)]
    return frozenset(attribute for qt_class in qt for attribute in dir(qt_class))


@in_each_file(*LAYERS)
def public_things(source: Source) -> Iterator[Documented]:
    """Each module that is not empty, and its public classes, functions and methods, overrides of Qt among them."""
    if source.tree.body:
        place = named(source.path)
        yield Documented(place, ast.get_docstring(source.tree) or "")
        yield from public(f"{place}:", source.tree)


def public(place: str, node: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    """The public classes, functions and methods within a node; nothing of functions, or dunders."""
    owner = node.name if isinstance(node, ast.ClassDef) else ""
    for child in within(node.body):
        if child.name.startswith("_") or (not isinstance(child, ast.ClassDef) and is_set_or_overload(child)):
            continue
        made = child
        if isinstance(child, ast.ClassDef):
            made = next((method for method in within(child.body) if method.name == "__init__"), child)
        names = tuple(parameters(made)) if isinstance(made, FUNCTIONS) else None
        is_method = bool(owner) and not isinstance(child, ast.ClassDef)
        yield Documented(place + child.name, ast.get_docstring(child) or "", owner if is_method else "", names)
        if isinstance(child, ast.ClassDef):
            yield from public(f"{place}{child.name}.", child)


def within(body: list[ast.stmt]) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """The definitions of a body, also those under an `if` or a `try`."""
    for statement in body:
        if isinstance(statement, (ast.ClassDef, *FUNCTIONS)):
            yield statement
        elif isinstance(statement, (ast.If, ast.Try)):
            yield from within(
                [*statement.body, *statement.orelse, *(handler for h in getattr(statement, "handlers", ()) for handler in h.body)]
            )


def is_set_or_overload(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the docstring stands elsewhere: at the getter of a property, at the function that is overloaded."""
    return any(ast.unparse(decorator).endswith((".setter", "overload")) for decorator in node.decorator_list)


def everything() -> list[Documented]:
    """All public things without overrides of Qt."""
    return [thing for thing in public_things.found() if not thing.owner or not overrides_qt(thing)]


def overrides_qt(thing: Documented) -> bool:
    """Whether a method is one that its class has from Qt."""
    return thing.place.rpartition(".")[2] in names_of_qt(thing.owner)


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The names of all parameters but the first of a method."""
    given = node.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args)]
    if names[:1] in (["self"], ["cls"]):
        names = names[1:]
    names += [f"*{given.vararg.arg}"] if given.vararg else []
    names += [argument.arg for argument in given.kwonlyargs]
    return names + ([f"**{given.kwarg.arg}"] if given.kwarg else [])


def listed(message: str) -> list[str]:
    """The parameters of the list at the end of a docstring, in order."""
    return [name for line in LISTED.findall(message.rpartition("\n\n")[2]) for name in line.split(", ")]


def test_public_things_say_what_they_are_for() -> None:
    found = everything()
    silent = [thing.place for thing in found if not thing.docstring]
    share = 1 - len(silent) / len(found)
    assert share >= LEAST, f"{share:.1%} of {len(found)} have a docstring, not these {len(silent)}:\n" + "\n".join(silent)


def is_complete(listed: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a list has all parameters in order, perhaps without standard ones."""
    return list(listed) == [name for name in names if name in listed or name not in STANDARD]


def test_many_parameters_are_listed_as_they_are_in_the_signature() -> None:
    long = [thing for thing in everything() if thing.parameters is not None and len(thing.parameters) >= MANY]
    assert len(long) > 150
    wrong = {thing.place for thing in long if not is_complete(listed(thing.docstring), thing.parameters or ())}
    assert wrong == set(), "write a line `name: meaning` for each parameter, in the order of the signature"


def test_standard_parameters_may_be_left_out_of_a_list() -> None:
    names = ["submission", "story", "words", "place", "stamp"]
    assert is_complete(["words", "place"], names)
    assert is_complete(["story", "words", "place"], names)
    assert not is_complete(["place", "words"], names)
    assert not is_complete(["words"], names)
