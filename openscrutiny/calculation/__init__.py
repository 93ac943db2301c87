"""Figures from the store by one scan of an engine (DuckDB, Spark or plain Python), and the small ones hidden."""
