"""Commands that make a report: build a draft, publish a release."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from openscrutiny import pipeline
from openscrutiny.cli.releases import workspace_option

period_option = click.option(
    "--period", required=True, help="As in 2020-09, 2020/21-Q2, 2020/21, 2020/21-to-2020-09 or 12-months-to-2020-09."
)
engine_option = click.option("--engine", default="duckdb", help="duckdb, or spark where the extra is installed.")


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


def list_files(folder: Path) -> None:
    """Where each file is, and its size."""
    large = sorted(path.name for path in folder.glob("report-large-print-*.pdf"))
    names = ("index.html", "report.pdf", *large, "report.xlsx", "figures.json", "data/figures.csv", "release.json")
    for name in names:
        path = folder / name
        if path.exists():
            click.echo(f"  {path}  ({path.stat().st_size / 1024:,.0f} KB)")
