-- People with a verified code of referral in the financial year to date, over the list at its end; who declined and was
-- not referred leaves the list, and who is not registered at the end is in neither. Counted only while the indicator was
-- in the fund.
WITH coded AS (
  SELECT
    practice_code,
    window,
    month,
    person_token,
    bool_or(component = 'coded_referral') AS is_referred
  FROM person_window
  WHERE component IN ('coded_referral', 'coded_decline') AND is_registered
  GROUP BY practice_code, window, month, person_token
),
counted AS (
  SELECT practice_code, window, month, COUNT_IF(is_referred) AS referred, COUNT_IF(NOT is_referred) AS declined
  FROM coded
  GROUP BY practice_code, window, month
)
SELECT
  submitted_window.practice_code AS organisation_code,
  submitted_window.window,
  submitted_window.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COALESCE(referred, 0) AS numerator,
  registered_patients - COALESCE(declined, 0) AS denominator,
  NULL AS sum_of_squares
FROM submitted_window
JOIN reporting_month ON reporting_month.month = submitted_window.month
JOIN iif_threshold
  ON indicator = 'PC-01' AND submitted_window.month BETWEEN valid_from AND valid_to
LEFT JOIN counted
  ON counted.practice_code = submitted_window.practice_code
  AND counted.window = submitted_window.window
  AND counted.month = submitted_window.month
WHERE feed = 'coded_event' AND submitted_window.window = 'financial_year_to_date'
