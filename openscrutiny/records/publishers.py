"""Where open data comes from: the datasets of `publishers.yaml`, the program's own or a workspace's, parsed once."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from openscrutiny.definitions import Faults, Section, read_definition

OWN_LIST = Path(__file__).with_name("publishers.yaml")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Unpack:
    """The members of a zip to take out: `members` is a pattern with * and ?, `to` the folder they go to, gzipped."""

    members: str
    to: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class QuarterColumns:
    """The columns that name a quarter, as in 2019/20 and 1, and the month in which the financial year starts."""

    year: str
    quarter: str
    starts: int


@dataclass(frozen=True, slots=True)
class Flatten:
    """The rows of every sheet that has the `columns` (ours, theirs), as one file, or one a value of `split_by`.

    With `quarters` a column `quarter_starts` is added: the first month of the quarter, as in 2019-04.
    """

    to: str
    columns: tuple[tuple[str, str], ...]
    split_by: str = ""
    quarters: QuarterColumns | None = None


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file at a publisher's: its address, or the page that links to it and a pattern of the link."""

    to: str
    url: str = ""
    page: str = ""
    link: str = ""
    sha256: str = ""
    unpack: tuple[Unpack, ...] = ()
    flatten: Flatten | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """What one publisher gives under one name."""

    name: str
    title: str
    publisher: str
    licence: str
    files: tuple[PublishedFile, ...]


def load_publishers(path: Path = OWN_LIST) -> dict[str, Dataset]:
    """Every dataset of a list, by name. Raises DefinitionError with every fault at once."""
    faults = Faults()
    top = read_definition(path, faults, path.parent)
    found = {name: _read_dataset(name, section) for name in top if (section := top.section(name))}
    top.finish()
    faults.raise_if_any()
    return found


def move_address(url: str, base: str) -> str:
    """The address at another place, such as a mirror: scheme and host are those of `base`, its path goes before."""
    if not base:
        return url
    there, own = urlsplit(base), urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, there.path.rstrip("/") + own.path, own.query, ""))


def _read_dataset(name: str, section: Section) -> Dataset:
    files = tuple(_read_file(part) for part in section.sections("files"))
    dataset = Dataset(name, section.text("title"), section.text("publisher"), section.text("licence"), files)
    section.finish()
    return dataset


def _read_file(part: Section) -> PublishedFile:
    flatten = part.section("flatten")
    file = PublishedFile(
        to=_path(part, "to"),
        url=_address(part, "url"),
        page=_address(part, "page"),
        link=part.text("link", ""),
        sha256=part.text("sha256", "").lower(),
        unpack=tuple(_read_unpack(one) for one in part.sections("unpack")) if "unpack" in part else (),
        flatten=_read_flatten(flatten) if flatten else None,
    )
    if bool(file.url) == bool(file.page):
        part.fault("", "needs either 'url' or 'page'.", "Give the file's address, or that of the page linking to it.")
    if bool(file.page) != bool(file.link):
        part.fault("", "'page' and 'link' belong together.", "Add a pattern of the link that the page holds.")
    try:
        re.compile(file.link)
    except re.error as error:
        part.fault("link", f"is not a pattern: {error}.", "Write a regular expression.")
    if file.sha256 and not SHA256.fullmatch(file.sha256):
        part.fault("sha256", "is not a SHA-256.", "Write its 64 hexadecimal digits.")
    part.finish()
    return file


def _read_unpack(part: Section) -> Unpack:
    unpack = Unpack(part.text("members"), _path(part, "to"), part.text("from_month", ""), part.text("to_month", ""))
    part.finish()
    return unpack


def _read_flatten(part: Section) -> Flatten:
    names = part.section("columns", required=True)
    columns = tuple((ours, names.text(ours)) for ours in names) if names else ()
    quarters = part.section("quarter_starts")
    flatten = Flatten(
        _path(part, "to"), columns, part.text("split_by", ""), _read_quarters(quarters) if quarters else None
    )
    known = dict(columns)
    wanted = [("split_by", flatten.split_by)] if flatten.split_by else []
    if flatten.quarters:
        wanted += [("quarter_starts", flatten.quarters.year), ("quarter_starts", flatten.quarters.quarter)]
    for key, name in wanted:
        if name not in known:
            part.fault(key, f"'{name}' is not one of the columns.", "Name one of those under 'columns'.")
    part.finish()
    return flatten


def _read_quarters(part: Section) -> QuarterColumns:
    quarters = QuarterColumns(part.text("year"), part.text("quarter"), part.whole("year_starts_in_month", 4, least=1))
    part.finish()
    return quarters


def _address(part: Section, key: str) -> str:
    text = part.text(key, "")
    if text and urlsplit(text).scheme not in ("http", "https"):
        part.fault(key, f"'{text}' is not an address of the web.", "Write it with https://.")
    return text


def _path(part: Section, key: str) -> str:
    text = part.text(key)
    if Path(text).is_absolute() or ".." in Path(text).parts:
        part.fault(key, "leads out of the folder.", "Write a path within it, as in: home_office/table.ods")
    return text
