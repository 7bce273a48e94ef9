-- Vacant of funded posts.
SELECT
  pcn_code AS organisation_code,
  'month' AS window,
  workforce_post.month,
  breakdown,
  category,
  NULL AS value,
  SUM(vacant_wte) AS numerator,
  SUM(established_wte) AS denominator,
  NULL AS sum_of_squares
FROM workforce_post
JOIN reporting_month ON reporting_month.month = workforce_post.month
LATERAL VIEW stack(2, 'all', 'all', 'role', role) part AS breakdown, category
GROUP BY pcn_code, workforce_post.month, breakdown, category
