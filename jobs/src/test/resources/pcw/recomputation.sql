-- What the measures about people should count, worked out a second time, slowly and from the delivered tables alone:
-- every day is looked up for itself, every window is gone through month by month, and nothing is shared with the
-- conformed tables but the published lists. Reads: the delivered tables, delivery, practice_month, registered_patients,
-- the code lists, and reporting_month. Gives: expected, and place.

-- Where practices belong: the map of the month, or the latest before it that has the practice.
CREATE TABLE place AS
SELECT m.month, m.practice_code, nullif(p.pcn_code, 'U') AS pcn_code, p.sub_icb_code, p.icb_code
FROM practice_month m
JOIN practice_map p
  ON p.practice_code = m.practice_code
  AND p.month = (SELECT max(x.month) FROM practice_map x WHERE x.practice_code = m.practice_code AND x.month <= m.month);

-- What was delivered for which practice and month.
CREATE TABLE covered AS
SELECT DISTINCT d.feed, p.practice_code, p.month
FROM practice_month p
LEFT JOIN place USING (practice_code, month)
JOIN delivery d
  ON d.status = 'accepted' AND p.month BETWEEN date_trunc('month', d.period_from) AND d.period_to
  AND d.sender_code IN (p.practice_code, place.pcn_code, place.sub_icb_code, place.icb_code);

CREATE TABLE win AS
SELECT 'month' AS win, month, month AS first_month FROM reporting_month
UNION ALL
SELECT 'quarter', month, month - INTERVAL 2 MONTH FROM reporting_month WHERE month(month) IN (3, 6, 9, 12)
UNION ALL
SELECT 'financial_year_to_date', month, make_date(year(month - INTERVAL 3 MONTH)::INT, 4, 1) FROM reporting_month;

-- Whole: every month of the window in which the practice existed, from a month on that anybody delivered.
CREATE TABLE whole AS
SELECT f.feed, win.win, win.month, last_day(win.month) AS last_on, win.first_month::DATE AS first_on, p.practice_code,
       p.registered_patients AS patients
FROM win
JOIN practice_month p ON p.month = win.month
CROSS JOIN (SELECT feed, min(month) AS first_month FROM covered GROUP BY feed) f
WHERE win.first_month >= f.first_month
  AND NOT EXISTS (
    SELECT 1 FROM practice_month q
    WHERE q.practice_code = p.practice_code AND q.month BETWEEN win.first_month AND win.month
      AND NOT EXISTS (
        SELECT 1 FROM covered c WHERE c.feed = f.feed AND c.practice_code = q.practice_code AND c.month = q.month
      )
  );

-- How far each feed goes on without a gap from a month on.
CREATE TABLE unbroken AS
SELECT w.feed, w.practice_code, w.month, last_day(max(c.month)) AS up_to
FROM whole w
JOIN covered c ON c.feed = w.feed AND c.practice_code = w.practice_code AND c.month >= w.month
WHERE w.win = 'month'
  AND NOT EXISTS (
    SELECT 1 FROM practice_month q
    WHERE q.practice_code = w.practice_code AND q.month BETWEEN w.month AND c.month
      AND NOT EXISTS (
        SELECT 1 FROM covered x WHERE x.feed = w.feed AND x.practice_code = q.practice_code AND x.month = q.month
      )
  )
GROUP BY ALL;

-- Stays with practices, by the registers; by what services say, for days on which no register has the person.
CREATE TABLE stay AS
SELECT n.person_token, n.practice_code, n.registered_on AS from_on,
       coalesce(n.left_on + 1, CASE WHEN n.month < l.month THEN n.month + INTERVAL 1 MONTH END)::DATE AS to_on, 1 AS is_register
FROM (
  SELECT * FROM registered_person
  QUALIFY row_number() OVER (PARTITION BY person_token, practice_code ORDER BY month DESC) = 1
) n
JOIN (SELECT practice_code, max(month) AS month FROM registered_person GROUP BY ALL) l USING (practice_code);

INSERT INTO stay
SELECT person_token, practice_code,
       CASE WHEN person_token NOT IN (SELECT person_token FROM stay)
              AND row_number() OVER (PARTITION BY person_token ORDER BY from_on, practice_code) = 1
            THEN DATE '1900-01-01' ELSE from_on END,
       NULL, 0
FROM (
  SELECT s.person_token, s.practice_code, min(s.on_day) AS from_on
  FROM (
    SELECT person_token, practice_code, referred_on AS on_day FROM referral
    UNION SELECT person_token, practice_code, measured_on FROM activation
    UNION SELECT person_token, practice_code, coalesce(started_on, agreed_on) FROM budget
    UNION SELECT person_token, practice_code, activity_month FROM utilisation
    UNION
    SELECT person_token,
           coalesce(practice_code, CASE WHEN sender_code IN (SELECT practice_code FROM practice_month) THEN sender_code END),
           event_on
    FROM coded_event
  ) s
  WHERE s.practice_code IS NOT NULL
    AND NOT EXISTS (
      SELECT 1 FROM stay r
      WHERE r.person_token = s.person_token AND r.from_on <= s.on_day AND (r.to_on IS NULL OR r.to_on > s.on_day)
    )
  GROUP BY ALL
);

-- Every day that is asked about, and the practice of the person on it: that of the stay begun last, if it has not ended.
CREATE TABLE asked AS
SELECT person_token, referred_on AS on_day FROM referral
UNION SELECT person_token, contact_on FROM contact
UNION SELECT person_token, measured_on FROM activation
UNION SELECT person_token, event_on FROM coded_event
UNION SELECT person_token, coalesce(started_on, agreed_on) FROM budget
UNION SELECT person_token, coalesce(checklist_on, assessed_on, decided_on) FROM chc_case
UNION SELECT person_token, died_on FROM end_of_life
UNION SELECT p.person_token, last_day(m.month) FROM (SELECT DISTINCT person_token FROM stay) p CROSS JOIN reporting_month m;

CREATE TABLE practice_on AS
SELECT a.person_token, a.on_day,
       nullif(
         arg_max(
           CASE WHEN s.to_on IS NULL OR s.to_on > a.on_day THEN s.practice_code ELSE '' END,
           strftime(s.from_on, '%Y%m%d') || s.is_register || s.practice_code
         ), ''
       ) AS practice_code
FROM asked a
JOIN stay s ON s.person_token = a.person_token AND s.from_on <= a.on_day
GROUP BY a.person_token, a.on_day;

