-- Every wider organisation that an organisation's practices belong to, with the share of its patients that it holds.
-- A practice has the dates of its memberships; above it, a row lasts as long as some practice makes it true, and its
-- share is that of its last month.
INSERT INTO organisation_parent
WITH located AS (
  SELECT place.*, m."month", m.patients
  FROM place
  JOIN practice_patients AS m
    ON m.boundary_view = place.boundary_view
    AND m.practice = place.practice
    AND m."month" BETWEEN place.first_month AND place.last_month
),
pair AS (
  SELECT
    child.boundary_view, child.org_level, child.ods_code, child."month",
    parent.org_level AS parent_level, parent.ods_code AS parent_code,
    sum(child.patients) AS patients, count(*) AS practices
  FROM located AS child
  JOIN located AS parent
    ON parent.boundary_view = child.boundary_view
    AND parent.practice = child.practice
    AND parent."month" = child."month"
    AND parent.level_order < child.level_order
  WHERE child.org_level <> 'practice'
  GROUP BY ALL
),
child_total AS (
  SELECT boundary_view, org_level, ods_code, "month", sum(patients) AS patients, count(*) AS practices
  FROM located
  GROUP BY ALL
),
share AS (
  SELECT
    pair.*,
    -- Where no patient is known of, a practice weighs as much as another.
    100 * CASE WHEN total.patients > 0 THEN pair.patients / total.patients
      ELSE pair.practices / total.practices END AS share_percent
  FROM pair
  JOIN child_total AS total USING (boundary_view, org_level, ods_code, "month")
),
ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY boundary_view, org_level, ods_code, "month", parent_level
      ORDER BY share_percent DESC, parent_code) = 1 AS is_main,
    "month" - row_number() OVER (
      PARTITION BY boundary_view, org_level, ods_code, parent_level, parent_code
      ORDER BY "month") AS island
  FROM share
),
lasting AS (
  SELECT
    boundary_view, org_level, ods_code, parent_level, parent_code,
    min("month") AS first_month, max("month") AS last_month,
    arg_max(is_main, "month") AS is_main,
    arg_max(share_percent, "month") AS share_percent
  FROM ranked
  GROUP BY boundary_view, org_level, ods_code, parent_level, parent_code, island
),
bounds AS (
  SELECT
    min(valid_from) AS first_day,
    (SELECT max("month") FROM practice_patients) AS last_month
  FROM place
  WHERE boundary_view = 'current'
)
SELECT
  org_level, ods_code, parent_level, parent_code, boundary_view,
  CASE WHEN boundary_view = 'current' THEN first_day
    ELSE make_date(first_month // 12, first_month % 12 + 1, 1) END AS valid_from,
  CASE WHEN boundary_view = 'as_reported' AND lasting.last_month < bounds.last_month
    THEN make_date((lasting.last_month + 1) // 12, (lasting.last_month + 1) % 12 + 1, 1) END AS valid_to,
  is_main, share_percent
FROM lasting CROSS JOIN bounds
UNION ALL
SELECT
  child.org_level, child.ods_code, parent.org_level, parent.ods_code, child.boundary_view,
  child.valid_from, child.valid_to, true, 100
FROM place AS child
JOIN place AS parent
  ON parent.boundary_view = child.boundary_view
  AND parent.practice = child.practice
  AND parent.valid_from = child.valid_from
  AND parent.level_order < child.level_order
WHERE child.org_level = 'practice'
ORDER BY ALL
