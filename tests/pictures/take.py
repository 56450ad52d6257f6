"""Pictures of every panel and box of the window: `python -m tests.pictures.take OUT --text ar --theme dark --scale 2`.

Without `--text`, `--theme` or `--scale` every one of them is taken. `--interface ar` takes the window in a language. The
pictures are there to be looked at; what can be judged without eyes is reported: boxes that are larger than the screen. Clock and
caret stand still, so that `tests.pictures.compare` can compare two takes by pixel.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("en", "ar", "zh")
THEMES = ("light", "dark", "contrast")
SCALES = ("1", "1.5", "2")
SCREEN = 1600, 1000
"""What the pictures are taken on, at every scale: the screen that the platform has by itself is smaller than any."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--text", help=f"a file, or one of {', '.join(TEXTS)}")
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--scale", choices=SCALES)
    parser.add_argument("--only", default="", help="part of the names of the pictures that are taken")
    parser.add_argument("--interface", default="en", help="the language of the window")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        from tests.pictures.scenes import held, take_all

        gc.disable()  # or a thread at work destroys boxes that were put away, which is the window's to do
        with held():
            take_all(options.out, options.text, options.theme, options.only, options.interface)
        return
    for text, theme, scale in product(
        [options.text] if options.text else TEXTS,
        [options.theme] if options.theme else THEMES,
        [options.scale] if options.scale else SCALES,
    ):
        spoken = "" if options.interface == "en" else f"-in-{options.interface}"
        folder = options.out.absolute() / f"{Path(text).stem}-{theme}-{scale}{spoken}"
        folder.mkdir(parents=True, exist_ok=True)
        shown = str(Path(text).absolute()) if Path(text).is_file() else text
        given = [str(folder), "--text", shown, "--theme", theme, "--scale", scale, "--only", options.only, "--here"]
        given += ["--interface", options.interface]
        with tempfile.TemporaryDirectory() as home:
            places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
            around = os.environ | {"QT_QPA_PLATFORM": screen(Path(home), float(scale)), "QT_SCALE_FACTOR": scale} | places
            around["PYTHONPATH"] = str(ROOT)
            subprocess.run([sys.executable, "-m", "tests.pictures.take", *given], cwd=home, env=around, check=True)


def screen(folder: Path, scale: float) -> str:
    """The platform without a display, on a screen that has the same room at every scale, which a file in the current folder
    describes: the platform takes no path with a drive."""
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    device = {"name": "screen", "x": 0, "y": 0, "width": round(SCREEN[0] * scale), "height": round(SCREEN[1] * scale)} | dots
    (folder / "screen.json").write_text(json.dumps({"screens": [device]}), encoding="utf-8", newline="\n")
    return "offscreen:configfile=screen.json"


if __name__ == "__main__":
    main()
