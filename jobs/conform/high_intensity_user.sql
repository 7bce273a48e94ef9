-- People who went to accident and emergency at least as often as the threshold says in the twelve months to the end of a
-- quarter, in the practice that they are registered with on its last day.
WITH used AS (
  SELECT person_token, activity_month, MAX(ae_attendances) AS ae_attendances
  FROM delivered_utilisation
  GROUP BY person_token, activity_month
),
quarter AS (
  SELECT DISTINCT month, last_on FROM submitted_window WHERE window = 'quarter' AND feed = 'utilisation'
),
intense AS (
  SELECT person_token, quarter.month, last_on, SUM(ae_attendances) AS ae_attendances
  FROM used
  JOIN quarter ON activity_month BETWEEN add_months(quarter.month, -11) AND quarter.month
  GROUP BY person_token, quarter.month, last_on
  HAVING SUM(ae_attendances) >= (SELECT amount FROM people_threshold WHERE threshold = 'high_intensity')
),
supported AS (
  SELECT DISTINCT intense.person_token, month
  FROM intense
  JOIN contact
    ON contact.person_token = intense.person_token
    AND is_attended
    AND contact_on BETWEEN add_months(month, -11) AND last_on
)
SELECT
  intense.person_token,
  intense.month,
  person.practice_code,
  intense.ae_attendances,
  supported.person_token IS NOT NULL AS is_supported
FROM intense
JOIN person
  ON person.person_token = intense.person_token
  AND valid_from <= last_on
  AND (valid_to IS NULL OR valid_to > last_on)
LEFT JOIN supported ON supported.person_token = intense.person_token AND supported.month = intense.month
