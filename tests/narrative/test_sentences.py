"""What the sentence builders write: verb, direction, base, rounding, and words for what is not there."""

import pytest

from openscrutiny.catalogue.load import Catalogue
from openscrutiny.catalogue.wording import WordingError
from openscrutiny.reporting.document.inline_marks import read_marks
from openscrutiny.reporting.words.sentences import SentenceWriter
from openscrutiny.series import State
from tests.narrative.desk import LAST_YEAR, NOW, PREVIOUS, load_report, make_writer, write, write_marked


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_report(tmp_path_factory.mktemp("desk") / "workspace")


def thefts(catalogue: Catalogue, now: int | State, previous: int | State, last_year: int = 0) -> SentenceWriter:
    force = {("thefts", "force", when): n for when, n in ((NOW, now), (PREVIOUS, previous), (LAST_YEAR, last_year))}
    return make_writer(catalogue, force)


@pytest.mark.parametrize(
    ("now", "previous", "sentence"),
    [
        (572, 473, "Thefts rose by 21% (99) to 572 in Q2 2020/21, from 473 in Q1 2020/21."),
        (473, 572, "Thefts fell by 17% (99) to 473 in Q2 2020/21, from 572 in Q1 2020/21."),
        (473, 473, "Thefts did not change: 473 in Q2 2020/21 and 473 in Q1 2020/21."),
        (10_001, 10_000, "Thefts rose by less than 0.5% (1) to 10,001 in Q2 2020/21, from 10,000 in Q1 2020/21."),
        (14, 19, "Thefts fell by 5 to 14 in Q2 2020/21, from 19 in Q1 2020/21."),
        (15, 20, "Thefts fell by 25% (5) to 15 in Q2 2020/21, from 20 in Q1 2020/21."),
        (25, 0, "Thefts rose by 25 to 25 in Q2 2020/21, from 0 in Q1 2020/21."),
        (0, 25, "Thefts fell by 100% (25) to 0 in Q2 2020/21, from 25 in Q1 2020/21."),
        (1_005, 1_000, "Thefts rose by 1% (5) to 1,005 in Q2 2020/21, from 1,000 in Q1 2020/21."),
    ],
)
def test_a_comparison_has_its_verb_base_and_rounding(
    catalogue: Catalogue, now: int, previous: int, sentence: str
) -> None:
    assert write(thefts(catalogue, now, previous), "thefts | compare previous") == sentence


def test_a_share_that_rounds_to_nothing_is_not_told_as_nought(catalogue: Catalogue) -> None:
    for part, share in ((5, "less than 0.05% (5)"), (0, "0.0% (0)"), (11, "0.1% (11)")):
        writer = make_writer(catalogue, {("thefts", "force", NOW): part, ("crimes", "force", NOW): 20_754})
        said = f"Thefts accounted for {share} of the 20,754 counted under Recorded crime in Q2 2020/21."
        assert write(writer, "thefts | share") == said


def test_a_percentage_of_a_small_base_is_given_only_where_it_is_asked_for(catalogue: Catalogue) -> None:
    writer = thefts(catalogue, 14, 7)
    assert "by 7 to 14" in write(writer, "thefts | compare previous")
    assert "by 100% (7) to 14" in write(writer, "thefts | compare previous with percentage")
    assert "by 5 to 5" in write(thefts(catalogue, 5, 0), "thefts | compare previous with percentage")


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (State.SUPPRESSED, "not published, to protect people"),
        (State.INCOMPLETE, "not known yet, because not every month of it has been received"),
        (State.NOT_AVAILABLE, "not available, because no records of it are held"),
    ],
)
def test_what_is_not_there_is_said_in_words_and_never_as_a_mark(catalogue: Catalogue, state: State, why: str) -> None:
    writer = thefts(catalogue, 572, state)
    assert write(writer, f"thefts.quarter.{PREVIOUS}.value") == why
    expected = "No comparison of Thefts between Q2 2020/21 and Q1 2020/21 can be given: the figure for Q1 2020/21 is "
    assert write(writer, "thefts | compare previous") == f"{expected}{why}."
    for said in ("change previous", "test previous", "areas previous"):
        assert "[" not in write(writer, f"thefts | {said}")


def test_a_percentage_of_nothing_says_so(catalogue: Catalogue) -> None:
    writer = thefts(catalogue, 25, 0)
    said = write(writer, "thefts.quarter.percentage_change_on_previous_quarter")
    assert said == "not given, because the earlier figure is nought"


def test_percentages_change_by_points(catalogue: Catalogue) -> None:
    share = {("hate_share", "force", NOW): (63, 572), ("hate_share", "force", PREVIOUS): (43, 473)}
    writer = make_writer(catalogue, share)
    assert write(writer, "hate_share | compare previous") == (
        "The hate share of crime rose by 1.9 percentage points to 11.0% in Q2 2020/21, from 9.1% in Q1 2020/21."
    )
    assert write(writer, "hate_share | change previous") == "a 1.9-point increase on the previous quarter"


def test_a_change_too_small_to_print_is_no_rise(catalogue: Catalogue) -> None:
    share = {("hate_share", "force", NOW): (10_001, 100_000), ("hate_share", "force", PREVIOUS): (10_000, 100_000)}
    said = write(make_writer(catalogue, share), "hate_share | compare previous")
    assert said == "The hate share of crime hardly changed: 10.0% in Q2 2020/21 and 10.0% in Q1 2020/21."


@pytest.mark.parametrize(
    ("now", "previous", "words"),
    [(572, 473, "which is statistically significant"), (480, 473, "which is not statistically significant")],
)
def test_significance_is_said_of_a_test_with_its_interval(
    catalogue: Catalogue, now: int, previous: int, words: str
) -> None:
    said = write(thefts(catalogue, now, previous), "thefts | test previous")
    assert words in said
    assert "95% interval" in said
    assert "p = " in said


