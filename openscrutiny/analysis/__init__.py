"""Statistics as pure functions of arrays: control charts, tests, projections, completeness. No engine, no files."""
