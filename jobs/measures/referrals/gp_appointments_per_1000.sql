-- Published appointments of a month, and the registered list of the same month.
SELECT
  counted.practice_code AS organisation_code,
  'month' AS window,
  counted.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  numerator,
  registered_patients AS denominator,
  NULL AS sum_of_squares
FROM (
  SELECT practice_code, month, SUM(appointments) AS numerator FROM gp_appointment GROUP BY practice_code, month
) AS counted
JOIN reporting_month ON reporting_month.month = counted.month
JOIN practice_month
  ON practice_month.practice_code = counted.practice_code AND practice_month.month = counted.month
