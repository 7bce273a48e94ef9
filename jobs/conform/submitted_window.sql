-- The windows for which a practice delivered every month that it existed in, and the list at their end. A window that
-- begins before the first month that anybody delivered is not whole for anybody.
WITH first_held AS (
  SELECT feed, MIN(month) AS month FROM sender_period WHERE has_submitted GROUP BY feed
),
started AS (
  SELECT
    feed,
    practice_code,
    month,
    has_submitted,
    CAST(trunc(month, 'QUARTER') AS DATE) AS quarter_from,
    make_date(year(add_months(month, -3)), 4, 1) AS year_from
  FROM sender_period
),
followed AS (
  SELECT
    *,
    bool_and(has_submitted) OVER (PARTITION BY feed, practice_code, quarter_from ORDER BY month) AS is_quarter_whole,
    bool_and(has_submitted) OVER (PARTITION BY feed, practice_code, year_from ORDER BY month) AS is_year_whole,
    last_day(
      COALESCE(
        add_months(
          MIN(CASE WHEN NOT has_submitted THEN month END) OVER (
            PARTITION BY feed, practice_code ORDER BY month ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
          ),
          -1
        ),
        MAX(month) OVER (PARTITION BY feed, practice_code)
      )
    ) AS unbroken_to
  FROM started
),
windowed AS (
  SELECT feed, practice_code, month, window, first_on, unbroken_to
  FROM followed
  LATERAL VIEW stack(
    3,
    'month', month, has_submitted,
    'quarter', CASE WHEN month(month) % 3 = 0 THEN quarter_from END, is_quarter_whole,
    'financial_year_to_date', year_from, is_year_whole
  ) part AS window, first_on, is_whole
  WHERE is_whole
),
banded AS (
  SELECT
    practice_code,
    month,
    SUM(
      CASE age_band
        WHEN '0_4' THEN 0 WHEN '5_9' THEN 0 WHEN '10_14' THEN 0 WHEN '15_19' THEN 0.4
        ELSE 1
      END * patients
    ) / SUM(patients) AS share_of_adults
  FROM registered_patients
  WHERE sex <> 'all' AND age_band <> 'all' AND patients > 0
  GROUP BY practice_code, month
),
listed AS (
  SELECT
    practice_month.practice_code,
    practice_month.month,
    registered_patients,
    registered_patients * COALESCE(
      last_value(share_of_adults, true) OVER (
        PARTITION BY practice_month.practice_code ORDER BY practice_month.month
      ),
      first_value(share_of_adults, true) OVER (
        PARTITION BY practice_month.practice_code ORDER BY practice_month.month
        ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
      )
    ) AS registered_adults
  FROM practice_month
  LEFT JOIN banded ON banded.practice_code = practice_month.practice_code AND banded.month = practice_month.month
)
SELECT
  windowed.feed,
  windowed.practice_code,
  windowed.window,
  windowed.month,
  windowed.first_on,
  last_day(windowed.month) AS last_on,
  windowed.unbroken_to,
  listed.registered_patients,
  listed.registered_adults
FROM windowed
JOIN first_held ON first_held.feed = windowed.feed AND windowed.first_on >= first_held.month
LEFT JOIN listed ON listed.practice_code = windowed.practice_code AND listed.month = windowed.month
