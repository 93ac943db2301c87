"""References to items with letters (`C7`) and to paragraphs of sections (`4.7`), and points that stand under another item than their own."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import cells_of, place_of
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.structure.references import is_elsewhere
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

REFERENCE = re.compile(
    r"\b(?:[Rr]efer to|[Cc]ross[\s-]reference to|[Ss]ee|[Ss]et out in|[Ss]ee also)\s+(?:item\s+)?\(?([A-Z]\d{1,2}(?:\.\d{1,2})?)\b"
)


def check_coded_references(reading: Reading) -> Iterator[Judgement]:
    """References to lettered items and to paragraphs, against those that are there."""
    labels = set()
    for line in reading.document.lines:
        for _, cell in cells_of(re.sub(r"<[^>]*>", " ", line.text)):
            if match := re.match(r"[\s|*(]*([A-Z]\d{1,2}(?:\.\d{1,2})?)\)?(?=[\s|*:)]|$|[A-Z(])", cell):
                labels.add(match[1])
            labels.update(re.findall(r"\(([A-Z]\d{1,2}\.\d{1,2})\)", cell))
    families = {label[0] for label in labels if sum(other[0] == label[0] for other in labels) >= 1}
    for line in reading.document.lines:
        for match in REFERENCE.finditer(line.text):
            label = match[1]
            if label in labels:
                yield Judgement(Verdict.CONSISTENT, "cross_reference", (place_of(line, match),), f"{label} is there")
            elif label[0] in families and len(labels) >= 5:
                near = sorted(other for other in labels if other[0] == label[0] and "." not in other)
                yield Judgement(
                    Verdict.WRONG, "cross_reference", (place_of(line, match),),
                    f"{label} is not in the document; of {label[0]} there is {', '.join(near) or 'none'}", label, "",
                )  # fmt: skip
    yield from _misplaced_items(reading)
    yield from _paragraph_references(reading)


def _misplaced_items(reading: Reading) -> Iterator[Judgement]:
    """Points numbered within items (`B2` over `(B2.1)`): one that stands under another item, whose own is not there."""
    item, under, items = "", [], set()
    for line in reading.document.lines:
        for start, cell in cells_of(re.sub(r"<[^>]*>", lambda match: " " * len(match[0]), line.text)):
            if match := re.fullmatch(r"[\s|*]*([A-Z]\d{1,2})[\s|*]*", cell):
                item = match[1]
                items.add(item)
            elif item and (match := re.match(r"[\s|*]*\(([A-Z]\d{1,2})\.\d{1,2}\)", cell)):
                where = Place(line.number, start + match.start(1) - 1, match[0].strip(" |*"), line.page)
                under.append((item, match[1], where))
    odd = [entry for entry in under if entry[0] != entry[1]]
    if len(under) < 5 or len(odd) > 0.1 * len(under):
        return
    for own, said, place in odd:
        if said[0] == own[0]:
            there = "" if said in items else f", and there is no {said}"
            yield Judgement(
                Verdict.WRONG,
                "cross_reference",
                (place,),
                f"{place.quote} stands under {own}{there}",
                place.quote,
                f"({own}.",
                "",
            )


PARAGRAPH = re.compile(
    r"\bpara(?:graph|\.)?s?\s+(?:\d{1,2}\.\d{1,2}\s*(?:to|and|&|–|-)\s*)?(\d{1,2})\.(\d{1,2})\b(?!\.\d)(?=\s*(?:above|below|of this|in this|[.,;)]|(?:is|are|sets?|shows?|says?|gives?|describes?|explains?|and|to|for|has|have)\b|$))",
    re.IGNORECASE,
)
OTHER_PAPER = re.compile(r"^[\s#*]*(?:minutes\b|resolved\b|1\.\s+\S)", re.IGNORECASE)
"""Where another paper of the pack begins, whose paragraphs are not those above."""
OWN_NUMBER = re.compile(r"^[\s#*]*(\d{1,2})\.(\d{1,2})\.?(?=\s+\S|\t)")


def _paragraph_references(reading: Reading) -> Iterator[Judgement]:
    """`paragraph 4.7`, where section 4 has numbered paragraphs and they end before it."""
    sections: dict[int, set[int]] = {}
    for line in reading.document.lines:
        if own := OWN_NUMBER.match(line.text):
            sections.setdefault(int(own[1]), set()).add(int(own[2]))
    whole = len(sections) >= 4 and set(sections) == set(range(1, len(sections) + 1))
    other = False
    for line in reading.document.lines:
        own_paper = bool(OWN_NUMBER.match(line.text))
        other = not own_paper and (other or bool(OTHER_PAPER.match(line.text)))
        for match in PARAGRAPH.finditer(line.text) if not other else ():
            known = sections.get(int(match[1]), set())
            if int(match[2]) in known:
                yield Judgement(Verdict.CONSISTENT, "cross_reference", (place_of(line, match),), f"{match[0]} is there")
            elif whole and len(sections) < int(match[1]) <= len(sections) + 2 and not is_elsewhere(line, match):
                yield Judgement(
                    Verdict.WRONG, "cross_reference", (place_of(line, match),), f"the paragraphs are of sections 1 to {len(sections)}",
                    match[0], f"a paragraph of sections 1 to {len(sections)}",
                )  # fmt: skip
            elif len(known) >= 2 and known == set(range(1, max(known) + 1)) and int(match[2]) > max(known):
                yield Judgement(
                    Verdict.WRONG, "cross_reference", (place_of(line, match),),
                    f"section {match[1]} has paragraphs {match[1]}.1 to {match[1]}.{max(known)}", match[0],
                    f"a paragraph from {match[1]}.1 to {match[1]}.{max(known)}",
                )  # fmt: skip
