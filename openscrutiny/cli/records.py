"""`openscrutiny ingest`, `revisions` and `purge`: records in, what changed, and disposal."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from openscrutiny.catalogue.history import keep_definitions
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.definitions import Faults
from openscrutiny.errors import DefinitionError, OpenScrutinyError, did_you_mean
from openscrutiny.organisation import Organisation, load_organisation
from openscrutiny.records.aside import SharedFault, list_shared_faults, write_aside
from openscrutiny.records.ingest import LoadReport, ingest_source
from openscrutiny.records.persons import find_person_key
from openscrutiny.records.purge import Erasure, Retention, purge_records
from openscrutiny.records.revisions import compare_versions, find_version
from openscrutiny.records.sources import Source, load_sources
from openscrutiny.records.store import Store
from openscrutiny.records.tables import Table, load_tables

in_workspace = click.option(
    "--workspace",
    "root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    show_default=True,
    help="The workspace's folder.",
)
DAY = click.DateTime(["%Y-%m-%d"])
FAULTS_TOLD = 5  # of a file just read


@dataclass(frozen=True, slots=True)
class Records:
    """The part of a workspace that records need."""

    root: Path
    organisation: Organisation
    tables: dict[str, Table]
    sources: dict[str, Source]

    @property
    def store(self) -> Store:
        return Store(self.root / "store")


def open_records(root: Path) -> Records:
    """Raises DefinitionError with every fault of the organisation, tables and sources."""
    root, faults = root.resolve(), Faults()
    organisation = load_organisation(root, faults)
    tables = load_tables(root, organisation, faults)
    sources = load_sources(root, organisation, tables, faults)
    faults.raise_if_any()
    return Records(root, organisation, tables, sources)


@click.command()
@click.argument("sources", nargs=-1)
@in_workspace
def ingest(sources: tuple[str, ...], root: Path) -> None:
    """Read the extracts of SOURCES (all of them, if none is named) into the store.

    What is wrong with one source does not keep the others from being read.
    """
    failures: list[str] = []
    try:
        records = open_records(root)
        for wanted in sources:
            if wanted not in records.sources:
                raise click.ClickException(f"no source '{wanted}'. {did_you_mean(wanted, records.sources)}")
        _keep_definitions(records.root)
        for wanted in sources or tuple(records.sources):
            try:
                for report in _ingest_with_bar(records, records.sources[wanted]):
                    click.echo(describe_load(report))
                    _tell_faults(records.store, report)
            except OpenScrutinyError as error:
                failures.append(str(error))
        click.echo(f"Data version {records.store.version().id}")
    except KeyboardInterrupt:
        raise click.ClickException("stopped. What was stored before is intact; run it again to go on.") from None
    except OpenScrutinyError as error:
        failures.append(str(error))
    if failures:
        raise click.ClickException("\n".join(failures))


def _keep_definitions(root: Path) -> None:
    """For `build --as-at`; definitions with faults, which no figure can come from, are not kept."""
    with suppress(DefinitionError):
        files = load_catalogue(root).definition_files()
        keep_definitions(root / "store", root, files, date.today())  # noqa: DTZ011


def _ingest_with_bar(records: Records, source: Source) -> tuple[LoadReport, ...]:
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task(source.name, total=None)

        def show(stage: str, done: int, total: int | None) -> None:
            bars.update(bar, description=f"{source.name}: {stage}", total=total, completed=done)

        table = records.tables[source.table]
        return ingest_source(records.root, source, table, records.organisation, records.store, show)


def describe_load(report: LoadReport) -> str:
    """One line on what became of a file."""
    if report.unchanged:
        return f"{report.file}: already stored, nothing changed ({report.rows:,} rows)."
    aside = [f"{report.rejected:,} rejected"] if report.rejected else []
    aside += [f"{report.duplicates:,} repeated ids kept aside"] if report.duplicates else []
    return "; ".join([f"{report.file}: {report.rows:,} rows stored in {report.seconds:.1f} s", *aside]) + "."


def _tell_faults(store: Store, report: LoadReport) -> None:
    """The most frequent faults of a file just read, and where the rest is."""
    loads = [load for load in store.loads() if load.id == report.load and not report.unchanged]
    for fault in list_shared_faults(store, loads)[:FAULTS_TOLD]:
        click.echo(f"  {fault.rows:,} rejected: {describe_fault(fault)}")
    if report.rejected or report.duplicates:
        click.echo("  `openscrutiny rejections` tells of every row that was not stored.")


def describe_fault(fault: SharedFault) -> str:
    """What is wrong with rows of a file, where first, and the mend."""
    column = f"{fault.column}: '{fault.value}' " if fault.column else ""
    return f"{column}{fault.reason} {fault.mend} (first in {fault.file}:{fault.line})"


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write every row into this CSV file.")
@in_workspace
def rejections(sources: tuple[str, ...], output: Path | None, root: Path) -> None:
    """Tell which rows of the stored extracts (of SOURCES, or of all) were not stored, why, and what mends it."""
    store = open_records(root).store
    loads = [load for load in store.loads() if not sources or load.source in sources]
    if output:
        write_aside(store, loads, output)
    for load in loads:
        if load.rejected or load.duplicates:
            click.echo(f"{load.file}: {load.rejected:,} rejected, {load.duplicates:,} repeated ids kept aside.")
            for fault in list_shared_faults(store, [load]):
                click.echo(f"  {fault.rows:,} rejected: {describe_fault(fault)}")
    click.echo(f"Every one of them is in {output}." if output else "With --output FILE every one is written as CSV.")


@click.command()
@click.argument("before")
@click.argument("after")
@in_workspace
def revisions(before: str, after: str, root: Path) -> None:
    """Show what changed from one data version to another, each an id or a day (2020-10-14), by reason."""
    try:
        records = open_records(root)
        versions = find_version(records.store, before), find_version(records.store, after)
        found = compare_versions(*versions, records.tables)
    except OpenScrutinyError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"From data version {versions[0].id} to {versions[1].id}:")
    if not found:
        click.echo("no record changed.")
    came: Counter[tuple[str, str, str]] = Counter()
    went: Counter[tuple[str, str, str]] = Counter()
    for one in found:
        came[one.table, one.reason, str(one.month)] += one.came
        went[one.table, one.reason, str(one.month)] += one.went
    for table, reason, month in sorted(came):
        here = table, reason, month
        click.echo(f"{table} {month} {reason}: +{came[here]:,} -{went[here]:,} (net {came[here] - went[here]:+,})")


@click.command()
@click.option("--table", help="Retention: the table whose rows are too old.")
@click.option("--date-column", help="Retention: the date that counts.")
@click.option("--before", type=DAY, help="Retention: rows dated before this day go.")
@click.option("--record", "record_ids", multiple=True, help="Erasure: the id of a record. May be repeated.")
@click.option("--people", type=click.File("r"), help="Erasure: a file, a person's reference a line ('-': typed).")
@click.option("--rule", required=True, help="The retention rule or the erasure order's reference.")
@click.option("--actor", required=True, help="Who orders it.")
@in_workspace
def purge(
    table: str | None,
    date_column: str | None,
    before: datetime | None,
    record_ids: tuple[str, ...],
    people: TextIO | None,
    rule: str,
    actor: str,
    root: Path,
) -> None:
    """Dispose of stored rows under a retention rule or an erasure order, leaving a tombstone."""
    retained = [table, date_column, before]
    if any(retained) == bool(record_ids or people) or (any(retained) and not all(retained)):
        raise click.UsageError("Give --table, --date-column and --before, or else --record or --people.")
    try:
        records = open_records(root)
        order: Retention | Erasure
        if table and date_column and before:
            order = Retention(table, date_column, before.date(), rule)
        else:
            named = tuple(line.strip() for line in people if line.strip()) if people else ()
            order = Erasure(rule, record_ids, named)
        key = find_person_key(records.root) if people else b""
        today = date.today()  # noqa: DTZ011 - the day on the actor's own calendar
        report = purge_records(records.store, records.tables, order, actor, today, key)
    except OpenScrutinyError as error:
        raise click.ClickException(str(error)) from error
    for file, count in report.counts:
        click.echo(f"{file}: {count:,} rows disposed of.")
    if report.rows:
        click.echo(f"The data version was {report.before} and is now {report.after}. Published releases stay.")
    else:
        click.echo("No stored row falls under it; nothing changed.")
