"""How far the work on a file has come, told while DuckDB is at work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import duckdb

Progress = Callable[[str, int, int | None], None]  # the stage, how much is done, and of how much (None: not known)
EVERY = 0.2  # seconds


@contextmanager
def watch_queries(connection: duckdb.DuckDBPyConnection, progress: Progress) -> Iterator[Progress]:
    """A progress that, beside what it is told, tells what part of the running query is done, in hundredths."""
    for setting in ("enable_progress_bar = true", "enable_progress_bar_print = false", "progress_bar_time = 0"):
        connection.execute(f"SET {setting}")
    stage, over = [""], Event()

    def tell(name: str, done: int, total: int | None) -> None:
        stage[0] = name
        progress(name, done, total)

    def watch() -> None:
        while not over.wait(EVERY):
            done = connection.query_progress()
            if done >= 0 and stage[0]:
                progress(stage[0], int(done), 100)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield tell
    finally:
        over.set()
        watcher.join()
