"""The document as web page, tagged PDF, spreadsheet and data, and the check of what was written."""
