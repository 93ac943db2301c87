"""Reads `packs/<pack>/pack.yaml`: which measures a report shows, in which order, under which words."""

from collections.abc import Mapping
from pathlib import Path

from openscrutiny.catalogue.decisions import read_span
from openscrutiny.catalogue.measure import Measure, Pack
from openscrutiny.catalogue.similar_group import SimilarGroup, read_similar_group
from openscrutiny.definitions import Faults, Section, read_definition
from openscrutiny.errors import did_you_mean

PROSE = ("introduction", "notes")  # once keys of pack.yaml, now files of Markdown beside it


def load_pack(path: Path, root: Path, measures: Mapping[str, Measure], own_name: str, faults: Faults) -> Pack:
    """The pack of one file; what is wrong with it goes to `faults`. `own_name` is the force's own."""
    top = read_definition(path, faults, root)
    particulars = top.section("particulars")
    table = top.section("all_crime", required=True)
    groups = (
        tuple(_measure_list(section, "measures", measures) for section in table.sections("groups")) if table else ()
    )
    pack = Pack(
        title=top.text("title"),
        subtitle=top.text("subtitle", ""),
        marking=top.text("marking", ""),
        publication_date=top.day("publication_date"),
        particulars=tuple((key, particulars.text(key)) for key in particulars.keys()) if particulars else (),  # noqa: SIM118
        table_caption=table.text("caption", "") if table else "",
        table_groups=groups,
        priorities=_measure_list(top, "priorities", measures),
        names=top.texts("names"),
        most_similar=_read_group(top, measures, own_name),
        set_aside=tuple(read_span(section) for section in top.sections("set_aside")),
    )
    if table:
        table.finish()
    for key in PROSE:
        if key in top:
            top.fault(key, "prose is no longer written here.", f"Write it to {path.parent.relative_to(root)}/{key}.md.")
    top.finish()
    return pack


def _read_group(top: Section, measures: Mapping[str, Measure], own_name: str) -> SimilarGroup | None:
    section = top.section("most_similar_group")
    if section is None:
        return None
    group = read_similar_group(section, own_name, _measure_list(section, "measures", measures))
    section.finish()
    return group


def _measure_list(section: Section, key: str, measures: Mapping[str, Measure]) -> tuple[str, ...]:
    names = section.texts(key)
    for name in names:
        if name not in measures:
            section.fault(key, f"no such measure '{name}'.", did_you_mean(name, measures))
    return tuple(name for name in names if name in measures)
