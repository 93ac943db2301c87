"""Markdown with what a reader does not see as prose blanked out, every other character keeping its line and column."""

import re

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
COLUMNS = re.compile(r"\S(?: {2,}|\t+| ?\| ?)\S")
"""What lays out a line of a table, which people put in code blocks to keep its columns."""
STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,500}~~")
HELD_PIPE = re.compile(r"\\\|")
CODE_SPAN = re.compile(r"(?<!`)`[^`\n]{1,300}`(?!`)")


def blank_markup(text: str) -> str:
    """Code (but for tables laid out in it), comments and struck words made spaces; a pipe that parts no cells made ¦."""
    lines, fence = [], ""
    for line in text.split("\n"):
        opened = FENCE.match(line)
        if fence:
            closes = opened is not None and opened[1].startswith(fence) and not line.strip().strip(fence[0])
            lines.append(line if COLUMNS.search(line.strip()) and not closes else _blank(line))
            fence = "" if closes else fence
            continue
        if opened:
            fence = opened[1]
            lines.append(_blank(line))
            continue
        if "|" in line:
            line = HELD_PIPE.sub("\\\\¦", line)
            if line.lstrip().startswith("|"):
                line = CODE_SPAN.sub(lambda span: span[0].replace("|", "¦"), line)
        lines.append(STRUCK.sub(lambda struck: _blank(struck[0]), line))
    return _blank_comments("\n".join(lines))


def _blank_comments(text: str) -> str:
    parts = []
    start, opened = 0, text.find("<!--")
    while opened >= 0 and (closed := text.find("-->", opened)) >= 0:
        parts += [text[start:opened], _blank(text[opened : closed + 3])]
        start = closed + 3
        opened = text.find("<!--", start)
    return "".join([*parts, text[start:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\n\r\f]", " ", text)
