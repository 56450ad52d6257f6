"""How many texts a file has that is opened as one."""

from __future__ import annotations

import pytest

from model.files.opening import most_texts
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline

TEXT = """
    # RESOLUTION 71 (Rev. Busan, 2014)
    ## Strategic plan
    The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),
    *considering*
    a)\tthe purposes of the Union;
    """
CITING = """
    # RESOLUTION 71 (Rev. Busan, 2014)
    ## Strategic plan
    The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),
    *considering*
    Resolution 72 (Rev. Busan, 2014)
    a)\tthe purposes of the Union;
    """


@pytest.mark.parametrize(("texts", "count"), [([TEXT], 1), ([CITING], 1), ([TEXT + TEXT], 2), ([TEXT, TEXT], 1), ([], 0)])
def test_the_texts_of_one_proposal_are_counted(texts: list[str], count: int) -> None:
    assert most_texts(Submission(proposals=tuple(Proposal(redline=redline(text)) for text in texts))) == count
