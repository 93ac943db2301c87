"""Forms of generated reports: passages of prose, true or with one figure altered."""

from random import Random

from tests.claims.passages import AREAS, MEASURES, PERIODS, Passage, other, percent


def change_with_count(random: Random, plant: bool) -> Passage:
    before = random.randint(200, 6000)
    size = random.randint(12, before // 2)
    rise = random.random() < 0.5
    after = before + size if rise else before - size
    said = percent(size, before)
    if plant:
        said = str(other(random, int(said)))
    word, measure, period = ("an increase" if rise else "a reduction"), random.choice(MEASURES), random.choice(PERIODS)
    lines = random.choice((
        f"There were {after:,} offences of {measure.lower()}, {word} of {size:,} ({said}%) on {period}.",
        f"{measure} {'rose' if rise else 'fell'} from {before:,} to {after:,}, {word} of {said}%.",
        f"{measure} {'increased' if rise else 'decreased'} by {said}% from {before:,} to {after:,} compared to {period}.",
        f"{measure} stood at {after:,}, {'up' if rise else 'down'} {said}% from {before:,} in {period}.",
        f"- {measure}: {after:,} compared with {before:,} {period}, {word} of {said}%.",
    ))  # fmt: skip
    return Passage((lines,), "change", plant)


def change_of_points(random: Random, plant: bool) -> Passage:
    before, step = random.randint(30, 70), random.randint(2, 9)
    said = step + 1 + before // 9 + random.randint(2, 9) if plant else step
    line = f"Satisfaction rose from {before}% to {before + step}%, an increase of {said} percentage points."
    return Passage((line,), "change", plant)


def wrong_direction(random: Random, plant: bool) -> Passage:
    low = random.randint(100, 900)
    high = low + random.randint(10, 300)
    word = "fell" if plant else "rose"
    return Passage((f"{random.choice(MEASURES)} {word} from {low} to {high} in the year.",), "direction", plant)


def share(random: Random, plant: bool) -> Passage:
    whole = random.randint(150, 3000)
    part = random.randint(10, whole - 10)
    said = percent(part, whole)
    if plant:
        said = str(min(99, other(random, int(said))) if min(99, int(said)) < 95 else int(said) - 9)
    line = random.choice((
        f"Of the {whole:,} victims, {part:,} ({said}%) were repeat victims.",
        f"Some {part:,} of {whole:,} cases ({said}%) were closed within the target time.",
        f"In July, {said}% ({part:,}) of all victims ({whole:,}) had been a victim before.",
        f"Officers made {whole:,} arrests, of which {part:,} ({said}%) led to a charge.",
    ))  # fmt: skip
    return Passage((line.replace("Some ", ""),), "share", plant)


def remaining(random: Random, plant: bool) -> Passage:
    first = random.choice([value for value in range(15, 86) if value % 5])
    rest = 100 - first + (random.choice((-1, 1)) * random.randint(3, 9) if plant else 0)
    return Passage(
        (f"Around {first}% of respondents agreed whilst the remaining {rest}% did not.",), "percentages_sum", plant
    )


def bracketed_sum(random: Random, plant: bool) -> Passage:
    parts = [random.randint(3, 60) for _ in range(4)]
    total = sum(parts) + (random.choice((-1, 1)) * random.randint(1, 3) if plant else 0)
    named = (
        ", ".join(f"{part} in {area}" for part, area in zip(parts[:-1], AREAS, strict=False))
        + f" and {parts[-1]} in Central"
    )
    return Passage((f"A total of {total} parishes ({named}) have joined the scheme.",), "sum", plant)


def bulleted_sum(random: Random, plant: bool) -> Passage:
    parts = [random.randint(3, 60) for _ in range(4)]
    total = sum(parts) + (random.choice((-2, 2)) if plant else 0)
    named = ("Burglary", "Thefts", "Assaults", "Frauds")
    bullets = (f"- {part} {name}" for part, name in zip(parts, named, strict=True))
    return Passage((f"{total} crimes were found to be missing", "", *bullets), "sum", plant)


def rank(random: Random, plant: bool) -> Passage:
    ranked = random.randint(6, 43)
    place = ranked + random.randint(1, 5) if plant else random.randint(4, ranked - 1)
    place = (
        place if place % 10 in {4, 5, 6, 7, 8, 9, 0} or 10 < place < 20 else place // 10 * 10 + 4 + (10 if plant else 0)
    )
    if not plant and place > ranked:
        place = 4
    return Passage((f"The force is ranked {place}th out of {ranked} for burglary.",), "rank", plant)


def majority(random: Random, plant: bool) -> Passage:
    said = random.randint(20, 46) if plant else random.randint(54, 90)
    return Passage((f"The majority of respondents ({said}%) felt safe in their area.",), "majority", plant)


def weekday(random: Random, plant: bool) -> Passage:
    day = "Thursday" if plant else "Friday"
    return Passage((f"The panel will next meet on {day}, 27 November 2020.",), "date", plant)


def significance(random: Random, plant: bool) -> Passage:
    claim = "not statistically significant" if plant else "statistically significant"
    line = f"Satisfaction was 82% (n=640), compared with 61% (n=598) a year ago; the change is {claim}."
    return Passage((line,), "significance", plant)


def level_with_change(random: Random, plant: bool) -> Passage:
    before = random.randint(300, 9000)
    after = max(40, before + random.choice((-1, 1)) * random.randint(before // 12, before // 2))
    rise, size, measure = after > before, abs(after - before), random.choice(MEASURES)
    said = percent(size, before)
    if plant:
        said = str(other(random, int(said), 4))
    word, up = ("increase", "up") if rise else ("reduction", "down")
    line = random.choice((
        f"There were {after:,} {measure.lower()} records compared to {before:,} in the previous year, an {word} of {size:,} ({said}%).".replace(" an r", " a r"),
        f"{measure} was {up} from {before:,} to {after:,} ({said}%).",
        f"{measure} ({after:,}) was {said}% {'higher' if rise else 'lower'} than in the same period last year ({before:,}).",
        f"{measure}: {after:,}, a {said}% {word} on the {before:,} recorded in 2020/21.",
        f"In 2021/22 there were {after:,} cases of {measure.lower()}. This is a {word} of {said}% on the {before:,} recorded in 2020/21.",
        f"Compared with {before:,} last year, there were {after:,} cases of {measure.lower()}, a {said}% {word}.",
        f"{measure} stands at {after:,} against {before:,}, a {said}% {word}.",
        f"{measure} {'increased' if rise else 'fell'} by {size:,} ({said}%) to {after:,}.",
        f"{measure} is {up} {said}% ({before:,} to {after:,}).",
    ))  # fmt: skip
    return Passage((line,), "change", plant)


def money_change(random: Random, plant: bool) -> Passage:
    budget = random.randint(200, 3000) / 10
    gap = random.randint(5, 60) / 10
    said = percent(gap, budget, 1)
    if plant:
        said = str(float(said) + random.choice((0.9, 1.5, 2.4)))
    over = random.random() < 0.5
    word = "overspend" if over else "underspend"
    spent = budget + gap if over else budget - gap
    line = random.choice((
        f"The forecast is an {word} of £{gap}m ({said}%) against a budget of £{budget}m.",
        f"The service is forecast to {word} by £{gap}m ({said}%) against its £{budget}m budget.",
        f"The forecast outturn is £{spent:.1f}m against a budget of £{budget}m, an {word} of £{gap}m ({said}%).",
    ))  # fmt: skip
    return Passage((line,), "change", plant)


def share_in_brackets(random: Random, plant: bool) -> Passage:
    whole = random.randint(200, 4000) // 7 * 7 + 1  # not a round thousand, which may be rounded
    part = random.randint(whole // 10, whole * 9 // 10)
    said = int(percent(part, whole))
    if plant:
        said = said + 5 if said < 90 else said - 5
    line = random.choice((
        f"{said}% of complaints ({part:,} of {whole:,}) were closed within target.",
        f"{said}% ({part:,}/{whole:,}) of calls were answered in time.",
        f"The team visited {whole:,} homes, {part:,} ({said}%) of which had no smoke alarm.",
        f"There were {whole:,} responses to the survey, of which {part:,} ({said}%) were from residents.",
    ))  # fmt: skip
    return Passage((line,), "share", plant)


def answers(random: Random, plant: bool) -> Passage:
    yes, no = random.randint(41, 70), random.randint(10, 25)
    unsure = 100 - yes - no + (random.randint(4, 9) if plant else 0)
    line = random.choice((
        f"{yes}% supported the increase, {no}% opposed it and {unsure}% did not know.",
        f"{yes}% said yes, {no}% said no and {unsure}% were unsure.",
        f"{yes}% agreed, {no}% disagreed and {unsure}% neither agreed nor disagreed.",
        f"{yes}% of respondents were female, {no}% were male and {unsure}% preferred not to say.",
    ))  # fmt: skip
    return Passage((line,), "percentages_sum", plant)


def made_up(random: Random, plant: bool) -> Passage:
    parts = [random.randint(20, 900) for _ in range(3)]
    total = sum(parts) + (random.choice((-1, 1)) * random.randint(4, 12) if plant else 0)
    line = random.choice((
        f"The workforce of {total:,} comprises {parts[0]} officers, {parts[1]} staff and {parts[2]} volunteers.",
        f"There were {total:,} deaths: {parts[0]} in Kent, {parts[1]} in Essex and {parts[2]} in Suffolk.",
        f"The force has {parts[0]} officers, {parts[1]} staff and {parts[2]} volunteers, a total of {total:,}.",
        f"The budget of £{total:,}m is made up of £{parts[0]}m of grant, £{parts[1]}m of council tax and £{parts[2]}m of fees.",
    ))  # fmt: skip
    return Passage((line,), "sum", plant)


def average(random: Random, plant: bool) -> Passage:
    parts = sorted(random.sample(range(45, 75), 3))
    mean = parts[2] + random.randint(3, 9) if plant else parts[1]
    line = random.choice((
        f"Satisfaction was {parts[1]}% in the North, {parts[0]}% in the South and {parts[2]}% in the East, an overall average of {mean}%.",
        f"The average across the districts was {mean}%, ranging from {parts[0]}% in Wyre to {parts[2]}% in Lune.",
    ))  # fmt: skip
    return Passage((line,), "average", plant)


def fraction(random: Random, plant: bool) -> Passage:
    word, true, false = random.choice((
        ("A third", 34, 45), ("A quarter", 25, 34), ("Three quarters", 76, 62), ("Two thirds", 66, 54), ("One in five", 21, 31), ("Half", 50, 40),
    ))  # fmt: skip
    return Passage(
        (f"{word} ({false if plant else true}%) of those asked had heard of the Commissioner.",), "majority", plant
    )


def to_date(random: Random, plant: bool) -> Passage:
    quarters = [random.randint(60, 400) for _ in range(2)]
    total = max(quarters) - random.randint(5, 40) if plant else sum(quarters)
    return Passage((f"There were {quarters[1]} robberies in Q2 and {total} in the year to date." if plant and total < quarters[1]
                    else f"There were {max(quarters)} robberies in Q2 and {total} in the year to date.",), "year_to_date", plant)  # fmt: skip


def run(random: Random, plant: bool) -> Passage:
    first = random.randint(200, 800)
    figures = [first, first + 30, first + (11 if plant else 77)]
    return Passage(
        (f"Hate crime has risen in each of the last three years: {figures[0]}, {figures[1]} and {figures[2]}.",),
        "direction",
        plant,
    )


def points_numbered(random: Random, plant: bool) -> Passage:
    numbers = (1, 2, 2, 3) if plant else (1, 2, 3, 4)
    words = ("Review the plan", "Publish the results", "Report to the Panel", "Close the action")
    return Passage((" ".join(f"({n}) {w}" for n, w in zip(numbers, words, strict=True)),), "numbering", plant)
