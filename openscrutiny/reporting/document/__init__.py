"""What a report is made of, and the catalogue of its words."""