-- Who people are, by the newest register that has them.
CREATE TABLE who AS
SELECT r.person_token, r.birth_year, CASE WHEN r.sex IN ('female', 'male', 'indeterminate') THEN r.sex ELSE 'not_recorded' END AS sex,
       coalesce((SELECT replace(lower(e.group_name), ' ', '_') FROM ethnic_category e WHERE e.code = r.ethnic_category), 'not_recorded')
         AS ethnic,
       coalesce(
         (CASE WHEN r.deprivation_quintile IS NULL THEN (d.deprivation_decile + 1) // 2 ELSE r.deprivation_quintile END)::VARCHAR,
         'not_recorded'
       ) AS quintile
FROM registered_person r
LEFT JOIN area_deprivation d USING (lsoa_code)
QUALIFY row_number() OVER (PARTITION BY r.person_token ORDER BY r.month DESC) = 1;

CREATE MACRO band(birth_year, on_day) AS CASE
  WHEN birth_year IS NULL THEN 'not_recorded' WHEN year(on_day) - birth_year <= 19 THEN '0_19'
  WHEN year(on_day) - birth_year <= 39 THEN '20_39' WHEN year(on_day) - birth_year <= 64 THEN '40_64'
  WHEN year(on_day) - birth_year <= 79 THEN '65_79' ELSE '80_and_over' END;

-- The published list by sex and by age.
CREATE TABLE list_part AS
SELECT practice_code, month, b.breakdown, b.category, sum(patients) AS patients
FROM registered_patients_age,
  LATERAL (VALUES ('sex', lower(sex)), ('age_band', band(0, make_date(regexp_extract(age_band, '^[0-9]+')::INT, 1, 1)))) b(breakdown, category)
WHERE sex <> 'ALL' AND age_band <> 'ALL'
GROUP BY ALL;

CREATE TABLE adults AS
SELECT practice_code, month,
       1 - sum(CASE WHEN age_band IN ('0_4', '5_9', '10_14') THEN patients WHEN age_band = '15_19' THEN 0.6 * patients ELSE 0 END) / sum(patients)
         AS share
FROM registered_patients_age WHERE sex <> 'ALL' AND age_band <> 'ALL'
GROUP BY ALL;

-- Referrals, and the first of each episode: nobody else's referral to the role in the 28 days before it.
CREATE TABLE ref AS
SELECT r.*, coalesce(o.practice_code, r.practice_code) AS practice
FROM (SELECT * FROM referral QUALIFY row_number() OVER (PARTITION BY referral_id ORDER BY month DESC) = 1) r
LEFT JOIN practice_on o ON o.person_token = r.person_token AND o.on_day = r.referred_on;

CREATE TABLE first_ref AS
SELECT * FROM ref a
WHERE NOT EXISTS (
  SELECT 1 FROM ref b
  WHERE b.person_token = a.person_token AND b.role = a.role AND b.referral_id <> a.referral_id
    AND b.referred_on >= a.referred_on - 28
    AND (b.referred_on < a.referred_on OR (b.referred_on = a.referred_on AND b.referral_id < a.referral_id))
);

CREATE TABLE part AS
SELECT r.*, (
  SELECT arg_max(f.referral_id, strftime(f.referred_on, '%Y%m%d') || f.referral_id) FROM first_ref f
  WHERE f.person_token = r.person_token AND f.role = r.role
    AND (f.referred_on < r.referred_on OR (f.referred_on = r.referred_on AND f.referral_id <= r.referral_id))
) AS episode
FROM ref r;

CREATE TABLE met AS
SELECT c.*, p.episode, coalesce(o.practice_code, p.practice) AS practice
FROM (SELECT * FROM contact QUALIFY row_number() OVER (PARTITION BY contact_id ORDER BY month DESC) = 1) c
LEFT JOIN part p ON p.referral_id = c.referral_id
LEFT JOIN practice_on o ON o.person_token = c.person_token AND o.on_day = c.contact_on;

CREATE TABLE story AS
SELECT f.referral_id AS episode, f.person_token, f.practice, f.role, f.source, f.referred_on,
       date_trunc('month', f.referred_on)::DATE AS month,
       CASE WHEN reason_1 IS NULL THEN 'not_recorded'
            ELSE coalesce((SELECT min(group_code) FROM referral_reason_group g WHERE g.reason_code = reason_1), 'unmapped')
       END AS reason,
       coalesce(q.sex, 'not_recorded') AS sex, band(q.birth_year, f.referred_on) AS age_band,
       coalesce(q.ethnic, 'not_recorded') AS ethnic, coalesce(q.quintile, 'not_recorded') AS quintile,
       (SELECT bool_or(coalesce(p.decision, '') = 'accepted') FROM part p WHERE p.episode = f.referral_id) AS is_accepted,
       (SELECT arg_max(coalesce(p.decision, 'pending'), p.referred_on) FROM part p WHERE p.episode = f.referral_id) AS latest,
       (SELECT min(m.contact_on) FROM met m WHERE m.episode = f.referral_id AND m.attendance = 'attended'
          AND m.contact_on >= f.referred_on) AS contact_on,
       (SELECT min(p.plan_agreed_on) FROM part p WHERE p.episode = f.referral_id
          AND p.plan_agreed_on >= p.referred_on) AS plan_on,
       (SELECT min(m.contact_on) FROM met m WHERE m.episode = f.referral_id AND m.attendance = 'attended'
          AND m.contact_on >= f.referred_on
          AND (m.onward_activity IS NOT NULL OR EXISTS (
            SELECT 1 FROM met e WHERE e.episode = m.episode AND e.attendance = 'attended' AND e.contact_on >= f.referred_on
              AND (e.contact_on < m.contact_on OR (e.contact_on = m.contact_on AND e.contact_id < m.contact_id))
          ))) AS support_on,
       (SELECT CASE WHEN count(*) = count(closed_on) THEN max(closed_on) END FROM part p
          WHERE p.episode = f.referral_id) AS closed_on,
       (SELECT arg_max(p.outcome, p.closed_on) FROM part p WHERE p.episode = f.referral_id
          AND p.outcome IS NOT NULL AND p.closed_on IS NOT NULL) AS outcome,
       (SELECT count(*) FROM met m WHERE m.episode = f.referral_id AND m.attendance = 'attended') AS sessions,
       (SELECT count(*) FROM met m WHERE m.episode = f.referral_id AND m.attendance = 'attended' AND m.is_group) AS group_sessions
FROM first_ref f
LEFT JOIN who q ON q.person_token = f.person_token;
ALTER TABLE story ADD COLUMN is_declined BOOLEAN;
UPDATE story SET is_declined = NOT is_accepted AND latest = 'declined';

CREATE TABLE expected (
  measure_id VARCHAR, practice_code VARCHAR, win VARCHAR, month DATE, breakdown VARCHAR, category VARCHAR,
  numerator DECIMAL(30, 10), denominator DECIMAL(30, 10)
);

-- Rates by event: months alone. What rates are divided by comes last.
INSERT INTO expected
SELECT m.measure_id, w.practice_code, 'month', w.month, m.breakdown, m.category, count(*), NULL
FROM (
  SELECT 'referrals_per_1000' AS measure_id, 'referral' AS feed, practice, month, b.breakdown, b.category
  FROM story, LATERAL (VALUES ('all', 'all'), ('role', role), ('source', source), ('reason_group', reason)) b(breakdown, category)
  WHERE NOT is_declined
  UNION ALL
  SELECT 'onward_activities_per_1000', 'contact', practice, date_trunc('month', contact_on)::DATE, b.breakdown, b.category
  FROM met, LATERAL (VALUES ('all', 'all'), ('activity', CASE
      WHEN onward_activity IN ('green', 'blue') THEN 'green_and_blue' WHEN onward_activity = 'arts_and_creative' THEN 'arts'
      WHEN onward_activity = 'physical_activity' THEN 'physical_activity'
      WHEN onward_activity IN ('peer_support', 'befriending', 'carers_support') THEN 'social'
      WHEN onward_activity IN ('advice_benefits_debt', 'housing', 'employment_and_learning') THEN 'advice'
      WHEN onward_activity IN ('self_management_course', 'mental_health_support', 'lifestyle_service') THEN 'health' ELSE 'other'
    END)) b(breakdown, category)
  WHERE onward_activity IS NOT NULL
  UNION ALL
  SELECT 'contacts_per_1000', 'contact', practice, date_trunc('month', contact_on)::DATE, b.breakdown, b.category
  FROM met, LATERAL (VALUES ('all', 'all'), ('role', role), ('mode', CASE WHEN is_group THEN 'group' ELSE mode END)) b(breakdown, category)
  WHERE attendance = 'attended'
  UNION ALL
  SELECT 'unmet_needs_per_1000', 'contact', practice, date_trunc('month', contact_on)::DATE, b.breakdown, b.category
  FROM met, LATERAL (VALUES ('all', 'all'), ('need', unmet_need)) b(breakdown, category) WHERE unmet_need IS NOT NULL
) m
JOIN whole w ON w.feed = m.feed AND w.win = 'month' AND w.month = m.month AND w.practice_code = m.practice
GROUP BY ALL;

INSERT INTO expected
SELECT 'contacts_attended_percent', w.practice_code, 'month', w.month, b.breakdown, b.category,
       count(*) FILTER (WHERE attendance = 'attended'), count(*)
FROM met, LATERAL (VALUES ('all', 'all'), ('role', role), ('mode', CASE WHEN is_group THEN 'group' ELSE mode END)) b(breakdown, category)
JOIN whole w ON w.feed = 'contact' AND w.win = 'month'
WHERE w.month = date_trunc('month', contact_on) AND w.practice_code = practice AND attendance IS NOT NULL
GROUP BY ALL;

-- Shares of a cohort, once it is old enough.
INSERT INTO expected
SELECT c.measure_id, w.practice_code, 'month', w.month, b.breakdown, b.category,
       count(*) FILTER (WHERE c.reached <= s.referred_on + c.days), count(*)
FROM story s,
  LATERAL (VALUES
    ('referral_contacted_within_28_days_percent', 'contact', s.contact_on, 28),
    ('referral_plan_within_90_days_percent', 'referral', s.plan_on, 90),
    ('referral_support_within_90_days_percent', 'contact', s.support_on, 90),
    ('referral_outcome_within_180_days_percent', 'referral',
      CASE WHEN s.outcome IN ('better', 'no_change', 'worse') THEN s.closed_on END, 180)
  ) c(measure_id, feed, reached, days),
  LATERAL (VALUES
    ('all', 'all'), ('role', s.role), ('deprivation_quintile', s.quintile),
    ('sex', CASE c.days WHEN 28 THEN s.sex END), ('age_band', CASE c.days WHEN 28 THEN s.age_band END),
    ('source', CASE c.days WHEN 28 THEN s.source END), ('ethnic_group', CASE c.days WHEN 28 THEN s.ethnic END)
  ) b(breakdown, category)
JOIN whole w ON w.feed = 'referral' AND w.win = 'month'
JOIN unbroken u ON u.practice_code = w.practice_code AND u.month = w.month
WHERE w.practice_code = s.practice AND w.month = s.month AND NOT s.is_declined
  AND u.feed = c.feed AND u.up_to >= w.last_on + c.days AND b.category IS NOT NULL
GROUP BY ALL;

-- Days waited, each whole day by itself.
INSERT INTO expected
SELECT 'referral_days_to_contact', w.practice_code, 'month', w.month, b.breakdown,
       b.category || ' at ' || (s.contact_on - s.referred_on), count(*), NULL
FROM story s,
  LATERAL (VALUES ('all', 'all'), ('role', s.role), ('source', s.source)) b(breakdown, category)
JOIN whole w ON w.feed = 'referral' AND w.win = 'month'
JOIN unbroken u ON u.feed = 'contact' AND u.practice_code = w.practice_code AND u.month = w.month
WHERE w.practice_code = s.practice AND w.month = s.month AND NOT s.is_declined
  AND s.contact_on <= s.referred_on + 90 AND u.up_to >= w.last_on + 90
GROUP BY ALL;

INSERT INTO expected
SELECT 'referrals_declined_percent', w.practice_code, 'month', w.month, b.breakdown, b.category,
       count(*) FILTER (WHERE is_declined), count(*)
FROM story s,
  LATERAL (VALUES ('all', 'all'), ('role', s.role), ('source', s.source), ('deprivation_quintile', s.quintile)) b(breakdown, category)
JOIN whole w ON w.feed = 'referral' AND w.win = 'month'
WHERE w.practice_code = s.practice AND w.month = s.month AND (s.is_accepted OR s.is_declined)
GROUP BY ALL;

INSERT INTO expected
SELECT 'coaching_six_sessions_percent', w.practice_code, 'month', w.month, b.breakdown, b.category,
       count(*) FILTER (WHERE sessions >= 6), count(*)
FROM story s,
  LATERAL (VALUES ('all', 'all'), ('format', CASE s.group_sessions WHEN 0 THEN 'one_to_one' WHEN s.sessions THEN 'group' ELSE 'both' END))
    b(breakdown, category)
JOIN whole w ON w.feed = 'referral' AND w.win = 'month' AND w.practice_code = s.practice
  AND w.month = date_trunc('month', s.closed_on)
JOIN whole c ON c.feed = 'contact' AND c.win = 'month' AND c.practice_code = s.practice AND c.month = w.month
WHERE s.role = 'health_and_wellbeing_coach' AND sessions > 0
GROUP BY ALL;

-- People: each window for itself, each person where they are registered on its last day.
CREATE TABLE used AS
SELECT person_token, referred_on AS on_day, 'referral' AS component, role FROM story WHERE NOT is_declined
UNION ALL
SELECT person_token, event_on,
       CASE snomed_code WHEN '871731000000106' THEN 'coded_referral' WHEN '871711000000103' THEN 'coded_decline'
         WHEN '815691000000107' THEN 'shared_decision' ELSE 'plan' END, 'all'
FROM coded_event
WHERE snomed_code IN ('871731000000106', '871711000000103', '815691000000107', '1187911000000105')
UNION ALL SELECT person_token, plan_agreed_on, 'plan', 'all' FROM ref WHERE plan_agreed_on IS NOT NULL
UNION ALL SELECT person_token, measured_on, 'activation', 'all' FROM activation;

CREATE TABLE bud AS
SELECT * FROM budget QUALIFY row_number() OVER (PARTITION BY budget_id ORDER BY month DESC) = 1;

CREATE TABLE using_window AS
SELECT DISTINCT v.win, v.month, u.person_token, u.component, u.role, o.practice_code
FROM win v
JOIN used u ON u.on_day BETWEEN v.first_month AND last_day(v.month)
JOIN practice_on o ON o.person_token = u.person_token AND o.on_day = last_day(v.month)
UNION
SELECT v.win, v.month, b.person_token, 'budget', 'all', o.practice_code
FROM win v
JOIN bud b ON b.started_on <= last_day(v.month) AND coalesce(b.ended_on, DATE '2999-01-01') >= v.first_month
JOIN practice_on o ON o.person_token = b.person_token AND o.on_day = last_day(v.month);

INSERT INTO expected
SELECT m.measure_id, w.practice_code, w.win, w.month, m.breakdown, m.category, count(DISTINCT m.person_token),
       NULL
FROM (
  SELECT c.measure_id, b.breakdown, b.category, u.win, u.month, u.practice_code, u.person_token
  FROM using_window u
  LEFT JOIN who p ON p.person_token = u.person_token,
    LATERAL (VALUES
      ('people_referred_per_1000', 'referral', u.role, NULL),
      ('people_referred', 'referral', u.role, 'as recorded'),
      ('people_coded_referred_per_1000', 'coded_referral', NULL, NULL)
    ) c(measure_id, component, role, groups),
    LATERAL (VALUES
      ('all', 'all'), ('role', c.role), ('sex', coalesce(p.sex, 'not_recorded')), ('age_band', band(p.birth_year, u.month)),
      ('ethnic_group', CASE WHEN c.groups IS NOT NULL THEN coalesce(p.ethnic, 'not_recorded') END),
      ('deprivation_quintile', CASE WHEN c.groups IS NOT NULL THEN coalesce(p.quintile, 'not_recorded') END)
    ) b(breakdown, category)
  WHERE u.component = c.component AND b.category IS NOT NULL
) m
JOIN whole w
  ON w.feed = CASE m.measure_id WHEN 'people_coded_referred_per_1000' THEN 'coded_event' ELSE 'referral' END
  AND w.win = m.win AND w.month = m.month AND w.practice_code = m.practice_code
LEFT JOIN list_part l
  ON l.practice_code = w.practice_code AND l.month = w.month AND l.breakdown = m.breakdown AND l.category = m.category
-- A rate needs a list of its category.
WHERE m.measure_id = 'people_referred' OR m.breakdown NOT IN ('sex', 'age_band') OR l.patients IS NOT NULL
GROUP BY ALL;

INSERT INTO expected
SELECT 'people_benefiting_per_1000', w.practice_code, w.win, w.month, b.breakdown, b.category,
       count(DISTINCT u.person_token), NULL
FROM using_window u,
  LATERAL (VALUES ('all', 'all'), ('component', replace(u.component, 'coded_', ''))) b(breakdown, category)
JOIN whole w ON w.feed = 'referral'
WHERE w.win = u.win AND w.month = u.month AND w.practice_code = u.practice_code AND u.component <> 'coded_decline'
  AND (SELECT count(*) FROM whole x WHERE x.win = w.win AND x.month = w.month AND x.practice_code = w.practice_code
         AND x.feed IN ('referral', 'coded_event', 'activation', 'budget')) = 4
GROUP BY ALL;

INSERT INTO expected
SELECT 'plans_reviewed_percent', w.practice_code, w.win, w.month, b.breakdown, b.category,
       count(DISTINCT CASE WHEN plan_reviewed_on BETWEEN w.last_on - INTERVAL 12 MONTH AND w.last_on THEN r.person_token END),
       count(DISTINCT r.person_token)
FROM whole w
JOIN practice_on o ON o.practice_code = w.practice_code AND o.on_day = w.last_on
JOIN ref r ON r.person_token = o.person_token,
  LATERAL (VALUES ('all', 'all'), ('role', r.role)) b(breakdown, category)
WHERE w.feed = 'referral' AND w.win = 'quarter' AND r.plan_agreed_on <= w.last_on - INTERVAL 12 MONTH
  AND (r.closed_on IS NULL OR r.closed_on > w.last_on)
GROUP BY ALL;

INSERT INTO expected
SELECT 'register_coverage_percent', w.practice_code, 'month', w.month, 'all', 'all',
       (SELECT count(DISTINCT o.person_token) FROM practice_on o
        WHERE o.practice_code = w.practice_code AND o.on_day = w.last_on
          AND EXISTS (SELECT 1 FROM stay s WHERE s.person_token = o.person_token AND s.practice_code = o.practice_code
                        AND s.is_register = 1 AND s.from_on <= w.last_on AND (s.to_on IS NULL OR s.to_on > w.last_on))),
       w.patients
FROM whole w
WHERE w.feed = 'registered_person' AND w.win = 'month';

-- Activation: one score a person and day.
CREATE TABLE pam AS
SELECT a.*, coalesce(o.practice_code, a.practice_code) AS practice
FROM (
  SELECT * FROM activation
  QUALIFY row_number() OVER (PARTITION BY person_token, measured_on ORDER BY month DESC, delivery_id, score DESC) = 1
) a
LEFT JOIN practice_on o ON o.person_token = a.person_token AND o.on_day = a.measured_on;

CREATE TABLE base AS
SELECT s.episode, s.person_token, s.practice, s.role, s.contact_on, s.quintile, p.measured_on, p.score, p.level
FROM story s
LEFT JOIN pam p ON p.person_token = s.person_token AND p.measured_on BETWEEN s.contact_on - 30 AND s.contact_on + 14
WHERE s.contact_on IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY s.episode ORDER BY abs(p.measured_on - s.contact_on) NULLS LAST, p.measured_on
) = 1;

