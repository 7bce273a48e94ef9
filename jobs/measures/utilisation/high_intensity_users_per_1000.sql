-- High Intensity Users at the end of a quarter, of the list then, where use of services and contacts were delivered for four
-- quarters in a row: without contacts everybody would seem not to have been seen.
WITH whole AS (
  SELECT latest.practice_code, latest.month, latest.feed, MAX(latest.registered_patients) AS registered_patients
  FROM submitted_window AS latest
  JOIN reporting_month ON reporting_month.month = latest.month
  JOIN submitted_window AS earlier
    ON earlier.practice_code = latest.practice_code
    AND earlier.feed = latest.feed
    AND earlier.window = latest.window
    AND earlier.month BETWEEN add_months(latest.month, -9) AND latest.month
  WHERE latest.feed IN ('utilisation', 'contact') AND latest.window = 'quarter'
  GROUP BY latest.practice_code, latest.month, latest.feed
  HAVING COUNT(*) = 4
),
submitted AS (
  SELECT practice_code, month, MAX(registered_patients) AS registered_patients
  FROM whole
  GROUP BY practice_code, month
  HAVING COUNT(*) = 2
),
counted AS (
  SELECT practice_code, month, breakdown, category, COUNT(*) AS people
  FROM high_intensity_user
  LATERAL VIEW stack(
    2, 'all', 'all', 'support', CASE WHEN is_supported THEN 'seen' ELSE 'not_seen' END
  ) part AS breakdown, category
  GROUP BY practice_code, month, breakdown, category
),
divided AS (
  SELECT practice_code, month, breakdown, category, registered_patients
  FROM submitted
  LATERAL VIEW stack(
    3, 'all', 'all', 'support', 'seen', 'support', 'not_seen'
  ) part AS breakdown, category
)
SELECT
  divided.practice_code AS organisation_code,
  'quarter' AS window,
  divided.month,
  divided.breakdown,
  divided.category,
  NULL AS value,
  COALESCE(people, 0) AS numerator,
  registered_patients AS denominator,
  NULL AS sum_of_squares
FROM divided
LEFT JOIN counted
  ON counted.practice_code = divided.practice_code
  AND counted.month = divided.month
  AND counted.breakdown = divided.breakdown
  AND counted.category = divided.category
