"""`openscrutiny backtest`: how good projections would have been, on a series file or the Home Office table."""

import csv
import gzip
import os
from pathlib import Path

import click

from openscrutiny.cli.series_file import read_series_file
from openscrutiny.errors import OpenScrutinyError, RecordsError

TUNED = "The projection's settings were chosen on outcomes of 2014/15 to 2016/17: later years are a fair trial of it."
HOME_OFFICE_COLUMNS = ("Financial Year", "Financial Quarter", "Force Name", "Offence Group", "Number of Offences")


@click.command("backtest")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--home-office", is_flag=True,
              help="FILE is the Home Office open data table of recorded crime by force and quarter.")  # fmt: skip
@click.option("--offence-group", help="Only this offence group of the Home Office table; otherwise all of them added.")
@click.option("--until", help="Use the Home Office table up to this financial year, such as 2019/20.")
@click.option("--periods-a-year", "places", default=12, show_default=True, type=click.Choice([4, 12]),
              help="For a series file: 12 for months, 4 for quarters.")  # fmt: skip
@click.option("--ahead", default=0, type=click.IntRange(min=0), help="Periods forecast each time [default: a year].")
@click.option("--origins", default=3, show_default=True, type=click.IntRange(min=1),
              help="How many forecasts of each series, a year apart.")  # fmt: skip
def backtest(
    file: Path, home_office: bool, offence_group: str | None, until: str | None, places: int, ahead: int, origins: int
) -> None:
    """Forecast the past of every series of FILE and print accuracy against seasonal naive, ETS and AutoETS."""
    # Many small matrices: threads cost more than they bring. It must be said before numpy is first imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from openscrutiny.analysis.backtest import backtest as measure_accuracy

    try:
        if home_office:
            places = 4
            series = read_home_office_table(file, offence_group, until)
        else:
            series = {
                rows.series_id: [value for value in rows.y if value is not None]
                for rows in read_series_file(file)
                if None not in rows.y
            }
        found = measure_accuracy(series, places, ahead=ahead or places, origins=origins, least=3 * places)
    except OpenScrutinyError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(series)} series, {found[0].forecasts} forecasts each method, from {origins} ends a year apart")
    click.echo(f"{'method':<16}{'MASE':>8}{'to naive':>10}{'in 80 %':>10}{'in 95 %':>10}")
    for one in found:
        click.echo(
            f"{one.method:<16}{one.mase:>8.3f}{one.against_naive:>10.3f}"
            f"{one.coverage_80:>10.1%}{one.coverage_95:>10.1%}"
        )
    held = found[0]
    click.echo(
        f"sum of the periods ahead, {held.method}: {held.total_coverage_80:.1%} in 80 %, "
        f"{held.total_coverage_95:.1%} in 95 %"
    )
    if home_office:
        click.echo(TUNED)


def read_home_office_table(path: Path, group: str | None, until: str | None) -> dict[str, list[float]]:
    """Totals by force in order of quarter. Raises RecordsError naming file, line and fault."""
    totals: dict[str, dict[tuple[str, int], int]] = {}
    with (
        gzip.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".gz" else path.open(encoding="utf-8-sig") as file
    ):
        reader = csv.DictReader(file)
        missing = [name for name in HOME_OFFICE_COLUMNS if name not in (reader.fieldnames or [])]
        if missing:
            raise RecordsError(
                "\n".join(f"{path}:1: {name}: no such column. Is this the table by force?" for name in missing)
            )
        for row in reader:
            if (group and row["Offence Group"] != group) or (until and row["Financial Year"] > until):
                continue
            try:
                quarter = (row["Financial Year"], int(row["Financial Quarter"]))
                count = int(row["Number of Offences"])
            except ValueError as error:
                raise RecordsError(
                    f"{path}:{reader.line_num}: {error}. Quarter and number are whole numbers."
                ) from error
            force = totals.setdefault(row["Force Name"], {})
            force[quarter] = force.get(quarter, 0) + count
    quarters = sorted({quarter for force in totals.values() for quarter in force})
    # A force that reports only in some quarters (a national body, say) has no series to forecast.
    return {
        name: [float(force[quarter]) for quarter in quarters]
        for name, force in totals.items()
        if all(quarter in force for quarter in quarters)
    }