CREATE TABLE pair AS
SELECT b.*, p.measured_on AS later_on, p.score AS later_score, p.level AS later_level
FROM base b
LEFT JOIN pam p ON p.person_token = b.person_token AND p.measured_on BETWEEN b.measured_on + 60 AND b.measured_on + 365
QUALIFY row_number() OVER (
  PARTITION BY b.episode ORDER BY abs(p.measured_on - b.measured_on - 180) NULLS LAST, p.measured_on
) = 1;

INSERT INTO expected
SELECT m.measure_id, w.practice_code, 'month', w.month, m.breakdown, m.category, sum(m.numerator),
       sum(CASE WHEN m.measure_id NOT IN ('activation_transitions', 'activation_levels') THEN 1 END)
FROM (
  SELECT c.measure_id, date_trunc('month', c.on_day)::DATE AS month, c.breakdown, c.category, c.numerator, p.practice
  FROM pair p,
    LATERAL (VALUES
      ('activation_baseline_percent', p.contact_on, 'all', 'all', (p.measured_on IS NOT NULL)::INT),
      ('activation_baseline_percent', p.contact_on, 'role', p.role, (p.measured_on IS NOT NULL)::INT),
      ('activation_baseline_percent', p.contact_on, 'deprivation_quintile', p.quintile, (p.measured_on IS NOT NULL)::INT),
      ('activation_paired_percent', p.measured_on, 'all', 'all', (p.later_on IS NOT NULL)::INT),
      ('activation_paired_percent', p.measured_on, 'role', p.role, (p.later_on IS NOT NULL)::INT),
      ('activation_mean_change', p.later_on, 'all', 'all', p.later_score - p.score),
      ('activation_mean_change', p.later_on, 'role', p.role, p.later_score - p.score),
      ('activation_mean_change', p.later_on, 'starting_level', p.level::VARCHAR, p.later_score - p.score),
      ('activation_improved_percent', p.later_on, 'all', 'all', (p.later_score - p.score >= 4)::INT),
      ('activation_improved_percent', p.later_on, 'role', p.role, (p.later_score - p.score >= 4)::INT),
      ('activation_level_up_percent', p.later_on, 'all', 'all', (p.later_level > p.level)::INT),
      ('activation_level_up_percent', p.later_on, 'role', p.role, (p.later_level > p.level)::INT),
      ('activation_transitions', p.later_on, 'all', 'all', 1),
      ('activation_transitions', p.later_on, 'transition', p.level || '>' || p.later_level, 1),
      ('activation_levels', p.measured_on, 'all', 'all', 1),
      ('activation_levels', p.measured_on, 'level', p.level::VARCHAR, 1),
      ('activation_levels', p.measured_on, 'deprivation_quintile', p.quintile, 1),
      ('activation_starting_score', p.measured_on, 'all', 'all', p.score),
      ('activation_starting_score', p.measured_on, 'second_score', CASE WHEN p.later_on IS NULL THEN 'without' ELSE 'with' END, p.score)
    ) c(measure_id, on_day, breakdown, category, numerator)
  WHERE c.on_day IS NOT NULL
  UNION ALL
  SELECT 'activation_level_agreement_percent', date_trunc('month', measured_on)::DATE, 'all', 'all',
         (level = CASE WHEN score <= 47.0 THEN 1 WHEN score < 55.2 THEN 2 WHEN score < 67.1 THEN 3 ELSE 4 END)::INT, practice
  FROM pam
) m
JOIN whole w ON w.feed = 'activation' AND w.win = 'month' AND w.month = m.month AND w.practice_code = m.practice
WHERE (m.measure_id <> 'activation_baseline_percent'
       OR (SELECT count(*) FROM whole x WHERE x.win = 'month' AND x.month = w.month AND x.practice_code = w.practice_code
             AND x.feed IN ('referral', 'contact')) = 2)
  AND (m.measure_id NOT IN ('activation_paired_percent', 'activation_starting_score')
       OR EXISTS (SELECT 1 FROM unbroken u WHERE u.feed = 'activation' AND u.practice_code = w.practice_code
                    AND u.month = w.month AND u.up_to >= w.last_on + 365))
