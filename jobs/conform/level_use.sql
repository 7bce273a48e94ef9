-- How often people with a known activation level used each service in a month, by level, over the years that their
-- months add up to.
WITH of_person AS (
  SELECT practice_code, month, service, breakdown, category, person_token, SUM(times) AS times, COUNT(*) AS months
  FROM level_month
  LATERAL VIEW stack(
    4,
    'gp_contact', gp_contacts,
    'ae_attendance', ae_attendances,
    'emergency_admission', emergency_admissions,
    'outpatient_attendance', outpatient_attendances
  ) part AS service, times
  LATERAL VIEW stack(2, 'all', 'all', 'level', CAST(level AS STRING)) part AS breakdown, category
  GROUP BY practice_code, month, service, breakdown, category, person_token
)
SELECT
  practice_code,
  month,
  service,
  breakdown,
  category,
  SUM(times) AS times,
  SUM(months) / CAST(12 AS DECIMAL(4, 0)) AS person_years,
  SUM(times * times) AS sum_of_squares
FROM of_person
GROUP BY practice_code, month, service, breakdown, category
