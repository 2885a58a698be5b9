"""Every study file of the page on research data reads such files, and its lines of Python run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyreadstat
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "bring-a-network.md"
STUDY_FILE = re.compile(r"<!-- file: (?P<file>\S+)/study\.toml -->\n```toml\n(?P<text>.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(?P<text>.*?)```", re.DOTALL)


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def egor(folder: Path) -> None:
    write(
        folder,
        egos="egoID;age\n1;40\n2;50\n3;60\n",
        alters="egoID;alterID;alter.sex\n1;1;w\n1;2;m\n2;1;m\n",
        edges="egoID;Source;Target;weight\n1;1;2;3\n",
    )


def edge_list(folder: Path) -> None:
    write(folder, people="id,street\n1,a\n2,a\n3,b\n", ties="source,target,weight\n1,2,1\n1,3,2\n2,1,1\n")


def matrix(folder: Path) -> None:
    write(folder, matrix="id,1,2,3\n1,0,1,2\n2,1,0,0\n3,0,0,0\n")


def spss(folder: Path) -> None:
    pyreadstat.write_sav(
        pd.DataFrame(
            {
                "form_no": [1.0, 2.0, 3.0],
                "surname": ["Zoë Marlow", "Owen Tate", "Dilys Pugh"],
                "help1": ["Owen Tate", "Zoë Marlow", ""],
                "help2": ["Dilys Pugh", "", ""],
                "knows": [1.0, 2.0, -9.0],
            }
        ),
        str(folder / "fernley.sav"),
        variable_value_labels={"knows": {1: "yes", 2: "no", -9: "refused"}},
        missing_ranges={"knows": [-9]},
    )


FILES = {"egor": egor, "edge-list": edge_list, "matrix": matrix, "spss": spss}


def shown() -> dict[str, str]:
    return {found["file"]: found["text"] for found in STUDY_FILE.finditer(PAGE.read_text(encoding="utf-8"))}


def test_every_study_file_of_the_page_is_tried() -> None:
    assert list(shown()) == list(FILES)


@pytest.mark.parametrize("kind", FILES)
def test_the_study_file_that_the_page_shows_reads_the_files(
    kind: str, netsurvey: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "study.toml").write_text(shown()[kind], encoding="utf-8")
    FILES[kind](tmp_path)
    for command in ("ingest", "resolve"):
        answer = netsurvey(command, tmp_path)
        assert answer.code == 0, answer.err
    team = tmp_path / "out" / "team"
    mentions = pd.read_csv(team / "mentions.csv", dtype=str, keep_default_na=False)
    assert mentions["respondent_id"].tolist() == ["1", "1", "2"]
    people = pd.read_csv(team / "people.csv", dtype=str).set_index("respondent_id")["person_id"]
    named = [mentions["person_id"].tolist()[place] for place in (0, 1, 2)]
    if kind == "egor":
        assert len({*named, *people}) == 6
    else:
        assert named == [people["2"], people["3"], people["1"]]


def test_the_lines_of_python_give_the_ego_networks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "egor"
    folder.mkdir()
    egor(folder)
    (folder / "study.toml").write_text(shown()["egor"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = PYTHON.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    *lines, last = found["text"].strip().splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - what the page tells readers to run
    egos = eval(last, names)  # noqa: S307
    assert egos["size"].tolist() == [2, 1, 0]
    assert egos["density"].tolist()[0] == 1
