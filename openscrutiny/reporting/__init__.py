"""Figures into judgements, words, charts and pages; drafts and releases."""
