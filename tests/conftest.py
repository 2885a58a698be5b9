"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def third_party() -> Path:
    """Return the folder of real third-party data, or skip where there is none."""
    folder = os.environ.get("NETSURVEY_THIRD_PARTY")
    if not folder or not Path(folder).is_dir():
        pytest.skip("NETSURVEY_THIRD_PARTY does not name a folder of third-party data")
    return Path(folder)
