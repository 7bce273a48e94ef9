-- Limits of control charts: put names to numbers.
INSERT INTO spc_limit BY NAME
SELECT
  s.measure_id, o.org_level, o.ods_code, s."window", s.breakdown, s.category, l.boundary_view, l.segment,
  first.period_start, last.period_end, l.points, l.mean, l.lower_limit, l.upper_limit, l.settings
FROM figure_limit AS l
JOIN figure_organisation AS o USING (organisation)
JOIN figure_series AS s USING (series)
JOIN figure_period AS first ON first.period = l.first_period
JOIN figure_period AS last ON last.period = l.last_period
ORDER BY ALL
