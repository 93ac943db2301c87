"""Commands about reports: build a draft, publish a release, explain a figure, verify and serve a folder."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from openscrutiny import pipeline
from openscrutiny.errors import ReleaseError
from openscrutiny.reporting.explain import explain_figure
from openscrutiny.reporting.publish import check_release

workspace_option = click.option(
    "--workspace", default=".", type=click.Path(path_type=Path, file_okay=False), help="The workspace folder."
)
period_option = click.option(
    "--period", required=True, help="As in 2020-09, 2020/21-Q2, 2020/21, 2020/21-to-2020-09 or 12-months-to-2020-09."
)
engine_option = click.option("--engine", default="duckdb", help="duckdb, or spark where the extra is installed.")
release_option = click.option(
    "--release", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="A release or draft."
)


class Stopwatch:
    """Says each step as it begins, and how long the one before took."""

    def __init__(self, say: Callable[[str], None] = click.echo) -> None:
        self.say, self.started, self.now = say, time.perf_counter(), ""
        self.begun = self.started

    def step(self, message: str) -> None:
        self.finish()
        self.now, self.started = message, time.perf_counter()

    def finish(self) -> None:
        if self.now:
            self.say(f"  {self.now:<48}{time.perf_counter() - self.started:6.1f} s")
        self.now = ""

    @property
    def total(self) -> float:
        return time.perf_counter() - self.begun


@click.command()
@click.argument("report")
@period_option
@click.option(
    "--as-at", type=click.DateTime(["%Y-%m-%d"]), help="What was known on this day, by that day's definitions."
)
@workspace_option
@engine_option
def build(report: str, period: str, as_at: datetime | None, workspace: Path, engine: str) -> None:
    """Build REPORT's draft for a period: web page, PDF, spreadsheet and data."""
    watch = Stopwatch()
    day = as_at.date() if as_at else None
    folder, made = pipeline.draft(workspace, report, period, engine, day, watch.step)
    watch.finish()
    click.echo(f"Draft of {report}, {period}: {made.figures:,} figures in {watch.total:.1f} s.")
    list_files(folder)


@click.command()
@click.argument("report")
@period_option
@click.option("--actor", required=True, help="Who publishes.")
@click.option("--reason", required=True, help="Why this release is made.")
@workspace_option
@engine_option
def publish(report: str, period: str, actor: str, reason: str, workspace: Path, engine: str) -> None:
    """Freeze REPORT as its next numbered release."""
    watch = Stopwatch()
    done = pipeline.publish(workspace, report, period, actor, reason, engine, watch.step)
    watch.finish()
    if not done.is_new:
        click.echo(f"Nothing changed since release {done.number}, so there is no new release: {done.folder}")
        return
    click.echo(f"Release {done.number} of {report}, {period}:")
    list_files(done.folder)


@click.command()
@click.argument("figure")
@release_option
def explain(figure: str, folder: Path) -> None:
    """Say how FIGURE was worked out, from the release's folder alone."""
    click.echo(explain_figure(folder, figure))


@click.command()
@release_option
def verify(folder: Path) -> None:
    """Check every file of a release against the hashes it was published with."""
    faults = check_release(folder)
    if faults:
        raise ReleaseError("\n".join(faults))
    click.echo(f"{folder}: every file is as published.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--port", default=8000, help="0 takes a free one.")
def serve(folder: Path, port: int) -> None:
    """Serve a draft or release on this machine until Ctrl-C."""
    serve_folder(folder, port)


def serve_folder(folder: Path, port: int) -> None:
    """Serve a folder's files on the loopback address only."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        click.echo(f"Serving {folder} at http://127.0.0.1:{server.server_port}/ until Ctrl-C.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")


def list_files(folder: Path) -> None:
    """Where each file is, and its size."""
    large = sorted(path.name for path in folder.glob("report-large-print-*.pdf"))
    names = ("index.html", "report.pdf", *large, "report.xlsx", "figures.json", "data/figures.csv", "release.json")
    for name in names:
        path = folder / name
        if path.exists():
            click.echo(f"  {path}  ({path.stat().st_size / 1024:,.0f} KB)")
