-- Of the people in each pathway, by the newest count at the end of a quarter, those with a live plan of that pathway.
-- Somebody on two pathways stands in both, in the whole too.
WITH population AS (
  SELECT practice_code, reporting_month.month, pathway, max_by(people, pathway_population.month) AS people
  FROM pathway_population
  JOIN reporting_month
    ON pathway_population.month <= reporting_month.month
    AND pathway_population.month > add_months(
      reporting_month.month, -(SELECT amount FROM people_threshold WHERE threshold = 'population_held')
    )
  WHERE month(reporting_month.month) % 3 = 0
  GROUP BY practice_code, reporting_month.month, pathway
),
planned AS (
  SELECT practice_code, month, pathway, COUNT(DISTINCT person_token) AS people
  FROM plan_quarter
  WHERE known_from = 'plan_system'
  GROUP BY practice_code, month, pathway
)
SELECT
  population.practice_code AS organisation_code,
  'quarter' AS window,
  population.month,
  breakdown,
  category,
  NULL AS value,
  SUM(COALESCE(planned.people, 0)) AS numerator,
  SUM(population.people) AS denominator,
  NULL AS sum_of_squares
FROM population
LEFT JOIN planned
  ON planned.practice_code = population.practice_code
  AND planned.month = population.month
  AND planned.pathway = population.pathway
LATERAL VIEW stack(2, 'all', 'all', 'pathway', population.pathway) part AS breakdown, category
GROUP BY population.practice_code, population.month, breakdown, category
