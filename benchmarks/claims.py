"""Seconds that the claims checker takes over the whole reference pack: `python benchmarks/claims.py [FILE]`."""

import sys
import time
from pathlib import Path

from openscrutiny.claims.check import check_document
from openscrutiny.claims.extraction.files import read_document

PACK = Path(__file__).parents[2] / "shared" / "reference" / "panel_pack_2020-11-27.txt"


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PACK
    wall, processor = time.perf_counter(), time.process_time()
    report = check_document(read_document(path))
    print(
        f"{path.name}: {report.checked} claims checked, {len(report.findings)} findings, "
        f"{time.perf_counter() - wall:.2f} s ({time.process_time() - processor:.2f} s of processor)"
    )


if __name__ == "__main__":
    main()
