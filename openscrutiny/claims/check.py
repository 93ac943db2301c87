"""THE MAIN PATH of the claims checker: read a document once, run every family of checks, arrange what they say."""

from collections.abc import Callable, Iterator, Sequence

from openscrutiny.claims.averages import check_averages
from openscrutiny.claims.breakdowns import check_breakdowns
from openscrutiny.claims.comparisons import check_comparisons
from openscrutiny.claims.compositions import check_compositions
from openscrutiny.claims.contradictions import merge
from openscrutiny.claims.council_tax import check_bands
from openscrutiny.claims.counted_lists import check_counted_lists
from openscrutiny.claims.counted_rows import check_counted_rows
from openscrutiny.claims.date_spans import check_date_spans
from openscrutiny.claims.dates import check_dates, check_periods
from openscrutiny.claims.deadlines import check_deadlines
from openscrutiny.claims.durations import check_durations
from openscrutiny.claims.exhaustive_parts import check_exhaustive_parts
from openscrutiny.claims.heading_numbers import check_heading_numbers
from openscrutiny.claims.item_references import check_item_references
from openscrutiny.claims.list_numbering import check_list_numbering
from openscrutiny.claims.listed_ranks import check_listed_ranks
from openscrutiny.claims.listed_shares import check_listed_shares
from openscrutiny.claims.majorities import check_majorities
from openscrutiny.claims.moves import check_moves
from openscrutiny.claims.moves_between_sentences import check_moves_between_sentences
from openscrutiny.claims.moves_in_tables import check_moves_in_tables
from openscrutiny.claims.named_rows import check_named_rows
from openscrutiny.claims.overall_figures import check_overall_figures
from openscrutiny.claims.paired_shares import check_paired_shares
from openscrutiny.claims.passages import Document
from openscrutiny.claims.percentage_sums import check_percentage_sums
from openscrutiny.claims.period_averages import check_period_averages
from openscrutiny.claims.plain_totals import check_plain_totals
from openscrutiny.claims.prose_changes import check_changes
from openscrutiny.claims.prose_lists import check_lists
from openscrutiny.claims.prose_shares import check_shares
from openscrutiny.claims.prose_sums import check_sums
from openscrutiny.claims.quoted_rows import check_quoted_rows
from openscrutiny.claims.ranks import check_ranks
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.referred_shares import check_referred_shares
from openscrutiny.claims.release import Release, check_release
from openscrutiny.claims.remainders import check_remainders
from openscrutiny.claims.repeated_rows import check_repeated_rows
from openscrutiny.claims.repeated_sentences import check_repeated_sentences
from openscrutiny.claims.repeats import check_repeats
from openscrutiny.claims.restated_levels import check_restated_levels
from openscrutiny.claims.running_totals import check_running_totals
from openscrutiny.claims.runs import check_runs
from openscrutiny.claims.significance import check_significance
from openscrutiny.claims.split_shares import check_split_shares
from openscrutiny.claims.stated_averages import check_stated_averages
from openscrutiny.claims.stated_differences import check_stated_differences
from openscrutiny.claims.stated_limits import check_stated_limits
from openscrutiny.claims.structure import check_numbering, check_references
from openscrutiny.claims.table_balances import check_balances
from openscrutiny.claims.table_columns import check_table_columns
from openscrutiny.claims.table_extremes import check_extremes
from openscrutiny.claims.table_groups import check_groups
from openscrutiny.claims.table_introductions import check_introduced_totals, check_named_totals
from openscrutiny.claims.table_ranks import check_table_ranks
from openscrutiny.claims.table_sums import check_table_totals
from openscrutiny.claims.table_targets import check_targets
from openscrutiny.claims.tested_differences import check_tested_differences
from openscrutiny.claims.told_fractions import check_told_fractions
from openscrutiny.claims.unchanged import check_unchanged
from openscrutiny.claims.unit_prices import check_unit_prices
from openscrutiny.claims.verdicts import Judgement, Report, arrange
from openscrutiny.claims.worded_arithmetic import check_worded_arithmetic
from openscrutiny.claims.worded_fractions import check_fractions
from openscrutiny.claims.year_to_date import check_years_to_date

Check = Callable[[Reading], Iterator[Judgement]]

CHECKS: Sequence[Check] = (
    check_changes,
    check_shares,
    check_listed_shares,
    check_referred_shares,
    check_paired_shares,
    check_comparisons,
    check_stated_differences,
    check_percentage_sums,
    check_majorities,
    check_fractions,
    check_told_fractions,
    check_lists,
    check_sums,
    check_table_totals,
    check_introduced_totals,
    check_named_totals,
    check_table_columns,
    check_balances,
    check_running_totals,
    check_extremes,
    check_groups,
    check_targets,
    check_table_ranks,
    check_repeats,
    check_repeated_sentences,
    check_restated_levels,
    check_counted_lists,
    check_counted_rows,
    check_moves,
    check_moves_in_tables,
    check_moves_between_sentences,
    check_durations,
    check_breakdowns,
    check_compositions,
    check_split_shares,
    check_stated_averages,
    check_stated_limits,
    check_list_numbering,
    check_plain_totals,
    check_exhaustive_parts,
    check_quoted_rows,
    check_named_rows,
    check_repeated_rows,
    check_years_to_date,
    check_averages,
    check_overall_figures,
    check_period_averages,
    check_remainders,
    check_unit_prices,
    check_worded_arithmetic,
    check_runs,
    check_significance,
    check_tested_differences,
    check_unchanged,
    check_dates,
    check_date_spans,
    check_deadlines,
    check_periods,
    check_ranks,
    check_listed_ranks,
    check_bands,
    check_numbering,
    check_references,
    check_item_references,
    check_heading_numbers,
)


def check_document(document: Document, release: Release | None = None) -> Report:
    """Every claim of the document that can be checked, judged; against a release's figures too where one is given."""
    reading = Reading(document)
    judgements = [judgement for check in CHECKS for judgement in check(reading)]
    if release:
        judgements += check_release(reading, release)
    return Report(document.name, arrange(merge(judgements)))
