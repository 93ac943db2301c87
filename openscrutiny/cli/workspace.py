"""`init` writes a workspace, `check` reads one and reports every fault."""

import shutil
from pathlib import Path

import click

from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.errors import OpenScrutinyError

EXAMPLE = Path(__file__).parents[2] / "examples" / "west_mercia"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Write a commented, working workspace into FOLDER, to be made your own."""
    copy_example(folder)
    click.echo(f"A workspace is in {folder}. Begin with {folder / 'organisation.yaml'}; then run:")
    click.echo(f"  openscrutiny check --workspace {folder}")


@click.command()
@click.option(
    "--workspace", default=".", type=click.Path(path_type=Path, file_okay=False), help="The workspace folder."
)
def check(workspace: Path) -> None:
    """Read every definition of a workspace and report every fault, with its place and mend."""
    catalogue = load_catalogue(workspace)
    click.echo(
        f"No fault in {len(catalogue.definition_files())} files: {len(catalogue.tables)} tables, "
        f"{len(catalogue.sources)} sources, {len(catalogue.measures)} measures, {len(catalogue.packs)} reports."
    )


def copy_example(folder: Path) -> None:
    """The example workspace's definitions, without records, into an empty or new folder."""
    if folder.exists() and any(folder.iterdir()):
        raise OpenScrutinyError(f"{folder}: is not empty. Name a new folder, so that nothing is written over.")
    if not EXAMPLE.is_dir():
        raise OpenScrutinyError(f"{EXAMPLE}: the example workspace is not installed. Run this from a checkout.")
    ignored = shutil.ignore_patterns("store", "drafts", "releases", "records")
    shutil.copytree(EXAMPLE, folder, ignore=ignored, dirs_exist_ok=True)
