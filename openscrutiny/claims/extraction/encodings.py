"""The characters of a file of text or of a web page, by the mark it opens with or the first encoding that it can be."""

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_ZEROS = 0.01
"""The part of a file's first bytes that may be zeros: a few are damage, which is read over; more, and it is no text."""


def decode(data: bytes) -> str:
    """Text of the bytes. Raises ValueError with the fault and the mend."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")
    head = data[:4096]
    if not marked and head.count(0) > MOST_ZEROS * len(head):
        raise ValueError("is not text, or in an encoding that it does not name. Save it as UTF-8, or as DOCX or PDF.")
    for encoding in [marked] if marked else ["utf-8", "cp1252", "latin-1"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(f"is damaged: it says that it is {marked.upper()}, and is not. Save it as UTF-8.")
