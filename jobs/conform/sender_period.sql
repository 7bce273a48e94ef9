-- Which practice's part of which feed was delivered for which month, by the practice itself or by an organisation that
-- it belongs to in the month; the nearest is named. An empty delivery counts: it says that there was nothing.
WITH stated AS (
  SELECT DISTINCT feed, sender_code, covered AS month
  FROM delivery
  LATERAL VIEW explode(
    sequence(CAST(trunc(period_from, 'MM') AS DATE), CAST(trunc(period_to, 'MM') AS DATE), INTERVAL 1 MONTH)
  ) part AS covered
  WHERE status = 'accepted'
),
held AS (
  SELECT feed, MIN(month) AS first_month, MAX(month) AS last_month FROM stated GROUP BY feed
),
speaker AS (
  SELECT practice_month.practice_code, practice_month.month, nearness, speaker_code
  FROM practice_month
  LEFT JOIN practice_membership AS member
    ON member.practice_code = practice_month.practice_code
    AND member.valid_from <= practice_month.month
    AND (member.valid_to IS NULL OR member.valid_to > practice_month.month)
  LATERAL VIEW stack(
    5,
    1, practice_month.practice_code,
    2, member.pcn_code,
    3, member.sub_icb_code,
    4, member.icb_code,
    5, member.region_code
  ) part AS nearness, speaker_code
)
SELECT
  held.feed,
  speaker.practice_code,
  speaker.month,
  min_by(stated.sender_code, CASE WHEN stated.sender_code IS NOT NULL THEN speaker.nearness END) AS sender_code,
  COUNT(stated.sender_code) > 0 AS has_submitted
FROM speaker
JOIN held ON speaker.month BETWEEN held.first_month AND held.last_month
LEFT JOIN stated
  ON stated.feed = held.feed AND stated.month = speaker.month AND stated.sender_code = speaker.speaker_code
GROUP BY held.feed, speaker.practice_code, speaker.month
