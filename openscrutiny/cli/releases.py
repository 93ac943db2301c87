"""Commands that read a release or draft from its folder alone: list and explain figures, verify, serve."""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from openscrutiny.errors import ReleaseError
from openscrutiny.reporting.figures.explain import explain_figure
from openscrutiny.reporting.releases.releases import check_release, find_newest_draft, read_figure_rows

SEARCHED = ("address", "measure_title", "area_name", "period_label", "kind", "text")

workspace_option = click.option(
    "--workspace", default=".", type=click.Path(path_type=Path, file_okay=False), help="The workspace folder."
)
release_option = click.option(
    "--release", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="A release or draft."
)


@click.command()
@click.argument("words", nargs=-1)
@click.option(
    "--release",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="A release or draft; without it the workspace's newest draft.",
)
@click.option("--report", default="", help="The report whose newest draft is read.")
@click.option("--period", default="", help="The period whose newest draft is read, as in 2020/21-Q2.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How they are written.")
@workspace_option
def figures(words: tuple[str, ...], folder: Path | None, report: str, period: str, form: str, workspace: Path) -> None:
    """List every figure by name with its value; with WORDS only those whose name, title or value holds them all."""
    rows = read_figure_rows(folder or find_newest_draft(workspace, report, period))
    wanted = [word.lower() for word in words]
    found = [row for row in rows if all(word in " ".join(str(row[k]) for k in SEARCHED).lower() for word in wanted)]
    if form == "json":
        click.echo(json.dumps({"figures": found}, ensure_ascii=False, indent=1))
        return
    names = [f"{{{{ {row['address']} }}}}" for row in found]
    widths = max(map(len, names), default=0), max((len(row["text"]) for row in found), default=0)
    for name, row in zip(names, found, strict=True):
        about = f"{row['measure_title']}, {row['area_name']}, {row['period_label']}: {row['kind'].replace('_', ' ')}"
        click.echo(f"{name:<{widths[0]}}  {row['text']:>{widths[1]}}  {about}")
    if not found:
        click.echo(f"No figure holds all of: {' '.join(words)}.", err=True)


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
