"""Changes and comparisons in prose: from, to, by how many and how much per cent, in which direction."""

from openscrutiny.claims.changes.comparisons import check_comparisons
from openscrutiny.claims.changes.moves import check_moves
from openscrutiny.claims.changes.moves_between_sentences import check_moves_between_sentences
from openscrutiny.claims.changes.moves_in_tables import check_moves_in_tables
from openscrutiny.claims.changes.prose_changes import check_changes
from openscrutiny.claims.changes.runs import check_runs
from openscrutiny.claims.changes.stated_differences import check_stated_differences
from openscrutiny.claims.changes.unchanged import check_unchanged

CHECKS = (
    check_changes,
    check_comparisons,
    check_stated_differences,
    check_moves,
    check_moves_in_tables,
    check_moves_between_sentences,
    check_runs,
    check_unchanged,
)
