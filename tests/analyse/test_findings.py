"""Findings as a whole: what the headlines say, who may see what, storage, sameness."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import Finding, Findings, analyse
from netsurvey.errors import UsageError

ASKED: dict[str, dict[str, Any]] = {
    "help": {"asks": "people", "role": "support", "name": "help_{n}", "none_tick": "help_none"},
    "bring": {"asks": "people", "role": "connector", "name": "bring_{n}", "none_tick": "bring_none"},
    "link": {"asks": "people", "role": "linker", "name": "link_{n}", "none_tick": "link_none"},
    "vip": {"asks": "choice", "column": "v", "yes": ["y"], "role": "knows_changer"},
}
CAUSAL = r"\b(cause[sd]?|because|leads? to|due to|results? in|effects? of|impact)\b"


def town(*, people: int = 200, sites: int = 1) -> list[dict[str, Any]]:
    """Return forms of people of whom every fourth is a power isolate who feels worse, on two streets."""
    rng = np.random.default_rng(7)
    forms = []
    for n in range(people):
        alone = n % 4 == 0
        friends = [f"r{int(other)}" for other in rng.choice(people, 3, replace=False) if other != n]
        forms.append(
            {
                "id": f"r{n}",
                "site": f"S{n % sites}",
                "help": "none" if n % 8 == 0 else friends,
                "bring": "none" if alone else [f"r{n % 12}"],
                "link": "none" if alone else [*friends[:1], "Zoe"],
                "vip": "no" if n % 5 < 3 else "yes",
                "street": f"s{n % 2}",
                "researcher": "r1",
                "mode": "read aloud" if n % 10 == 0 else "self-completed",
                "gender": ["f", "m"][n % 2],
                **{f"wemwbs_{item}": float(rng.integers(2, 5) - alone) for item in range(1, 15)},
            }
        )
    return forms


@pytest.fixture(name="findings", scope="module")
def _findings() -> Findings:
    return analyse(*_village())


def _village(**changes: Any) -> Any:
    import importlib.util
    from pathlib import Path

    spec = importlib.util.spec_from_file_location("hand_drawn", Path(__file__).with_name("conftest.py"))
    raise NotImplementedError(spec, changes)
