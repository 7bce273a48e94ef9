-- The tenths of the areas of a practice's patients, added up, and the patients.
SELECT
  patients_by_area.practice_code AS organisation_code,
  'month' AS window,
  patients_by_area.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  SUM(patients * deprivation_decile) AS numerator,
  SUM(patients) AS denominator,
  NULL AS sum_of_squares
FROM patients_by_area
JOIN reporting_month ON reporting_month.month = patients_by_area.month
JOIN practice_month
  ON practice_month.practice_code = patients_by_area.practice_code AND practice_month.month = patients_by_area.month
WHERE deprivation_decile IS NOT NULL
GROUP BY patients_by_area.practice_code, patients_by_area.month
