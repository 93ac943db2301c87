"""What holds a document together: numbering, references, lists and their counts, dates."""

from openscrutiny.claims.structure.coded_references import check_coded_references
from openscrutiny.claims.structure.counted_lists import check_counted_lists
from openscrutiny.claims.structure.counted_rows import check_counted_rows
from openscrutiny.claims.structure.date_spans import check_date_spans
from openscrutiny.claims.structure.dates import check_dates, check_periods
from openscrutiny.claims.structure.deadlines import check_deadlines
from openscrutiny.claims.structure.numbering import check_numbering
from openscrutiny.claims.structure.references import check_references

CHECKS = (
    check_counted_lists,
    check_counted_rows,
    check_dates,
    check_date_spans,
    check_deadlines,
    check_periods,
    check_numbering,
    check_references,
    check_coded_references,
)
