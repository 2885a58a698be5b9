"""A real Chromium, and pages as residents open them: from a file, without a network."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from netsurvey.errors import InstallationError
from netsurvey.playback import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[3]
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]


@pytest.fixture(scope="session")
def made_up() -> ModuleType:
    """Return the maker of villages that are only for looking at."""
    path = ROOT / "benchmarks" / "made_up_page.py"
    spec = importlib.util.spec_from_file_location("made_up_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _missing(what: str) -> None:
    """Skip on a machine that need not have it; fail where NETSURVEY_BROWSER says that it must."""
    if os.environ.get("NETSURVEY_BROWSER"):
        pytest.fail(f"NETSURVEY_BROWSER is set, but {what}")
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a Chromium; it ends with the module, since its driver keeps an event loop that others would meet."""
    wanted = os.environ.get("NETSURVEY_BROWSER", "")
    found = next(filter(None, map(shutil.which, filter(None, (wanted, "chromium", "google-chrome")))), None)
    if found is None:
        _missing("there is no Chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open contents as a page, and see at the end that it fetched nothing and complained of nothing.

    Pages are drawn without WebGL unless asked for: without a graphics card that takes less long.
    """
    fetched: list[str] = []
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(
        contents: dict[str, Any],
        *,
        size: tuple[int, int] = (1280, 800),
        query: str = "?painter=canvas",
        before: str = "",
        **more: Any,
    ) -> Page:
        file = tmp_path / f"playback-{len(contexts)}.html"
        try:
            file.write_text(assemble(contents), encoding="utf-8")
        except InstallationError as error:
            _missing(str(error))
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: fetched.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        if before:
            page.add_init_script(before)
        page.goto(f"{file.as_uri()}{query}")
        page.wait_for_selector("#step-title:not(:empty)")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in fetched if not url.startswith("file:")] == []
    assert complaints == []


@pytest.fixture
def settle() -> Callable[[Page], None]:
    """Wait until the map rests: no frame asks for another, and it is drawn for where the reader looks."""

    def wait(page: Page) -> None:
        page.wait_for_selector("#map[data-resting=true]", state="attached")

    return wait
