"""Lets the tests of the formats import the survey that they share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[3]))
pytest.register_assert_rewrite("tests.ingest.formats.equal")
