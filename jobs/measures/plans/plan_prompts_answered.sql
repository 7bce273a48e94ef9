-- How much of the seven prompts each plan answers, in hundredths, by the month in which it was agreed; and for each prompt
-- a hundred for a plan that answers it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(agreed_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  CAST(SUM(points) / MAX(parts) AS DECIMAL(18, 4)) AS numerator,
  COUNT(*) AS denominator,
  CAST(SUM(points * points) / MAX(parts * parts) AS DECIMAL(24, 4)) AS sum_of_squares
FROM care_plan
LATERAL VIEW stack(
  9,
  'all', 'all', 100 * prompts_answered, 7,
  'pathway', pathway, 100 * prompts_answered, 7,
  'prompt', 'important', CASE WHEN important_answered THEN 100 ELSE 0 END, 1,
  'prompt', 'live_well', CASE WHEN live_well_answered THEN 100 ELSE 0 END, 1,
  'prompt', 'self_management', CASE WHEN self_management_answered THEN 100 ELSE 0 END, 1,
  'prompt', 'care_needed', CASE WHEN care_needed_answered THEN 100 ELSE 0 END, 1,
  'prompt', 'good_support', CASE WHEN good_support_answered THEN 100 ELSE 0 END, 1,
  'prompt', 'future', CASE WHEN future_answered THEN 100 ELSE 0 END, 1,
  'prompt', 'end_of_life', CASE WHEN end_of_life_answered THEN 100 ELSE 0 END, 1
) part AS breakdown, category, points, parts
WHERE known_from = 'plan_system' AND agreed_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(agreed_on, 'MM') AS DATE), breakdown, category
