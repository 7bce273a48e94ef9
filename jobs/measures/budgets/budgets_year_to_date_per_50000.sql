-- People with a budget that was in payment in the window: adults with ongoing budgets as the whole, by group and by mode;
-- wheelchair budgets, budgets paid once and children's budgets apart.
WITH counted AS (
  SELECT practice_code, window, month, breakdown, category, COUNT(DISTINCT person_token) AS numerator
  FROM budget_window
  LATERAL VIEW stack(
    4,
    'all', CASE WHEN kind = 'adult' THEN 'all' END,
    'eligibility_group', CASE WHEN kind = 'adult' THEN eligibility_group END,
    'mode', CASE WHEN kind = 'adult' THEN mode END,
    'apart', CASE WHEN kind <> 'adult' THEN kind END
  ) part AS breakdown, category
  WHERE state = 'in_payment' AND category IS NOT NULL
  GROUP BY practice_code, window, month, breakdown, category
),
divided AS (
  SELECT practice_code, window, submitted_window.month, breakdown, category, denominator
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  LATERAL VIEW stack(
    11,
    'all', 'all', registered_adults,
    'eligibility_group', 'adult_chc', registered_adults,
    'eligibility_group', 'section_117', registered_adults,
    'eligibility_group', 'other', registered_adults,
    'mode', 'notional', registered_adults,
    'mode', 'third_party', registered_adults,
    'mode', 'direct_payment', registered_adults,
    'mode', 'mixed', registered_adults,
    'apart', 'wheelchair', CAST(registered_patients AS DECIMAL(18, 2)),
    'apart', 'one_off', CAST(registered_patients AS DECIMAL(18, 2)),
    'apart', 'child', CAST(registered_patients - registered_adults AS DECIMAL(18, 2))
  ) part AS breakdown, category, denominator
  WHERE feed = 'budget' AND window = 'financial_year_to_date'
)
SELECT
  divided.practice_code AS organisation_code,
  divided.window,
  divided.month,
  divided.breakdown,
  divided.category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  denominator,
  NULL AS sum_of_squares
FROM divided
LEFT JOIN counted
  ON counted.practice_code = divided.practice_code
  AND counted.window = divided.window
  AND counted.month = divided.month
  AND counted.breakdown = divided.breakdown
  AND counted.category = divided.category
