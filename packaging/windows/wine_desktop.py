"""A Wine prefix and a screen of its own, for the check of the installer."""

import os
import re
import shutil
import struct
import subprocess
import time
import zlib
from pathlib import Path

import assemble

STUBS = ("icuuc", "mscms")
"""Libraries that Windows 10 has and Wine 10 has not, or not whole; test furniture of the prefix, see `wine/`."""


class CheckError(Exception):
    """Something is not as it should be, in one sentence."""


class Wine:
    """Programs of Windows, run in a prefix."""

    def __init__(self, prefix, display=""):
        self.prefix = prefix
        runtime = prefix.parent / "run"
        runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.environment = {
            **os.environ, "WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": str(runtime),
            "WINEDLLOVERRIDES": "mscms,icuuc=n;winemenubuilder.exe=d", "DISPLAY": display, "PYTHONUTF8": "0",
        }  # fmt: skip
        if not (prefix / "system.reg").exists():
            subprocess.run(["wineboot", "-i"], env=self.environment, check=True, capture_output=True, timeout=300)
        for name in STUBS:
            source = Path(__file__).with_name("wine") / f"{name}.c"
            assemble.link(prefix / f"drive_c/windows/system32/{name}.dll", [source], "-shared", "-nostdlib")

    def run(self, *command, timeout=300, environment=None, folder=None):
        """A program to its end, its output in UTF-8."""
        return subprocess.run(
            ["wine", *map(str, command)], env={**self.environment, **(environment or {})}, capture_output=True, encoding="utf-8",
            errors="replace", timeout=timeout, check=False, cwd=folder,
        )  # fmt: skip

    def start(self, *command):
        """A program that goes on."""
        return subprocess.Popen(
            ["wine", *map(str, command)], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def registry(self, key, name=None):
        """A text of the registry; None if there is none. What `reg query` prints lacks the letters of other scripts."""
        file = self.prefix / "drive_c/registry.reg"
        file.unlink(missing_ok=True)
        self.run("reg", "export", key, r"C:\registry.reg", "/y")
        listed = file.read_text(encoding="utf-16") if file.exists() else ""
        label = re.escape(f'"{name}"') if name else "@"
        found = re.search(rf'^{label}="(.*)"$', "".join(listed.split("\n[")[:2]), re.MULTILINE)
        return re.sub(r"\\(.)", r"\1", found[1]) if found else None

    def set_registry(self, key, name, value):
        self.run("reg", "add", key, "/v", name, "/t", "REG_SZ", "/d", value, "/f")

    def rename_user(self, name):
        """Lets programs find the folders of the user under another name, as the system gives them."""
        local = f"C:\\users\\{name}\\AppData\\Local"
        (self.prefix / "drive_c/users" / name / "AppData/Local").mkdir(parents=True, exist_ok=True)
        self.set_registry(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders", "Local AppData", local)

    def path(self, windows):
        """The file of this system behind a path of Windows."""
        drive, _, rest = windows.partition(":")
        return self.prefix / "dosdevices" / f"{drive.lower()}:" / rest.strip("\\").replace("\\", "/")

    def end(self):
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False, capture_output=True)


def of_windows(path):
    """The path by which Wine calls a file of this system."""
    return "Z:" + str(path).replace("/", "\\")


class Screen:
    """An X server without a screen, with a window manager; keys are pressed and pictures taken."""

    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-fbdir", str(folder), "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as pipe:
            self.display = ":" + pipe.readline().strip()
        self._frame = folder / "Xvfb_screen0"
        self._environment = {**os.environ, "DISPLAY": self.display}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._manager = subprocess.Popen(["openbox"], env=self._environment, **quiet) if shutil.which("openbox") else None

    def tool(self, *words):
        command = ["xdotool", *map(str, words)]
        return subprocess.run(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", check=False
        ).stdout.strip()

    def titles(self):
        """The titles of the windows that are seen, with their ids; without the signs that keep a name's direction."""
        ids = self.tool("search", "--onlyvisible", "--name", ".").split()
        return {re.sub("[\u2066-\u2069\u200e\u200f]", "", self.tool("getwindowname", window)): window for window in ids}

    def wait(self, what, suits, seconds=60):
        """The id of the window whose title suits, as soon as it is there."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for title, window in self.titles().items():
                if suits(title):
                    return window
            time.sleep(0.3)
        raise CheckError(f"{what}: it did not come within {seconds} s; what is seen: {sorted(self.titles())}")

    def focus(self, window):
        self.tool("windowactivate", "--sync", window)
        time.sleep(0.3)

    def press(self, *keys):
        for key in keys:
            self.tool("key", "--clearmodifiers", key)
            time.sleep(0.2)

    def write(self, text):
        self.tool("type", "--clearmodifiers", "--delay", "30", text)

    def picture(self, path):
        """What is seen, as a PNG."""
        data = self._frame.read_bytes()
        head, *_ = struct.unpack(">I", data[:4])
        fields = struct.unpack(">25I", data[:100])
        wide, high, line, colours = fields[4], fields[5], fields[12], fields[19]
        start = head + colours * 12
        rows = []
        for y in range(high):
            row = data[start + y * line : start + y * line + wide * 4]
            pixels = bytearray(wide * 3)
            pixels[0::3], pixels[1::3], pixels[2::3] = row[2::4], row[1::4], row[0::4]
            rows.append(b"\0" + bytes(pixels))

        def part(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

        head = part(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"".join(rows), 6)) + part(b"IEND", b""))

    def end(self):
        for process in (self._manager, self._server):
            if process is not None:
                process.terminate()
                process.wait(timeout=10)
