"""Which word of direction a pair of figures belongs to, and which of the two is the earlier."""

import re

NEUTRAL = re.compile(
    r"\b(?:slow(?:ed|s|ing|er)?|eas(?:ed|es|ing)|went|going|goes|gone|mov(?:ed|es|ing)|accelerat\w+|narrow(?:ed|s|ing)?|widen(?:ed|s|ing)?|revis\w+|chang(?:ed|es|ing)"
    r"|halv(?:ed|es|ing)|quicken\w*|shorten\w*|lengthen\w*|moderat(?:ed|es|ing)|varied|ranged|shift(?:ed|s|ing)|turn(?:ed|s|ing)|swung|converted|steadied)\b",
    re.IGNORECASE,
)
"""Verbs that say how a figure moved, and not which way: what stands before one describes what moved."""
COMPARATIVE = re.compile(
    r"^(?:above|below|higher|lower|more|fewer|less|greater|larger|smaller|additional|up|down|over|under)$",
    re.IGNORECASE,
)
PREDICATE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|remains?|remained|stands?|stood|came|ran|went|now|still|well|far|much|slightly|just|significantly|considerably|marginally|even)|[}),:;(–—-]|^)\s*$",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\s+(?:(?:in|on|for|at|this|last|year)\b[^{},;]{0,30}\s)?(?:at|by|from|than|on|compared|against)\b", re.IGNORECASE
)
THAN = re.compile(r"\{\w+\}[^{}()]{0,15}\)\s+than\b")
"""`a higher share were satisfied (71%) than in 2021 (66%)`: the comparison of two figures in brackets."""
APPENDED = re.compile(
    r"^[^{}]{0,30}(?:[,(:;–—-]|\b(?:is|was|being))\s*(?:which (?:is|was)\s+|that is\s+|this (?:is|was)\s+|representing\s+|i\.e\.\s+)?(?:an?\s+|the\s+)?(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
OF_CLAUSE = re.compile(
    r"\b(?:because|due to|despite|although|which|who|whose|where|if|unless|after)\b|,\s+as\s+(?!an?\b|against|compared)|^\s+in\s+[^{},]{3,50}?\s(?:has|have|had)\s+(?:obviously\s+|also\s+|had\s+)?(?:an?|had|led|put|meant|made|placed|caused|created)\b",
    re.IGNORECASE,
)
YEAR_AFTER = re.compile(
    r"[^{}.;()\d]{0,50}?\b(?:in|for|during|at|by|of|recorded in)\s+(?:the year (?:to|ending|ended)\s+)?(?:[A-Z]\w+\s+)?((?:19|20)\d\d)(?:[/–-](?:20)?\d\d)?\b"
    r"|\s*\((?:in\s+)?((?:19|20)\d\d)(?:[/–-](?:20)?\d\d)?\)"
)


OWN_AMOUNT = re.compile(r"\{[NPMT]\d+\}\s+(?:[a-z-]+\s+)?$")
"""`after a 1.7% rise in May`: the word is said of an amount of its own."""
MOVE_NOUN = re.compile(r"(?:rise|increase|decrease|fall|drop|reduction|growth|decline|uplift|gain|dip)$", re.IGNORECASE)
ADJECTIVE = re.compile(
    r"(?:rising|falling|growing|declining|increasing|reducing|shrinking|increased|reduced)$", re.IGNORECASE
)
BEFORE_ADJECTIVE = re.compile(r"\b(?:the|of|by|an?|to|with|from|despite|our|their)\s+$", re.IGNORECASE)
CAUSED = re.compile(r"\b(?:for|behind|despite|with|explains?|of)\s+(?:the|this|that)\s+$", re.IGNORECASE)
"""`the cause for the rise was`: told of before."""
EXPECTED = re.compile(r"\b(?:will|to|would|may|might|could|should)\s+$", re.IGNORECASE)
"""`62% expect crime to fall, against 55%`: what is counted, not how the count moved."""
BALANCE = re.compile(r"(?:surplus|deficit|shortfall|overspen\w+|underspen\w+|gains?|growth)$", re.IGNORECASE)
"""A level by name: it rises and falls itself, but for one of a budget."""
OF_BUDGET = re.compile(r"\b(?:budget\w*|plan|planned|profile|forecast|allocation|estimate)\b", re.IGNORECASE)

OF_BUDGET_END = re.compile(r"\bbudget\s*$", re.IGNORECASE)


def tells_move(clause: str, start: int, end: int, first: int) -> bool:
    """Whether a word of direction at start:end tells how figures from `first` on may have moved, and is no name, cause, wish or aside."""
    word, left, right = clause[start:end], clause[:start], clause[end:]
    own = OWN_AMOUNT.search(left)
    return not (
        (own and own.start() < first and MOVE_NOUN.match(word))
        or (ADJECTIVE.match(word) and BEFORE_ADJECTIVE.search(left) and re.match(r"\s+[a-z]", right))
        or (CAUSED.search(left) and not re.match(r"\s+(?:of|from|in|to|by)\b", right))
        or (EXPECTED.search(left) and re.match(r"\s*(?:,|$|against\b|compared\b)", right))
        or (BALANCE.match(word) and not OF_BUDGET.search(OF_BUDGET_END.sub("", left) + right))
    )


def is_tied(clause: str, word: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether a word of direction at start:end says how the figures from first to last moved."""
    if end <= first:
        between = clause[end:first]
        if NEUTRAL.search(between) or OF_CLAUSE.search(between):
            return False
        if COMPARATIVE.match(word):
            return (
                bool(THAN.match(clause, first))
                or bool(PREDICATE.search(clause[:start]) and not re.match(r"\s+[\d{]", clause[end:]))
                or bool(COMPARED.match(clause[end:]))
            )
        return True
    if start >= last:
        return bool(APPENDED.match(clause[last:start]))
    return not COMPARATIVE.match(word) or not re.match(r"\s+\d", clause[end:])


def year_of(text: str) -> int | None:
    """The year that the words after a figure give it: ` offences in 2019`."""
    match = YEAR_AFTER.match(text)
    return int(match[1] or match[2]) if match else None
