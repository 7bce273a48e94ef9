-- What was registered, one row an intervention: where, from when, and on what measures it is looked at.
SELECT e.title, strftime(min(e.on_date), '%-d %b %Y') AS first_on, strftime(max(e.on_date), '%-d %b %Y') AS last_on, count(DISTINCT e.org_level || e.ods_code) AS organisations,
  string_agg(DISTINCT o.org_name, ', ' ORDER BY o.org_name) FILTER (o.org_level <> 'practice') AS org_names,
  string_agg(DISTINCT r.verdict, ', ' ORDER BY r.verdict) AS verdicts
FROM event e
LEFT JOIN organisation o ON o.org_level = e.org_level AND o.ods_code = e.ods_code
LEFT JOIN intervention_result r ON r.event_id = e.event_id
WHERE e.kind = 'intervention'
GROUP BY e.title
ORDER BY min(e.on_date), e.title
