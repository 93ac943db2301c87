"""An installed wheel begins a workspace as a checkout does."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")


def test_the_wheel_holds_the_examples_and_init_writes_them(tmp_path: Path) -> None:
    # by way of the source distribution, which leaves nothing in the checkout
    build = [str(UV), "build", "--quiet", "--out-dir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, env=os.environ | {"TMPDIR": str(tmp_path)})
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "openscrutiny", *words]
        return subprocess.run(command, check=True, cwd=tmp_path, env=environment, capture_output=True, text=True).stdout

    assert "A workspace is in mine" in run("init", "mine")
    assert "No fault in" in run("check", "--workspace", "mine")
    run("init", "counted", "--like", "home_office")
    for name in ("mine", "counted"):
        example = ROOT / "examples" / {"mine": "west_mercia", "counted": "home_office"}[name]
        assert (tmp_path / name / "organisation.yaml").read_bytes() == (example / "organisation.yaml").read_bytes()
