-- What a measure counts.
SELECT title, numerator, coalesce(denominator, 'none'), definition_sha256, coalesce(sources, '')
FROM measure
WHERE measure_id = ?
