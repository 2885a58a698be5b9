"""How well the people of two well-known linkage files are found, files that have nothing to do with door knocking.

RLdata500 (German names, one person in ten entered twice with an error) and Splink's fake_1000 (English names, up to
seven entries a person) become studies: each record is one name on a form of its own, its year of birth an age, its city
a street. Day and month of birth and the e-mail address, which identify almost by themselves, have no place on a
door-knock form and are left out; so the figures are lower than those of programs that see the whole file.

    NETSURVEY_THIRD_PARTY=FOLDER python -m benchmarks.resolve.transfer
"""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from benchmarks.resolve.own_rows import netsurvey_row, same_name_row

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FILES", "study_of"]

_YEAR = 2032
"""The year ages are counted to: fake_1000 has births until 2031. A later birth is a slip of the pen, and left out."""
_STUDY = """[study]
title = "{title}"
responses = "responses.csv"
site = "{title}"
wave = "{year}"
population = {population}

[respondent]
id = "record"

[questions.named]
asks = "people"
name = "name_{{n}}"
age = "name_{{n}}_age"
{street}"""


def _rldata500(folder: Path) -> pd.DataFrame:
    table = pd.read_csv(folder / "RLdata500.csv", dtype=str, keep_default_na=False, na_values=["NA"])
    table = table.fillna("")
    given, surname = (table[f"{part}_c1"] + " " + table[f"{part}_c2"] for part in ("fname", "lname"))
    return pd.DataFrame(
        {"given": given, "surname": surname, "born": table["by"], "street": "", "person": table["ent_id"]}
    )


def _fake_1000(folder: Path) -> pd.DataFrame:
    table = pd.read_csv(folder / "splink_fake_1000.csv", dtype=str, keep_default_na=False)
    return pd.DataFrame(
        {
            "given": table["first_name"],
            "surname": table["surname"],
            "born": table["dob"].str[:4],
            "street": table["city"],
            "person": table["cluster"],
        }
    )


FILES: dict[str, Callable[[Path], pd.DataFrame]] = {"RLdata500": _rldata500, "fake_1000": _fake_1000}
"""The files by name: each reads its folder into `given`, `surname`, `born`, `street` and the true `person`."""


def study_of(name: str, source: Path, folder: Path) -> Path:
    """Write one of :data:`FILES`, found in the folder `source`, as a study with its truth, and return its folder."""
    records = FILES[name](source)
    folder.mkdir(parents=True, exist_ok=True)
    number = np.arange(1, len(records) + 1).astype(str)
    age = _YEAR - pd.to_numeric(records["born"], errors="coerce")
    written = (records["given"] + " " + records["surname"]).str.split().str.join(" ")
    has_street = bool(records["street"].ne("").any())
    responses = pd.DataFrame({"record": number, "name_1": written, "name_1_age": age.where(age >= 0).astype("Int64")})
    if has_street:
        responses["name_1_street"] = records["street"]
    responses.to_csv(folder / "responses.csv", index=False)
    study = _STUDY.format(
        title=name,
        year=_YEAR,
        population=len(records),
        street='street = "name_{n}_street"\n' if has_street else "",
    )
    (folder / "study.toml").write_text(study, encoding="utf-8")
    truth = {"site": name, "wave": str(_YEAR), "respondent_id": number, "question": "named", "position": 1, "part": 1}
    pd.DataFrame(truth | {"person": records["person"].to_numpy()}).to_csv(folder / "truth.csv", index=False)
    return folder


def main() -> None:
    methods = {"same name": same_name_row, "netsurvey": netsurvey_row}
    if find_spec("splink") is None:
        print("Splink is not installed: its row is left out.")
    else:
        from benchmarks.resolve import splink_row  # noqa: PLC0415 - the rest of this file needs no Splink

        methods["Splink"] = splink_row.row
    source = Path(os.environ["NETSURVEY_THIRD_PARTY"]) / "matching"
    rows: list[dict[str, float | str]] = []
    for name in FILES:
        with tempfile.TemporaryDirectory() as temporary:
            study = study_of(name, source, Path(temporary))
            for method, row in methods.items():
                rows.append({"file": name, "method": method, **row(study)})
    print(pd.DataFrame(rows).to_string(index=False, float_format=lambda x: f"{x:.3f}", na_rep=""))


if __name__ == "__main__":
    main()
