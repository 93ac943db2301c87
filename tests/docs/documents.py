"""What the documentation shows: its fenced blocks, and the commands in them."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
FENCE = re.compile(r"^( *)```(\S*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language ('' for none) and its text, without the indent of its list."""

    language: str
    text: str

    def list_commands(self) -> Iterator[list[str]]:
        """The arguments of each `openscrutiny` call in the block; lines that end in a backslash are joined."""
        for line in self.text.replace("\\\n", " ").splitlines():
            if re.match(r"(\S*/)?openscrutiny ", line):
                yield shlex.split(line, comments=True)[1:]


def read_blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page in their order."""
    blocks = FENCE.findall(page.read_text("utf-8"))
    return [Block(language, re.sub(f"(?m)^{indent}", "", text)) for indent, language, text in blocks]
