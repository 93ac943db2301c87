"""A workspace's definitions read, checked all at once and kept: measures, sections, narrative, decisions."""
