"""`openscrutiny compare`: pairs of proportions or counts, each compared every way."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from openscrutiny.analysis.significance import compare_counts, compare_proportions
from openscrutiny.cli.series_file import check_cells, read_number, read_table, tell_no_rows, write_table
from openscrutiny.errors import OpenScrutinyError, RecordsError

PROPORTION_INPUT = ("case_id", "x1", "n1", "x2", "n2")
COUNT_INPUT = ("case_id", "x1", "exposure1", "x2", "exposure2")
PROPORTION_COLUMNS = (
    "case_id", "diff", "z_pooled", "p_z_pooled", "chisq_nocorr", "p_nocorr", "wald_lo", "wald_hi", "p_yates",
    "p_fisher", "fisher_cond_or", "newcombe_lo", "newcombe_hi", "wilson1_lo", "wilson1_hi", "wilson2_lo", "wilson2_hi",
    "clopper1_lo", "clopper1_hi",
)  # fmt: skip
COUNT_COLUMNS = (
    "case_id",
    "rate1",
    "rate2",
    "ratio",
    "p_exact",
    "ratio_lo",
    "ratio_hi",
    "p_mid",
    "rate1_lo",
    "rate1_hi",
)


@click.command("compare")
@click.option("--proportions", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="CSV with columns case_id, x1, n1, x2, n2.")  # fmt: skip
@click.option("--counts", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="CSV with columns case_id, x1, exposure1, x2, exposure2.")  # fmt: skip
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="A row a pair.")
def compare(proportions: Path | None, counts: Path | None, output: Path) -> None:
    """Compare pairs of proportions, or of counts with their exposures, with tests and intervals."""
    if (proportions is None) == (counts is None):
        raise click.UsageError("Give either --proportions or --counts.")
    columns: tuple[str, ...]
    try:
        if proportions is not None:
            rows = _compare_file(proportions, PROPORTION_INPUT, _answer_proportions)
            columns = PROPORTION_COLUMNS
        else:
            assert counts is not None
            rows = _compare_file(counts, COUNT_INPUT, _answer_counts)
            columns = COUNT_COLUMNS
        write_table(output, columns, rows)
        if not rows:
            tell_no_rows(proportions or counts)
    except OpenScrutinyError as error:
        raise click.ClickException(str(error)) from error


def _answer_proportions(x1: float, n1: float, x2: float, n2: float) -> list[float | None]:
    found = compare_proportions(int(x1), int(n1), int(x2), int(n2))
    return [
        found.diff, found.z_pooled, found.p_z_pooled, found.chisq_nocorr, found.p_nocorr, *found.wald, found.p_yates,
        found.p_fisher, found.fisher_cond_or, *found.newcombe, *found.wilson1, *found.wilson2, *found.clopper1,
    ]  # fmt: skip


def _answer_counts(x1: float, exposure1: float, x2: float, exposure2: float) -> list[float | None]:
    found = compare_counts(int(x1), exposure1, int(x2), exposure2)
    return [
        found.rate1, found.rate2, found.ratio, found.p_exact, *found.ratio_interval, found.p_mid, *found.rate1_interval
    ]  # fmt: skip


def _compare_file(path: Path, columns: Sequence[str], answer: Callable[..., list[float | None]]) -> list[list[object]]:
    """The answers of every row. Raises RecordsError with all faults: file, line, fault, mend."""
    header, lines = read_table(path)
    missing = [name for name in columns if name not in header]
    if missing:
        raise RecordsError("\n".join(f"{path}:1: {name}: no such column. Add it." for name in missing))
    faults: list[str] = []
    rows: list[list[object]] = []
    for line, row in lines:
        place = f"{path}:{line}"
        wrong = check_cells(place, row, header)
        faults += wrong
        if wrong:
            continue
        cells = dict(zip(header, row, strict=True))
        numbers = [_read_count(place, name, cells[name], faults) for name in columns[1:]]
        known = [number for number in numbers if number is not None]
        impossible = list(_check_pairs(place, columns, numbers))
        faults += impossible
        if impossible or len(known) < len(numbers):
            continue
        try:
            found = answer(*known)
        except OpenScrutinyError as error:
            faults.append(f"{place}: {error}")
        else:
            rows.append([cells["case_id"], *("" if value is None else repr(float(value)) for value in found)])
    if faults:
        raise RecordsError("\n".join(faults))
    return rows


def _check_pairs(place: str, columns: Sequence[str], numbers: Sequence[float | None]) -> Iterator[str]:
    """What no share, and no count over an exposure, can be; each fault with its column."""
    for at in (0, 2):
        (count, base), (top, bottom) = numbers[at : at + 2], columns[at + 1 : at + 3]
        if count is not None and count < 0:
            yield f"{place}: {top}: {count:g} is negative. A count is 0 or more."
        if base is not None and base <= 0:
            yield f"{place}: {bottom}: {base:g} is not above zero. Leave the pair out where there is nothing to share."
        elif count is not None and base is not None and not bottom.startswith("exposure") and count > base:
            yield f"{place}: {top}: {count:g} is more than {bottom}, {base:g}. For rates use --counts."


def _read_count(place: str, name: str, cell: str, faults: list[str]) -> float | None:
    """A cell's number, whole unless an exposure; None where it has none, with its fault added."""
    before = len(faults)
    number = read_number(place, name, cell, faults, "Give a number.")
    if number is None:
        if len(faults) == before:
            faults.append(f"{place}: {name}: empty. Give a number.")
        return None
    if not name.startswith("exposure") and number != int(number):
        faults.append(f"{place}: {name}: {number:g} is not a whole number. Counts are whole.")
        return None
    return number
