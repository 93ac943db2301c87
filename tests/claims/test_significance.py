"""The tests of significance agree with a published library, and the rounding of what is printed is respected."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.standing.significance import fisher_p
from openscrutiny.claims.verdicts import Verdict


@given(st.integers(5, 400), st.integers(5, 400), st.data())
@settings(max_examples=60, deadline=None)
def test_fisher_agrees_with_scipy(n: int, m: int, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    assert fisher_p(a, n, b, m) == pytest.approx(fisher_exact([[a, n - a], [b, m - b]])[1], abs=1e-6)


@pytest.mark.parametrize(
    ("now", "then", "said", "verdict"),
    [
        ("66% (n=88)", "47% (n=51)", "not statistically significant", "wrong"),
        ("66% (n=88)", "47% (n=51)", "statistically significant", "consistent"),
        ("53% (n=205)", "63% (n=214)", "not statistically significant", "cannot_tell"),  # depends on the rounding
        ("53% (n=205)", "55% (n=214)", "statistically significant", "wrong"),
    ],
)
def test_a_statement_is_settled_only_where_every_count_agrees(now: str, then: str, said: str, verdict: str) -> None:
    text = f"Satisfaction was {now}, compared with {then} last year; the change is {said}."
    judged = [j.verdict.value for j in check_document(Document.of(text)).judgements if j.kind == "significance"]
    assert judged == [verdict]


@pytest.mark.parametrize(
    ("text", "should_be"),
    [
        ("Of 941,200 people 71% agreed, and 74% of 1,002,300 did before. The rise is not significant.", "significant"),
        ("Trust stood at 71% of 9,412 adults, against 71% of 9,611. The change is statistically significant.", "not significant"),
    ],
)  # fmt: skip
def test_large_bases_are_settled_by_the_counts_farthest_apart(text: str, should_be: str) -> None:
    """Thousands of counts print as one percentage of a large base; not every pair of them is tried."""
    wrong = check_document(Document.of(text)).of(Verdict.WRONG)
    assert [judgement.should_be for judgement in wrong] == [should_be]
