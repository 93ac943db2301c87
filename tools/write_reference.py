"""Write docs/reference/{commands,python,errors}.md from the program itself; with --check only say which are stale."""

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

import openscrutiny
from openscrutiny import errors
from openscrutiny.cli import main

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the program: change its help texts and docstrings, not this page. -->"


def write_commands() -> str:
    """Every command: its call, what it does, its arguments and options."""
    parts = [
        "# Commands",
        NOTE,
        "`openscrutiny --help` lists them; `openscrutiny COMMAND --help` says the same as here.",
    ]
    context = click.Context(main, info_name="openscrutiny")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=context)
        usage = " ".join(["openscrutiny", name, *command.collect_usage_pieces(own)])
        parts += [f"## {name}", f"`{usage}`", inspect.cleandoc(command.help or "").replace("\b\n", "")]
        options = [p for p in command.params if isinstance(p, click.Option)]
        if options:
            rows = ["| option | what it does | otherwise |", "| --- | --- | --- |"]
            parts.append("\n".join([*rows, *(describe_option(option) for option in options)]))
    return "\n\n".join(parts) + "\n"


def describe_option(option: click.Option) -> str:
    """One row: how the option is written, what it does, and what holds without it."""
    written = ", ".join(f"`{form}`" for form in option.opts)
    if isinstance(option.type, click.Choice):
        written += " " + " / ".join(f"`{choice}`" for choice in option.type.choices)
    default = option.default
    if option.required:
        otherwise = "must be given"
    elif default is None or default == () or default is False or "UNSET" in repr(default):
        otherwise = ""
    else:
        otherwise = f"`{str(default).lower() if isinstance(default, bool) else default}`"
    return f"| {written} | {(option.help or '').replace('|', '/')} | {otherwise} |"


def write_python() -> str:
    """Every public function with its home, its call and its docstring."""
    opening = "`import openscrutiny as osc`, then `osc.NAME`. The commands call the same functions."
    parts = ["# From Python", NOTE, f"{opening} What they raise is in [errors](errors.md)."]
    for name in openscrutiny.__all__:
        thing = getattr(openscrutiny, name)
        if inspect.isfunction(thing):
            call = f"{name}({', '.join(write_parameters(thing))})"
            parts += [f"## {name}", f"`{call}`, from `{thing.__module__}`", inspect.cleandoc(thing.__doc__ or "")]
    return "\n\n".join(parts) + "\n"


def write_parameters(function: Callable[..., object]) -> Iterator[str]:
    """A call's parameters with their defaults, without types."""
    starred = False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        default = getattr(parameter.default, "__name__", None)
        shown = str(parameter.replace(annotation=parameter.empty))
        yield f"{parameter.name}={default}" if default and default != "_empty" else shown


def write_errors() -> str:
    """The tree of errors, each with what it means."""
    parts = ["# Errors", NOTE, inspect.cleandoc(errors.__doc__ or "").splitlines()[0]]
    kinds = [k for _, k in inspect.getmembers(errors, inspect.isclass) if issubclass(k, errors.OpenScrutinyError)]
    for kind in sorted(kinds, key=lambda k: (len(k.__mro__), k.__name__)):
        parts += [f"## {kind.__name__}", inspect.cleandoc(kind.__doc__ or "")]
        if kind is not errors.OpenScrutinyError:
            parts.append(f"A kind of `{kind.__mro__[1].__name__}`.")
    return "\n\n".join(parts) + "\n"


PAGES = {"commands.md": write_commands, "python.md": write_python, "errors.md": write_errors}


def find_stale() -> list[str]:
    """The pages that do not say what the program says."""
    return [name for name, write in PAGES.items() if _read(name) != write()]


def _read(name: str) -> str:
    path = REFERENCE / name
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    if "--check" in sys.argv:
        stale = find_stale()
        sys.exit(f"stale: {', '.join(stale)}. Run `make docs`." if stale else 0)
    for page, write in PAGES.items():
        (REFERENCE / page).write_text(write(), "utf-8")
        print(f"docs/reference/{page}")
