"""Fail when requirements.lock is not what pyproject.toml asks for."""

import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = Path("requirements.lock")


def pins(text: str) -> set[str]:
    return {line.split(" \\")[0].strip() for line in text.splitlines() if "==" in line and not line.startswith(" ")}


with tempfile.TemporaryDirectory() as folder:
    fresh = Path(folder) / "requirements.lock"
    fresh.write_text(LOCK.read_text())  # uv keeps the pins that still satisfy pyproject.toml
    command = ["pip", "compile", "-q", "pyproject.toml", "--all-extras", "--generate-hashes", "--universal"]
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, *command, "--python-version", "3.11", "-o", fresh], check=True, capture_output=True)
    stale = pins(LOCK.read_text()) ^ pins(fresh.read_text())
if stale:
    sys.exit("requirements.lock is stale; run `make lock`:\n  " + "\n  ".join(sorted(stale)))
print("requirements.lock is fresh.")