GROUP BY ALL;

INSERT INTO expected
SELECT c.measure_id, w.practice_code, 'month', w.month, b.breakdown, b.category, sum(c.used), count(*) / 12::DECIMAL(9, 6)
FROM (
  SELECT o.person_token, o.practice_code, r.month, (
      SELECT arg_max(p.level, p.measured_on) FROM pam p
      WHERE p.person_token = o.person_token AND p.measured_on < r.month AND p.measured_on >= r.month - INTERVAL 12 MONTH
    ) AS level
  FROM practice_on o
  JOIN reporting_month r ON o.on_day = last_day(r.month)
) k
LEFT JOIN (
  SELECT person_token, activity_month, max(gp_contacts) AS gp, max(ae_attendances) AS ae, max(emergency_admissions) AS em,
         max(outpatient_attendances) AS op
  FROM utilisation GROUP BY ALL
) t ON t.person_token = k.person_token AND t.activity_month = k.month,
  LATERAL (VALUES
    ('activation_gp_contacts_per_person_year', coalesce(t.gp, 0)),
    ('activation_ae_attendances_per_person_year', coalesce(t.ae, 0)),
    ('activation_emergency_admissions_per_person_year', coalesce(t.em, 0)),
    ('activation_outpatient_attendances_per_person_year', coalesce(t.op, 0))
  ) c(measure_id, used),
  LATERAL (VALUES ('all', 'all'), ('level', k.level::VARCHAR)) b(breakdown, category)
