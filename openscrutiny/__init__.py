"""OpenScrutiny: from records to the published pack, every figure computed once.

The names below are the public interface: what the command line does, from Python. `docs/reference/python.md` lists
them with what each does. They are imported when first asked for, so that every command starts quickly.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "pipeline": ("ingest", "draft", "publish"),
    "catalogue.load": ("load_catalogue",),
    "reporting.figures.explain": ("explain_figure",),
    "reporting.releases.releases": ("check_release",),
    "claims.extraction.files": ("read_document",),
    "claims.check": ("check_document",),
    "analysis.point_grid": ("arrange_points",),
    "analysis.profiles": ("apply_profile", "name_variation"),
    "analysis.financial_year": ("judge_by_financial_year", "judge_by_previous_year"),
    "analysis.signal_names": ("find_named_signals",),
    "analysis.attribute_charts": ("fit_chart_limits",),
    "analysis.assurance": ("read_icons",),
    "analysis.control_limits": ("fit_standard_deviation_limits", "fit_garwood_limits", "judge"),
    "analysis.judgement": ("describe_signal",),
    "analysis.significance": ("compare_proportions", "compare_counts", "judge_proportions", "judge_counts"),
    "analysis.similar_group": ("rank_in_group",),
    "analysis.funnel": ("fit_rate_funnel", "fit_proportion_funnel"),
    "analysis.projection": ("project_counts", "project_seasonal_naive"),
    "analysis.late_records": ("estimate_completeness", "compare_like_aged"),
    "errors": (
        "OpenScrutinyError",
        "DefinitionError",
        "RecordsError",
        "CalculationError",
        "ReportError",
        "ReleaseError",
    ),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'openscrutiny' has no attribute '{name}'")
    return getattr(import_module(f"openscrutiny.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
