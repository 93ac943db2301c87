"""The mean of a 2 × 2 table's first cell, margins fixed, with the rounding of R's `dhyper`.

It matters where the two ends of R's search for an odds ratio are as far off: there rounding decides which way it
sets out, and so its figure from the fifth digit on. Chances by the saddle point of C. Loader, Fast and accurate
computation of binomial probabilities (2000).
"""

import math
from collections.abc import Callable

import numpy as np

# ln n! over Stirling's n ln n - n + ½ ln 2πn, for n from 0 to 15; beyond, a series in 1 / n.
STIRLING_ERRORS = (
    0.0, 0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193,
    0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.008330563433362871,
    0.00757367548795184, 0.00694284010720953, 0.006408994188004207, 0.005951370112758848, 0.005554733551962801,
)  # fmt: skip
STIRLING_SERIES = (1 / 12, 1 / 360, 1 / 1260, 1 / 1680, 1 / 1188)
LOG_TWO_PI = 1.8378770664093456  # to the last digit: math.log(2 * math.pi) is one off


def make_expectation(n1: int, n2: int, total: int) -> Callable[[float], float]:
    """How many of `total` fall among the first n1 of n1 + n2 on average, by the odds ratio: over every outcome."""
    outcomes = np.arange(max(0, total - n2), min(n1, total) + 1, dtype=float)
    even = np.array([find_log_chance(x, n1, n2, total) for x in outcomes.tolist()])

    def expect_outcome(odds: float) -> float:
        if odds == 0:
            return float(outcomes[0])
        logs = even + math.log(odds) * outcomes
        weights = np.array([math.exp(log) for log in (logs - logs.max()).tolist()])
        chances = weights / float(weights.sum(dtype=np.longdouble))  # R sums in long doubles
        return float((outcomes * chances).sum(dtype=np.longdouble))

    return expect_outcome


def find_log_chance(x: float, n1: int, n2: int, total: int) -> float:
    """The log chance that x of `total` fall among the first n1 of n1 + n2."""
    size = n1 + n2
    p, q = total / size, (size - total) / size
    return (
        _find_log_binomial(x, n1, p, q)
        + _find_log_binomial(total - x, n2, p, q)
        - _find_log_binomial(total, size, p, q)
    )


def _find_log_binomial(x: float, n: float, p: float, q: float) -> float:
    if x == 0:
        return -_find_deviance(n, n * q) - n * p if p < 0.1 else n * math.log(q)
    if x == n:
        return -_find_deviance(n, n * p) - n * q if q < 0.1 else n * math.log(p)
    log = _find_stirling_error(n) - _find_stirling_error(x) - _find_stirling_error(n - x)
    log = log - _find_deviance(x, n * p) - _find_deviance(n - x, n * q)
    return log - 0.5 * (LOG_TWO_PI + math.log(x) + math.log1p(-x / n))


def _find_stirling_error(n: float) -> float:
    if n <= 15:
        return STIRLING_ERRORS[int(n)]
    terms = 2 if n > 500 else 3 if n > 80 else 4 if n > 35 else 5
    value = STIRLING_SERIES[terms - 1]
    for coefficient in reversed(STIRLING_SERIES[: terms - 1]):
        value = coefficient - value / (n * n)
    return value / n


def _find_deviance(x: float, mean: float) -> float:
    """x ln(x / mean) + mean - x, by a series where the two are near."""
    if abs(x - mean) >= 0.1 * (x + mean):
        return x * math.log(x / mean) + mean - x
    share = (x - mean) / (x + mean)
    value, term, square, odd = (x - mean) * share, 2 * x * share, share * share, 1
    while True:
        term *= square
        odd += 2
        following = value + term / odd
        if following == value:
            return value
        value = following