JOIN whole w ON w.feed = 'utilisation' AND w.win = 'month'
JOIN whole a ON a.feed = 'activation' AND a.win = 'month' AND a.month = w.month AND a.practice_code = w.practice_code
WHERE k.level IS NOT NULL AND k.practice_code = w.practice_code AND k.month = w.month
GROUP BY ALL;

-- Budgets: people by window, pounds, and savings.
INSERT INTO expected
SELECT c.measure_id, w.practice_code, w.win, w.month, d.breakdown, d.category, count(DISTINCT b.person_token), NULL
FROM bud b,
  LATERAL (VALUES (CASE WHEN b.eligibility_group = 'wheelchair' THEN 'wheelchair' WHEN b.duration = 'one_off' THEN 'one_off'
    WHEN b.eligibility_group = 'childrens_continuing_care' THEN 'child' ELSE 'adult' END)) k(kind),
  LATERAL (VALUES
    ('all', CASE k.kind WHEN 'adult' THEN 'all' END),
    ('mode', CASE k.kind WHEN 'adult' THEN b.mode END),
    ('eligibility_group', CASE k.kind WHEN 'adult' THEN b.eligibility_group END),
    ('apart', CASE WHEN k.kind <> 'adult' THEN k.kind END)
  ) d(breakdown, category)
JOIN whole w ON w.feed = 'budget' AND w.win <> 'month'
JOIN practice_on o ON o.practice_code = w.practice_code AND o.on_day = w.last_on,
  LATERAL (VALUES
    ('budgets_active_per_50000', w.win = 'quarter' AND b.started_on <= w.last_on AND (b.ended_on IS NULL OR b.ended_on > w.last_on)),
    ('budgets_year_to_date_per_50000', w.win = 'financial_year_to_date' AND b.started_on <= w.last_on
      AND (b.ended_on IS NULL OR b.ended_on >= w.first_on)),
    ('budgets_started_per_50000', b.started_on BETWEEN w.first_on AND w.last_on),
    ('budgets_ended_per_50000', b.ended_on BETWEEN w.first_on AND w.last_on AND b.started_on <= w.last_on)
  ) c(measure_id, is_so)
WHERE o.person_token = b.person_token AND c.is_so AND d.category IS NOT NULL
GROUP BY ALL;

INSERT INTO expected
SELECT 'budget_outcome_met_percent', w.practice_code, 'month', w.month, d.breakdown, d.category,
       count(*) FILTER (WHERE outcome_met = 'met'), count(*)
FROM bud b,
  LATERAL (VALUES ('all', 'all'), ('eligibility_group', b.eligibility_group), ('mode', b.mode)) d(breakdown, category)
LEFT JOIN practice_on o ON o.person_token = b.person_token AND o.on_day = coalesce(b.started_on, b.agreed_on)
JOIN whole w ON w.feed = 'budget' AND w.win = 'month' AND w.month = date_trunc('month', b.reviewed_on)
  AND w.practice_code = coalesce(o.practice_code, b.practice_code)
WHERE b.outcome_met IN ('met', 'partly_met', 'not_met')
GROUP BY ALL;

CREATE TABLE pay AS
SELECT * FROM budget_payment QUALIFY row_number() OVER (PARTITION BY payment_id, category ORDER BY month DESC) = 1;

CREATE TABLE account AS
SELECT w.win, w.month, w.practice_code, w.first_on, w.last_on, b.*,
  (SELECT coalesce(sum(paid_gbp), 0) FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on) AS paid,
  (SELECT coalesce(sum(evidenced_gbp), 0) FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on) AS evidenced,
  (SELECT coalesce(sum(unspent_gbp), 0) FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on) AS unspent,
  (SELECT coalesce(sum(reclaimed_gbp), 0) FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on) AS reclaimed,
  (SELECT coalesce(sum(paid_gbp), 0) = coalesce(sum(coalesce(evidenced_gbp, 0) + coalesce(unspent_gbp, 0)), 0)
     FROM pay p WHERE p.budget_id = b.budget_id) AS adds_up,
  least(coalesce(b.ended_on, w.last_on), w.last_on) - greatest(b.started_on, w.first_on) + 1 AS days,
  least(coalesce(b.ended_on, w.last_on), w.last_on) - b.started_on + 1 AS days_so_far
FROM bud b
JOIN whole w ON w.feed = 'budget' AND w.win <> 'month' AND b.started_on <= w.last_on AND coalesce(b.ended_on, w.last_on) >= w.first_on
JOIN whole x ON x.feed = 'budget_payment' AND x.win = w.win AND x.month = w.month AND x.practice_code = w.practice_code
JOIN practice_on o ON o.person_token = b.person_token AND o.on_day = w.last_on AND o.practice_code = w.practice_code;

INSERT INTO expected
SELECT 'budget_ledger_gbp', practice_code, win, month, d.breakdown, d.category, sum(d.gbp), NULL
FROM account a,
  LATERAL (VALUES
    ('all', 'all', a.paid), ('mode', a.mode, a.paid), ('ledger', 'paid', a.paid), ('ledger', 'evidenced', a.evidenced), ('ledger', 'unspent', a.unspent),
    ('ledger', 'reclaimed', a.reclaimed), ('ledger', 'agreed', CASE WHEN a.started_on >= a.first_on THEN a.budget_gbp ELSE 0 END)
  ) d(breakdown, category, gbp)
GROUP BY ALL;

INSERT INTO expected
SELECT 'budget_reconciled_percent', practice_code, win, month, d.breakdown, d.category,
       count(*) FILTER (WHERE abs(paid - evidenced - unspent) < 1), count(*)
FROM account a, LATERAL (VALUES ('all', 'all'), ('mode', a.mode)) d(breakdown, category)
WHERE paid <> 0 GROUP BY ALL;

