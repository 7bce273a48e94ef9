-- Patients of a practice whose area is known, and those in the most deprived fifth of areas; each fifth over all.
SELECT
  patients_by_area.practice_code AS organisation_code,
  'month' AS window,
  patients_by_area.month,
  breakdown,
  category,
  NULL AS value,
  SUM(
    CASE WHEN CAST(ceil(deprivation_decile / 2) AS STRING) = CASE category WHEN 'all' THEN '1' ELSE category END THEN patients ELSE 0 END
  ) AS numerator,
  SUM(patients) AS denominator,
  NULL AS sum_of_squares
FROM patients_by_area
JOIN reporting_month ON reporting_month.month = patients_by_area.month
JOIN practice_month
  ON practice_month.practice_code = patients_by_area.practice_code AND practice_month.month = patients_by_area.month
LATERAL VIEW stack(
  6,
  'all', 'all',
  'deprivation_quintile', '1',
  'deprivation_quintile', '2',
  'deprivation_quintile', '3',
  'deprivation_quintile', '4',
  'deprivation_quintile', '5'
) part AS breakdown, category
WHERE deprivation_decile IS NOT NULL
GROUP BY patients_by_area.practice_code, patients_by_area.month, breakdown, category
