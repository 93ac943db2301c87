"""`demo`: the whole path on the embedded example, with where each file is and how long each step took."""

from pathlib import Path

import click

from openscrutiny import pipeline
from openscrutiny.cli.releases import serve_folder
from openscrutiny.cli.reports import Stopwatch, list_files
from openscrutiny.cli.workspace import copy_example
from openscrutiny.records.example_data import write_example_records

REPORT, PERIOD = "performance-report", "2020/21-Q2"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--serve", "serving", default=True, type=bool, help="Serve the report when it is built.")
@click.option("--port", default=8000, help="0 takes a free one.")
def demo(folder: Path, serving: bool, port: int) -> None:
    """Make the example workspace in FOLDER, load its records, build its report and serve it."""
    watch = Stopwatch()
    if not (folder / "organisation.yaml").exists():
        watch.step("writing the example workspace")
        copy_example(folder)
    else:
        click.echo(f"  the workspace in {folder} is kept as it is: delete it for the example as it now comes")
    watch.step("making the example's records (synthetic)")
    write_example_records(folder / "records")
    watch.step("loading the records")
    loads = pipeline.ingest(folder)
    watch.finish()
    for load in loads:
        kept = "unchanged" if load.unchanged else f"{load.rows:,} rows"
        click.echo(f"    {load.file}: {kept}, {load.rejected} rejected, {load.duplicates} duplicates")
    draft, made = pipeline.draft(folder, REPORT, PERIOD, step=watch.step)
    watch.finish()
    click.echo(f"The {PERIOD} performance report, {made.figures:,} figures, in {watch.total:.1f} s altogether:")
    list_files(draft)
    if serving:
        serve_folder(draft, port)
