"""`fetch`: open data from its publishers into a workspace, resumed and checked."""

from pathlib import Path

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from openscrutiny.errors import OpenScrutinyError, did_you_mean
from openscrutiny.records.fetch import Fetched, Manner, fetch_file
from openscrutiny.records.published_forms import flatten_tables, unpack_members
from openscrutiny.records.publishers import OWN_LIST, Dataset, PublishedFile, load_publishers


@click.command()
@click.argument("datasets", nargs=-1)
@click.option(
    "--workspace", default=".", type=click.Path(path_type=Path, file_okay=False), help="The workspace folder."
)
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="Where to [default: its records folder].")
@click.option("--list", "listing", is_flag=True, help="Only say what there is to fetch.")
@click.option(
    "--base-url",
    default="",
    envvar="OPENSCRUTINY_FETCH_BASE_URL",
    help="Ask this server for every path instead of the publishers' own (a mirror).",
)
@click.option("--attempts", default=Manner().attempts, show_default=True, help="Attempts at each file.")
@click.option("--pause", default=Manner().pause, show_default=True, help="First pause between attempts, in seconds.")
def fetch(
    datasets: tuple[str, ...],
    workspace: Path,
    to: Path | None,
    listing: bool,
    base_url: str,
    attempts: int,
    pause: float,
) -> None:
    """Download DATASETS (all of them without a name) from their publishers and make them fit to ingest.

    What broke off goes on where it was; what has not changed is not fetched again; what has changed is said.
    """
    own = workspace / "publishers.yaml"
    known = load_publishers(own if own.is_file() else OWN_LIST)
    for name in datasets:
        if name not in known:
            raise OpenScrutinyError(f"publishers.yaml: no dataset '{name}'. {did_you_mean(name, known)}")
    chosen = [known[name] for name in datasets or known]
    if listing:
        for dataset in chosen:
            click.echo(f"{dataset.name}: {dataset.title}. {dataset.publisher}, {dataset.licence}")
        return
    folder = to or workspace / "records"
    failures: list[str] = []
    for dataset in chosen:
        click.echo(f"{dataset.title} ({dataset.publisher}, {dataset.licence})")
        for file in dataset.files:
            try:
                _fetch_one(dataset, file, folder, base_url, Manner(attempts, pause))
            except OpenScrutinyError as error:
                failures.append(str(error))
    if failures:
        raise OpenScrutinyError("\n".join(failures))


def _fetch_one(dataset: Dataset, file: PublishedFile, folder: Path, base_url: str, manner: Manner) -> None:
    with Progress(TextColumn("  {task.description}"), BarColumn(), DownloadColumn(), transient=True) as bar:
        task = bar.add_task(file.to, total=None)
        fetched = fetch_file(
            file, folder, base_url, manner, lambda step, done, of: bar.update(task, completed=done, total=of)
        )
    click.echo(f"  {describe(fetched)}")
    day = fetched.download.published_on
    for unpack in file.unpack:
        made = unpack_members(fetched.path, unpack, folder, day)
        click.echo(f"    {len(made)} files in {folder / unpack.to}")
    if file.flatten:
        made = flatten_tables(fetched.path, file.flatten, folder, day)
        click.echo(f"    {len(made)} extracts beside {folder / file.flatten.to}")


def describe(fetched: Fetched) -> str:
    """What became of one file, in a line."""
    now = fetched.download
    if fetched.unchanged:
        return f"{now.file}: unchanged since {now.fetched_on} (SHA-256 {now.sha256})"
    if fetched.before:
        before = fetched.before
        return (
            f"{now.file}: CHANGED at the publisher since {before.fetched_on}: SHA-256 was {before.sha256},"
            f" is {now.sha256}"
        )
    return f"{now.file}: {now.bytes:,} bytes (SHA-256 {now.sha256})"