def test_nothing_else_speaks_of_significance(catalogue: Catalogue) -> None:
    writer = thefts(catalogue, 572, 473)
    for said in ("level", "compare previous", "change previous", "position", "aim", "areas previous"):
        assert "significan" not in write(writer, f"thefts | {said}")


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("delay | test previous", "a median has no test"),
        ("crimes | share", "is part of no total"),
        ("thefts.year_to_date | compare previous", "a year to date has no previous one"),
        ("thefts.2019/20-Q2 | compare previous", "the report compares nothing with Q2 2019/20"),
        ("thefts.quarter.2010/11-Q1.value", "the report has no figure 'thefts.quarter.2010/11-Q1.value'"),
        ("hate_share | areas previous", "the report has no figure 'hate_share.north.quarter.value'"),
    ],
)
def test_what_a_report_cannot_say_is_a_fault(catalogue: Catalogue, expression: str, fault: str) -> None:
    values = {(m, "force", when): (9, 12) if m == "hate_share" else 12
              for m in ("thefts", "crimes", "hate_share", "delay") for when in (NOW, PREVIOUS)}  # fmt: skip
    with pytest.raises(WordingError, match=fault):
        write(make_writer(catalogue, values), expression)


def test_an_aim_on_a_count_is_printed_as_it_is_judged(catalogue: Catalogue) -> None:
    met = write(thefts(catalogue, 417, 0, 557), "thefts | aim")
    assert met == "Thefts came to 417 in Q2 2020/21, so the aim of 417 or fewer (“A quarter fewer”) was met."
    assert "was not met" in write(thefts(catalogue, 418, 0, 557), "thefts | aim")


def test_a_figure_without_limits_says_so_and_where_it_stands(catalogue: Catalogue) -> None:
    said = write(thefts(catalogue, 572, 473), "thefts | position")
    assert said == "Thefts came to 572 in Q2 2020/21 (no limits, as there are too few comparable periods to judge by)."


def test_an_aim_that_cannot_be_judged_says_why(catalogue: Catalogue) -> None:
    values = {("thefts", "force", NOW): 417, ("thefts", "force", LAST_YEAR): State.INCOMPLETE}
    assert write(make_writer(catalogue, values), "thefts | aim") == (
        "The aim for Thefts is “A quarter fewer”; it cannot be judged, because the figure it starts from is "
        "not known yet, because not every month of it has been received."
    )


def test_two_rates_are_tested_over_their_exposures(catalogue: Catalogue) -> None:
    rates = {("crime_rate", "force", NOW): (572, 280_000), ("crime_rate", "force", PREVIOUS): (473, 140_000)}
    said = write(make_writer(catalogue, rates), "crime_rate | test previous")
    assert said.startswith(
        "The crime rate fell from 3.38 (473 among 140,000) in Q1 2020/21 to 2.04 (572 among 280,000) in Q2 2020/21, "
        "which is statistically significant: the ratio is 0.60, its 95% interval 0.53 to 0.68 (mid-p conditional test"
    )
    none = {("crime_rate", "force", NOW): (0, 280_000), ("crime_rate", "force", PREVIOUS): (473, 140_000)}
    with pytest.raises(WordingError, match="a count above nought"):
        write(make_writer(catalogue, none), "crime_rate | test previous")


def test_an_interval_is_printed_with_digits_enough_to_have_a_width(catalogue: Catalogue) -> None:
    said = write(thefts(catalogue, 12, 36_183), "thefts | test previous")
    assert "the ratio is 0.00033, its 95% interval 0.00017 to 0.00058" in said


def test_most_is_said_of_the_areas_that_can_be_compared(catalogue: Catalogue) -> None:
    values = {("thefts", "force", when): 200 for when in (NOW, PREVIOUS)}
    values |= {("thefts", "north", NOW): 120, ("thefts", "north", PREVIOUS): 100}
    values |= {("thefts", "south", when): State.SUPPRESSED for when in (NOW, PREVIOUS)}
    said = write(make_writer(catalogue, values), "thefts | areas previous")
    assert said == (
        "Thefts rose most in North (of the areas that can be compared), by 20% (20) to 120 in Q2 2020/21, "
        "from 100 in Q1 2020/21. South cannot be compared: its figure is not published, to protect people."
    )


def test_every_area_that_moved_most_is_named(catalogue: Catalogue) -> None:
    values = {("thefts", "force", NOW): 200, ("thefts", "force", PREVIOUS): 100}
    values |= {("thefts", area, NOW): 100 for area in ("north", "south")}
    values |= {("thefts", area, PREVIOUS): 50 for area in ("north", "south")}
    said = write(make_writer(catalogue, values), "thefts | areas previous")
    assert said.startswith("Thefts rose most in North, by 100% (50) to 100 in Q2 2020/21, from 50 in Q1 2020/21.")
    assert "Thefts rose as much in South, by 100% (50)" in said


def test_every_number_carries_the_address_of_its_figure(catalogue: Catalogue) -> None:
    runs = read_marks(write_marked(thefts(catalogue, 572, 473), "thefts | compare previous"))
    assert [(run.text, run.figures) for run in runs if run.figures] == [
        ("21%", ("thefts.quarter.percentage_change_on_previous_quarter",)),
        ("99", ("thefts.quarter.change_on_previous_quarter",)),
        ("572", ("thefts.quarter.value",)),
        ("473", ("thefts.quarter.2020/21-Q1.value",)),
    ]
