-- Of those whom the checklist of a month screened in, the eligible; and by stage those who came so far.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(checklist_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(is_so) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM chc_case
LATERAL VIEW stack(
  5,
  'all', 'all', COALESCE(decision = 'continuing_healthcare', false),
  'stage', 'assessed', assessed_on IS NOT NULL,
  'stage', 'recommended', recommended_on IS NOT NULL,
  'stage', 'decided', decided_on IS NOT NULL,
  'stage', 'reviewed', reviewed_on IS NOT NULL
) part AS breakdown, category, is_so
WHERE checklist_on IS NOT NULL AND is_screened_in AND NOT is_fast_track
GROUP BY practice_code, CAST(trunc(checklist_on, 'MM') AS DATE), breakdown, category
