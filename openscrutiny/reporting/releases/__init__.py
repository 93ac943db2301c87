"""Drafts and releases: numbered, immutable folders with the hashes of all they were made from."""
