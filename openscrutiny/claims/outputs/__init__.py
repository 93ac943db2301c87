"""What a report is written as: terminal, JSON, SARIF, an annotated page, a one-page PDF."""
