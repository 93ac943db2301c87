"""Money worked out: so many at so much each, a charge by the week and by the year, one sum printed in two units."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

RESULT = (
    r"(?:rais(?:ed|es|ing)|brought in|bring(?:s|ing)? in|cost(?:s|ing)?|total(?:s|led|ling)?|com(?:es|ing) to|came to|mak(?:es|ing)|giv(?:es|ing)|a total of|at a (?:total )?cost of|amount(?:s|ed|ing) to"
    r"|yield(?:s|ed|ing)|generat(?:es|ed|ing)|worth|equal(?:s|ling)?|or|which is)"
)
EACH = r"(?:each|apiece|per (?!year|annum|week|month|cent|head|capita|hour)[a-z]+|a head|every)"
COUNT_PRICE = re.compile(
    rf"\{{N(?P<count>\d+)\}}(?P<what>(?:\s+(?!of\b|in\b|and\b)[a-z-]+){{0,4}})\s*(?:,\s*)?(?:\(?(?:charged |paid |sold |bought |priced )?at|of|cost(?:s|ing)?)\s+\{{M(?P<price>\d+)\}}\s*{EACH}\)?,?\s*(?:and\s+|were\s+)?(?:[a-z]+\s+){{0,2}}?{RESULT}\s+(?:a total of\s+|some\s+)?\{{M(?P<total>\d+)\}}(?!\s*(?:more|less|of|a|per|each)\b|[^.;]{{0,30}}?\b(?:as|because|since|after|net|less|before|allowing|though|but|excluding|discount\w*)\b)",
    re.IGNORECASE,
)
IN_ALL = re.compile(
    r"\{N(?P<count>\d+)\}(?:\s+of the \{N\d+\})?(?P<what>(?:\s+(?!(?:at|of|and|with)\b)[\w/-]+){1,6}),?\s+at\s+\{M(?P<price>\d+)\}\s*(?:each|apiece|an? (?!year|month|week)[a-z]+)(?: on average)?,\s+\{M(?P<total>\d+)\}\s+(?:in total|in all|altogether)\b"
)
"""`161 homes, at £208 a home on average, £33,488 in all`."""
EACH_OF = re.compile(
    rf"\b[Ee]ach of (?:the |our |its )?\{{N(?P<count>\d+)\}}(?P<what>(?:\s+[a-z-]+){{1,4}}?)\s+(?:costs?|will cost|cost|received|was paid|pays?|will receive|gets?)\s+\{{M(?P<price>\d+)\}},?\s*(?:(?:and\s+)?(?:[a-z]+\s+){{0,2}}?{RESULT})\s+\{{M(?P<total>\d+)\}}",
)
TOTAL_FIRST = re.compile(
    rf"\{{N(?P<count>\d+)\}}(?P<what>(?:\s+(?!of\b|in\b|and\b)[a-z-]+){{1,5}})\s+(?:raised|brought in|cost|generated|yielded|made)\s+\{{M(?P<total>\d+)\}},?\s+(?:at|being)\s+\{{M(?P<price>\d+)\}}\s*{EACH}",
    re.IGNORECASE,
)
PRICE_FIRST = re.compile(
    rf"\b[Aa]t\s+\{{M(?P<price>\d+)\}}\s*(?:{EACH}|an? (?!year|week|month)[a-z]+),\s+(?:the\s+|our\s+|these\s+)?\{{N(?P<count>\d+)\}}(?:\s+[a-z-]+){{1,4}}?\s+(?:have\s+|has\s+)?{RESULT}\s+(?:a total of\s+)?\{{M(?P<total>\d+)\}}",
)
OF_AVERAGE = re.compile(
    r"\baverage\s+(?:cost|price|value|payment|award|grant|fee)\s+of\s+(?:the\s+)?\{N(?P<count>\d+)\}(?:\s+[a-z-]+){1,3}?\s+(?:was|is)\s+\{M(?P<price>\d+)\},?\s+(?:a total of|making|giving|costing|which is|or)\s+(?:a total of\s+)?\{M(?P<total>\d+)\}(?:\s+in (?:all|total))?",
    re.IGNORECASE,
)
FOR_YEARS = re.compile(
    r"\{M(?P<price>\d+)\}\s+(?:a|per|each)\s+(?P<period>year|annum|month|week|day)\s+(?:for|over)\s+(?:the\s+next\s+)?(?P<n>\d+|two|three|four|five|six|ten|twelve)\s+(?P<what>years|months|weeks|days)(?:,|\s*\(|\s+[–—-])\s*(?:or\s+|making\s+|a total of\s+)*\{M(?P<total>\d+)\}",
    re.IGNORECASE,
)
WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12}
BY_PERIOD = re.compile(
    r"\{M(?P<part>\d+)\}\s+(?:a|per|each|every)\s+(?P<period>week|month)(?:\s*,\s*|\s*\(|\s+)(?:or\s+|which is\s+|equivalent to\s+|equal to\s+|equating to\s+|i\.e\.\s+)*\{M(?P<year>\d+)\}\s+(?:a|per|over a|over the|each|in a)(?:\s+full)?\s+(?:year|annum)",
    re.IGNORECASE,
)
OF_THE_YEAR = re.compile(
    r"\bannual(?:\s+[a-z]+){1,3}\s+(?:is|was|of|comes to|will be)\s+\{M(?P<year>\d+)\},?\s+(?:\(|or\s+|which is\s+|equivalent to\s+)\{M(?P<part>\d+)\}\s+(?:a|per|each)\s+(?P<period>week|month)",
    re.IGNORECASE,
)
YEAR_FIRST = re.compile(
    r"\{M(?P<year>\d+)\}\s+(?:a|per|each)\s+(?:year|annum)(?:\s+[A-Za-z]+){0,6}?\s*(?:,|\(|\bor\b|\bwhich is\b|\bequivalent to\b)\s*(?:or\s+|about\s+|around\s+|just\s+|equivalent to\s+|an extra\s+)*\{M(?P<part>\d+)\}\s+(?:a|per|each)\s+(?P<period>week|month)\b",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"^\W*(?:This|It|That|Which|The (?:increase|rise))\b.*?\b(?:equivalent to|equates to|equal to|works out at|amounts to|comes to|or|(?<=^That )is|(?<=^This )is|(?<=^It )is)\s+(?:just\s+|about\s+|around\s+|an extra\s+|under\s+)*\{M(?P<part>\d+)\}\s+(?:a|per|each)\s+(?P<period>week|month)\b",
    re.IGNORECASE,
)
RISE = re.compile(
    r"(?:\b(?:by|of)\s+(?:an extra\s+)?\{M(\d+)\}|\{M(\d+)\}(?=\s+(?:(?:a|per|each) (?:year|annum)|more|extra)\b))(?!\s+(?:a|per|each) (?:week|month))"
)
BILLED = re.compile(
    r"\b(?:(?:a|per|each) (?:year|annum)|annual\w*|yearly|bills?|Band [A-H]|precept|council tax|charges?|subscription)\b"
)
INSTALMENTS = re.compile(r"\binstalment|\b(?:10|ten) months\b", re.IGNORECASE)
PER_YEAR = {"week": (52.0, 365.25 / 7), "month": (12.0, 12.0)}
TWICE = re.compile(r"\{M(?P<one>\d+)\}(?P<gap>[^{}.;()]{0,40}?)\s*\(\{M(?P<two>\d+)\}\)", re.IGNORECASE)
APART = re.compile(
    r"\b(?:compar\w+|against|up|down|from|budget|than|increas\w*|decreas\w*|rise|fall|of which|includ\w+)\b",
    re.IGNORECASE,
)


def check_unit_prices(reading: Reading) -> Iterator[Judgement]:
    """Every product of a number and a price, every charge by the week or month with that of the year, and sums printed twice."""
    for before, sentence in reading.sentence_pairs:
        if before is not None and len(sentence.quantities) == 1:
            yield from _judge_next(before, sentence)
        if sum(q.unit == "£" for q in sentence.quantities) < 2:
            continue
        text, figures = worded_template(sentence)
        for pattern in (COUNT_PRICE, IN_ALL, EACH_OF, TOTAL_FIRST, PRICE_FIRST, OF_AVERAGE):
            for match in pattern.finditer(text):
                count, price, total = (figures[int(match[name])] for name in ("count", "price", "total"))
                yield from _judge_product(
                    sentence, count.value, count.text, price, total, mean=pattern in (OF_AVERAGE, IN_ALL)
                )
        for match in FOR_YEARS.finditer(text):
            if {match["period"].lower(), "year"} >= {match["what"].lower().rstrip("s")} and match["period"][
                0
            ].lower() in "aymwd":
                period = "year" if match["period"].lower() == "annum" else match["period"].lower()
                if match["what"].lower() == f"{period}s":
                    number = WORDS.get(match["n"].lower()) or int(match["n"])
                    price, total = (figures[int(match[name])] for name in ("price", "total"))
                    yield from _judge_product(sentence, number, match["n"], price, total)
        for pattern in (BY_PERIOD, OF_THE_YEAR):
            for match in pattern.finditer(text):
                yield from _judge_year(
                    sentence, match["period"].lower(), figures[int(match["part"])], figures[int(match["year"])]
                )
        for match in YEAR_FIRST.finditer(text):
            year, part = (figures[int(match[name])] for name in ("year", "part"))
            yield _judge_period(year, part, match["period"].lower(), (sentence.place(year.start, part.end),))
        for match in TWICE.finditer(text):
            yield from _judge_twice(sentence, match, figures[int(match["one"])], figures[int(match["two"])])


def _judge_product(
    sentence: Sentence, count: float, said: str, price: Quantity, total: Quantity, *, mean: bool = False
) -> Iterator[Judgement]:
    if count < 2 or price.qualifier or total.qualifier:
        return
    half = 0.5 if not price.places and price.scale == 1 and (mean or price.value >= 1_000) else 0.0
    low, high = (price.true.low, price.true.high) if price.scale != 1 else (price.value - half, price.value + half)
    true = Interval(count * low, count * high)
    room = max(total.true.high - total.value, 0.5 if total.scale == 1 and not total.places else 0.0)
    printed = Interval(total.value - room, total.value + room)
    place = (sentence.place(min(price.start, total.start), max(price.end, total.end)),)
    product = count * price.value
    decimals = total.places if total.scale != 1 or total.places or product == int(product) else 2
    should = print_like(f"{product / total.scale:,.{decimals}f}", total)
    working = f"{said} x {price.text} = {should}"
    if true.meets(printed):
        yield Judgement(Verdict.CONSISTENT, "money", place, working)
    elif 0.5 <= total.value / product <= 2 or _moved(total.value, product):
        yield Judgement(Verdict.WRONG, "money", place, f"printed as {total.text}; {working}", total.text, should)


def _judge_year(sentence: Sentence, period: str, part: Quantity, year: Quantity) -> Iterator[Judgement]:
    if part.qualifier or year.qualifier:
        return
    few, many = PER_YEAR[period]
    step = 0.01 if part.scale != 1 or part.places else 1.0
    half = 0.5 if not year.places and year.scale == 1 else year.true.high - year.value
    true = Interval((part.value - step) * few, (part.value + step) * many)
    place = (sentence.place(min(part.start, year.start), max(part.end, year.end)),)
    pounds = part.value * few
    should = f"£{pounds:,.2f}" if pounds % 1 else f"£{pounds:,.0f}"
    working = f"{part.text} a {period} is {should} a year"
    if true.meets(Interval(year.value - half - 0.01, year.value + half + 0.01)):
        yield Judgement(Verdict.CONSISTENT, "money", place, working)
    else:
        yield Judgement(Verdict.WRONG, "money", place, f"printed as {year.text}; {working}", year.text, should)


def _judge_next(before: Sentence, sentence: Sentence) -> Iterator[Judgement]:
    """`The bill rises by £15 a year. This is equivalent to 29p a week`."""
    text, figures = worded_template(sentence)
    earlier, known = worded_template(before)
    match, rises = NEXT.match(text), RISE.findall(earlier)
    if match and len(rises) == 1 and BILLED.search(earlier) and not INSTALMENTS.search(earlier + text):
        year, part = known[int("".join(rises[0]))], figures[int(match["part"])]
        places = (before.place(year.start, year.end), sentence.place(part.start, part.end))
        yield _judge_period(year, part, match["period"].lower(), places)


def _judge_period(year: Quantity, part: Quantity, period: str, places: tuple[Place, ...]) -> Judgement:
    """A charge by the year and what it is said to be by the week or month."""
    few, many = PER_YEAR[period]
    least = year.value - (0.005 if year.places else 0.5 if year.qualifier else 0)
    room = (0.01 if part.scale != 1 or part.places else 1.0) * (3.0 if part.qualifier else 1.0)
    fine = Interval(least / many, year.true.high / few).meets(Interval(part.value - room, part.value + room))
    pounds = year.value / few
    should = f"{pounds * 100:.0f}p" if pounds < 1 else f"£{pounds:.2f}"
    working = f"{year.text} a year is {should} a {period}"
    if fine:
        return Judgement(Verdict.CONSISTENT, "money", places, working)
    return Judgement(Verdict.WRONG, "money", places, working, part.text, should)


def _judge_twice(sentence: Sentence, match: re.Match[str], one: Quantity, two: Quantity) -> Iterator[Judgement]:
    """`£1.2m (£120,000)`: the same digits, another power of ten."""
    if one.scale == two.scale or APART.search(match["gap"]) or one.value <= 0 or two.value <= 0:
        return
    place = (sentence.place(one.start, two.end),)
    if one.true.meets(two.true):
        yield Judgement(Verdict.CONSISTENT, "money", place, f"{one.text} is {two.text}")
    elif _moved(one.value, two.value):
        full = f"£{one.value:,.0f}"
        yield Judgement(
            Verdict.WRONG, "money", place, f"{one.text} is {full}, not {two.text}", f"{one.text} ({two.text})", full,
            "a nought too many or too few",
        )  # fmt: skip


def _moved(one: float, two: float) -> bool:
    """Whether two sums have the same digits and differ by noughts alone."""
    digits = [f"{value:.6e}".partition("e")[0] for value in (one, two)]
    return digits[0] == digits[1] and one != two
