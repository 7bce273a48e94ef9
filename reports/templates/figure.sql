-- Run once when a set is opened, into a database in memory named prepared: the latest figure of every measure for every organisation, in
-- today's boundaries where those are published, beside the figure a year before, that of the nearest area above, and England's.
-- Of several windows the first that shows a figure: months for public data, else quarters, the year to date, months; twelve months never, which stand beside the month.
-- The measures of the headline page, the dashboard and the board paper, in their order.
CREATE TABLE prepared.headline(measure_id VARCHAR, place INT, label VARCHAR);
INSERT INTO prepared.headline VALUES ('opioid_high_dose_120_adq_per_1000', 1, 'High-dose opioids (LPI98)'), ('opioid_ome_per_1000', 2, 'All opioids, mg OME'), ('gabapentinoid_ddd_per_1000', 3, 'Gabapentin and pregabalin'),
  ('morphine_oral_solution_ml_per_1000', 4, 'Morphine solution, ml'), ('people_benefiting_per_1000', 5, 'People who benefit'), ('people_referred_per_1000', 6, 'People referred'),
  ('referral_contacted_within_28_days_percent', 7, 'Contacted in 28 days'), ('activation_mean_change', 8, 'Change of activation'), ('budgets_active_per_50000', 9, 'Budgets active'), ('budget_saving_percent', 10, 'Budgets, saving'),
  ('opioid_high_dose_120_percent_of_regular', 11, 'High-dose, share'), ('opioid_high_dose_90_adq_per_1000', 12, 'High-dose (90 mg)'), ('gabapentinoid_items_per_1000', 13, 'Gabapentin, pregabalin items'), ('opioid_cost_per_1000', 14, 'Opioids, £');

-- The boundaries in which a measure is shown at a level: today's where those are published.
CREATE TABLE prepared.view_of AS
SELECT measure_id, org_level, max(boundary_view) AS boundary_view
FROM published_measure
WHERE breakdown = 'all'
GROUP BY measure_id, org_level;

CREATE TABLE prepared.figure AS
WITH row_of AS (
  SELECT p.*
  FROM published_measure p
  JOIN prepared.view_of v ON v.measure_id = p.measure_id AND v.org_level = p.org_level AND v.boundary_view = p.boundary_view
  WHERE p.breakdown = 'all' AND p."window" <> 'rolling_12'),
latest AS (
  SELECT *
  FROM row_of
  QUALIFY row_number() OVER (PARTITION BY org_level, ods_code, measure_id, "window" ORDER BY period_end DESC) = 1),
chosen AS (
  SELECT l.*, d.disclosure
  FROM latest l
  JOIN measure d ON d.measure_id = l.measure_id
  QUALIFY row_number() OVER (
    PARTITION BY l.org_level, l.ods_code, l.measure_id
    ORDER BY l.value_state <> 'shown',
      list_position(CASE WHEN d.disclosure = 'public' THEN ['month', 'quarter', 'financial_year_to_date', 'snapshot']
        ELSE ['quarter', 'financial_year_to_date', 'month', 'snapshot'] END, l."window")) = 1),
parent_of AS (
  SELECT org_level, ods_code, parent_level, parent_code
  FROM organisation_parent
  WHERE boundary_view = 'current' AND is_main
  QUALIFY row_number() OVER (
    PARTITION BY org_level, ods_code
    ORDER BY coalesce(valid_to, DATE '9999-12-31') DESC,
      list_position(['england', 'region', 'icb', 'sub_icb', 'locality', 'pcn', 'practice'], parent_level) DESC) = 1)
SELECT c.org_level, c.ods_code, c.org_name, c.measure_id, d.chapter, d.position, d.title, c.unit, d.kind, d.better, d.worth_noticing, d.alternative_of, d.what_you_can_do, d.numerator_is, d.per, d.disclosure,
  c."window", c.period_start, c.period_end, c.value, c.value_state, c.value_marks, c.numerator, c.denominator, c.lower_ci, c.upper_ci, c.percentile, c.peers,
  CASE WHEN n.is_closed THEN NULL ELSE c.spc_point END AS spc_point, CASE WHEN n.is_closed THEN NULL ELSE c.spc_variation END AS spc_variation, CASE WHEN n.is_closed THEN NULL ELSE c.spc_assurance END AS spc_assurance,
  c.target, c.units_reporting, c.units_expected, c.population_covered_percent, c.source_month,
  y.value AS year_ago, y.value_state AS year_ago_state, y.value_marks AS year_ago_marks, y.numerator AS year_ago_numerator,
  g.absolute_change, g.relative_change_percent,
  p.value AS parent, p.value_state AS parent_state, p.value_marks AS parent_marks, p.population_covered_percent AS parent_covered,
  e.value AS england, e.value_state AS england_state, e.value_marks AS england_marks, e.population_covered_percent AS england_covered, ey.value AS england_year_ago,
  CAST(CASE WHEN d.kind = 'count' THEN 0 WHEN abs(coalesce(e.value, c.value, 1)) < 1 THEN 2 WHEN abs(coalesce(e.value, c.value, 1)) >= 1000 THEN 0 ELSE 1 END AS INT) AS decimals
