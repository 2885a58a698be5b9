"""The small sample with everything worked out, for tests of what is done afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from netsurvey import open_study
from netsurvey.pipeline import Run, write_findings
from netsurvey.privacy import Tier
from netsurvey.samples import copy_sample


@pytest.fixture(scope="session")
def _analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_sample("small", tmp_path_factory.mktemp("analysed") / "small")
    write_findings(Run(open_study(folder)), Tier.PARTNER)
    return folder


@pytest.fixture
def analysed_study(_analysed: Path, tmp_path: Path) -> Path:
    """Return a copy of the small sample, analysed, that a test may do anything to; what is kept in it is fresh."""
    return Path(shutil.copytree(_analysed, tmp_path / "analysed"))
