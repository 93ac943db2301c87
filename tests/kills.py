"""kill -9 at random moments.

Each run is forked from a process that has imported everything, so that a kill costs little more than the work it ends,
and its moment lies in the work, not in the imports.
"""

import gc
import multiprocessing
import random
import signal
import sys
import time
from collections.abc import Callable

KILLS = 50
SEED = 20201127
WARM = "tests.warm"  # imported once by the process that is forked


class Killer:
    """Runs a piece of work in processes of its own, some to their end, most to a random moment from a recorded seed."""

    def __init__(self, work: Callable[..., None]) -> None:
        self.work, self.moments, self.usual = work, random.Random(SEED), 0.0
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload([WARM])

    def run(self, *arguments: object) -> None:
        """To its end; remembers how long that takes."""
        began = time.monotonic()
        process = self.start(*arguments)
        process.join()
        assert process.exitcode == 0
        self.usual = time.monotonic() - began

    def kill(self, *arguments: object) -> bool:
        """To a moment drawn evenly from the usual time. False where the work was done before that."""
        process = self.start(*arguments)
        process.join(self.moments.uniform(0, self.usual))
        process.kill()
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL)
        return process.exitcode != 0

    def start(self, *arguments: object) -> multiprocessing.process.BaseProcess:
        process = self.context.Process(target=run_warm, args=(self.work, *arguments))
        process.start()
        return process


def run_warm(work: Callable[..., None], *arguments: object) -> None:
    assert WARM in sys.modules, "the forked process has not imported what it needs"
    gc.disable()
    work(*arguments)
