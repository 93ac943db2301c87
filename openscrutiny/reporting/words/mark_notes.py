"""The note beneath a table that says what its marks mean: those it holds, and no others."""

from collections.abc import Iterable

from openscrutiny.reporting.document.document import Row
from openscrutiny.reporting.document.messages import Messages

CODES = ("[c]", "[i]", "[x]", "[z]")


def note_marks(rows: Iterable[Row], messages: Messages) -> tuple[str, ...]:
    """One note for the marks of the rows, or none."""
    texts = {cell.text for row in rows for cell in row.cells}
    used = [messages.say(f"mark-{code[1]}") for code in CODES if code in texts]
    used += [messages.say("mark-p")] if any(text.endswith("(p)") for text in texts) else []
    return (f"{'; '.join(used)}.",) if used else ()
