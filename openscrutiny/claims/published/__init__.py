"""Claims against the figures of a release."""
