"""Averages against what they are of."""

from openscrutiny.claims.averages.area_averages import check_area_averages
from openscrutiny.claims.averages.divided_averages import check_divided_averages
from openscrutiny.claims.averages.quotients import check_quotients
from openscrutiny.claims.averages.series_averages import check_series_averages
from openscrutiny.claims.averages.table_averages import check_table_averages
from openscrutiny.claims.averages.told_averages import check_told_averages

CHECKS = (
    check_table_averages,
    check_told_averages,
    check_divided_averages,
    check_quotients,
    check_series_averages,
    check_area_averages,
)
