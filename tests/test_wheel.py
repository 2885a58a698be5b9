"""The wheel alone is enough: installed where nothing of this checkout can be seen, it runs the demo."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new environment with the built wheel; its dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    root = Path(__file__).parents[1]
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)],
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("netsurvey-*.whl")
    venv.create(folder / "venv", with_pip=False, symlinks=os.name != "nt")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    own = subprocess.run(  # noqa: S603
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        own,
        str(wheel),
    ]
    subprocess.run(install, check=True)  # noqa: S603
    _take_over_what_is_compiled(root / "src", Path(own))
    (Path(own) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def _take_over_what_is_compiled(source: Path, installed: Path) -> None:
    """Spare the wheel's demo a minute of compiling what is compiled of the same files already."""
    for kept in source.rglob("__pycache__/*.nb[ic]"):
        file = kept.parents[1] / f"{kept.name.split('.', 1)[0]}.py"
        here = installed / file.relative_to(source)
        if here.exists():
            (here.parent / "__pycache__").mkdir(exist_ok=True)
            shutil.copy2(kept, here.parent / "__pycache__")
            os.utime(here, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))


def test_an_installed_wheel_runs_the_demo_outside_the_checkout(python: Path, tmp_path: Path) -> None:
    command = [str(python), "-c", "from netsurvey.cli import main; main()", "demo", "village", "--sample", "small"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)  # noqa: S603
    assert (tmp_path / "village" / "out" / "partner" / "sociogram.png").stat().st_size > 10_000
    assert str(Path("village") / "out" / "team" / "people.csv") in done.stdout


def test_the_package_in_the_wheel_is_not_this_checkout(python: Path, tmp_path: Path) -> None:
    script = "import netsurvey, netsurvey.samples as s; print(netsurvey.__file__); print(s.sample_path('small'))"
    told = subprocess.run(  # noqa: S603
        [str(python), "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    assert "site-packages" in told.splitlines()[0]
    assert str(Path(__file__).parents[1] / "src") not in told
    assert str(Path(__file__).parents[1] / "data") not in told


def test_the_wheel_has_the_page_as_it_is_shown_and_not_what_it_is_made_from(python: Path, tmp_path: Path) -> None:
    script = (
        "from importlib.resources import files\n"
        "page = files('netsurvey') / 'playback' / 'page'\n"
        "print(*sorted(f'{part.name}' for part in page.iterdir()))"
    )
    told = subprocess.run(  # noqa: S603
        [str(python), "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.split()
    assert set(told) - {"__pycache__"} <= {"built", "template.html"}
    assert "template.html" in told
