-- How much more or less High Intensity Users used services in the six months after the month of their referral than in the
-- six before it, by that month: people who were seen, and beside them those who were not. A month is counted once use is
-- delivered for long enough after it.
WITH changed AS (
  SELECT
    practice_code,
    month,
    is_supported,
    service,
    change
  FROM episode_use
  LATERAL VIEW stack(
    4,
    'gp_contact', gp_contacts_after - gp_contacts_before,
    'ae_attendance', ae_attendances_after - ae_attendances_before,
    'emergency_admission', emergency_admissions_after - emergency_admissions_before,
    'outpatient_attendance', outpatient_attendances_after - outpatient_attendances_before
  ) part AS service, change
  WHERE is_high_intensity
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  SUM(change) AS numerator,
  COUNT(*) AS denominator,
  SUM(change * change) AS sum_of_squares
FROM changed
LATERAL VIEW stack(
  2,
  CASE WHEN is_supported AND service = 'ae_attendance' THEN 'all' END, 'all',
  CASE WHEN is_supported THEN 'seen' ELSE 'not_seen' END, service
) part AS breakdown, category
WHERE breakdown IS NOT NULL
GROUP BY practice_code, month, breakdown, category