CREATE TABLE saved AS
SELECT a.*,
  CASE
    WHEN eligibility_group = 'wheelchair' THEN 'wheelchair'
    WHEN duration = 'one_off' THEN 'one_off'
    WHEN coalesce(is_fast_track, false) THEN 'fast_track'
    WHEN days_so_far < 90 THEN 'under_90_days'
    WHEN paid = 0 THEN 'no_payment'
    WHEN conventional_cost_gbp IS NULL THEN 'no_conventional_cost'
    WHEN NOT coalesce(is_need_unchanged, false) THEN 'need_changed'
    WHEN price_year IS NULL THEN 'no_price_year'
  END AS left_out,
  conventional_cost_gbp * days / 365.0 AS conventional,
  (conventional_cost_gbp - coalesce(brokerage_gbp, 0) - coalesce(employer_gbp, 0)) * days / 365.0
    - CASE WHEN coalesce(ended_on <= last_on, false) AND adds_up THEN evidenced ELSE paid - reclaimed END
    - CASE WHEN started_on >= first_on THEN coalesce(set_up_gbp, 0) ELSE 0 END AS saving,
  conventional_cost_gbp - coalesce(brokerage_gbp, 0) - coalesce(employer_gbp, 0) - coalesce(set_up_gbp, 0)
    - CASE WHEN coalesce(ended_on <= last_on, false) AND adds_up THEN evidenced ELSE paid - reclaimed END * 365.0 / days
    AS saving_of_a_year
FROM account a
WHERE win = 'financial_year_to_date' AND month(month) IN (3, 6, 9, 12);

INSERT INTO expected
SELECT c.measure_id, practice_code, win, month, d.breakdown, d.category, sum(d.saving::DECIMAL(18, 6)), sum(c.denominator)
FROM saved s,
  LATERAL (VALUES
    ('all', 'all', s.saving, s.conventional), ('comparator', s.conventional_cost_status, s.saving, s.conventional),
    ('eligibility_group', s.eligibility_group, s.saving, s.conventional), ('mode', s.mode, s.saving, s.conventional),
    ('effect', 'full_year', s.saving_of_a_year, s.conventional_cost_gbp)
  ) d(breakdown, category, saving, conventional),
  LATERAL (VALUES ('budget_saving_gbp', 1::DECIMAL(18, 6)), ('budget_saving_percent', d.conventional::DECIMAL(18, 6))) c(measure_id, denominator)
WHERE s.left_out IS NULL
GROUP BY ALL;

INSERT INTO expected
SELECT 'budget_left_out_percent', s.practice_code, s.win, s.month, d.breakdown, d.category, count(s.left_out),
       any_value(s.budgets)
FROM (SELECT *, count(*) OVER (PARTITION BY practice_code, month) AS budgets FROM saved) s,
  LATERAL (VALUES ('all', 'all'), ('reason', s.left_out)) d(breakdown, category)
WHERE d.category IS NOT NULL
GROUP BY ALL;

INSERT INTO expected
SELECT 'gp_appointments_per_1000', a.practice_code, 'month', a.month, 'all', 'all', sum(a.appointments),
       any_value(p.registered_patients)
FROM gp_appointment a
JOIN practice_month p ON p.practice_code = a.practice_code AND p.month = a.month
JOIN reporting_month r ON r.month = a.month
GROUP BY ALL;

-- The national collection is delivered by board.
INSERT INTO expected
SELECT c.measure_id, q.icb_code, c.win, q.month, b.breakdown, b.category, sum(c.budgets), NULL
FROM budget_quarter q
JOIN reporting_month USING (month),
  LATERAL (VALUES
    ('budgets_collected_active', 'quarter', active_at_quarter_end),
    ('budgets_collected_year_to_date', 'financial_year_to_date', year_to_date)
  ) c(measure_id, win, budgets),
  LATERAL (VALUES ('all', 'all'), ('eligibility_group', eligibility_group), ('mode', mode), ('age_group', age_group)) b(breakdown, category)
WHERE c.budgets IS NOT NULL
GROUP BY ALL;

-- PC-01: people with a code in the year so far, of the list without those who declined and were not referred.
INSERT INTO expected
SELECT 'pc_01_social_prescribing_percent', w.practice_code, w.win, w.month, 'all', 'all',
       count(u.person_token) FILTER (WHERE u.components LIKE '%coded_referral%'),
       any_value(w.patients) - count(u.person_token) FILTER (WHERE u.components NOT LIKE '%coded_referral%')
FROM whole w
JOIN iif_threshold i ON i.indicator = 'PC-01' AND w.month BETWEEN i.valid_from::DATE AND i.valid_to::DATE
LEFT JOIN (
  SELECT win, month, practice_code, person_token, string_agg(component, ' ') AS components
  FROM using_window WHERE component IN ('coded_referral', 'coded_decline') GROUP BY ALL
) u ON u.practice_code = w.practice_code AND u.win = w.win AND u.month = w.month
WHERE w.feed = 'coded_event' AND w.win = 'financial_year_to_date'
GROUP BY ALL;

-- Who delivered and had none counts as none: every category is divided by the whole list of its kind.
INSERT INTO expected
SELECT r.measure_id, w.practice_code, w.win, w.month, k.breakdown, k.category, 0,
       CASE WHEN k.breakdown IN ('sex', 'age_band') THEN l.patients ELSE w.patients END
FROM (VALUES
  ('referrals_per_1000', 'referral', 'month'), ('onward_activities_per_1000', 'contact', 'month'),
  ('unmet_needs_per_1000', 'contact', 'month'), ('contacts_per_1000', 'contact', 'month'), ('people_referred_per_1000', 'referral', '%'),
  ('people_coded_referred_per_1000', 'coded_event', '%'), ('people_benefiting_per_1000', 'referral', '%')
) r(measure_id, feed, win)
JOIN (SELECT DISTINCT measure_id, breakdown, category FROM expected) k USING (measure_id)
JOIN whole w ON w.feed = r.feed AND w.win LIKE r.win
LEFT JOIN list_part l
  ON l.practice_code = w.practice_code AND l.month = w.month AND l.breakdown = k.breakdown AND l.category = k.category
WHERE (k.breakdown NOT IN ('sex', 'age_band') OR l.patients IS NOT NULL)
  AND (r.measure_id <> 'people_benefiting_per_1000'
       OR (SELECT count(*) FROM whole x WHERE x.win = w.win AND x.month = w.month AND x.practice_code = w.practice_code
             AND x.feed IN ('referral', 'coded_event', 'activation', 'budget')) = 4);

-- Budgets are divided by the adults of the list, children's by the children, and what stands apart by all.
INSERT INTO expected
SELECT r.measure_id, w.practice_code, w.win, w.month, k.breakdown, k.category, 0,
       w.patients * CASE WHEN k.category = 'child' THEN 1 - a.share WHEN k.breakdown = 'apart' THEN 1 ELSE a.share END
FROM (VALUES
  ('budgets_active_per_50000', 'quarter'), ('budgets_year_to_date_per_50000', 'financial_year_to_date'),
  ('budgets_started_per_50000', '%'), ('budgets_ended_per_50000', '%')
) r(measure_id, win)
JOIN (SELECT DISTINCT breakdown, category FROM expected WHERE measure_id LIKE 'budgets%per_50000') k ON true
JOIN whole w ON w.feed = 'budget' AND w.win LIKE r.win AND w.win <> 'month'
JOIN adults a ON a.practice_code = w.practice_code AND a.month = (
  SELECT coalesce(max(CASE WHEN x.month <= w.month THEN x.month END), min(x.month)) FROM adults x WHERE x.practice_code = w.practice_code
);

-- The workforce: who is on record in a network, with the role that the list gives to the words.
CREATE TABLE member AS
SELECT w.pcn_code, w.month, r.role, w.fte
FROM pcn_workforce w
LEFT JOIN workforce_role r ON r.staff_role = lower(trim(w.detailed_staff_role))
WHERE EXISTS (SELECT 1 FROM place p WHERE p.pcn_code = w.pcn_code);

CREATE TABLE network AS
SELECT p.pcn_code, p.month, sum(m.registered_patients) AS patients
FROM place p
JOIN practice_month m USING (practice_code, month)
WHERE p.pcn_code IS NOT NULL
GROUP BY ALL;

