"""OpenScrutiny: from records to the published pack, every figure computed once."""

__version__ = "0.1.0"
