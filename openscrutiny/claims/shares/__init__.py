"""A part, its whole and its percentage or fraction; percentages that come to 100."""

from openscrutiny.claims.shares.hundreds import check_hundreds
from openscrutiny.claims.shares.impossible_parts import check_impossible_parts
from openscrutiny.claims.shares.pointed_shares import check_pointed_shares
from openscrutiny.claims.shares.predicated_shares import check_predicated_shares
from openscrutiny.claims.shares.row_shares import check_row_shares
from openscrutiny.claims.shares.stated_shares import check_stated_shares
from openscrutiny.claims.shares.tabled_shares import check_tabled_shares
from openscrutiny.claims.shares.worded_sizes import check_worded_sizes

CHECKS = (
    check_impossible_parts,
    check_stated_shares,
    check_pointed_shares,
    check_predicated_shares,
    check_tabled_shares,
    check_row_shares,
    check_worded_sizes,
    check_hundreds,
)
