-- Every latest figure of one organisation, with its place on the headline page and, where it has one, who has not submitted.
SELECT f.*, h.place AS headline_place, s.practices AS not_submitted, s.practice_codes AS not_submitted_codes
FROM figure f
LEFT JOIN headline h ON h.measure_id = f.measure_id
LEFT JOIN not_submitted s ON s.org_level = f.org_level AND s.ods_code = f.ods_code AND s.measure_id = f.measure_id
WHERE f.org_level = $P{org_level} AND f.ods_code = $P{ods_code}
ORDER BY list_position(['prescribing', 'referrals', 'activation', 'budgets'], f.chapter), f.position, f.measure_id
