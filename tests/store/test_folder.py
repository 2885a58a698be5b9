from __future__ import annotations

import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import FolderError, UsageError
from netsurvey.store import StudyFolder, open_study

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    (tmp_path / "study.toml").write_text(
        '[study]\ntitle = "T"\nresponses = "r.csv"\n[respondent]\nid = "ref"\n', encoding="utf-8"
    )
    (tmp_path / "r.csv").write_text("ref\n1\n", encoding="utf-8")
    return open_study(tmp_path)


def test_a_study_is_opened_by_its_folder_or_by_its_file(study: StudyFolder) -> None:
    assert open_study(study.file).path == study.path


@pytest.mark.parametrize("wrong", ["nowhere", "r.csv", "empty"])
def test_what_is_not_a_study_is_refused_with_a_next_step(study: StudyFolder, wrong: str) -> None:
    (study.path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"study\.toml"):
        open_study(study.path / wrong)


def test_the_key_is_made_once_and_readable_by_its_owner_only(study: StudyFolder) -> None:
    key = study.key
    assert open_study(study.path).key == key
    assert len(key) == 32
    if sys.platform != "win32":
        assert stat.S_IMODE((study.path / "study.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("damaged", [b"abcd", b"junk", b"\xff\xfe", b""])
def test_a_damaged_key_is_not_replaced(study: StudyFolder, damaged: bytes) -> None:
    (study.path / "study.key").write_bytes(damaged)
    with pytest.raises(FolderError, match="damaged"):
        _ = study.key


def test_git_never_sees_names_or_work_files(study: StudyFolder) -> None:
    study.protect()
    study.protect()
    _ = study.key
    for name in ("roster.parquet", "decisions.sqlite", "corrections.csv", "nicknames.csv"):
        (study.path / name).touch()
    (study.path / "work").mkdir()
    (study.path / "work" / "mentions.parquet").touch()
    subprocess.run(["git", "init", "--quiet", str(study.path)], check=True)  # noqa: S603, S607
    seen = subprocess.run(  # noqa: S603
        ["git", "-C", str(study.path), "status", "--porcelain", "--untracked-files=all"],  # noqa: S607
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert sorted(line[3:] for line in seen.splitlines()) == [".gitignore", "study.toml"]


def test_an_own_gitignore_is_kept(study: StudyFolder) -> None:
    (study.path / ".gitignore").write_text("*.bak", encoding="utf-8")
    study.protect()
    lines = (study.path / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "*.bak"
    assert "/r.csv" in lines


def test_a_second_command_is_told_who_holds_the_study(study: StudyFolder) -> None:
    script = (
        "import sys, time\n"
        "from netsurvey.store import open_study\n"
        "with open_study(sys.argv[1]).held('resolve'):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", script, str(study.path)], stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            with (
                pytest.raises(FolderError, match=rf"netsurvey resolve.*process {other.pid}"),
                study.held("plot", wait=0.2),
            ):
                pass
        finally:
            other.kill()
    with study.held("plot", wait=0):
        assert (study.path / ".netsurvey.holder").exists()


def test_the_holder_note_goes_when_the_command_ends(study: StudyFolder) -> None:
    with study.held("plot"):
        assert (study.path / ".netsurvey.holder").exists()
    assert not (study.path / ".netsurvey.holder").exists()


def test_a_study_prints_its_title_only(study: StudyFolder) -> None:
    assert repr(study) == "StudyFolder('T')"


def test_sources_are_listed_as_far_as_they_exist(study: StudyFolder) -> None:
    assert study.source_files() == [study.path / "r.csv"]
    (study.path / "r.csv").unlink()
    assert study.source_files() == []


def test_everything_derived_can_be_removed_and_nothing_else_is(study: StudyFolder) -> None:
    kept = ["study.toml", "r.csv", "corrections.csv", "withdrawn.csv", "decisions.sqlite", "notes/mine.txt"]
    derived = ["roster.parquet", "work/ingest-1/answers.parquet", "out/team/people.csv", "out/public/a/b.svg", ".new-x"]
    for name in (*kept, *derived, "out/audit.log"):
        (study.path / name).parent.mkdir(parents=True, exist_ok=True)
        (study.path / name).touch()
    assert [path.name for path in study.outputs()] == ["b.svg", "people.csv"]
    study.remove_derived()
    left = {path.relative_to(study.path).as_posix() for path in study.path.rglob("*") if path.is_file()}
    assert left == {*kept, "out/audit.log"}


def test_what_the_team_says_of_its_answers_is_known_where_it_is_there(study: StudyFolder) -> None:
    assert study.amendments() == []
    (study.path / "withdrawn.csv").touch()
    assert [path.name for path in study.amendments()] == ["withdrawn.csv"]


def test_what_cannot_be_removed_is_named_with_a_next_step(study: StudyFolder) -> None:
    study.roster_path.mkdir()
    with pytest.raises(FolderError, match=r"roster\.parquet: cannot be removed.*Close the program"):
        study.remove_derived()
