-- Goals, each under its newest version. What became of one is told by its last review within the days in which an outcome
-- should be known, over all versions that were delivered: a goal that is looked at again later was still met before. One
-- that was first reviewed later than that has its newest review.
WITH newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY goal_id ORDER BY month DESC, delivery_id) AS version FROM goal
  )
  WHERE version = 1
),
reviewed AS (
  SELECT
    goal.goal_id,
    max_by(struct(goal.reviewed_on, goal.result), struct(goal.reviewed_on, goal.month, goal.delivery_id)) AS review
  FROM goal
  JOIN newest
    ON newest.goal_id = goal.goal_id
    AND goal.reviewed_on
      <= date_add(newest.set_on, (SELECT amount FROM people_threshold WHERE threshold = 'outcome'))
  GROUP BY goal.goal_id
)
SELECT
  newest.goal_id,
  newest.person_token,
  COALESCE(person.practice_code, newest.practice_code) AS practice_code,
  set_on,
  datediff(COALESCE(review.reviewed_on, newest.reviewed_on), set_on) AS days_to_review,
  CASE WHEN review IS NULL THEN result ELSE review.result END AS result
FROM newest
LEFT JOIN reviewed ON reviewed.goal_id = newest.goal_id
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND person.valid_from <= set_on
  AND (person.valid_to IS NULL OR person.valid_to > set_on)
