-- Patients of a practice by tenth of areas. The publication gives both sexes together, or each by itself.
SELECT practice_code, month, deprivation_decile, SUM(patients) AS patients
FROM (
  SELECT *, bool_or(sex = 'ALL') OVER (PARTITION BY month, practice_code) AS has_all FROM patients_by_area
) AS listed
LEFT JOIN (
  SELECT lsoa_code, MAX(deprivation_decile) AS deprivation_decile FROM area_deprivation GROUP BY lsoa_code
) AS area
  ON area.lsoa_code = listed.lsoa_code
WHERE (sex = 'ALL') = has_all
GROUP BY practice_code, month, deprivation_decile
