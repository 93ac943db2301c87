"""Commands for whoever writes the words: draft a section, preview the prose."""

from pathlib import Path

import click

from openscrutiny import pipeline
from openscrutiny.cli.releases import workspace_option
from openscrutiny.cli.reports import engine_option
from openscrutiny.errors import ReportError
from openscrutiny.reporting.authoring.drafting import Drafter
from openscrutiny.reporting.authoring.preview import Preview, serve_preview


@click.command()
@click.argument("report")
@click.argument("section", required=False)
@click.option("--period", required=True, help="As in 2020/21-Q2.")
@click.option("--write", is_flag=True, help="Write it where the section has no file yet; never over one.")
@workspace_option
@engine_option
def draft(report: str, section: str | None, period: str, write: bool, workspace: Path, engine: str) -> None:
    """Propose the narrative of a SECTION (introduction, or a measure) of REPORT from what is exceptional in it."""
    writer = pipeline.open_figures(workspace, report, period, engine, lambda step: click.echo(f"  {step}", err=True))
    drafter = Drafter(writer, writer.catalogue.packs[report])
    sections = (drafter.find_section(section),) if section else drafter.list_sections()
    for name in sections:
        path = workspace / "packs" / report / f"{name}.md"
        text = drafter.draft(name)
        if not write:
            click.echo(f"--- {path}", err=True)
            click.echo(text)
        elif path.exists():
            if section:
                raise ReportError(f"{path}: is already written. Without --write the draft is only shown.")
            click.echo(f"kept     {path}")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            click.echo(f"written  {path}")


@click.command()
@click.argument("report")
@click.option("--period", required=True, help="As in 2020/21-Q2.")
@click.option("--port", default=8000, help="0 takes a free one.")
@click.option("--every", default=1, help="Seconds after which the page asks for itself again; 0 for never.")
@workspace_option
@engine_option
def preview(report: str, period: str, port: int, every: int, workspace: Path, engine: str) -> None:
    """Serve REPORT's prose on this machine until Ctrl-C: save a file, and the page shows it with what is wrong."""
    writer = pipeline.open_figures(workspace, report, period, engine, lambda step: click.echo(f"  {step}"))
    shown = Preview(writer, report, lambda line: click.echo(f"  {line}"), every)
    shown.page()  # the first page takes longest: fonts and templates are read for it
    with serve_preview(shown, port) as server:
        click.echo(f"The prose of {report} is at http://127.0.0.1:{server.server_port}/ until Ctrl-C.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")
