"""Totals in prose and their parts, what remains, prices times numbers."""

from openscrutiny.claims.sums.budget_rows import check_budget_rows
from openscrutiny.claims.sums.listed_periods import check_listed_periods
from openscrutiny.claims.sums.net_amounts import check_net_amounts
from openscrutiny.claims.sums.per_head import check_per_head
from openscrutiny.claims.sums.plain_totals import check_plain_totals
from openscrutiny.claims.sums.prose_lists import check_lists
from openscrutiny.claims.sums.prose_sums import check_sums
from openscrutiny.claims.sums.remainders import check_remainders
from openscrutiny.claims.sums.series_totals import check_series_totals
from openscrutiny.claims.sums.unit_prices import check_unit_prices
from openscrutiny.claims.sums.worded_arithmetic import check_worded_arithmetic

CHECKS = (
    check_lists,
    check_sums,
    check_plain_totals,
    check_net_amounts,
    check_remainders,
    check_budget_rows,
    check_per_head,
    check_series_totals,
    check_listed_periods,
    check_unit_prices,
    check_worded_arithmetic,
)
