"""How a figure stands: its rank, its limits, and whether a difference is significant."""

from openscrutiny.claims.standing.listed_ranks import check_listed_ranks
from openscrutiny.claims.standing.named_extremes import check_named_extremes
from openscrutiny.claims.standing.ordered_extremes import check_ordered_extremes
from openscrutiny.claims.standing.ranks import check_ranks
from openscrutiny.claims.standing.significance import check_significance
from openscrutiny.claims.standing.stated_limits import check_stated_limits
from openscrutiny.claims.standing.superlatives import check_superlatives
from openscrutiny.claims.standing.tested_differences import check_tested_differences

CHECKS = (
    check_stated_limits,
    check_significance,
    check_tested_differences,
    check_ranks,
    check_listed_ranks,
    check_named_extremes,
    check_ordered_extremes,
    check_superlatives,
)
