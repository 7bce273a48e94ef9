-- Of the reviews of a month in which people were asked for side effects, those that name any, and those that name each.
WITH effect AS (
  SELECT 'side_effect' AS breakdown, side_effect AS category FROM opioid_side_effect
  UNION ALL
  SELECT 'all', 'all'
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(reviewed_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(
    CASE breakdown WHEN 'all' THEN side_effects <> 'none' ELSE array_contains(split(side_effects, '[|]'), category) END
  ) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM medication_review
CROSS JOIN effect
WHERE side_effects IS NOT NULL
GROUP BY practice_code, CAST(trunc(reviewed_on, 'MM') AS DATE), breakdown, category
