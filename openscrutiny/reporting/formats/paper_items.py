"""The measured blocks of a report on paper as the items that its pages are planned of."""

from collections.abc import Mapping, Sequence
from typing import Any

from openscrutiny.reporting.formats.pagination import TOLERANCE, Item
from openscrutiny.reporting.formats.table_fit import LARGE_PRINT

TEXT_HEIGHT = (297 - 27 - 24) / 25.4 * 72  # points between head and foot
LINE = 1.28  # from one line to the next, of the size of the text
ROW_LINE, ROW_INSET = 1.16, 0.26  # a row of a table is a line for each it holds, and an inset, of its letters
SMALL_TABLE = 0.3  # of a page: a table no higher is not parted

# What a page that ends after a block costs, in pages: a heading never stands at the foot of a page. In large print the
# headline strip may: its chart fills most of a page.
KEEPS = {"Heading": 20.0, "Strip": 1.5, "Table": 1.0}
KEEP_LARGE_STRIP = 0.4


def list_items(blocks: Sequence[dict[str, Any]], measured: Sequence[Mapping[str, float]], size: float) -> list[Item]:
    """An item for each block, measured by Typst in points; marks the tables that are not to be parted as `whole`."""
    items = []
    for index, (block, each) in enumerate(zip(blocks, measured, strict=True)):
        kind, height = block["kind"], each["height"]
        keep = KEEP_LARGE_STRIP if kind == "Strip" and size >= LARGE_PRINT else KEEPS.get(kind, 0.0)
        if kind == "Table":
            block["whole"] = height <= SMALL_TABLE * TEXT_HEIGHT
            keep = KEEPS[kind] if [after["kind"] for after in blocks[index + 1 : index + 2]] == ["Notes"] else 0.0
        head = each["head"] if kind == "Table" else 0.0
        items.append(
            Item(
                height,
                gap=each["gap"],
                section=kind == "Heading" and block["level"] == 1,
                keep=keep,
                lines=_list_lines(block, height, head, size),
                head=head,
                repeated=each["repeated"] if kind == "Table" else 0.0,
                shrink=block.get("shrink", 0.0),
                stretch=block.get("stretch", 0.0),
            )
        )
    return items


def put_words_first(blocks: list[dict[str, Any]], measured: list[dict[str, float]]) -> None:
    """Sets a headline's words before its chart where they fit on its page: in large print the chart needs another.

    The chart would leave the page of the headline strip half empty. Both lists are reordered, alike.
    """
    for at in range(1, len(blocks) - 2):
        if blocks[at]["kind"] != "Strip" or blocks[at + 1]["kind"] != "Chart":
            continue
        words = at + 2 + (blocks[at + 2]["kind"] == "Notes")
        end, used = words, measured[at - 1]["height"] + measured[at]["gap"] + measured[at]["height"]
        while end < len(blocks) and blocks[end]["kind"] in ("Paragraph", "Callout"):
            used += measured[end]["height"] + measured[end]["gap"] + TOLERANCE
            if used > TEXT_HEIGHT:
                break
            end += 1
        for each in (blocks, measured):
            each[at + 1 : end] = [*each[words:end], *each[at + 1 : words]]


def _list_lines(block: Mapping[str, Any], height: float, head: float, size: float) -> tuple[float, ...]:
    """The heights of the lines of a paragraph or the rows of a table; none where it may not be parted."""
    match block["kind"]:
        case "Table" if not block["whole"]:
            weights = [count * ROW_LINE + ROW_INSET for count in block["row_lines"]]
            return tuple((height - head) * weight / sum(weights) for weight in weights)
        case "Paragraph" | "Bullets" | "Notes":
            pitch = LINE * size * (0.9 if block.get("small", True) and size < LARGE_PRINT else 1.0)
            count = max(round(height / pitch), 1)
            return (height / count,) * count
    return ()
