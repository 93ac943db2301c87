"""Every number of a report, named once, gated, found again by name or by address."""
