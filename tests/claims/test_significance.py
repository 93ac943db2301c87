"""The tests of significance agree with a published library, and the rounding of what is printed is respected."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from openscrutiny.claims.check import check_document
from openscrutiny.claims.passages import Document
from openscrutiny.claims.significance import fisher_p


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
