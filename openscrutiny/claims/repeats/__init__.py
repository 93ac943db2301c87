"""One quantity stated twice: in summary and findings, in words and tables."""

from openscrutiny.claims.repeats.counted_people import check_counted_people
from openscrutiny.claims.repeats.misprints import check_misprints
from openscrutiny.claims.repeats.named_rows import check_named_rows
from openscrutiny.claims.repeats.quoted_rows import check_quoted_rows
from openscrutiny.claims.repeats.repeated_sentences import check_repeated_sentences
from openscrutiny.claims.repeats.repeats import check_repeats
from openscrutiny.claims.repeats.restated_levels import check_restated_levels
from openscrutiny.claims.repeats.tabled_figures import check_tabled_figures
from openscrutiny.claims.repeats.told_twice import check_told_twice

CHECKS = (
    check_repeats,
    check_repeated_sentences,
    check_restated_levels,
    check_quoted_rows,
    check_named_rows,
    check_tabled_figures,
    check_told_twice,
    check_counted_people,
    check_misprints,
)
