"""What the loose-digit stop lets pass, and what it stops."""

import pytest

from openscrutiny.catalogue.loose_numbers import find_loose_numbers
from openscrutiny.catalogue.number_words import read_amount

PASSES = """
On 27 November 2020, in 2019/20, in Q2 2020/21 and in September 2020.
Operation 4 used the powers of section 59, sections 60 and 61, s.62 and s63 during COVID-19.
Dial 999 or 101; calls to 999 and 101 rose, and the 999 service answered. Ring 101.
Under 4.2 Managing demand the HMICFRS 2018/19 report is answered, as is the HMICFRS report of 2018-19.
The first quarter of 2020/21 and the second half of 2019 were quiet.
No one said so; the third party and another one told one another. A quarter of the year had passed.
In this quarter, and a quarter earlier, the first lockdown began; seconds later it ended.
Since 2019 the force has changed, as the Crime and Disorder Act 1998 asks, between 1 and 27 November 2020.
The A49, the M5, Tier 2, tier 3, outcome 16, item 4(a), under-18s and a desk that is open 24/7.
Victims aged 16 to 24, those over 65, the over-65s, 18 to 24 year olds, people aged 16 and over, children under 18.
On 30.09.2020, in FY2020/21, quarter 2 of 2020/21, Quarter 3 2019/20, the 12 months to September 2020, the 1980s.
By 2025 the 2019 baseline, the 2011 Census, the West Mercia 2021 plan and PEEL 2018/19 apply. Now: 2020 was hard.
One of the main reasons was the third lockdown; in the first place there is no crime type like it. Nil returns came.
ISO 9001:2015, PC 1234 of Wave 2, recommendations 4, 5 and 7, the 5G masts, Five Ways and Fourth Street.
The rolling 12 months, a five-year plan, a 24-hour desk open 9am to 5pm, a two-tier system at the eleventh hour.
Open 7 days a week, 365 days a year; on 29 February 2020, 30/04/2020 and at 23:59 Covid 19 was there.
Someone alone often weighs the height of a tent at Kidderminster.
"""

STOPS = {
    "a rise of 21,000": ["21,000"],
    "forty-two people": ["forty-two"],
    "one hundred and five of them": ["one hundred and five"],
    "a third of them and half of the rest": ["third", "half"],
    "a two-thirds rise": ["two-thirds"],
    "it doubled, twice as many, halved": ["doubled", "twice", "halved"],
    "a dozen, hundreds, fourfold": ["dozen", "hundreds", "fourfold"],
    "a quarter of offences fell by a quarter": ["a quarter", "by a quarter"],
    "three quarters of it": ["three quarters"],
    "the third consecutive quarter, the second highest": ["third", "second highest"],
    "7th out of 8": ["7th", "8"],
    "the first quarter was worse": ["first quarter"],
    "2019 offences, and down to 2019": ["2019", "2019"],
    "in 2019 cases": ["2019"],
    "101 offences, and a rise to 999 in all": ["101", "999"],
    "½ of them, 10² more": ["½", "10²"],
    "£14.2m and 3.5 per cent and 5%": ["£14.2m", "3.5 per cent", "5%"],
    "2019/21": ["2019", "21"],
    "level 3,000": ["3,000"],
    "rose to a level 300 above, unit 900": ["300", "900"],
    "only one of the areas, one of the offences, one of the highest": ["one", "one", "one"],
    "no offences, none of these crimes, nil arrests, a single crime": ["no", "none of these", "nil", "a single"],
    "XII crimes, rose by IV": ["XII", "IV"],
    "\uff46\uff49\uff56\uff45, 1\uff12, f\u200bive, fi\u00adve": ["five", "1\uff12", "five", "five"],
    "a five-year high, the second-highest": ["five", "second-highest"],
    "a quarter fewer, quarter of all crime, the thirteenth": ["a quarter", "quarter", "thirteenth"],
    "quintupled, double figures, a trillion": ["quintupled", "double figures", "trillion"],
    "in the last quarter 4 offences, compared with 2019": ["4", "2019"],
    "section 59 offences rose 5%": ["5%"],
    "down a quarter, a pair of arrests, none were recorded, naught": ["down a quarter", "a pair of", "none", "naught"],
    "on 31 February 2020, by 13/13/2020 and 2020-13-01": ["31", "2020", "13", "13", "2020", "2020", "13", "01"],
    "at 25:70 and 31.04.2020": ["25", "70", "31.04", "2020"],
}


@pytest.mark.parametrize("text", PASSES.strip().splitlines())
def test_dates_periods_and_names_pass(text: str) -> None:
    assert [loose.text for loose in find_loose_numbers(text, ["4.2 Managing demand"])] == []


@pytest.mark.parametrize(("text", "expected"), STOPS.items())
def test_every_other_number_is_stopped(text: str, expected: list[str]) -> None:
    assert [loose.text for loose in find_loose_numbers(text)] == expected


def test_a_name_of_the_workspace_passes_and_a_longer_number_does_not() -> None:
    assert find_loose_numbers("Vision 2025 goes on", ["Vision 2025"]) == ()
    assert [found.text for found in find_loose_numbers("Vision 2025,000", ["Vision 2025"])] == ["2025,000"]


@pytest.mark.parametrize(
    ("text", "value", "per_cent"),
    [("21,000", 21000, False), ("4.5%", 4.5, True), ("forty-two", 42, False), ("three thousand and five", 3005, False),
     ("a dozen", 12, False), ("half", 50, True), ("three quarters", 75, True), ("doubled", 100, True),
     ("halved", -50, True)],
)  # fmt: skip
def test_words_and_digits_come_to_the_same(text: str, value: float, per_cent: bool) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (float(amount.value), amount.per_cent) == (value, per_cent)
