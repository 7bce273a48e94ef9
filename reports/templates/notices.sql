-- What a reader must know of the sources: the notices of the last 12 months, newest first.
SELECT n.feed, coalesce(f.title, n.feed) AS title, n.month, n.kind, n.severity, n.message
FROM notice n
LEFT JOIN freshness f ON f.feed = n.feed
WHERE n.month > (SELECT max(month) FROM notice) - INTERVAL 12 MONTH
ORDER BY n.month DESC, n.severity, n.feed, n.kind
