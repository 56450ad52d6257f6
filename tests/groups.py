"""The tests that one process runs one after another: those of a file that keeps something for all its tests, and those of all
files that ask for rules on the code or name one group.

xdist has groups of its own, `--dist loadgroup`, but with pytest 9.2 they have no effect and nothing says so (pytest-xdist, issue
1386): it writes a group into an attribute that pytest does not read any more. Here a group follows from what the file of a test
says, so that it depends on neither."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.sources import ROOT

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

KEEPS = re.compile(r'^@(?:pytest\.fixture\(scope="module"|(?:functools\.)?(?:lru_)?cache\b)', re.MULTILINE)
"""What a file does that makes something once for all its tests; two processes would make it twice."""
NAMED = re.compile(r'\bxdist_group\("(\w+)"\)')
RULES = re.compile(
    r"^from tests\.sources import (?:\([^)]*|.*)\b(?:in_each_file|Rule|imported|imported_modules|imports_between)\b", re.MULTILINE
)
"""What a file with rules on the code imports; one pass over the code answers all of them."""


@cache
def group_of(file: str) -> str:
    """The name of the group of a file, given by its path from the root; '' if its tests may be divided among processes."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if named := NAMED.search(text):
        return named[1]
    if RULES.search(text):
        return "sources"
    return file if KEEPS.search(text) else ""


class GroupScheduling(LoadScopeScheduling):
    """Gives a process whole groups, the largest ones first, then single tests."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid.partition("::")[0]) or nodeid

    def remove_node(self, node: WorkerController) -> str | None:
        """Takes a process out; gives the test in which it ended, if it did in one, and leaves the tests after that to others.

        xdist 3.8 also leaves the groups that the process had finished, and the test that ended it. The next process would get a
        finished group, have nothing to do and wait for ever, or be ended by the same test."""
        groups = self.assigned_work.pop(node)
        left = [(group, test) for group, tests in groups.items() for test, is_done in tests.items() if not is_done]
        for group, test in left[1:]:
            self.workqueue.setdefault(group, {})[test] = False
        for other in self.nodes:
            self._reschedule(other)
        return left[0][1] if left else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> GroupScheduling | None:
    """Divides the tests by their groups if that is asked for."""
    return GroupScheduling(config, log) if config.getvalue("dist") == "loadgroup" else None
