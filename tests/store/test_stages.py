from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netsurvey.errors import FolderError
from netsurvey.store import StageStore, fingerprint, replacing, write_csv, write_text

if TYPE_CHECKING:
    from pathlib import Path


def test_a_stage_is_fresh_until_its_fingerprint_changes(tmp_path: Path) -> None:
    store = StageStore(tmp_path / "work")
    table = pd.DataFrame({"n": [1, 2]})
    assert not store.fresh("ingest", "a" * 64)
    store.save("ingest", "a" * 64, {"numbers": table}, {"seed": 1})
    assert store.fresh("ingest", "a" * 64)
    assert not store.fresh("ingest", "b" * 64)
    kept = store.load("ingest", "a" * 64)
    assert kept is not None
    tables, facts = kept
    pd.testing.assert_frame_equal(tables["numbers"], table)
    assert facts == {"seed": 1}


def test_what_an_earlier_run_left_is_dropped(tmp_path: Path) -> None:
    store = StageStore(tmp_path / "work")
    store.save("ingest", "a" * 64, {}, {})
    store.save("ingest", "b" * 64, {}, {})
    assert [path.name for path in (tmp_path / "work").iterdir() if path.is_dir()] == ["ingest-" + "b" * 16]


@pytest.mark.parametrize("damaged", ["numbers.parquet", "facts.json"])
def test_damaged_work_is_made_again_instead_of_failing(tmp_path: Path, damaged: str) -> None:
    store = StageStore(tmp_path / "work")
    store.save("ingest", "a" * 64, {"numbers": pd.DataFrame({"n": [1]})}, {})
    (file,) = (tmp_path / "work").rglob(damaged)
    file.write_bytes(b"junk")
    assert store.load("ingest", "a" * 64) is None
    file.unlink()
    assert store.load("ingest", "a" * 64) is None


def test_deleting_the_work_folder_does_no_harm(tmp_path: Path) -> None:
    assert not StageStore(tmp_path / "nowhere").fresh("ingest", "a" * 64)


def test_a_fingerprint_follows_contents_and_not_times_or_names(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("ref\n1\n", encoding="utf-8")
    second.write_text("ref\n1\n", encoding="utf-8")
    assert fingerprint(first) == fingerprint(second)
    second.write_text("ref\n2\n", encoding="utf-8")
    assert fingerprint(first) != fingerprint(second)


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = write_text(tmp_path / "out.txt", "old")

    def fail_half_way() -> None:
        with replacing(target) as temporary:
            temporary.write_text("half", encoding="utf-8")
            temporary.with_name("nowhere").read_text(encoding="utf-8")

    with pytest.raises(FileNotFoundError):
        fail_half_way()
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match="cannot be written"):
        write_text(tmp_path / "file" / "out.txt", "text")


def test_a_private_file_is_private_before_it_holds_anything(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows knows no such modes")
    with replacing(tmp_path / "key", mode=0o600) as temporary:
        assert stat.S_IMODE(temporary.stat().st_mode) == 0o600


def test_no_cell_of_a_csv_is_a_formula_to_a_spreadsheet(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "t.csv", pd.DataFrame({"name": ["=cmd()", "+44", "-", "@x", "\tx", "Sue", None], "n": range(-3, 4)})
    )
    read = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
    assert read["name"].tolist() == ["'=cmd()", "'+44", "'-", "'@x", "'\tx", "Sue", ""]
    assert read["n"].tolist() == [-3, -2, -1, 0, 1, 2, 3]


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    table = pd.DataFrame({"x": [0.1, 1 / 3], "y": ["é", "b"]})
    assert write_csv(tmp_path / "a.csv", table).read_bytes() == write_csv(tmp_path / "b.csv", table).read_bytes()
