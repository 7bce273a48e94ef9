-- People with a budget active on the last day of a quarter, and the people that they are divided by.
SELECT
  practice_code AS organisation_code,
  window,
  budget_part.month,
  breakdown,
  category,
  NULL AS value,
  people AS numerator,
  registered AS denominator,
  NULL AS sum_of_squares
FROM budget_part
JOIN reporting_month ON reporting_month.month = budget_part.month
WHERE state = 'active' AND window = 'quarter'
