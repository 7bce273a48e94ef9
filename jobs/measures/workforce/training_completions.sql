-- Completions of a quarter.
SELECT
  pcn_code AS organisation_code,
  'quarter' AS window,
  training_completion.month,
  breakdown,
  category,
  NULL AS value,
  SUM(completions) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM training_completion
JOIN reporting_month ON reporting_month.month = training_completion.month
LATERAL VIEW stack(3, 'all', 'all', 'course', course, 'role', role) part AS breakdown, category
WHERE month(training_completion.month) % 3 = 0
GROUP BY pcn_code, training_completion.month, breakdown, category
