"""Imports and keeps what the first build of a process would fetch: for a process that is forked. Starts no thread."""

import gptables
import ibis.backends.duckdb
import pandas
import pytest
import typst
from babel import Locale

from openscrutiny import pipeline
from openscrutiny.reporting.charts.typeface import write_font_faces
from openscrutiny.reporting.formats import pdf as render_pdf

__all__ = ["gptables", "ibis", "pandas", "pipeline", "pytest", "render_pdf", "typst"]

write_font_faces()
assert Locale.parse("en_GB").plural_form
