-- Decisions of a month, by what was decided and by the way to it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(decided_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM chc_case
LATERAL VIEW stack(
  3, 'all', 'all', 'outcome', decision, 'route', CASE WHEN is_fast_track THEN 'fast_track' ELSE 'full_assessment' END
) part AS breakdown, category
WHERE decided_on IS NOT NULL AND decision IS NOT NULL
GROUP BY practice_code, CAST(trunc(decided_on, 'MM') AS DATE), breakdown, category
