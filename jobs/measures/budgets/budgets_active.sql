-- Adults with an ongoing budget on the last day of a quarter, each once, by who they are; in the practice that they are
-- registered with then, or were last, or else as the budget team states.
SELECT
  practice_code AS organisation_code,
  window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT(DISTINCT person_token) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM budget_window
LATERAL VIEW stack(
  5, 'all', 'all', 'sex', sex, 'age_band', age_band, 'ethnic_group', ethnic_group,
  'deprivation_quintile', deprivation_quintile
) part AS breakdown, category
WHERE state = 'active' AND kind = 'adult' AND window = 'quarter'
GROUP BY practice_code, window, month, breakdown, category
