"""Building the playback page: nothing is made twice, and without Node the rest of netsurvey goes on."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "src" / "netsurvey" / "playback" / "page"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return the sources of the page, never built."""
    folder = tmp_path / "page"
    shutil.copytree(PAGE, folder, ignore=shutil.ignore_patterns("node_modules", "built"))
    return folder


def test_without_node_the_build_goes_on_and_says_what_is_missing(
    hook: ModuleType, page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hook.bundle(page) == "Node is not installed. Install Node 20 or newer and build again."
    assert not (page / "built").exists()


def test_a_failing_npm_is_named_with_where_to_run_it(
    hook: ModuleType, page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("npm", "node"):
        tool = tmp_path / name
        tool.write_text("#!/bin/sh\nexit 1\n")
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert hook.bundle(page) == f"`npm ci` failed in {page}. Run it there to see why, then build again."


def test_what_was_made_from_the_same_sources_is_not_made_again(
    hook: ModuleType, page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "npm ran"
    for name in ("npm", "node"):
        tool = tmp_path / name
        tool.write_text(f"#!/bin/sh\necho run >> '{log}'\nmkdir -p built\n")
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert hook.bundle(page) is None
    assert hook.bundle(page) is None
    assert log.read_text().split() == ["run", "run"]  # `npm ci` and `npm run build`, once
    (page / "page.css").write_text("body { color: red }")
    assert not hook.is_fresh(page)


def test_the_lock_file_pins_every_package_by_hash_and_holds_no_address() -> None:
    lock = (PAGE / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in lock
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')
