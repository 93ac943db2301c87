"""Fetching: whole or not at all, going on where it broke off, and saying what the publisher changed."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from openscrutiny.cli import main
from openscrutiny.definitions import DefinitionError
from openscrutiny.errors import RecordsError
from openscrutiny.records.fetch import Manner, fetch_file, read_downloads
from openscrutiny.records.publishers import PublishedFile, load_publishers, move_address

from .publisher_server import Publisher, run_publisher

CONTENT = bytes(range(256)) * 4096  # a megabyte
PATH = "/data/archive/2019-12.zip"
FILE = PublishedFile(to="archive/2019-12.zip", url=f"https://publisher.example{PATH}")


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with run_publisher() as publisher:
        publisher.pages[PATH] = CONTENT
        yield publisher


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def manner(pauses: list[float]) -> Manner:
    return Manner(attempts=4, pause=1.0, timeout=10.0, sleep=pauses.append)


def test_a_file_comes_whole_with_its_checksum(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    fetched = fetch_file(FILE, tmp_path, publisher.base, manner)
    assert fetched.path.read_bytes() == CONTENT
    assert read_downloads(tmp_path)[FILE.to].sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert str(fetched.download.published_on) == "2020-01-31"
    assert not list(tmp_path.rglob("*.part*"))


def test_a_connection_that_breaks_off_goes_on_from_there(
    publisher: Publisher, manner: Manner, tmp_path: Path, pauses: list[float]
) -> None:
    publisher.faults[PATH] = [-400_000, -300_000]
    assert fetch_file(FILE, tmp_path, publisher.base, manner).path.read_bytes() == CONTENT
    requests = publisher.asked_for(PATH)
    assert [status for _, status in requests] == [200, 206, 206]
    assert [headers.get("Range") for headers, _ in requests] == [None, "bytes=400000-", "bytes=700000-"]
    assert pauses == [1.0, 2.0]


def test_a_killed_fetch_is_resumed_by_the_next(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    publisher.faults[PATH] = [-400_000]
    with pytest.raises(RecordsError, match=r"broke off after 400,000 of 1,048,576 bytes.*goes on from there"):
        fetch_file(FILE, tmp_path, publisher.base, replace(manner, attempts=1))
    assert not (tmp_path / FILE.to).exists(), "half a file must not stand under the file's name"
    assert fetch_file(FILE, tmp_path, publisher.base, manner).path.read_bytes() == CONTENT
    assert [status for _, status in publisher.asked_for(PATH)] == [200, 206]


def test_two_editions_are_never_joined(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    publisher.faults[PATH] = [-400_000]
    with pytest.raises(RecordsError):
        fetch_file(FILE, tmp_path, publisher.base, replace(manner, attempts=1))
    publisher.pages[PATH] = newer = CONTENT[::-1]
    assert fetch_file(FILE, tmp_path, publisher.base, manner).path.read_bytes() == newer
    assert publisher.asked_for(PATH)[-1][1] == 200


def test_a_busy_server_is_asked_again_after_a_pause(
    publisher: Publisher, manner: Manner, tmp_path: Path, pauses: list[float]
) -> None:
    publisher.faults[PATH] = [503, 503]
    assert fetch_file(FILE, tmp_path, publisher.base, manner).path.read_bytes() == CONTENT
    assert [status for _, status in publisher.asked_for(PATH)] == [503, 503, 200]
    assert pauses == [1.0, 2.0]


def test_a_server_that_stays_busy_is_given_up(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    publisher.faults[PATH] = [503] * 9
    with pytest.raises(RecordsError, match="could not be fetched in 4 attempts: the server answered 503"):
        fetch_file(FILE, tmp_path, publisher.base, manner)


def test_an_address_that_is_not_there_is_not_tried_again(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    del publisher.pages[PATH]
    with pytest.raises(RecordsError, match=r"answered 404. Correct the address in publishers\.yaml"):
        fetch_file(FILE, tmp_path, publisher.base, manner)
    assert len(publisher.asked_for(PATH)) == 1


def test_a_wrong_checksum_is_refused_and_the_last_good_file_stays(
    publisher: Publisher, manner: Manner, tmp_path: Path
) -> None:
    good = replace(FILE, sha256=hashlib.sha256(CONTENT).hexdigest())
    path = fetch_file(good, tmp_path, publisher.base, manner).path
    publisher.pages[PATH] = CONTENT + b"tampered"
    with pytest.raises(RecordsError, match="wrong checksum"):
        fetch_file(good, tmp_path, publisher.base, manner)
    assert path.read_bytes() == CONTENT
    assert read_downloads(tmp_path)[FILE.to].sha256 == good.sha256
    assert not list(tmp_path.rglob("*.part*"))


def test_what_is_there_unchanged_is_not_sent_again(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    fetch_file(FILE, tmp_path, publisher.base, manner)
    assert fetch_file(FILE, tmp_path, publisher.base, manner).unchanged
    assert [status for _, status in publisher.asked_for(PATH)] == [200, 304]


def test_a_file_spoilt_on_disk_is_fetched_anew(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    path = fetch_file(FILE, tmp_path, publisher.base, manner).path
    path.write_bytes(b"spoilt")
    assert fetch_file(FILE, tmp_path, publisher.base, manner).path.read_bytes() == CONTENT


def test_a_file_changed_at_the_publisher_is_said(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    fetch_file(FILE, tmp_path, publisher.base, manner)
    publisher.pages[PATH] = b"another edition"
    fetched = fetch_file(FILE, tmp_path, publisher.base, manner)
    assert fetched.before is not None
    assert fetched.before.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert fetched.path.read_bytes() == b"another edition"


def test_the_newest_edition_is_found_on_its_page(publisher: Publisher, manner: Manner, tmp_path: Path) -> None:
    publisher.pages["/tables"] = (
        b'<a href="/help">Help</a> <a href="https://files.example/x/table-2.ods">2</a> <a href="/x/table-1.ods">1</a>'
    )
    publisher.pages["/x/table-2.ods"] = b"second"
    linked = PublishedFile(to="table.ods", page="https://publisher.example/tables", link=r"table-\d\.ods$")
    assert fetch_file(linked, tmp_path, publisher.base, manner).path.read_bytes() == b"second"
    with pytest.raises(RecordsError, match=r"none of its 3 links fits"):
        fetch_file(replace(linked, link="chair"), tmp_path, publisher.base, manner)


def test_the_command_says_what_it_fetched_and_what_changed(publisher: Publisher, tmp_path: Path) -> None:
    listed = (
        "plain:\n  title: A table\n  publisher: Someone\n  licence: OGL\n  files:\n"
        f"    - {{url: 'https://publisher.example{PATH}', to: archive.zip}}\n"
    )
    (tmp_path / "publishers.yaml").write_text(listed)
    run = ["fetch", "plain", "--workspace", str(tmp_path), "--pause", "0"]
    settings = {"OPENSCRUTINY_FETCH_BASE_URL": publisher.base}
    first = CliRunner().invoke(main, run, env=settings)
    assert first.exit_code == 0, first.output
    assert "archive.zip: 1,048,576 bytes" in first.output
    assert "unchanged since" in CliRunner().invoke(main, run, env=settings).output
    publisher.pages[PATH] = b"another"
    assert "CHANGED at the publisher" in CliRunner().invoke(main, run, env=settings).output
    wrong = CliRunner().invoke(main, ["fetch", "plane", "--workspace", str(tmp_path)])
    assert wrong.exit_code != 0
    assert "Did you mean 'plain'?" in wrong.output


def test_a_list_of_publishers_tells_all_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "publishers.yaml"
    path.write_text(
        "one:\n  title: A\n  publisher: B\n  licence: C\n  files:\n"
        "    - {to: ../outside.zip, url: 'ftp://example'}\n    - {to: a.zip, page: 'https://example/'}\n"
    )
    with pytest.raises(DefinitionError) as raised:
        load_publishers(path)
    told = str(raised.value)
    assert all(part in told for part in ("leads out of the folder", "not an address of the web", "belong together"))


def test_an_address_moves_to_a_mirror_with_its_path() -> None:
    moved = move_address("https://publisher.example/a/b?c=d", "http://127.0.0.1:8000/mirror/")
    assert moved == "http://127.0.0.1:8000/mirror/a/b?c=d"
