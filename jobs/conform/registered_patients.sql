-- Registered patients by practice, month, sex and age band. The file of five-year bands gives all that it has; the
-- file of all persons gives the practices and months that the other lacks. The row of all sexes and ages is always
-- there: the file's own, or where it has none the sum of the bands.
WITH banded AS (
  SELECT
    practice_code,
    month,
    lower(sex) AS sex,
    CASE WHEN age_band = 'ALL' THEN 'all' ELSE age_band END AS age_band,
    MAX(patients) AS patients
  FROM registered_patients_age
  GROUP BY practice_code, month, sex, age_band
),
in_all AS (
  SELECT practice_code, month FROM banded WHERE sex = 'all' AND age_band = 'all'
),
summed AS (
  SELECT practice_code, month, 'all' AS sex, 'all' AS age_band, CAST(SUM(patients) AS INT) AS patients
  FROM banded
  LEFT ANTI JOIN in_all USING (practice_code, month)
  WHERE sex <> 'all' AND age_band <> 'all'
  GROUP BY practice_code, month
),
all_persons AS (
  SELECT practice_code, month, 'all' AS sex, 'all' AS age_band, MAX(patients) AS patients
  FROM registered_patients
  LEFT ANTI JOIN (SELECT practice_code, month FROM banded) USING (practice_code, month)
  GROUP BY practice_code, month
)
SELECT practice_code, month, sex, age_band, patients FROM banded
UNION ALL
SELECT practice_code, month, sex, age_band, patients FROM summed
UNION ALL
SELECT practice_code, month, sex, age_band, patients FROM all_persons
