"""References to people: stored only as a keyed hash, so that records of one person match and nobody can be looked up.

HMAC-SHA-256 as in RFC 2104. The key never enters the store: it is in the environment or in a file only its owner reads.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

import duckdb

from openscrutiny.errors import RecordsError

KEY_VARIABLE = "OPENSCRUTINY_PERSON_KEY"
KEY_FILE = ".person_key"
_BLOCK = 64  # bytes in a block of SHA-256


def find_person_key(root: Path) -> bytes:
    """The key of the workspace: the environment's, else the file's, which is made where there is none."""
    if told := os.environ.get(KEY_VARIABLE):
        return told.encode()
    path = root / KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes().strip()
        if len(key) < 32:
            raise RecordsError(
                f"{path}: is not a key (32 characters or more). Restore it: with another key no record matches the"
                " people already stored."
            ) from None
        return key
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return path.read_bytes().strip()


def hash_person(reference: str, key: bytes) -> str:
    """A reference as it is stored: 64 hexadecimal digits."""
    return hmac.new(key, reference.strip().encode(), hashlib.sha256).hexdigest()


def fingerprint_key(key: bytes) -> str:
    """What tells two keys apart without telling either."""
    return hmac.new(key, b"openscrutiny person key", hashlib.sha256).hexdigest()[:16]


def give_key(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Let the connection hash people: the padded keys are variables, so that no query over records holds a key."""
    if len(key) > _BLOCK:
        key = hashlib.sha256(key).digest()
    key = key.ljust(_BLOCK, b"\0")
    for variable, pad in (("inner_key", 0x36), ("outer_key", 0x5C)):
        connection.execute(f"SET VARIABLE {variable} = unhex('{bytes(byte ^ pad for byte in key).hex()}')")


def person_hash_sql(text: str) -> str:
    """`hash_person` as SQL over an SQL text expression, in a connection that was given the key."""
    inner = f"unhex(sha256(getvariable('inner_key') || encode({text})))"
    return f"sha256(getvariable('outer_key') || {inner})"
