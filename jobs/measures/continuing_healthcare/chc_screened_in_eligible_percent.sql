-- Of those whom the checklist of a month screened in, the eligible; and by stage those who came so far: within the days of
-- the list of thresholds, so that an older month has no more time than a younger one.
WITH timed AS (
  SELECT
    *,
    date_add(checklist_on, (SELECT amount FROM people_threshold WHERE threshold = 'chc_followed')) AS followed_to
  FROM chc_case
  WHERE checklist_on IS NOT NULL AND is_screened_in AND NOT is_fast_track
)
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
FROM timed
LATERAL VIEW stack(
  4,
  'all', 'all', COALESCE(decision = 'continuing_healthcare' AND decided_on <= followed_to, false),
  'stage', 'assessed', COALESCE(assessed_on <= followed_to, false),
  'stage', 'recommended', COALESCE(recommended_on <= followed_to, false),
  'stage', 'decided', COALESCE(decided_on <= followed_to, false)
) part AS breakdown, category, is_so
GROUP BY practice_code, CAST(trunc(checklist_on, 'MM') AS DATE), breakdown, category
