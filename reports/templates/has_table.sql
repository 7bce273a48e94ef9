-- Whether the set has a table of this name.
SELECT count(*) AS tables
FROM duckdb_tables()
WHERE database_name = 'published' AND table_name = $P{table}
