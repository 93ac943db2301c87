"""Reads the YAML files of a workspace, keeping for every value the line it stands on.

A `Section` is a mapping that is asked for its keys by type. It never raises: what is missing, misspelt or of the
wrong type becomes a `Fault` in the shared `Faults`, and reading goes on, so that all faults come at once.

    faults = Faults()
    section = read_definition(path, faults)
    title = section.text("title")
    section.finish()          # every key nobody asked for is a fault with a mend
    faults.raise_if_any()
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from openscrutiny.errors import DefinitionError, Fault, did_you_mean

Word = TypeVar("Word", bound=StrEnum)


class Faults:
    """Collects every fault found while reading, and raises them together."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, file: str, line: int, place: str, fault: str, mend: str = "") -> None:
        self.found.append(Fault(file, line, place, fault, mend))

    def raise_if_any(self) -> None:
        if self.found:
            raise DefinitionError(self.found)


class Section:
    """A mapping in a definition file: ask for its keys by type, then `finish`."""

    def __init__(self, file: str, line: int, place: str, items: dict[str, tuple[Any, int]], faults: Faults) -> None:
        self.file, self.line, self.place, self.items, self.faults = file, line, place, items, faults
        self._asked: set[str] = set()

    def fault(self, key: str, fault: str, mend: str = "") -> None:
        """Record a fault at a key of this section (or at the section itself, where key is empty)."""
        line = self.items[key][1] if key in self.items else self.line
        place = ".".join(part for part in (self.place, key) if part)
        self.faults.add(self.file, line, place, fault, mend)

    def __contains__(self, key: str) -> bool:
        self._asked.add(key)
        return key in self.items

    def __iter__(self) -> Iterator[str]:
        return iter(self.items)

    def keys(self) -> tuple[str, ...]:
        """Every key, in the file's order: for sections whose keys are the user's own names."""
        return tuple(self.items)

    def value(self, key: str, default: Any = None, required: bool = False) -> Any:
        """The plain value at a key (mappings and lists stay unread: see `section`, `sections`)."""
        self._asked.add(key)
        if key in self.items:
            return _plain(self.items[key][0])
        if required:
            self.fault("", f"'{key}' is missing.", f"Add '{key}:'.")
        return default

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required unless a default is given."""
        value = self.value(key, default, required=default is None)
        if value is None:
            return default or ""
        if isinstance(value, (dict, list)):
            self.fault(key, "is not a text.", "Write one text, in quotes if it holds a colon.")
            return default or ""
        return str(value)

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.value(key, default)
        if not isinstance(value, bool):
            self.fault(key, f"'{value}' is neither true nor false.", "Write true or false.")
            return default
        return value

    def whole(self, key: str, default: int | None = None, least: int | None = None) -> int:
        """A whole number; required unless a default is given."""
        value = self.value(key, default, required=default is None)
        if value is None:
            return default or 0
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, f"'{value}' is not a whole number.", "Write digits only.")
            return default or 0
        if least is not None and value < least:
            self.fault(key, f"{value} is too small.", f"Write {least} or more.")
        return value

    def number(self, key: str) -> Decimal | None:
        """A number or None where the key is absent."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.fault(key, f"'{value}' is not a number.", "Write digits only.")
            return None
        return Decimal(str(value))

    def day(self, key: str) -> date | None:
        """A date or None where the key is absent."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.fault(key, f"'{value}' is not a date.", "Write it as 2020-09-30.")
            return None
        return value

    def word(self, key: str, words: type[Word], default: Word | None = None) -> Word:
        """One of an enumeration's words; required unless a default is given."""
        value = self.value(key, default, required=default is None)
        first = next(iter(words))
        if value is None:
            return default or first
        try:
            return words(str(value))
        except ValueError:
            self.fault(key, f"'{value}' is not known here.", did_you_mean(value, list(words)))
            return default or first

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts (one text stands for a list of one); empty where the key is absent."""
        value = self.value(key)
        if value is None:
            return ()
        found = value if isinstance(value, list) else [value]
        if any(isinstance(item, (dict, list)) for item in found):
            self.fault(key, "is not a list of texts.", "Write [one, two].")
            return ()
        return tuple(str(item) for item in found)

    def section(self, key: str, required: bool = False) -> "Section | None":
        """The mapping at a key, or None where it is absent."""
        self._asked.add(key)
        if key not in self.items:
            if required:
                self.fault("", f"'{key}' is missing.", f"Add '{key}:' and its keys below it.")
            return None
        node, line = self.items[key]
        return self._as_section(node, line, key)

    def sections(self, key: str) -> "tuple[Section, ...]":
        """The list of mappings at a key; empty where it is absent."""
        self._asked.add(key)
        if key not in self.items:
            return ()
        node, _ = self.items[key]
        if not isinstance(node, yaml.SequenceNode):
            self.fault(key, "is not a list.", "Begin each entry with '- '.")
            return ()
        read = (self._as_section(item, item.start_mark.line + 1, f"{key}[{n}]") for n, item in enumerate(node.value, 1))
        return tuple(section for section in read if section is not None)

    def _as_section(self, node: Any, line: int, key: str) -> "Section | None":
        place = ".".join(part for part in (self.place, key) if part)
        if not isinstance(node, yaml.MappingNode):
            self.faults.add(self.file, line, place, "is not a set of 'key: value' lines.", "Indent its keys below it.")
            return None
        return Section(self.file, line, place, _items(node, self.file, place, self.faults), self.faults)

    def finish(self) -> None:
        """Report every key that nobody asked for, with the nearest key that is known."""
        for key in self.items.keys() - self._asked:
            self.fault(key, "no such key here.", did_you_mean(key, self._asked))


def read_definition(path: Path, faults: Faults, root: Path | None = None) -> Section:
    """The top section of a YAML file. A file that cannot be read is a fault and an empty section.

    `root` is the workspace folder, to which paths in faults are relative.
    """
    name = str(path.relative_to(root)) if root else str(path)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        faults.add(name, 0, "", "no such file.", "Create it; `openscrutiny init` writes one with comments.")
    except UnicodeDecodeError as error:
        faults.add(name, 0, "", f"is not UTF-8 text (byte {error.start + 1}).", "Save it as UTF-8.")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        faults.add(name, line, "", f"is not YAML: {error.problem}.", "Look at the indentation and quotes near it.")
    else:
        if node is None:
            return Section(name, 1, "", {}, faults)
        if isinstance(node, yaml.MappingNode):
            return Section(name, 1, "", _items(node, name, "", faults), faults)
        faults.add(name, 1, "", "is not a set of 'key: value' lines.", "Begin it with 'key: value'.")
    return _Unreadable(name, faults)


class _Unreadable(Section):
    """Stands for a file already reported as unreadable: asking it for keys adds no further faults."""

    def __init__(self, file: str, faults: Faults) -> None:
        super().__init__(file, 0, "", {}, faults)

    def fault(self, key: str, fault: str, mend: str = "") -> None:
        pass


def list_definitions(folder: Path) -> tuple[Path, ...]:
    """Every YAML file of a folder, by name."""
    return tuple(sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]))


def _items(node: Any, file: str, place: str, faults: Faults) -> dict[str, tuple[Any, int]]:
    items: dict[str, tuple[Any, int]] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in items:
            where = ".".join(part for part in (place, key) if part)
            faults.add(file, line, where, f"stands twice (first in line {items[key][1]}).", "Keep one of them.")
        items[key] = (value_node, line)
    return items


def _plain(node: Any) -> Any:
    """A node as Python values, read as YAML's safe types."""
    loader = yaml.CSafeLoader("")
    try:
        return loader.construct_document(node)
    except ValueError:  # it looks like a date and is none, as 2019-13-01: whoever asks for it says so
        return node.value if isinstance(node.value, str) else yaml.serialize(node).strip()
    finally:
        loader.dispose()
