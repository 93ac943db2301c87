"""Charts and icons as static SVG, drawn once for page and paper."""
