"""Numbers written as words: how to find them, and what they come to."""

import re
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

_SMALL = [
    *["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    *["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
UNITS = MappingProxyType({word: n for n, word in enumerate(_SMALL)} | {w: 20 + 10 * n for n, w in enumerate(_TENS)})
SCALES = MappingProxyType(
    {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)
PARTS = MappingProxyType({"half": 2, "quarter": 4} | {ordinal: n for n, ordinal in enumerate(_ORDINALS, 3)})
CHANGES = MappingProxyType(
    {"halv": -50, "doubl": 100, "trebl": 200, "tripl": 200, "quadrupl": 300, "quintupl": 400}
)  # in per cent
_ADVERBS = MappingProxyType({"twice": 100, "thrice": 200})

_WORD = (
    rf"(?:{'|'.join(UNITS)}|(?:{'|'.join(SCALES)})s?|hal(?:f|ves)|(?:{'|'.join(_ORDINALS)})s?|eleventh|twelfth|n[ao]ught|nil"
    rf"|(?:{'|'.join(_SMALL[13:])}|hundred|thousand)ths?|(?:{'|'.join(word[:-1] for word in _TENS)})ieths?"
    rf"|{'|'.join(_ADVERBS)}|(?:{'|'.join(CHANGES)})(?:es?|ed|ing|er))"
)
_RANKED = (
    r"(?:high|low|larg|small|bigg|busi|quiet|great|bad|few)(?:e)?st|most|least|worst|best|consecutive|successive|month|week"
    r"|quarter|half|year|in\s+a\s+row|place|out\s+of"
)
_ONE = r"(?:offence|crime|incident|collision|arrest|death|victim|stabbing|murder|homicide|burglary|robbery)\b"
_MANY = (
    r"(?:(?:offence|crime|incident|collision|arrest|death|victim|stabbing|murder|homicide|burglarie|robberie)s"
    r"|casualties)\b"
)
_ROUGHLY = r"(?:by|over|under|than|nearly|almost|about|around|roughly|just|only|of|up|down)"
NUMBER_WORDS = re.compile(
    rf"""\b(?:
        (?:single|double|triple)[\s-](?:digit|figure)s?
      | {_WORD}(?:[\s-]+(?:and\s+)?{_WORD})*(?:[\s-]+quarters?)?(?:[\s-]?fold)?
      | (?:first|second)[\s-]+(?:{_RANKED})
      | a\s+quarter(?=\s+(?:of\b(?!\s+the\s+year)|(?:more|fewer|less|higher|lower|up|down)\b))
      | quarter(?=\s+of\s+(?:all|our|those|these|every|total|recorded|{_MANY}))
      | (?:no|none\s+of\s+the(?:se)?|a\s+(?:couple|pair|score)\s+of|scores\s+of)(?=\s+(?:\w+\s+)?{_MANY})
      | a\s+single(?=\s+{_ONE})
      | none(?=\s+(?:was|were)\s+(?:\w+ed|made|found|known)\b)
      | (?<=\b)quarters(?=\s+of\b)
      | {_ROUGHLY}\s+a\s+quarter\b(?!\s+(?:ago|earlier|before|later|of\s+the\s+year))
      | (?:many|several|mani)fold
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a printed number comes to. `tolerance` is half of its last place; `per_cent`: a share or change."""

    value: Decimal
    tolerance: Decimal
    per_cent: bool = False


def read_amount(text: str) -> Amount | None:
    """`21,000`, `4.5%`, `forty-two`, `a third`, `doubled` as an amount; None where it cannot be told."""
    if digits := re.search(r"\d[\d,]*(?:\.\d+)?", text):
        number = Decimal(digits[0].replace(",", ""))
        exponent = number.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        return Amount(number, Decimal(5).scaleb(-places - 1), "%" in text or "cent" in text)
    return _read_words(re.split(r"[\s-]+", text.lower()))


def _read_words(words: list[str]) -> Amount | None:
    total = current = Decimal(0)
    for word in words:
        singular = word.removesuffix("s")
        if word in UNITS:
            current += UNITS[word]
        elif singular in SCALES:
            current = (current or Decimal(1)) * SCALES[singular]
            total, current = (total + current, Decimal(0)) if SCALES[singular] >= 1_000 else (total, current)
        elif singular in PARTS or word == "halves":
            share = (current or Decimal(1)) * 100 / PARTS.get(singular, 2)
            return Amount(share, Decimal(2), per_cent=True)
        elif change := _ADVERBS.get(word) or next((CHANGES[c] for c in CHANGES if word.startswith(c)), None):
            return Amount(Decimal(change), Decimal(5), per_cent=True)
        elif word not in ("and", "a", "first", "second"):
            return None
    return Amount(total + current, Decimal("0.5")) if total + current else None
