"""Tables: totals, columns worked out from others, running totals, ranks, and targets."""

from openscrutiny.claims.tables.balances import check_balances
from openscrutiny.claims.tables.columns import check_table_columns
from openscrutiny.claims.tables.council_tax import check_bands
from openscrutiny.claims.tables.extremes import check_extremes
from openscrutiny.claims.tables.groups import check_groups
from openscrutiny.claims.tables.hundreds import check_table_hundreds
from openscrutiny.claims.tables.introductions import check_introduced_totals, check_named_totals
from openscrutiny.claims.tables.longer_periods import check_longer_periods
from openscrutiny.claims.tables.ranks import check_table_ranks
from openscrutiny.claims.tables.results import check_results
from openscrutiny.claims.tables.running_totals import check_running_totals
from openscrutiny.claims.tables.targets import check_targets
from openscrutiny.claims.tables.totals import check_table_totals
from openscrutiny.claims.tables.year_to_date import check_years_to_date

CHECKS = (
    check_table_totals,
    check_results,
    check_introduced_totals,
    check_named_totals,
    check_table_hundreds,
    check_table_columns,
    check_balances,
    check_running_totals,
    check_extremes,
    check_groups,
    check_targets,
    check_table_ranks,
    check_years_to_date,
    check_longer_periods,
    check_bands,
)
