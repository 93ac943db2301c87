"""`init` writes a workspace, `check` reads one and reports every fault."""

import shutil
from pathlib import Path

import click

from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.errors import DefinitionError, OpenScrutinyError, did_you_mean
from openscrutiny.reporting.words.binding import check_prose

PACKAGE = Path(__file__).parents[1]
# In a wheel the examples lie in the package (see setup.py), in a checkout beside it.
EXAMPLES = next((path for path in (PACKAGE / "examples", PACKAGE.parent / "examples") if path.is_dir()), PACKAGE)
USUAL = "west_mercia"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--like", default=USUAL, show_default=True, help="The example: west_mercia, home_office or police_uk.")
def init(folder: Path, like: str) -> None:
    """Write a commented, working workspace into FOLDER, to be made your own."""
    copy_example(folder, like)
    click.echo(
        f"A workspace is in {folder}. Begin with {folder / 'organisation.yaml'}, and put your extracts where the"
    )
    click.echo(f"files in {folder / 'sources'} say; they also say how the columns are called. Then run:")
    for verb in ("check", "ingest"):
        click.echo(f"  openscrutiny {verb} --workspace {folder}")


@click.command()
@click.option(
    "--workspace", default=".", type=click.Path(path_type=Path, file_okay=False), help="The workspace folder."
)
def check(workspace: Path) -> None:
    """Read every definition of a workspace and report every fault, with its place and mend."""
    catalogue = load_catalogue(workspace)
    faults = check_prose(catalogue)
    if faults:
        raise DefinitionError(faults)
    click.echo(
        f"No fault in {len(catalogue.definition_files())} files: {len(catalogue.tables)} tables, "
        f"{len(catalogue.sources)} sources, {len(catalogue.measures)} measures, {len(catalogue.packs)} reports."
    )


def copy_example(folder: Path, like: str = USUAL) -> None:
    """An example workspace's definitions, without records, into an empty or new folder."""
    if folder.exists() and any(folder.iterdir()):
        raise OpenScrutinyError(f"{folder}: is not empty. Name a new folder, so that nothing is written over.")
    known = sorted(path.parent.name for path in EXAMPLES.glob("*/organisation.yaml"))
    if like not in known:
        raise OpenScrutinyError(f"no example '{like}'. {did_you_mean(like, known)}")
    ignored = shutil.ignore_patterns("store", "drafts", "releases", "records")
    shutil.copytree(EXAMPLES / like, folder, ignore=ignored, dirs_exist_ok=True)
