-- Staff in post, and those trained: in core skills over all and by role, in every course by course.
SELECT
  pcn_code AS organisation_code,
  'quarter' AS window,
  training_completion.month,
  breakdown,
  category,
  NULL AS value,
  SUM(staff_trained) AS numerator,
  SUM(staff_in_post) AS denominator,
  NULL AS sum_of_squares
FROM training_completion
JOIN reporting_month ON reporting_month.month = training_completion.month
LATERAL VIEW stack(
  3,
  'all', CASE WHEN course = 'core_skills' THEN 'all' END,
  'role', CASE WHEN course = 'core_skills' THEN role END,
  'course', course
) part AS breakdown, category
WHERE category IS NOT NULL AND month(training_completion.month) % 3 = 0
GROUP BY pcn_code, training_completion.month, breakdown, category
