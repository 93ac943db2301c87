"""What `pyproject.toml` cannot say: the workspaces of `examples/` go into the package, where `init` finds them."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

MADE = shutil.ignore_patterns("store", "drafts", "releases", "records")  # by the program, from the definitions


class BuildWithExamples(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # a checkout has them beside the package
            shutil.copytree(
                "examples", Path(self.build_lib) / "openscrutiny" / "examples", ignore=MADE, dirs_exist_ok=True
            )


setup(cmdclass={"build_py": BuildWithExamples})
