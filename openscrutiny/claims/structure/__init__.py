"""What holds a document together: numbering, references, lists and their counts, dates."""

from openscrutiny.claims.structure.counted_lists import check_counted_lists
from openscrutiny.claims.structure.counted_rows import check_counted_rows
from openscrutiny.claims.structure.date_spans import check_date_spans
from openscrutiny.claims.structure.dates import check_dates, check_periods
from openscrutiny.claims.structure.deadlines import check_deadlines
from openscrutiny.claims.structure.heading_numbers import check_heading_numbers
from openscrutiny.claims.structure.item_references import check_item_references
from openscrutiny.claims.structure.list_numbering import check_list_numbering
from openscrutiny.claims.structure.structure import check_numbering, check_references

CHECKS = (
    check_counted_lists,
    check_counted_rows,
    check_list_numbering,
    check_dates,
    check_date_spans,
    check_deadlines,
    check_periods,
    check_numbering,
    check_references,
    check_item_references,
    check_heading_numbers,
)
