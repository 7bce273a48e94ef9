-- Every value as text, whatever its type.
SELECT COLUMNS(*)::VARCHAR FROM "${table}"
