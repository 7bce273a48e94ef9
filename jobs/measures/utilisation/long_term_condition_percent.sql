-- People of a register on the last day of a quarter, and of them those on a disease register; the whole only where the
-- register holds nearly the whole published list, and apart the people whose records are linked.
WITH submitted AS (
  SELECT practice_code, submitted_window.month, last_on, registered_patients, feed
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE window = 'quarter'
),
listed AS (
  SELECT
    submitted.practice_code,
    submitted.month,
    registered_patients,
    COUNT_IF(has_long_term_condition) AS people_with,
    COUNT(*) AS people
  FROM submitted
  JOIN person
    ON person.practice_code = submitted.practice_code
    AND is_in_register
    AND valid_from <= last_on
    AND (valid_to IS NULL OR valid_to > last_on)
  WHERE feed = 'registered_person'
  GROUP BY submitted.practice_code, submitted.month, registered_patients
),
linked AS (
  SELECT
    condition_use.practice_code,
    condition_use.month,
    SUM(CASE WHEN has_long_term_condition THEN linked_people ELSE 0 END) AS people_with,
    SUM(linked_people) AS people
  FROM condition_use
  JOIN (
    SELECT practice_code, month
    FROM submitted
    WHERE feed IN ('registered_person', 'utilisation')
    GROUP BY practice_code, month
    HAVING COUNT(*) = 2
  ) AS both_delivered
    ON both_delivered.practice_code = condition_use.practice_code AND both_delivered.month = condition_use.month
  GROUP BY condition_use.practice_code, condition_use.month
)
SELECT
  practice_code AS organisation_code,
  'quarter' AS window,
  month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  people_with AS numerator,
  people AS denominator,
  NULL AS sum_of_squares
FROM listed
WHERE 100 * people >= (SELECT amount FROM people_threshold WHERE threshold = 'register_whole') * registered_patients
UNION ALL
SELECT practice_code, 'quarter', month, 'records', 'linked', NULL, people_with, people, NULL
FROM linked
