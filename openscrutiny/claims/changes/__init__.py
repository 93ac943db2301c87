"""Changes in prose: from, to, by how many and how much per cent, in which direction.

One grammar reads them. A statement of change has parts: an earlier value (BEFORE), a later one (AFTER), the size of the change as a
count or a percentage (AMOUNT), a word of direction and words that say what it is compared with. A sentence is cut into clauses; in
each clause every figure gets its part from the words just before and after it, and the parts are put together from left to right:

    Burglary   rose   by {14}      (    {4.7%}     )   to {312}    from {298}
               up        AMOUNT         AMOUNT again      AFTER         BEFORE

1. `words.py`: the verbs, nouns and periods of change, and which way each points.
2. `roles.py`: `CUES`, the table of the grammar: the words about a figure, and the part they give it. A missed form is a line here.
3. `clauses.py` (with `clause_figures.py`): the figures of a clause put together; which level an amount is said of, where a second statement begins.
4. `statements.py`: a sentence as a list of `Change`s, each with its direction; `neighbours.py` adds the value that the clause or
   sentence before tells (`Last year 298 were recorded. This year there were 312, a rise of 4.7%`).
5. `judging.py`: a `Change` is wrong only if no values that round to its figures could make it true; it says what the figure should
   be and which mistake makes it (divided by the later value, by another period's, the wrong way round).
6. `doubts.py`: what is called wrong but fits another pair of the printed figures, or another base, is not wrong but cannot be told;
   `certain_pairs.py` says when two levels certainly belong together, `change_slips.py` when a slip accounts for the error, and
   `other_statements.py` knows the words that begin a statement about something else.

`bases_in_tables.py` and `moves_in_tables.py` find values that only a table prints, and `moves_between_sentences.py` those told some
sentences before. `runs.py` (`fell for the third month: 210, 198, 190`), `multiples.py` (`twice the 410 of 2003`), `places.py`
(`from 9th to 12th`) and `gaps.py` (`a gap of 20 points`) judge what is not a change from one value to another.
"""

from openscrutiny.claims.changes.gaps import check_gaps
from openscrutiny.claims.changes.judging import check_changes
from openscrutiny.claims.changes.moves_between_sentences import check_moves_between_sentences
from openscrutiny.claims.changes.moves_in_tables import check_moves_in_tables
from openscrutiny.claims.changes.multiples import check_multiples
from openscrutiny.claims.changes.places import check_places
from openscrutiny.claims.changes.runs import check_runs

CHECKS = (
    check_changes,
    check_multiples,
    check_places,
    check_moves_in_tables,
    check_moves_between_sentences,
    check_runs,
    check_gaps,
)
