"""Numbers in words."""

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
PERCENT_WORDS = NUMBER_WORDS | {
    f"{ten}{joint}{unit}": value + number
    for ten, value in TENS.items()
    for unit, number in [("", 0), *((word, n) for word, n in NUMBER_WORDS.items() if 0 < n < 10)]
    for joint in (("-", " ") if unit else ("",))
}
"""Those up to a hundred that may stand before `per cent`."""