CREATE TABLE role_of AS
SELECT DISTINCT role FROM workforce_role;

INSERT INTO expected
SELECT 'wte_per_10000', n.pcn_code, 'month', n.month, c.breakdown, c.category,
       (SELECT coalesce(sum(m.fte), 0) FROM member m
          WHERE m.pcn_code = n.pcn_code AND m.month = n.month AND m.role IS NOT NULL AND c.category IN ('all', m.role)),
       n.patients
FROM network n
JOIN reporting_month r ON r.month = n.month,
  LATERAL (SELECT 'all' AS breakdown, 'all' AS category UNION ALL SELECT 'role', role FROM role_of) c
WHERE EXISTS (SELECT 1 FROM member m WHERE m.pcn_code = n.pcn_code AND m.month = n.month);

INSERT INTO expected
SELECT c.measure_id, m.pcn_code, 'month', m.month, 'all', 'all', c.numerator, c.denominator
FROM (
  SELECT pcn_code, month, count(*) FILTER (role = 'social_prescribing_link_worker') AS workers,
         coalesce(max(fte) FILTER (role = 'social_prescribing_link_worker'), 0) AS most
  FROM member GROUP BY ALL
) m
JOIN reporting_month r ON r.month = m.month,
  LATERAL (VALUES ('link_workers', m.workers, NULL), ('pcns_with_link_worker_percent', (m.most > 0)::INT, 1))
    c(measure_id, numerator, denominator);

INSERT INTO expected
SELECT 'referrals_per_wte', w.practice_code, 'quarter', w.month, b.breakdown, b.category,
       sum((SELECT count(*) FROM story s
              WHERE s.practice = w.practice_code AND s.role = k.role AND NOT s.is_declined
                AND s.month BETWEEN w.first_on AND w.last_on)),
       sum(37.5 * 13 * k.wte * w.patients / n.patients)
FROM whole w
JOIN place p ON p.practice_code = w.practice_code AND p.month = w.month
JOIN network n ON n.pcn_code = p.pcn_code AND n.month = w.month
JOIN (SELECT pcn_code, month, role, sum(fte) AS wte FROM member WHERE role IS NOT NULL GROUP BY ALL HAVING sum(fte) > 0) k
  ON k.pcn_code = p.pcn_code AND k.month = w.month,
  LATERAL (VALUES ('all', 'all'), ('role', k.role)) b(breakdown, category)
WHERE w.feed = 'referral' AND w.win = 'quarter'
GROUP BY ALL;

INSERT INTO expected
SELECT c.measure_id, p.pcn_code, 'month', p.month, b.breakdown, b.category, sum(c.numerator), sum(c.denominator)
FROM workforce_post p
JOIN reporting_month r ON r.month = p.month,
  LATERAL (VALUES
    ('vacancy_percent', p.vacant_wte, p.established_wte),
    ('supervision_percent', p.staff_supervised, CASE WHEN p.staff_supervised IS NOT NULL THEN p.staff_in_post END)
  ) c(measure_id, numerator, denominator),
  LATERAL (VALUES ('all', 'all'), ('role', p.role)) b(breakdown, category)
WHERE c.denominator IS NOT NULL
GROUP BY ALL;

INSERT INTO expected
SELECT c.measure_id, t.pcn_code, 'quarter', t.month, c.breakdown, c.category, sum(c.numerator), sum(c.denominator)
FROM training_completion t
JOIN reporting_month r ON r.month = t.month,
  LATERAL (VALUES
    ('training_completions', 'all', 'all', t.completions, NULL), ('training_completions', 'course', t.course, t.completions, NULL),
    ('training_completions', 'role', t.role, t.completions, NULL),
    ('training_completed_percent', 'course', t.course, t.staff_trained, t.staff_in_post),
    ('training_completed_percent', 'all', CASE t.course WHEN 'core_skills' THEN 'all' END, t.staff_trained, t.staff_in_post),
    ('training_completed_percent', 'role', CASE t.course WHEN 'core_skills' THEN t.role END, t.staff_trained, t.staff_in_post)
  ) c(measure_id, breakdown, category, numerator, denominator)
WHERE c.category IS NOT NULL
GROUP BY ALL;

-- The checklist: of each network and bullet the last answer up to the end of a quarter, and the one before it.
CREATE TABLE answer AS
SELECT q.month, a.pcn_code, a.bullet, split_part(a.bullet, '.', 1) || '.' || split_part(a.bullet, '.', 2) AS statement, s.component,
       max(a.answered_on) AS answered_on,
       list(CASE a.score WHEN 'not_started' THEN 0 WHEN 'in_progress' THEN 1 WHEN 'in_place' THEN 2 ELSE 3 END
         ORDER BY a.answered_on DESC) AS ranks
FROM reporting_month q
JOIN maturity_answer a ON a.answered_on <= last_day(q.month)
JOIN maturity_statement s ON s.bullet = a.bullet
WHERE month(q.month) IN (3, 6, 9, 12)
GROUP BY ALL
HAVING last_day(q.month) - max(a.answered_on) <= 456;

INSERT INTO expected
SELECT c.measure_id, a.pcn_code, 'quarter', a.month, c.breakdown, c.category, sum(c.is_so::INT), count(*)
FROM answer a,
  LATERAL (VALUES
    ('maturity_in_place_percent', 'all', 'all', ranks[1] > 1), ('maturity_in_place_percent', 'component', component, ranks[1] > 1),
    ('maturity_in_place_percent', 'statement', statement, ranks[1] > 1),
    ('maturity_in_place_percent', 'score', 'not_started', ranks[1] = 0), ('maturity_in_place_percent', 'score', 'in_progress', ranks[1] = 1),
    ('maturity_in_place_percent', 'score', 'in_place', ranks[1] = 2), ('maturity_in_place_percent', 'score', 'evidenced', ranks[1] = 3),
    ('maturity_moved_up_percent', 'all', 'all', ranks[1] > ranks[2]), ('maturity_moved_up_percent', 'component', component, ranks[1] > ranks[2]),
    ('maturity_moved_up_percent', 'change', 'same', ranks[1] = ranks[2]), ('maturity_moved_up_percent', 'change', 'down', ranks[1] < ranks[2])
  ) c(measure_id, breakdown, category, is_so)
WHERE c.is_so IS NOT NULL
GROUP BY ALL;

-- Continuing healthcare: each case as it was last delivered.
CREATE TABLE care AS
SELECT c.*, coalesce(o.practice_code, c.practice_code) AS practice
FROM (SELECT * FROM chc_case QUALIFY row_number() OVER (PARTITION BY case_id ORDER BY month DESC) = 1) c
LEFT JOIN practice_on o
  ON o.person_token = c.person_token AND o.on_day = coalesce(c.checklist_on, c.assessed_on, c.decided_on);

INSERT INTO expected
SELECT d.measure_id, w.practice_code, 'month', w.month, d.breakdown, d.category, sum(d.is_so::INT), count(*)
FROM care c,
  LATERAL (VALUES
    ('chc_screened_in_eligible_percent', 'all', 'all', c.decision IS NOT DISTINCT FROM 'continuing_healthcare', 120),
    ('chc_screened_in_eligible_percent', 'stage', 'assessed', c.assessed_on IS NOT NULL, 120),
    ('chc_screened_in_eligible_percent', 'stage', 'recommended', c.recommended_on IS NOT NULL, 120),
    ('chc_screened_in_eligible_percent', 'stage', 'decided', c.decided_on IS NOT NULL, 120),
    ('chc_screened_in_eligible_percent', 'stage', 'reviewed', c.reviewed_on IS NOT NULL, 120),
    ('chc_decided_within_28_days_percent', 'all', 'all', coalesce(c.decided_on <= c.checklist_on + 28, false), 28)
  ) d(measure_id, breakdown, category, is_so, days)
