-- The latest month held of each source.
SELECT feed, title, first_month, latest_month, months_held, months_missing
FROM freshness
ORDER BY feed
