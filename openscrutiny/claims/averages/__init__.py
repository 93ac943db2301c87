"""Averages against what they are of."""

from openscrutiny.claims.averages.area_averages import check_area_averages
from openscrutiny.claims.averages.averages import check_averages
from openscrutiny.claims.averages.bare_averages import check_bare_averages
from openscrutiny.claims.averages.overall_figures import check_overall_figures
from openscrutiny.claims.averages.period_averages import check_period_averages
from openscrutiny.claims.averages.ranged_averages import check_ranged_averages
from openscrutiny.claims.averages.series_averages import check_series_averages
from openscrutiny.claims.averages.stated_averages import check_stated_averages

CHECKS = (
    check_stated_averages,
    check_averages,
    check_bare_averages,
    check_ranged_averages,
    check_series_averages,
    check_area_averages,
    check_overall_figures,
    check_period_averages,
)
