-- Figures come with their periods in lists: unfold them, and put names to numbers. Revised is what the last release showed otherwise.
INSERT INTO published_measure BY NAME
WITH series AS (
  SELECT *, row_number() OVER (ORDER BY measure_id, "window", breakdown, category) AS series_order
  FROM figure_series
),
unfolded AS (
  SELECT
    series, boundary_view, organisation,
    unnest(period) AS period,
    unnest(numerator) AS numerator,
    unnest(denominator) AS denominator,
    unnest("value") AS "value",
    unnest(lower_ci) AS lower_ci,
    unnest(upper_ci) AS upper_ci,
    unnest(percentile) AS percentile,
    unnest(peers) AS peers,
    unnest(units_reporting) AS units_reporting,
    unnest(units_expected) AS units_expected,
    unnest(population_covered_percent) AS population_covered_percent,
    unnest(state) AS state,
    unnest(marks) AS marks,
    unnest(signal) AS signal,
    unnest(icon) AS icon,
    unnest(target) AS target,
    unnest(assurance) AS assurance
  FROM figure
)
SELECT
  o.org_level, o.ods_code, o.org_name,
  s.measure_id, s."window", p.period_start, p.period_end, s.breakdown, s.category,
  u.boundary_view,
  u.numerator, u.denominator, u."value", s.unit, u.lower_ci, u.upper_ci,
  u.percentile, u.peers, signal.word AS spc_point, icon.word AS spc_variation,
  assurance.word AS spc_assurance, u.target,
  u.units_reporting, u.units_expected, u.population_covered_percent,
  ['shown', 'not_submitted', 'not_applicable', 'suppressed'][u.state] AS value_state,
  nullif(concat_ws(',',
    CASE WHEN u.marks & 1 > 0 THEN 'low' END,
    CASE WHEN u.marks & 2 > 0 THEN 'u' END,
    CASE WHEN u.marks & 4 > 0 THEN 'b' END,
    CASE WHEN u.state = 1 AND r.measure_id IS NOT NULL AND (u."value", u.numerator, u.denominator) IS DISTINCT FROM (r."value", r.numerator, r.denominator) THEN 'r' END), '') AS value_marks,
  p.source_month, s.set_id
FROM unfolded AS u
JOIN figure_organisation AS o USING (organisation)
JOIN series AS s USING (series)
JOIN figure_period AS p USING (period)
LEFT JOIN released_figure AS r
  ON r.measure_id = s.measure_id AND r."window" = s."window" AND r.breakdown = s.breakdown AND r.category = s.category
  AND r.org_level = o.org_level AND r.ods_code = o.ods_code AND r.boundary_view = u.boundary_view AND r.period_end = p.period_end
LEFT JOIN figure_signal AS signal ON signal.number = u.signal
LEFT JOIN figure_icon AS icon ON icon.number = u.icon
LEFT JOIN figure_assurance AS assurance ON assurance.number = u.assurance
ORDER BY u.organisation, s.series_order, u.boundary_view, p.period_end