JOIN whole w ON w.feed = 'chc_case' AND w.win = 'month'
JOIN unbroken u ON u.feed = 'chc_case' AND u.practice_code = w.practice_code AND u.month = w.month
WHERE c.checklist_on IS NOT NULL AND c.is_screened_in AND NOT coalesce(c.is_fast_track, false)
  AND w.practice_code = c.practice AND w.month = date_trunc('month', c.checklist_on) AND u.up_to >= w.last_on + d.days
GROUP BY ALL;

INSERT INTO expected
SELECT 'chc_decisions', w.practice_code, 'month', w.month, d.breakdown, d.category, count(*), NULL
FROM care c,
  LATERAL (VALUES
    ('all', 'all'), ('outcome', c.decision), ('route', CASE WHEN c.is_fast_track THEN 'fast_track' ELSE 'full_assessment' END)
  ) d(breakdown, category)
JOIN whole w ON w.feed = 'chc_case' AND w.win = 'month'
WHERE c.decision IS NOT NULL AND w.practice_code = c.practice AND w.month = date_trunc('month', c.decided_on)
GROUP BY ALL;

INSERT INTO expected
SELECT 'chc_budget_uptake_percent', w.practice_code, 'quarter', w.month, 'all', 'all', sum(e.has_budget::INT), count(*)
FROM whole w
JOIN whole x ON x.feed = 'budget' AND x.win = 'quarter' AND x.month = w.month AND x.practice_code = w.practice_code
JOIN (
  SELECT v.month, c.person_token, coalesce(any_value(o.practice_code), max(c.practice)) AS practice,
         EXISTS (
           SELECT 1 FROM bud b
           WHERE b.person_token = c.person_token AND b.eligibility_group = 'adult_chc' AND b.started_on <= last_day(v.month)
             AND coalesce(b.ended_on, DATE '2999-01-01') > last_day(v.month)
         ) AS has_budget
  FROM win v
  JOIN care c ON c.decided_on <= last_day(v.month) AND coalesce(c.ended_on, DATE '2999-01-01') > last_day(v.month)
  LEFT JOIN practice_on o ON o.person_token = c.person_token AND o.on_day = last_day(v.month)
  WHERE v.win = 'quarter' AND c.decision = 'continuing_healthcare' AND c.is_care_at_home AND NOT coalesce(c.is_fast_track, false)
  GROUP BY v.month, c.person_token
) e ON e.month = w.month AND e.practice = w.practice_code
WHERE w.feed = 'chc_case' AND w.win = 'quarter'
GROUP BY ALL;

INSERT INTO expected
SELECT 'end_of_life_preferred_place_percent', w.practice_code, 'month', w.month, d.breakdown, d.category,
       count(*) FILTER (e.preferred_place = e.actual_place), count(*)
FROM (SELECT * FROM end_of_life QUALIFY row_number() OVER (PARTITION BY plan_id ORDER BY month DESC) = 1) e
LEFT JOIN practice_on o ON o.person_token = e.person_token AND o.on_day = e.died_on,
  LATERAL (SELECT count(*) > 0 AS has FROM bud b
    WHERE b.person_token = e.person_token AND b.eligibility_group <> 'wheelchair' AND b.started_on <= e.died_on
      AND coalesce(b.ended_on, DATE '2999-01-01') >= e.died_on - 30) h,
  LATERAL (VALUES ('all', 'all'), ('budget', CASE WHEN h.has THEN 'with' ELSE 'without' END)) d(breakdown, category)
JOIN whole w ON w.feed = 'end_of_life' AND w.win = 'month'
JOIN whole x ON x.feed = 'budget' AND x.win = 'month' AND x.month = w.month AND x.practice_code = w.practice_code
WHERE e.preferred_place IS NOT NULL AND e.actual_place IS NOT NULL
  AND w.month = date_trunc('month', e.died_on) AND w.practice_code = coalesce(o.practice_code, e.practice_code)
GROUP BY ALL;

INSERT INTO expected
SELECT c.measure_id, q.sub_icb_code, 'quarter', q.month, c.breakdown, c.category, sum(c.numerator), sum(c.denominator)
FROM chc_quarter q
JOIN reporting_month r ON r.month = q.month,
  LATERAL (VALUES
    ('chc_collected_eligible', 'all', CASE WHEN q.kind <> 'funded_nursing_care' THEN 'all' END, q.eligible_at_quarter_end, NULL),
    ('chc_collected_eligible', 'kind', CASE WHEN q.kind <> 'funded_nursing_care' THEN q.kind END, q.eligible_at_quarter_end, NULL),
    ('chc_collected_eligible', 'apart', CASE WHEN q.kind = 'funded_nursing_care' THEN q.kind END, q.eligible_at_quarter_end, NULL),
    ('chc_collected_within_28_days_percent', 'all', CASE q.kind WHEN 'standard' THEN 'all' END, q.completed_within_28_days, q.referrals_completed)
  ) c(measure_id, breakdown, category, numerator, denominator)
WHERE c.category IS NOT NULL AND c.numerator IS NOT NULL
GROUP BY ALL;

-- Public context: the network contract, and the areas of patients.
INSERT INTO expected
SELECT 'network_contract_social_prescribing_percent', n.practice_code, 'financial_year_to_date', n.month,
       CASE i.meaning WHEN 'social_prescribing' THEN 'all' ELSE 'indicator' END,
       CASE i.meaning WHEN 'social_prescribing' THEN 'all' ELSE i.meaning END,
       n.count_text::INT, d.count_text::INT
FROM network_contract n
JOIN network_contract d ON d.practice_code = n.practice_code AND d.month = n.month AND d.indicator = n.indicator AND d.part = 'Denominator'
JOIN network_contract_indicator i ON i.indicator = n.indicator
JOIN reporting_month r ON r.month = n.month
JOIN practice_month p ON p.practice_code = n.practice_code AND p.month = n.month
WHERE n.part = 'Numerator' AND n.count_text <> '*' AND d.count_text <> '*';

INSERT INTO expected
SELECT c.measure_id, a.practice_code, 'month', a.month, c.breakdown, c.category, sum(c.numerator), sum(a.patients)
FROM patients_by_area a
JOIN area_deprivation d ON d.lsoa_code = a.lsoa_code
JOIN reporting_month r ON r.month = a.month
JOIN practice_month p ON p.practice_code = a.practice_code AND p.month = a.month,
  LATERAL (
    SELECT 'area_deprivation_mean' AS measure_id, 'all' AS breakdown, 'all' AS category, a.patients * d.deprivation_decile AS numerator
    UNION ALL SELECT 'core20_percent', 'all', 'all', CASE WHEN d.deprivation_decile < 3 THEN a.patients ELSE 0 END
    UNION ALL SELECT 'core20_percent', 'deprivation_quintile', q.q::VARCHAR,
                     CASE WHEN (d.deprivation_decile + 1) // 2 = q.q THEN a.patients ELSE 0 END
    FROM generate_series(1, 5) q(q)
  ) c
GROUP BY ALL;

INSERT INTO expected
SELECT 'people_benefiting', u.practice_code, u.win, u.month, 'all', 'all', count(DISTINCT u.person_token), NULL
FROM using_window u
WHERE u.component <> 'coded_decline' AND u.win <> 'month'
  AND (SELECT count(*) FROM whole x WHERE x.win = u.win AND x.month = u.month AND x.practice_code = u.practice_code
         AND x.feed IN ('referral', 'coded_event', 'activation', 'budget')) = 4
GROUP BY ALL;
