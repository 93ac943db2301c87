"""The command line: verbs only. Each command lives in a module of its own and is imported when it is called."""

from importlib import import_module

import click

from openscrutiny import __version__
from openscrutiny.errors import OpenScrutinyError

COMMANDS = {
    "init": "workspace:init",
    "check": "workspace:check",
    "ingest": "records:ingest",
    "rejections": "records:rejections",
    "revisions": "records:revisions",
    "purge": "records:purge",
    "fetch": "fetch:fetch",
    "build": "reports:build",
    "publish": "reports:publish",
    "explain": "releases:explain",
    "figures": "releases:figures",
    "draft": "narrative:draft",
    "preview": "narrative:preview",
    "verify": "releases:verify",
    "serve": "releases:serve",
    "demo": "demo:demo",
    "spc": "spc:spc",
    "compare": "compare:compare",
    "backtest": "backtest:backtest",
    "claims": "claims:claims",
}


class LazyGroup(click.Group):
    """Imports a command's module only when it is wanted, so that each starts quickly."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, function = COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(f"openscrutiny.cli.{module}"), function)
        return command

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except OpenScrutinyError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=LazyGroup)
@click.version_option(__version__)
def main() -> None:
    """From a police force's records to the published pack."""
