"""release.json: the hashes of every input, definition and output of a report, and how each measure was counted."""

from collections.abc import Mapping
from typing import Any

import openscrutiny
from openscrutiny.records.store import DataVersion
from openscrutiny.reporting.formats.data_files import write_json
from openscrutiny.reporting.releases.folders import hash_bytes

Files = Mapping[str, bytes]


def describe_basis(
    report: str, period_key: str, version: DataVersion, definitions: Files, data: Files
) -> dict[str, Any]:
    """What decides whether two reports are the same: code, definitions, data and every figure."""
    return {
        "report": report,
        "period": period_key,
        "code": openscrutiny.__version__,
        "definitions": {name: hash_bytes(content) for name, content in sorted(definitions.items())},
        "data_version": version.id,
        "figures": {name: hash_bytes(content) for name, content in sorted(data.items())},
    }


def find_fingerprint(basis: Mapping[str, Any]) -> str:
    """The hash of a basis, by which "nothing changed" is decided."""
    return hash_bytes(write_json(basis))


def describe_inputs(version: DataVersion) -> list[dict[str, Any]]:
    """Every load that the data version holds, with the hash of its file."""
    return [
        {
            "load": load.id,
            "table": load.table,
            "file": load.file,
            "sha256": load.file_hash,
            "extracted_on": load.extracted_on.isoformat(),
            "covers": [str(load.first), str(load.last)],
            "rows": load.rows,
            "rejected": load.rejected,
            "duplicates": load.duplicates,
        }
        for name in sorted(version.tables)
        for load in version.tables[name].loads
    ]
