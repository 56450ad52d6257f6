"""A program whose library holds some texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.program import Program
from tests.builders.library_window import put_in

OLD = """RESOLUTION 71 (Rev. Busan, 2014)

## Strategic plan for the Union

The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),

*considering*

a)\tthe purposes of the Union as they are stated in Article 1 of its Constitution;

*resolves*

1\tto adopt the strategic plan,

*instructs the Secretary-General*

1\tto report every year to the Council on the implementation of the plan and on the goals of the Union;
"""
NEW = OLD.replace("Busan, 2014", "Dubai, 2018").replace("every year", "every second year")
TWIN = """RESOLUTION 72 (Rev. Dubai, 2018)

## Linking strategic, financial and operational planning

The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),

*considering*

a)\tthe purposes of the Union as they are stated in Article 1 of its Constitution;

*instructs the Secretary-General*

1\tto report every second year to the Council on the implementation of the plan and on the goals of the Union,

*invites Member States*

1\tto contribute;
"""
ARABIC = """القرار 71 (المراجَع في دبي، 2018)

## الخطة الاستراتيجية للاتحاد

إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (دبي، 2018)،

*إذ يضع في اعتباره*

أ )\tأهداف الاتحاد والأمم المتحدة؛
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts in force."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in (("old", OLD), ("new", NEW), ("twin", TWIN), ("arabic", ARABIC)):
        (folder / f"{name}.txt").write_text("# " + text, "utf-8", newline="\n")
    return folder


@pytest.fixture
def program(open_program: Callable[..., Program], texts: Path, answers: dict[str, object]) -> Program:
    """The sample, with the texts in the library and its window open."""
    answers["show_warnings"] = None
    program = open_program()
    program.actions["library"].trigger()
    assert program.library.window is not None
    put_in(program, [texts])
    return program
