-- Staff in post, and those with supervision on record; a network that does not say so is left out.
SELECT
  pcn_code AS organisation_code,
  'month' AS window,
  workforce_post.month,
  breakdown,
  category,
  NULL AS value,
  SUM(staff_supervised) AS numerator,
  SUM(staff_in_post) AS denominator,
  NULL AS sum_of_squares
FROM workforce_post
JOIN reporting_month ON reporting_month.month = workforce_post.month
LATERAL VIEW stack(2, 'all', 'all', 'role', role) part AS breakdown, category
WHERE staff_supervised IS NOT NULL
GROUP BY pcn_code, workforce_post.month, breakdown, category
