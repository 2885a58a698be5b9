from __future__ import annotations

import json
import re
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netsurvey import open_study
from netsurvey.samples import sample_path
from netsurvey.tables import key_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Netsurvey = Callable[..., Answer]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small sample with every command run on it, at every tier."""
    study = Path(shutil.copytree(sample_path("small"), tmp_path_factory.mktemp("finished") / "small"))
    from netsurvey.pipeline import Run, write_findings, write_ingest, write_pictures, write_resolution  # noqa: PLC0415
    from netsurvey.privacy import Tier  # noqa: PLC0415

    run = Run(open_study(study))
    write_ingest(run)
    write_resolution(run)
    for tier in Tier:
        write_findings(run, tier)
        write_pictures(run, tier, formats=("svg",), kinds=("sociogram", "groups") if tier is Tier.TEAM else None)
    return study


def test_help_names_every_command(netsurvey: Netsurvey) -> None:
    answer = netsurvey("--help")
    assert answer.code == 0
    for command in ("demo", "ingest", "resolve", "analyse", "plot"):
        assert re.search(rf"^  {command} ", answer.out, re.MULTILINE)


def test_the_version_is_that_of_the_package(netsurvey: Netsurvey) -> None:
    import netsurvey as package  # noqa: PLC0415

    assert netsurvey("--version").out == f"netsurvey {package.__version__}\n"


def test_help_loads_nothing_slow(netsurvey: Netsurvey) -> None:
    import subprocess  # noqa: PLC0415

    script = "import netsurvey.cli, sys; print(sorted({'pandas', 'igraph', 'matplotlib', 'numpy'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)  # noqa: S603
    assert loaded.stdout == "[]\n"
    assert netsurvey("analyse", "--help").code == 0


def test_ingest_prints_a_report_that_balances_and_writes_the_edge_list(netsurvey: Netsurvey, small_study: Path) -> None:
    answer = netsurvey("ingest", small_study, "--json")
    assert answer.code == 0
    report = json.loads(answer.out)
    assert report["balance"] == 0
    edges = pd.read_csv(small_study / "out" / "team" / "mention_edges.csv", encoding="utf-8-sig")
    truth = pd.read_csv(small_study / "truth.csv")
    assert len(edges) == len(truth)


def test_resolve_writes_one_row_a_mention_in_the_promised_columns(netsurvey: Netsurvey, small_study: Path) -> None:
    assert netsurvey("resolve", small_study).code == 0
    out = small_study / "out" / "team"
    mentions = pd.read_csv(out / "mentions.csv", dtype={"respondent_id": str}, encoding="utf-8-sig")
    assert list(mentions.columns) == [
        "site", "wave", "respondent_id", "question", "position", "part", "name", "kind", "person_id", "place_id",
        "probability",
    ]  # fmt: skip
    persons = mentions["kind"] == "person"
    assert mentions.loc[persons, "person_id"].notna().all()
    assert mentions.loc[~persons, "person_id"].isna().all()
    people = pd.read_csv(out / "people.csv", encoding="utf-8-sig")
    assert list(people.columns) == [
        "person_id", "site", "label", "respondent_id", "mentions", "respondents", "certainty",
    ]  # fmt: skip
    ties = pd.read_csv(out / "ties.csv", encoding="utf-8-sig")
    assert list(ties.columns) == ["site", "wave", "source", "target", "question", "weight", "probability"]
    assert set(ties["target"]) <= set(people["person_id"])


def test_resolve_explains_a_person_to_the_team(netsurvey: Netsurvey, analysed_study: Path) -> None:
    netsurvey("resolve", analysed_study)
    people = pd.read_csv(analysed_study / "out" / "team" / "people.csv", encoding="utf-8-sig")
    most = people.sort_values("mentions").iloc[-1]
    answer = netsurvey("resolve", analysed_study, "--explain", most["person_id"])
    assert answer.code == 0
    assert answer.out.startswith(f"{most['person_id']}: {most['mentions']} mention")
    assert "bits" in answer.out
    unknown = netsurvey("resolve", analysed_study, "--explain", "p-nobody")
    assert unknown.code == 2
    assert "nobody has this person id" in unknown.err
    assert "Jessop" not in netsurvey("resolve", analysed_study, "--explain", "Maryam Jessop").err


def test_analyse_prints_headlines_with_n_interval_and_the_caveat(netsurvey: Netsurvey, small_study: Path) -> None:
    answer = netsurvey("analyse", small_study)
    assert answer.code == 0
    assert "95%" in answer.out
    assert "graph_isolate" in answer.out
    assert (small_study / "out" / "partner" / "headlines.txt").read_text(encoding="utf-8").strip() == answer.out.strip()
    same = netsurvey("analyze", small_study, "--json")
    assert json.loads(same.out)["tier"] == "partner"


def test_plot_draws_the_kinds_and_formats_asked_for(netsurvey: Netsurvey, analysed_study: Path, tmp_path: Path) -> None:
    answer = netsurvey("plot", analysed_study, "--kind", "sociogram", "--format", "png", "-o", tmp_path / "pictures")
    assert answer.code == 0
    drawn = list((tmp_path / "pictures").iterdir())
    assert [path.name for path in drawn] == ["sociogram.png"]
    assert drawn[0].read_bytes().startswith(b"\x89PNG")


def test_the_command_line_knows_every_kind_of_picture_there_is() -> None:
    from netsurvey.cli.plot import Kind  # noqa: PLC0415
    from netsurvey.pipeline import PICTURES  # noqa: PLC0415

    assert tuple(Kind) == PICTURES


def test_a_damaged_roster_is_read_from_the_answers_again(netsurvey: Netsurvey, analysed_study: Path) -> None:
    first = netsurvey("analyse", analysed_study).out
    (analysed_study / "roster.parquet").write_bytes(b"junk")
    again = netsurvey("analyse", analysed_study)
    assert (again.code, again.out) == (0, first)
    netsurvey("resolve", analysed_study)
    assert pd.read_parquet(analysed_study / "roster.parquet")["name"].notna().any()


def test_nothing_fresh_is_done_again(netsurvey: Netsurvey, analysed_study: Path) -> None:
    from netsurvey.pipeline import Run  # noqa: PLC0415

    netsurvey("analyse", analysed_study)
    study = open_study(analysed_study)
    assert Run(study).stale == []
    assert Run(study, seed=2).stale == ["resolve", "analyse"]
    with (analysed_study / "responses.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert Run(open_study(analysed_study)).stale == ["ingest", "resolve", "analyse"]


def test_a_decision_makes_the_resolution_stale_and_is_obeyed(netsurvey: Netsurvey, analysed_study: Path) -> None:
    from netsurvey.pipeline import Run  # noqa: PLC0415

    netsurvey("resolve", analysed_study)
    study = open_study(analysed_study)
    before = Run(study).people.mentions
    merged = before[before.duplicated("person_id", keep=False) & before["person_id"].notna()]
    two = merged[merged["person_id"] == merged["person_id"].mode()[0]]
    far = two[two["respondent_id"] != two["respondent_id"].iloc[0]].iloc[0]
    a, b = (
        key_text([row.site, row.wave, row.respondent_id, row.question, int(row.position), int(row.part)])
        for row in (two.iloc[0], far)
    )
    study.decide("different", a, b, who="tester", why="they are two people")
    assert Run(study).stale == ["resolve", "analyse"]
    after = Run(study).people.mentions
    keys = ["respondent_id", "question", "position", "part"]
    ids = [after.merge(row.to_frame().T[keys], on=keys)["person_id"].iloc[0] for row in (two.iloc[0], far)]
    assert ids[0] != ids[1]


def test_deleting_the_work_folder_changes_no_result(netsurvey: Netsurvey, analysed_study: Path) -> None:
    first = netsurvey("analyse", analysed_study).out
    shutil.rmtree(analysed_study / "work")
    assert netsurvey("analyse", analysed_study).out == first


def test_the_same_study_and_seed_give_the_same_bytes(netsurvey: Netsurvey, small_study: Path, tmp_path: Path) -> None:
    twin = Path(shutil.copytree(small_study, tmp_path / "twin"))
    _ = open_study(small_study).key
    shutil.copy(small_study / "study.key", twin / "study.key")
    for study in (small_study, twin):
        netsurvey("resolve", study)
        netsurvey("analyse", study)
        netsurvey("plot", study, "--kind", "sociogram", "--kind", "gatherings", "--kind", "wellbeing")
    files = [path.relative_to(twin) for path in (twin / "out").rglob("*") if path.is_file() and path.suffix != ".log"]
    assert len(files) > 10
    assert [name for name in files if (twin / name).read_bytes() != (small_study / name).read_bytes()] == []


def test_no_name_leaves_the_team_but_of_places_that_many_named(finished: Path) -> None:
    from netsurvey.pipeline import Run  # noqa: PLC0415
    from netsurvey.pipeline.labels import shown_place_names  # noqa: PLC0415

    study = open_study(finished)
    run = Run(study)
    cells = pd.read_parquet(study.roster_path)
    written = pd.concat([cells["name"], cells["known_as"], cells["cell"]]).dropna().str.strip().unique()
    names = {name for name in written if len(name.split()) > 1 and not name.isupper()}
    names -= set(shown_place_names(run.people, run.roster).names.values())
    assert len(names) > 100
    below = [path for tier in ("partner", "public") for path in study.out(tier).rglob("*") if path.is_file()]
    below += list((finished / "work").rglob("*.json"))
    below += [finished / "out" / "audit.log", finished / ".gitignore"]
    seen = {path.name: path.read_text(encoding="utf-8", errors="replace") for path in below}
    for table in (finished / "work").rglob("*.parquet"):
        seen[table.name] = pd.read_parquet(table).to_csv()
    assert len(seen) > 10
    assert {file: name for file, text in seen.items() for name in names if name in text} == {}


def test_what_the_team_gets_is_readable_by_its_owner_only(finished: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows knows no such modes")
    files = [path for path in (finished / "out" / "team").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".csv", ".svg", ".txt", ".json"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_writing_names_leaves_an_audit_line(finished: Path) -> None:
    lines = (finished / "out" / "audit.log").read_text(encoding="utf-8").splitlines()
    assert any("\tresolve\t" in line and "people.csv" in line for line in lines)
    assert any("\tanalyse\t" in line for line in lines)


def test_the_demo_ends_by_naming_files_that_are_there(netsurvey: Netsurvey, tmp_path: Path) -> None:
    answer = netsurvey("demo", tmp_path / "demo", "--sample", "small")
    assert answer.code == 0
    named = [Path(line.split("  ")[0]) for line in answer.out.splitlines() if line.startswith(str(tmp_path))]
    assert [path.name for path in named] == ["sociogram.png", "people.csv", "headlines.txt"]
    assert all(path.stat().st_size > 100 for path in named)
    again = netsurvey("demo", tmp_path / "demo", "--sample", "small")
    assert again.code == 0


def test_the_demo_never_writes_into_a_folder_of_somebody_else(netsurvey: Netsurvey, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    answer = netsurvey("demo", tmp_path)
    assert answer.code == 2
    assert "not empty" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]
