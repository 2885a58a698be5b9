"""Draws the picture of the README from the bundled sample, by the command that anybody would use.

The sample's people are invented, so its key may be known; with a fixed one the same picture comes out every time.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from netsurvey import sample_path

PICTURE = Path(__file__).parent / "images" / "sociogram.png"
SIZE = (1400, 1400)
COLOURS = 128


def main() -> None:
    """Write `images/sociogram.png`, small enough for a page."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "village"
        shutil.copytree(sample_path("murton-sized"), folder)
        (folder / "study.key").write_text("2a" * 32 + "\n", encoding="ascii")
        netsurvey = Path(sys.executable).with_name("netsurvey")
        command = [str(netsurvey), "plot", str(folder), "--kind", "sociogram", "--format", "png", "--output", place]
        subprocess.run(command, check=True)  # noqa: S603 - our own command
        with Image.open(Path(place) / "sociogram.png") as drawn:
            small = drawn.convert("RGB")
    small.thumbnail(SIZE, Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
