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


TESTS = [f"{KEEPER if number % 5 == 0 else OTHER}::test_{number}" for number in range(30)]


@pytest.fixture
def workers() -> list[Worker]:
    return [Worker("gw0"), Worker("gw1")]


@pytest.fixture
def scheduler(pytestconfig: pytest.Config, workers: list[Worker]) -> GroupScheduling:
    """A scheduler that has given the first of the tests to the workers."""
    scheduler = scheduler_of(pytestconfig, "loadgroup")
    assert isinstance(scheduler, GroupScheduling)
    for worker in workers:
        add(worker, scheduler)
    scheduler.schedule()
    return scheduler


def add(worker: Worker, scheduler: GroupScheduling) -> None:
    scheduler.add_node(worker)
    scheduler.add_node_collection(worker, TESTS)


def carry_out(worker: Worker, scheduler: GroupScheduling) -> None:
    """Carries out the next test of a worker, if it has one."""
    if worker.done < len(worker.given):
        worker.done += 1
        scheduler.mark_test_complete(worker, worker.given[worker.done - 1])


def carry_out_all(workers: list[Worker], scheduler: GroupScheduling) -> None:
    rounds = 0
    while scheduler.has_pending:
        rounds += 1
        assert rounds <= len(TESTS), "the workers wait"
        for worker in workers:
            carry_out(worker, scheduler)


def test_a_group_is_given_to_one_process(scheduler: GroupScheduling, workers: list[Worker]) -> None:
    carry_out_all(workers, scheduler)
    given = [{TESTS[number].partition("::")[0] for number in worker.given} for worker in workers]
    assert sorted(map(sorted, given)) == [[KEEPER, OTHER], [OTHER]]
    assert sorted(number for worker in workers for number in worker.given) == [*range(len(TESTS))]


@pytest.mark.parametrize("done", [0, 2, 7, 12])
def test_what_follows_a_test_that_ends_its_process_is_run(scheduler: GroupScheduling, workers: list[Worker], done: int) -> None:
    """Whatever the process had finished before; the test that ended it is not repeated."""
    for _ in range(done):
        for worker in workers:
            carry_out(worker, scheduler)
    ended = workers.pop()
    test = ended.given[ended.done]
    assert scheduler.remove_node(ended) == TESTS[test]
    workers.append(Worker("gw2"))
    add(workers[-1], scheduler)
    scheduler.schedule()
    carry_out_all(workers, scheduler)
    done_numbers = ended.given[: ended.done] + [number for worker in workers for number in worker.given]
    assert sorted([*done_numbers, test]) == [*range(len(TESTS))]
    assert all(worker.shutting_down for worker in workers)


def test_a_process_that_has_finished_ends_in_no_test(scheduler: GroupScheduling, workers: list[Worker]) -> None:
    carry_out_all(workers, scheduler)
    assert [scheduler.remove_node(worker) for worker in workers] == [None, None]
