"""Finds the checkable claims in anybody's report and proves or disproves them by arithmetic and statistics."""
