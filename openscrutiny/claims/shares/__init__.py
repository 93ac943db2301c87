"""A part, its whole and its percentage or fraction; percentages that come to 100."""

from openscrutiny.claims.shares.breakdowns import check_breakdowns
from openscrutiny.claims.shares.compositions import check_compositions
from openscrutiny.claims.shares.exhaustive_parts import check_exhaustive_parts
from openscrutiny.claims.shares.listed_shares import check_listed_shares
from openscrutiny.claims.shares.majorities import check_majorities
from openscrutiny.claims.shares.paired_shares import check_paired_shares
from openscrutiny.claims.shares.percentage_sums import check_percentage_sums
from openscrutiny.claims.shares.prose_shares import check_shares
from openscrutiny.claims.shares.referred_shares import check_referred_shares
from openscrutiny.claims.shares.split_shares import check_split_shares
from openscrutiny.claims.shares.told_fractions import check_told_fractions
from openscrutiny.claims.shares.worded_fractions import check_fractions

CHECKS = (
    check_shares,
    check_listed_shares,
    check_referred_shares,
    check_paired_shares,
    check_percentage_sums,
    check_majorities,
    check_fractions,
    check_told_fractions,
    check_breakdowns,
    check_compositions,
    check_split_shares,
    check_exhaustive_parts,
)
