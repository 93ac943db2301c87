"""What a report consists of, page by page, before anyone knows in which format."""
