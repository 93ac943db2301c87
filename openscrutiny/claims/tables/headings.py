"""What the headings of columns say that they hold: changes, shares, rates, periods, prices."""

import re

CHANGE = re.compile(
    r"^(?!.*\b(?:would|should|could|i|we|my|our|you|your)\b).*?(?:change|diff|varian|\bvar\b|movement|\+/-|increase|decrease|swing|↑|overspend|underspend|over ?/ ?\(?under|under\)? ?/? ?\(?over|favourable|adverse|variation|saving|vacanc(?!\w+\srate)|gap)",
    re.IGNORECASE | re.DOTALL,
)
"""Headings of a difference; an answer to a question, such as `An increase would be affordable`, is none."""
SHARE = re.compile(r"share|proportion|per\s?cent|\bpct\b|%|of total|\brate\b", re.IGNORECASE)
RATE = re.compile(r"\bper\b(?!\s*cent)|\brates?\b|average|\bavg\b|\bmean\b|cost each", re.IGNORECASE)
PER = re.compile(r"\bper\s+(?:£)?(10{1,6}|1,000|10,000|100,000|1,000,000)\b", re.IGNORECASE)
TO_DATE = re.compile(r"ytd|year to date|year-to-date|rolling|12 month", re.IGNORECASE)
YEAR_TO_DATE = re.compile(
    r"^\W*(?:f?ytd|(?:financial\s)?year[\s-]to[\s-]date|cumulative|to date)(?:\s+total)?\W*$", re.IGNORECASE
)
PERIOD = re.compile(
    r"^\W*(?:Q(?:uarter|tr)?\.?\s*[1-4]|[1-4](?:st|nd|rd|th)\s+quarter|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*)"
    r"(?:[\s\-–']*(?:(?:20)?\d\d(?:/(?:20)?\d\d)?))?\W*$",
    re.IGNORECASE,
)
MONTH = re.compile(r"^\W*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
QUARTER = re.compile(r"^\W*(?:q(?:uarter|tr)?\.?\s*[1-4])\b", re.IGNORECASE)
PERCENTAGE = re.compile(r"%|\bper\s?cent(?:age)?\b(?!\s+points?)|\bpct\b", re.IGNORECASE)
"""Headings of columns of percentages, with a sign on each figure or without."""
SCORE = re.compile(r"\b(?:scores?|ratings?|total|cost|amount|value)\b|£", re.IGNORECASE)
PRICE = r"likelihood|probability|impact|severity|consequence|units?|price|each|cost per|rate"
PRICED = re.compile(rf"\b(?:{PRICE})\b", re.IGNORECASE)
FACTOR = re.compile(rf"\b(?:{PRICE}|number|quantity|qty|no)\b", re.IGNORECASE)
"""Headings of a product, such as a risk's score, of what is only ever multiplied, and of what may be."""
POINTS = re.compile(r"(?<![a-z])p?pts?\b|(?<![a-z])pp\b|points", re.IGNORECASE)
DATED = re.compile(r"(?:19|20)\d\d|\d\d/\d\d|\bQ[1-4]\b|last year|this year|previous|current", re.IGNORECASE)
YEAR = re.compile(r"(?:20)?\d\d[/–-](?:20)?\d\d\b|\b20\d\d\b")
