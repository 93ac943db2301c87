-- What ingest is measured against: DuckDB's own CSV reader, guessing types, writing Parquet. No reasons, no checks.
COPY (SELECT * FROM read_csv('{path}')) TO '{target}' (FORMAT parquet)
