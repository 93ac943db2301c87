"""The documentation says what the program says: every command, option, error and public name."""

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import openscrutiny
from openscrutiny import errors
from openscrutiny.cli import COMMANDS, main
from tests.docs.documents import PAGES, ROOT, read_blocks

CONTEXT = click.Context(main, info_name="openscrutiny")
SHOWN = [
    pytest.param(page, words, id=f"{page.name}: {' '.join(words)}")
    for page in PAGES
    for block in read_blocks(page)
    for words in block.list_commands()
]


def test_the_reference_pages_are_fresh() -> None:
    written = subprocess.run([sys.executable, "tools/write_reference.py", "--check"], cwd=ROOT, capture_output=True)
    assert written.returncode == 0, written.stderr.decode()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command is not None
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


@pytest.mark.parametrize(("page", "words"), SHOWN)
def test_every_command_shown_can_be_called_so(page: Path, words: list[str]) -> None:
    command = main.get_command(CONTEXT, words[0]) if not words[0].startswith("-") else main
    assert command is not None, f"{page}: no command {words[0]}"
    given = [word.split("=")[0] for word in words[1:] if word.startswith("--")]
    known = {form for option in command.params for form in option.opts} | {"--help", "--version"}
    assert set(given) <= known
    missing = [
        o.opts[0] for o in command.params if isinstance(o, click.Option) and o.required and o.opts[0] not in given
    ]
    assert missing == [] or "--help" in given


def test_public_names_are_there_and_explained() -> None:
    for name in openscrutiny.__all__:
        assert inspect.cleandoc(getattr(openscrutiny, name).__doc__ or ""), name
    with pytest.raises(AttributeError):
        openscrutiny.no_such_name  # noqa: B018
    assert set(openscrutiny.__all__) <= set(dir(openscrutiny))


def test_every_error_is_public() -> None:
    kinds = {name for name, _ in inspect.getmembers(errors, lambda k: inspect.isclass(k) and issubclass(k, Exception))}
    assert kinds <= set(openscrutiny.__all__)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_named_exist(page: Path) -> None:
    named = set(re.findall(r"`(openscrutiny(?:\.[a-z_]+)+)`", page.read_text("utf-8")))
    for name in sorted(named):
        importlib.import_module(name)


def test_the_glossary_is_in_order_and_defines_each_word_once() -> None:
    words = re.findall(r"^\| ([^|]+?) \|", (ROOT / "GLOSSARY.md").read_text("utf-8"), re.MULTILINE)[2:]
    assert words == sorted(set(words), key=str.casefold)


def test_every_key_of_a_workspace_is_documented() -> None:
    text = "".join((ROOT / "docs" / "reference" / f"{page}.md").read_text("utf-8") for page in ("workspace", "sources"))
    asked = re.compile(r"\.(?:text|texts|flag|whole|number|day|word|value|sections?)\(\s*\"([a-z_]+)\"")
    code = ROOT / "openscrutiny"
    readers = [*(code / "catalogue").glob("*.py"), *(code / "records").glob("*.py"), code / "organisation.py"]
    readers.remove(code / "records" / "publishers.py")  # publishers.yaml explains itself in its comments
    keys = {key for path in readers for key in asked.findall(path.read_text("utf-8"))}
    assert len(keys) > 60
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", text)) == []