FROM chosen c
JOIN measure d ON d.measure_id = c.measure_id
LEFT JOIN (SELECT org_level, ods_code, NOT bool_or(is_current) AS is_closed FROM organisation GROUP BY org_level, ods_code) n ON n.org_level = c.org_level AND n.ods_code = c.ods_code
LEFT JOIN row_of y ON y.org_level = c.org_level AND y.ods_code = c.ods_code AND y.measure_id = c.measure_id AND y."window" = c."window"
  AND y.period_end = last_day(c.period_end - INTERVAL 12 MONTH)
LEFT JOIN year_change g ON g.org_level = c.org_level AND g.ods_code = c.ods_code AND g.measure_id = c.measure_id AND g."window" = c."window"
  AND g.boundary_view = c.boundary_view AND g.period_end = c.period_end
LEFT JOIN parent_of o ON o.org_level = c.org_level AND o.ods_code = c.ods_code
LEFT JOIN row_of p ON p.org_level = o.parent_level AND p.ods_code = o.parent_code AND p.measure_id = c.measure_id AND p."window" = c."window" AND p.period_end = c.period_end
LEFT JOIN row_of e ON e.org_level = 'england' AND e.measure_id = c.measure_id AND e."window" = c."window" AND e.period_end = c.period_end
LEFT JOIN row_of ey ON ey.org_level = 'england' AND ey.measure_id = c.measure_id AND ey."window" = c."window" AND ey.period_end = last_day(c.period_end - INTERVAL 12 MONTH)
ORDER BY c.org_level, c.ods_code, d.chapter, d.position;

-- Which practices of an area have not submitted for its latest figures of the headline page. What is published of a practice covers the year to date
-- where that of its area covers a quarter: both end on one day.
CREATE TABLE prepared.not_submitted AS
SELECT f.org_level, f.ods_code, f.measure_id, CAST(count(DISTINCT m.ods_code) AS INT) AS practices, string_agg(DISTINCT m.ods_code, ',' ORDER BY m.ods_code) AS practice_codes
FROM prepared.figure f
JOIN prepared.headline h ON h.measure_id = f.measure_id
JOIN organisation_parent g ON g.parent_level = f.org_level AND g.parent_code = f.ods_code AND g.org_level = 'practice' AND g.boundary_view = 'current' AND g.is_main
JOIN published_measure m ON m.org_level = g.org_level AND m.ods_code = g.ods_code AND m.measure_id = f.measure_id AND m.period_end = f.period_end AND m.breakdown = 'all' AND m.boundary_view = 'current'
WHERE m.value_state = 'not_submitted' AND f.units_reporting < f.units_expected
GROUP BY f.org_level, f.ods_code, f.measure_id;

-- The latest period of every breakdown that shows at least one category, by the same choice of window.
CREATE TABLE prepared.category_figure AS
WITH latest AS (
  SELECT p.*
  FROM published_measure p
  JOIN prepared.view_of v ON v.measure_id = p.measure_id AND v.org_level = p.org_level AND v.boundary_view = p.boundary_view
  WHERE p.breakdown <> 'all'
  QUALIFY p.period_end = max(p.period_end) OVER (PARTITION BY p.org_level, p.ods_code, p.measure_id, p.breakdown, p."window")),
ranked AS (
  SELECT org_level, ods_code, measure_id, breakdown, "window", count(*) FILTER (value_state = 'shown') AS shown
  FROM latest
  GROUP BY org_level, ods_code, measure_id, breakdown, "window"
  QUALIFY row_number() OVER (
    PARTITION BY org_level, ods_code, measure_id, breakdown
    ORDER BY shown DESC, list_position(['quarter', 'financial_year_to_date', 'month', 'rolling_12', 'snapshot'], "window")) = 1)
SELECT l.org_level, l.ods_code, l.measure_id, l.breakdown, l.category, l."window", l.period_start, l.period_end, l.value, l.value_state, l.value_marks, l.unit, l.numerator, l.denominator, l.lower_ci, l.upper_ci
FROM latest l
JOIN ranked r ON r.org_level = l.org_level AND r.ods_code = l.ods_code AND r.measure_id = l.measure_id AND r.breakdown = l.breakdown AND r."window" = l."window"
ORDER BY l.org_level, l.ods_code, l.measure_id, l.breakdown, l.category;

-- The one series of a measure that the trend explorer draws at a level: in today's boundaries where they are published; months of public data, or quarters
-- where it has no months; quarters of data about people.
CREATE TABLE prepared.explored AS
SELECT p.org_level, p.measure_id, min(p."window") AS "window", v.boundary_view
FROM published_measure p
JOIN prepared.view_of v ON v.measure_id = p.measure_id AND v.org_level = p.org_level AND v.boundary_view = p.boundary_view
JOIN measure d ON d.measure_id = p.measure_id
WHERE p.breakdown = 'all' AND (p."window" = 'quarter' OR p."window" = 'month' AND d.disclosure = 'public')
GROUP BY p.org_level, p.measure_id, v.boundary_view;
