-- The members of one area in the funnel of people referred: size, rate and the limits at that size, all published.
SELECT f.ods_code, f.org_level, f."window", m.period_start, f.period_end, m.value, m.lower_ci, m.upper_ci, m.denominator, f.is_unsuitable, f.centre, f.lower_95, f.upper_95, f.lower_998, f.upper_998, f.dispersion, f.organisations
FROM funnel_limit f
JOIN organisation_parent p ON p.org_level = f.org_level AND p.ods_code = f.ods_code AND p.parent_level = $P{org_level} AND p.parent_code = $P{ods_code} AND p.boundary_view = 'current' AND p.is_main
JOIN published_measure m ON m.org_level = f.org_level AND m.ods_code = f.ods_code AND m.measure_id = f.measure_id AND m."window" = f."window" AND m.period_end = f.period_end
  AND m.breakdown = 'all' AND m.boundary_view = CASE WHEN f.org_level = 'practice' THEN 'current' ELSE 'as_reported' END
WHERE f.measure_id = 'people_referred_per_1000' AND f.org_level = 'practice' AND m.value_state = 'shown' AND m.denominator > 0
  AND f."window" = (SELECT max("window") FROM funnel_limit WHERE measure_id = 'people_referred_per_1000' AND org_level = 'practice')
QUALIFY f.period_end = max(f.period_end) OVER ()
ORDER BY m.denominator, f.ods_code
