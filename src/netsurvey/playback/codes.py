"""Private codes: a slip of paper for each respondent that lights up their part of the map, never a dot.

The page holds only slow, salted hashes of the codes, among decoys, so that neither a code nor how many respondents are
in the smallest parts can be read from it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined

from netsurvey.analyse.words import when
from netsurvey.playback.groups import SMALLER, map_groups
from netsurvey.privacy import letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netsurvey.network import Network

__all__ = ["code_hash", "page_codes", "private_codes", "slips"]

COST = {"N": 16384, "r": 8, "p": 1}
"""Of scrypt (Percival 2009): some hundredths of a second and 16 MB for each guess."""
_BYTES = 12
_DECOYS_TO = 10
"""Hashes of each part are filled up to a multiple of this, always by at least one."""
_ON_A_SHEET = 24


def private_codes(network: Network, key: bytes) -> pd.DataFrame:
    """Return the private code of every respondent of one site and wave; the same study always gives the same.

    Parameters
    ----------
    network
        One site in one wave.
    key
        The study's key: without it a code can only be guessed among a million million.

    Returns
    -------
    pandas.DataFrame
        Columns site, wave, respondent_id, code and row, the number of the node; in the order of the forms: 2 before 10.
    """
    rows = np.flatnonzero(network.interviewed)
    forms = network.nodes.reset_index().iloc[rows][["site", "wave", "respondent_id"]]
    taken: set[str] = set()
    codes = []
    for form in forms.itertuples(index=False):
        told = (_code(key, [*map(str, form), attempt]) for attempt in count())
        codes.append(next(code for code in told if code not in taken))
        taken.add(codes[-1])
    by_id = np.lexsort((forms["respondent_id"], forms["respondent_id"].str.len()))
    return forms.assign(code=codes, row=rows).iloc[by_id].reset_index(drop=True)


def page_codes(network: Network, key: bytes, *, seed: int = 1) -> dict[str, Any]:
    """Return what the page holds of the codes: hashes, and the part of the map each leads to.

    Parameters
    ----------
    network
        One site in one wave.
    key
        The study's key.
    seed
        The seed the page is made with.
    """
    codes = private_codes(network, key)
    groups = np.maximum(map_groups(network, seed=seed), SMALLER)[codes["row"]]
    salt = hmac.digest(key, b"playback salt", "sha256")[:16]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        hashes = list(threads.map(lambda code: code_hash(code, salt), codes["code"]))
    led = dict(zip(hashes, groups.tolist(), strict=True))
    for group in np.unique(groups).tolist():
        for decoy in range(_DECOYS_TO - int((groups == group).sum()) % _DECOYS_TO):
            told = hmac.digest(key, f"decoy {group} {decoy}".encode(), "sha256")[:_BYTES]
            led[base64.b64encode(told).decode()] = group
    return {"salt": base64.b64encode(salt).decode(), **COST, "community": dict(sorted(led.items()))}


def code_hash(code: str, salt: bytes) -> str:
    """Return the hash of a code as the page looks it up: letters and digits only, in capitals.

    Examples
    --------
    >>> code_hash("k7qm-2xfd", b"salt") == code_hash("K7QM 2XFD", b"salt")
    True
    """
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    told = hashlib.scrypt(plain.encode(), salt=salt, n=COST["N"], r=COST["r"], p=COST["p"], maxmem=2**26, dklen=_BYTES)
    return base64.b64encode(told).decode()


def slips(codes: pd.DataFrame, *, title: str) -> str:
    """Return the slips of paper to hand out, as a page to print and cut.

    Parameters
    ----------
    codes
        What :func:`private_codes` returned; of several sites or waves one after the other, and the slips say which.
    title
        What the study is called.
    """
    environment = Environment(
        loader=PackageLoader("netsurvey.playback", ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    rows: list[Mapping[str, Any]] = [
        {"form": form, "code": code, "site": site, "wave": when(wave)}
        for form, code, site, wave in codes[["respondent_id", "code", "site", "wave"]].itertuples(index=False)
    ]
    several = len(codes[["site", "wave"]].drop_duplicates()) > 1
    sheets = [rows[first : first + _ON_A_SHEET] for first in range(0, len(rows), _ON_A_SHEET)]
    return environment.get_template("slips.html").render(title=title, sheets=sheets, several=several)


def _code(key: bytes, form: list[Any]) -> str:
    told = letters(key, f"private code {json.dumps(form)}")
    return f"{told[:4]}-{told[4:8]}"
