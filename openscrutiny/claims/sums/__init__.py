"""Sums as prose tells them. One grammar: a whole, its parts, and words that say how far these are all there are.

`told_sums.py` is that sum and the one place where it is judged; `part_lists.py` reads a list of parts. The readers, by
what comes first: `wholes_and_parts.py` (`£4m, made up of ...`, bullets), `totals.py` (`..., a total of 62`),
`kinds_of_parts.py` (`of the 46, 19 are green ...`), `differences.py` (`... leaving £2m`, which is a whole less a part) and `movements.py` (`15 closed
and 6 added, leaving 33`) and `remainders.py` (`the other 72`).

The others have figures of their own to hold a sum against: `listed_periods.py` and `quarters_to_date.py` months and
quarters; `series_totals.py` and `budget_rows.py` the rows of tables; `per_head.py`, `unit_prices.py` and
`told_products.py` prices times numbers; `time_rates.py` one in so many minutes. (So many *for each* is in the room of averages.)
"""

from openscrutiny.claims.sums.budget_rows import check_budget_rows
from openscrutiny.claims.sums.differences import check_differences
from openscrutiny.claims.sums.kinds_of_parts import check_kinds_of_parts
from openscrutiny.claims.sums.listed_periods import check_listed_periods
from openscrutiny.claims.sums.movements import check_movements
from openscrutiny.claims.sums.per_head import check_per_head
from openscrutiny.claims.sums.quarters_to_date import check_quarters_to_date
from openscrutiny.claims.sums.remainders import check_remainders
from openscrutiny.claims.sums.series_totals import check_series_totals
from openscrutiny.claims.sums.time_rates import check_time_rates
from openscrutiny.claims.sums.told_products import check_told_products
from openscrutiny.claims.sums.totals import check_totals
from openscrutiny.claims.sums.unit_prices import check_unit_prices
from openscrutiny.claims.sums.wholes_and_parts import check_wholes

CHECKS = (
    check_kinds_of_parts,
    check_wholes,
    check_totals,
    check_differences,
    check_movements,
    check_remainders,
    check_quarters_to_date,
    check_listed_periods,
    check_series_totals,
    check_budget_rows,
    check_unit_prices,
    check_told_products,
    check_per_head,
    check_time_rates,
)
