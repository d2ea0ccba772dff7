from __future__ import annotations

import pytest
from factories import bridge, bridge_findings

from newsclaims.compare import Comparison
from newsclaims.findings import Finding


@pytest.fixture
def compared() -> Comparison:
    """The comparison of the three bridge articles."""
    return bridge()


@pytest.fixture
def found() -> list[Finding]:
    """What there is to say about the bridge."""
    return bridge_findings()
