"""Extracts into the store: columns, codes, areas, rejected rows, versions, purges; and the making of examples."""
