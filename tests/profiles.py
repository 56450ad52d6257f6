"""The profiles of Hypothesis: how many examples a law tries."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EXAMPLES = {"quick": 15, "ci": 50, "thorough": 2000}
"""The examples of a law by profile: `quick` for `make check`, `ci` for `make test`, `thorough` on request."""


def load_profile() -> None:
    """Registers the profiles and loads the one that HYPOTHESIS_PROFILE names, else `ci`."""
    for name, examples in EXAMPLES.items():
        settings.register_profile(
            name,
            deadline=None,
            max_examples=examples,
            # Continuous integration judges one commit, so it tries the same examples each time; all others look for new ones.
            derandomize=name == "ci" and "CI" in os.environ,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def times_profile(factor: float) -> int:
    """A multiple of the profile's number of examples, for a law that needs more than others, or whose examples are slow:
    `@settings(max_examples=times_profile(3))`."""
    return max(1, round(factor * settings().max_examples))
