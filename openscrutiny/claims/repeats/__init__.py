"""One quantity stated twice: in summary and findings, in words and tables."""

from openscrutiny.claims.repeats.quoted_rows import check_quoted_rows
from openscrutiny.claims.repeats.repeated_rows import check_repeated_rows
from openscrutiny.claims.repeats.repeats import check_repeats
from openscrutiny.claims.repeats.summaries import check_summaries
from openscrutiny.claims.repeats.told_twice import check_told_twice

CHECKS = (check_repeated_rows, check_summaries, check_repeats, check_quoted_rows, check_told_twice)
