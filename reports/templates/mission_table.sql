-- How many rows each table of the set has.
SELECT table_name, estimated_size AS row_count
FROM duckdb_tables()
WHERE database_name = 'published' AND schema_name = 'main'
