"""How smoothly the playback page moves without a graphics card, and how large it is.

The target is at most 50 ms a frame while 5,000 people and 15,000 ties are dragged and scaled in headless Chromium, and
a file of at most 1.5 MB. Needs Chromium, and the page bundled (`make bundle`). On a busy machine frames wait for their
turn: the processor time that all of Chromium took for a frame, over both cores, says what they would cost alone.

    python -m benchmarks.playback
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from benchmarks.made_up_page import PAN_FOR, village
from playwright.sync_api import Page, sync_playwright

from netsurvey.playback import assemble

SIZES = {"phone": (390, 844), "tablet": (1024, 768), "projector": (1920, 1080)}
WHEEL = """
async (turns) => {
  const map = document.getElementById("map");
  const { left, top, width, height } = map.getBoundingClientRect();
  const frames = [];
  let before = await new Promise(requestAnimationFrame);
  for (let turn = 0; turn < turns; turn++) {
    const spot = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
    map.dispatchEvent(new WheelEvent("wheel", { deltaY: turn < turns / 2 ? -60 : 60, ...spot }));
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  return frames;
}
"""
REST = """
async () => {
  const frames = [];
  let before = await new Promise(requestAnimationFrame);
  do {
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  } while (document.getElementById("map").dataset.resting === "false");
  return frames;
}
"""
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]


def rest(page: Page) -> None:
    page.wait_for_selector("#map[data-resting=true]", state="attached")


def busy() -> float:
    """Return the milliseconds all processes of the browser have been at work."""
    browsers = [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()]
    return 1_000 * sum((one.cpu_times().user + one.cpu_times().system for one in browsers), 0.0)


def measured(page: Page) -> dict[str, str]:
    page.click("#next")
    rest(page)
    lines = {}
    for doing, script, how_long in (("drag", PAN_FOR, 2_000), ("come to rest", REST, 0), ("wheel", WHEEL, 80)):
        before = busy()
        frames = page.evaluate(script, how_long)
        work = (busy() - before) / len(frames)
        slow = np.percentile(frames, 95)
        lines[doing] = f"{np.median(frames):8.0f} {slow:6.0f} {max(frames):6.0f} {work:10.0f}"
    return lines


def main() -> None:
    browser_path = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=FLAGS)
        for people, ties in ((500, 1_000), (2_000, 3_000), (5_000, 15_000)):
            contents: dict[str, Any] = village(people=people, ties=ties, communities=20)
            file = Path(folder, f"{people}.html")
            file.write_text(assemble(contents), encoding="utf-8")
            print(f"{people:,} people, {ties:,} ties: {file.stat().st_size / 1e6:.2f} MB (target 1.5)")
            print("  milliseconds a frame (target 50)            median    95%    max  processor")
            for screen, (width, height) in SIZES.items():
                for painter in ("canvas", "sigma"):
                    page = browser.new_page(viewport={"width": width, "height": height})
                    page.goto(f"{file.as_uri()}?painter={painter}")
                    for doing, told in measured(page).items():
                        print(f"  {screen:10} {painter:7} {doing:20}  {told}")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
