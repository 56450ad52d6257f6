"""What a file of tests keeps for all its tests is made by one process: the tests of a group are given to one, others to any."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.groups import GroupScheduling, group_of
from tests.sources import Rule, imported, imported_modules, imports_between

ASKING = (imported, imported_modules, imports_between)
KEEPER, OTHER = "tests/journeys/test_main_job.py", "tests/test_lanes.py"


def kept_things(item: pytest.Function) -> Iterator[str]:
    """What the module of a test has that is made once for all its tests."""
    for name, value in vars(item.module).items():
        if getattr(value, "__module__", "") == item.module.__name__ and hasattr(value, "cache_clear"):
            yield name
    fixtures = item._fixtureinfo.name2fixturedefs
    yield from (name for name, found in fixtures.items() if found[-1].scope == "module" and found[-1].baseid)


def asks_for_rules(item: pytest.Function) -> bool:
    """Whether the module of a test has a rule on the code, or uses a function that needs one."""
    values = vars(item.module).values()
    return any(isinstance(value, Rule) or (callable(value) and value in ASKING) for value in values)


def test_what_a_file_keeps_is_seen_in_its_text(request: pytest.FixtureRequest) -> None:
    """In a run of all tests this looks at all of them."""
    for item in request.session.items:
        if isinstance(item, pytest.Function):
            group = group_of(item.nodeid.partition("::")[0])
            assert group or not [*kept_things(item)], item.nodeid
            assert group == "sources" or not asks_for_rules(item), item.nodeid


class Worker:
    """A process that notes what it is given."""

    def __init__(self, name: str) -> None:
        self.gateway, self.shutting_down = SimpleNamespace(id=name), False
        self.given, self.done = list[int](), 0

    def send_runtest_some(self, numbers: list[int]) -> None:
        self.given += numbers

    def shutdown(self) -> None:
        self.shutting_down = True


def scheduler_of(config: pytest.Config, dist: str) -> GroupScheduling | None:
    asked = SimpleNamespace(getvalue=lambda name: {"dist": dist, "tx": ["popen"] * 2}[name], option=config.option)
    return config.pluginmanager.hook.pytest_xdist_make_scheduler(config=asked, log=None)


def test_a_group_is_given_to_one_process(pytestconfig: pytest.Config) -> None:
    tests = [f"{KEEPER if number % 5 == 0 else OTHER}::test_{number}" for number in range(30)]
    scheduler = scheduler_of(pytestconfig, "loadgroup")
    assert isinstance(scheduler, GroupScheduling)
    workers = [Worker("gw0"), Worker("gw1")]
    for worker in workers:
        scheduler.add_node(worker)
        scheduler.add_node_collection(worker, tests)
    scheduler.schedule()
    while scheduler.has_pending:
        for worker in workers:
            if worker.done < len(worker.given):
                worker.done += 1
                scheduler.mark_test_complete(worker, worker.given[worker.done - 1])
    given = [{tests[number].partition("::")[0] for number in worker.given} for worker in workers]
    assert sorted(map(sorted, given)) == [[KEEPER, OTHER], [OTHER]]
    assert sorted(number for worker in workers for number in worker.given) == [*range(len(tests))]
