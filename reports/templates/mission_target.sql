-- National trajectories, each with its dates.
SELECT t.measure_id, d.title, t.label, t.value, t.valid_from, t.valid_to,
  strftime(t.valid_from, '%-d %b %Y') AS first_day, strftime(t.valid_to - INTERVAL 1 DAY, '%-d %b %Y') AS last_day, t.source
FROM target t
JOIN measure d ON d.measure_id = t.measure_id
WHERE t.org_level = 'england'
ORDER BY t.valid_from, t.measure_id
