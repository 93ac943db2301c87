"""The time and memory that checking one document may take."""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from openscrutiny.claims.extraction.files import UnreadableError

CHECK_SECONDS = 120
"""Of the processor's time, so that a busy machine refuses nothing that a quiet one checks."""
MEMORY_BYTES = 2_000_000_000
"""What checking may take beyond what the program holds already."""


class _TimeUp(BaseException):
    """Raised within the check when its time is up; no check catches it."""


@contextmanager
def bound_work(name: str, seconds: float = CHECK_SECONDS, memory: int = MEMORY_BYTES) -> Iterator[None]:
    """Ends what is done within it with an UnreadableError once it takes too long or too much; in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    limits = resource.getrlimit(resource.RLIMIT_AS)
    before = signal.signal(signal.SIGPROF, _stop)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_allowed(memory, limits), limits[1]))
        signal.setitimer(signal.ITIMER_PROF, seconds)
        yield
    except _TimeUp:
        raise UnreadableError(
            f"{name}: took longer than {seconds:g} s to check. Split the file, or take out what is no report."
        ) from None
    except MemoryError:
        raise UnreadableError(f"{name}: needs more memory to check than any report does. Split the file.") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_AS, limits)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TimeUp


def _allowed(memory: int, limits: tuple[int, int]) -> int:
    pages = Path("/proc/self/statm")
    held = int(pages.read_text().split()[0]) * resource.getpagesize() if pages.exists() else memory
    wanted = held + memory
    most = [limit for limit in limits if limit != resource.RLIM_INFINITY]
    return min([wanted, *most])
