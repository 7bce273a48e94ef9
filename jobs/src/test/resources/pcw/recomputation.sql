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

-- Boards of which no practice is missing.
CREATE TABLE whole_board AS
SELECT f.feed, win.win, win.month, b.icb_code
FROM win
JOIN (SELECT DISTINCT month, icb_code FROM place) b ON b.month = win.month
CROSS JOIN (SELECT DISTINCT feed FROM covered) f
WHERE NOT EXISTS (
  SELECT 1 FROM place n
  WHERE n.icb_code = b.icb_code AND n.month = b.month AND NOT EXISTS (
    SELECT 1 FROM whole w WHERE w.feed = f.feed AND w.win = win.win AND w.month = n.month AND w.practice_code = n.practice_code
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
    UNION SELECT person_token, practice_code, created_on FROM care_plan
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

-- Every day that is asked about, and the practice of the person on it: that of the stay begun last, if it has not ended;
-- and the last one, whether ended or not.
CREATE TABLE asked AS
SELECT person_token, referred_on AS on_day FROM referral
UNION SELECT person_token, contact_on FROM contact
UNION SELECT person_token, measured_on FROM activation
UNION SELECT person_token, event_on FROM coded_event
UNION SELECT person_token, coalesce(started_on, agreed_on) FROM budget
UNION SELECT person_token, coalesce(checklist_on, assessed_on, decided_on) FROM chc_case
UNION SELECT person_token, died_on FROM end_of_life
UNION SELECT person_token, created_on FROM care_plan
UNION SELECT person_token, completed_on FROM pain_health_check
UNION SELECT person_token, measured_on FROM outcome_score
UNION SELECT person_token, reviewed_on FROM medication_review
UNION SELECT person_token, set_on FROM goal
UNION
SELECT u.person_token, last_day(m.month)
FROM (SELECT DISTINCT person_token FROM utilisation) u CROSS JOIN (SELECT DISTINCT month FROM practice_month) m
UNION SELECT p.person_token, last_day(m.month) FROM (SELECT DISTINCT person_token FROM stay) p CROSS JOIN reporting_month m;

CREATE TABLE practice_on AS
SELECT a.person_token, a.on_day,
       nullif(
         arg_max(
           CASE WHEN s.to_on IS NULL OR s.to_on > a.on_day THEN s.practice_code ELSE '' END,
           strftime(s.from_on, '%Y%m%d') || s.is_register || s.practice_code
         ), ''
       ) AS practice_code,
       arg_max(s.practice_code, strftime(s.from_on, '%Y%m%d') || s.is_register || s.practice_code)
         FILTER (s.to_on IS NULL OR s.to_on > s.from_on) AS last_code
FROM asked a
JOIN stay s ON s.person_token = a.person_token AND s.from_on <= a.on_day
GROUP BY a.person_token, a.on_day;

-- Plans of plan systems, as they were delivered last.
CREATE TABLE cp AS
SELECT c.*, coalesce(o.practice_code, c.practice_code) AS practice
FROM (SELECT * FROM care_plan QUALIFY row_number() OVER (PARTITION BY plan_id ORDER BY month DESC) = 1) c
LEFT JOIN practice_on o ON o.person_token = c.person_token AND o.on_day = c.created_on;

-- Who people are, by the newest register that has them.
CREATE TABLE who AS
SELECT r.person_token, r.birth_year, CASE WHEN r.sex IN ('female', 'male', 'indeterminate') THEN r.sex ELSE 'not_recorded' END AS sex,
       coalesce((SELECT replace(lower(e.group_name), ' ', '_') FROM ethnic_category e WHERE e.code = r.ethnic_category), 'not_recorded')
         AS ethnic,
       coalesce(
         (CASE WHEN r.deprivation_quintile IS NULL THEN (d.deprivation_decile + 1) // 2 ELSE r.deprivation_quintile END)::VARCHAR,
         'not_recorded'
       ) AS quintile,
       r.long_term_conditions AS conditions
FROM registered_person r
LEFT JOIN area_deprivation d ON d.lsoa_code = r.lsoa_code AND coalesce(r.lsoa_year, d.lsoa_year, 2011) = coalesce(d.lsoa_year, 2011)
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

-- Who is on which register on the last day of a month.
CREATE TABLE on_register AS
SELECT o.practice_code, r.month, o.person_token
FROM reporting_month r
JOIN practice_on o ON o.on_day = last_day(r.month)
WHERE EXISTS (SELECT 1 FROM stay s WHERE s.person_token = o.person_token AND s.practice_code = o.practice_code
                AND s.is_register = 1 AND s.from_on <= o.on_day AND (s.to_on IS NULL OR s.to_on > o.on_day));

-- The register by ethnic group and deprivation; in this home any register holds enough of the list.
INSERT INTO list_part
SELECT g.practice_code, g.month, b.breakdown, b.category, count(*)
FROM on_register g
JOIN covered c ON c.feed = 'registered_person' AND c.practice_code = g.practice_code AND c.month = g.month
JOIN who q ON q.person_token = g.person_token,
  LATERAL (VALUES ('ethnic_group', q.ethnic), ('deprivation_quintile', q.quintile)) b(breakdown, category)
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

INSERT INTO expected
SELECT 'contact_minutes_mean', w.practice_code, 'month', w.month, b.breakdown, b.category, sum(m.duration_minutes), count(*)
FROM met m, LATERAL (VALUES ('all', 'all'), ('role', m.role)) b(breakdown, category)
JOIN whole w ON w.feed = 'contact' AND w.win = 'month'
WHERE w.month = date_trunc('month', m.contact_on) AND w.practice_code = m.practice AND m.attendance = 'attended'
  AND m.duration_minutes IS NOT NULL
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
SELECT 'referral_days_to_plan', w.practice_code, 'month', w.month, b.breakdown, b.category || ' at ' || (s.plan_on - s.referred_on),
       count(*), NULL
FROM story s, LATERAL (VALUES ('all', 'all'), ('role', s.role)) b(breakdown, category)
JOIN whole w ON w.feed = 'referral' AND w.win = 'month'
JOIN unbroken u ON u.feed = 'referral' AND u.practice_code = w.practice_code AND u.month = w.month
WHERE w.practice_code = s.practice AND w.month = s.month AND NOT s.is_declined
  AND s.plan_on <= s.referred_on + 90 AND u.up_to >= w.last_on + 90
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

-- People: each window for itself, each person where they are registered on its last day, or were last.
CREATE TABLE used AS
SELECT person_token, referred_on AS on_day, 'referral' AS component, role FROM story WHERE NOT is_declined
UNION ALL
SELECT person_token, event_on,
       CASE snomed_code WHEN '871731000000106' THEN 'coded_referral' WHEN '871711000000103' THEN 'coded_decline'
         WHEN '815691000000107' THEN 'shared_decision' ELSE 'plan' END, 'all'
FROM coded_event
WHERE snomed_code IN ('871731000000106', '871711000000103', '815691000000107', '1187911000000105')
UNION ALL SELECT person_token, plan_agreed_on, 'plan', 'all' FROM ref WHERE plan_agreed_on IS NOT NULL
UNION ALL SELECT person_token, measured_on, 'activation', 'all' FROM activation
UNION ALL SELECT person_token, agreed_on, 'plan', 'all' FROM cp WHERE agreed_on IS NOT NULL;

CREATE TABLE bud AS
SELECT * FROM budget QUALIFY row_number() OVER (PARTITION BY budget_id ORDER BY month DESC) = 1;

CREATE TABLE using_window AS
SELECT DISTINCT v.win, v.month, u.person_token, u.component, u.role, o.last_code AS practice_code,
       o.practice_code IS NOT NULL AS is_registered
FROM win v
JOIN used u ON u.on_day BETWEEN v.first_month AND last_day(v.month)
JOIN practice_on o ON o.person_token = u.person_token AND o.on_day = last_day(v.month)
UNION
SELECT v.win, v.month, b.person_token, 'budget', 'all', o.last_code, o.practice_code IS NOT NULL
FROM win v
JOIN bud b ON b.started_on <= last_day(v.month) AND coalesce(b.ended_on, DATE '2999-01-01') >= v.first_month
JOIN practice_on o ON o.person_token = b.person_token AND o.on_day = last_day(v.month);

-- Where the holder of a budget stands at the end of each month: registered, or last, or where the team says.
CREATE TABLE stands AS
SELECT b.budget_id, r.month, coalesce(o.last_code, s.practice_code, b.practice_code) AS practice
FROM bud b
CROSS JOIN reporting_month r
LEFT JOIN practice_on o ON o.person_token = b.person_token AND o.on_day = last_day(r.month)
LEFT JOIN practice_on s ON s.person_token = b.person_token AND s.on_day = coalesce(b.started_on, b.agreed_on);

INSERT INTO expected
SELECT m.measure_id, w.practice_code, w.win, w.month, m.breakdown, m.category, count(DISTINCT m.person_token),
       NULL
FROM (
  SELECT c.measure_id, b.breakdown, b.category, u.win, u.month, u.practice_code, u.person_token
  FROM using_window u
  LEFT JOIN who p ON p.person_token = u.person_token,
    LATERAL (VALUES
      ('people_referred_per_1000', 'referral', u.role, 'as recorded'),
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
WHERE m.measure_id = 'people_referred' OR m.breakdown IN ('all', 'role') OR l.patients IS NOT NULL
GROUP BY ALL;

INSERT INTO expected
SELECT 'people_benefiting_per_1000', w.practice_code, w.win, w.month, b.breakdown, b.category,
       count(DISTINCT u.person_token), NULL
FROM using_window u,
  LATERAL (VALUES ('all', 'all'), ('component', replace(u.component, 'coded_', ''))) b(breakdown, category)
JOIN whole w ON w.feed = 'referral'
WHERE w.win = u.win AND w.month = u.month AND w.practice_code = u.practice_code AND u.component <> 'coded_decline'
  AND (SELECT count(*) FROM whole x WHERE x.win = w.win AND x.month = w.month AND x.practice_code = w.practice_code
         AND x.feed IN ('referral', 'coded_event', 'care_plan', 'activation', 'budget')) = 5
GROUP BY ALL;

INSERT INTO expected
SELECT 'plans_reviewed_percent', w.practice_code, w.win, w.month, b.breakdown, b.category,
       count(DISTINCT CASE WHEN EXISTS (
         SELECT 1 FROM referral d WHERE d.referral_id = r.referral_id
           AND d.plan_reviewed_on >= w.last_on - INTERVAL 12 MONTH AND d.plan_reviewed_on <= w.last_on
       ) THEN r.person_token END),
       count(DISTINCT r.person_token)
FROM whole w
JOIN practice_on o ON o.practice_code = w.practice_code AND o.on_day = w.last_on
JOIN ref r ON r.person_token = o.person_token,
  LATERAL (VALUES ('all', 'all'), ('role', r.role)) b(breakdown, category)
WHERE w.feed = 'referral' AND w.win = 'quarter' AND r.plan_agreed_on <= w.last_on - INTERVAL 12 MONTH
  AND (r.closed_on IS NULL OR r.closed_on > w.last_on)
GROUP BY ALL;

-- What was delivered for a practice in the twelve months to the end of a quarter, without a gap.
CREATE TABLE full_year AS
SELECT f.feed, p.practice_code, p.month
FROM practice_month p
JOIN reporting_month r ON r.month = p.month AND month(r.month) IN (3, 6, 9, 12)
JOIN (SELECT feed, min(month) AS first FROM covered GROUP BY feed) f ON p.month - INTERVAL 11 MONTH >= f.first
WHERE (SELECT count(*) FROM practice_month q WHERE q.practice_code = p.practice_code AND month(q.month) IN (3, 6, 9, 12)
         AND q.month BETWEEN p.month - INTERVAL 9 MONTH AND p.month) = 4
  AND NOT EXISTS (
    SELECT 1 FROM practice_month q
    WHERE q.practice_code = p.practice_code AND q.month BETWEEN p.month - INTERVAL 11 MONTH AND p.month
      AND NOT EXISTS (
        SELECT 1 FROM covered c WHERE c.feed = f.feed AND c.practice_code = q.practice_code AND c.month = q.month
      )
  );

-- Who meets a criterion: for each register of theirs and role, of whose registers they are on enough.
CREATE TABLE could AS
SELECT g.practice_code, g.month, g.person_token, q.quintile, c.role, c.condition, EXISTS (
    SELECT 1 FROM story s WHERE s.person_token = g.person_token AND s.role = c.role
      AND s.referred_on >= g.month - INTERVAL 11 MONTH AND s.referred_on <= last_day(g.month)
  ) AS is_sent
FROM on_register g
JOIN full_year a ON a.feed = 'registered_person' AND a.practice_code = g.practice_code AND a.month = g.month
JOIN full_year b ON b.feed = 'referral' AND b.practice_code = g.practice_code AND b.month = g.month
JOIN who q ON q.person_token = g.person_token
CROSS JOIN referral_criterion c
WHERE list_contains(string_split(q.conditions, '|'), c.register) AND year(g.month) >= q.birth_year + c.age_from::INT
  AND (SELECT count(*) FROM referral_criterion d WHERE d.role = c.role AND d.registers_from = c.registers_from
         AND list_contains(string_split(q.conditions, '|'), d.register)) >= c.registers_from::INT;

INSERT INTO expected
SELECT 'eligible_not_referred_percent', e.practice_code, 'quarter', e.month, b.breakdown, b.category,
       count(DISTINCT e.person_token) - count(DISTINCT CASE WHEN b.is_sent THEN e.person_token END), count(DISTINCT e.person_token)
FROM (SELECT *, bool_or(is_sent) OVER (PARTITION BY person_token, month) AS is_sent_at_all FROM could) e,
  LATERAL (VALUES
    ('all', 'all', e.is_sent_at_all), ('role', e.role, e.is_sent), ('condition', e.condition, e.is_sent_at_all),
    ('deprivation_quintile', e.quintile, e.is_sent_at_all)
  ) b(breakdown, category, is_sent)
GROUP BY ALL;

INSERT INTO expected
SELECT 'long_term_condition_percent', w.practice_code, 'quarter', w.month, b.breakdown, b.category,
       count(*) FILTER (coalesce(q.conditions, '') <> ''), count(*)
FROM whole w
JOIN on_register g ON g.practice_code = w.practice_code AND g.month = w.month
JOIN who q ON q.person_token = g.person_token,
  LATERAL (VALUES ('all', 'all'), (
    CASE WHEN EXISTS (SELECT 1 FROM utilisation u WHERE u.person_token = g.person_token)
           AND EXISTS (SELECT 1 FROM whole x WHERE x.feed = 'utilisation' AND x.win = 'quarter' AND x.month = w.month
                         AND x.practice_code = w.practice_code)
    THEN 'records' END, 'linked'
  )) b(breakdown, category)
WHERE w.feed = 'registered_person' AND w.win = 'quarter' AND b.breakdown IS NOT NULL
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
SELECT s.episode, s.person_token, s.practice, s.role, s.contact_on, s.sex, s.age_band, s.ethnic, s.quintile, p.measured_on, p.score,
       p.level
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
      ('activation_levels', p.measured_on, 'sex', p.sex, 1),
      ('activation_levels', p.measured_on, 'age_band', p.age_band, 1),
      ('activation_levels', p.measured_on, 'ethnic_group', p.ethnic, 1),
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
-- Whether a score is the one at a start is told by referrals and contacts, up to 30 days after it.
WHERE (m.measure_id = 'activation_level_agreement_percent'
       OR (SELECT count(*) FROM unbroken x WHERE x.month = w.month AND x.practice_code = w.practice_code
             AND x.feed IN ('referral', 'contact')
             AND (x.up_to >= w.last_on + 30
                  OR m.measure_id NOT IN ('activation_levels', 'activation_paired_percent', 'activation_starting_score'))) = 2)
  AND (m.measure_id <> 'activation_baseline_percent'
       OR EXISTS (SELECT 1 FROM unbroken u WHERE u.feed = 'activation' AND u.practice_code = w.practice_code
                    AND u.month = w.month AND u.up_to >= w.last_on + 14))
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
  -- Of whom nothing was ever delivered, it is not known what they used.
  AND k.person_token IN (SELECT person_token FROM utilisation)
GROUP BY ALL;

-- Budgets: people by window, pounds, and savings.
INSERT INTO expected
SELECT c.measure_id, w.practice_code, w.win, w.month, d.breakdown, d.category, count(DISTINCT b.person_token), NULL
FROM bud b
LEFT JOIN who p USING (person_token)
JOIN whole w ON w.feed = 'budget' AND w.win <> 'month'
JOIN stands o ON o.practice = w.practice_code AND o.month = w.month AND o.budget_id = b.budget_id,
  LATERAL (VALUES (CASE WHEN b.eligibility_group = 'wheelchair' THEN 'wheelchair' WHEN b.duration = 'one_off' THEN 'one_off'
    WHEN b.eligibility_group = 'childrens_continuing_care' THEN 'child'
    WHEN b.eligibility_group <> 'adult_chc' AND p.birth_year > year(w.month - INTERVAL 3 MONTH) - 18 THEN 'child'
    ELSE 'adult' END)) k(kind),
  LATERAL (VALUES
    ('all', CASE k.kind WHEN 'adult' THEN 'all' END),
    ('mode', CASE k.kind WHEN 'adult' THEN b.mode END),
    ('eligibility_group', CASE k.kind WHEN 'adult' THEN b.eligibility_group END),
    ('apart', CASE WHEN k.kind <> 'adult' THEN k.kind END)
  ) d(breakdown, category),
  LATERAL (VALUES
    ('budgets_active_per_50000', w.win = 'quarter' AND b.started_on <= w.last_on AND (b.ended_on IS NULL OR b.ended_on >= w.last_on)),
    ('budgets_year_to_date_per_50000', w.win = 'financial_year_to_date' AND b.started_on <= w.last_on
      AND (b.ended_on IS NULL OR b.ended_on >= w.first_on)),
    ('budgets_started_per_50000', b.started_on BETWEEN w.first_on AND w.last_on),
    ('budgets_ended_per_50000', b.ended_on BETWEEN w.first_on AND w.last_on AND b.started_on <= w.last_on)
  ) c(measure_id, is_so)
WHERE c.is_so AND d.category IS NOT NULL
GROUP BY ALL;

INSERT INTO expected
SELECT 'budgets_active', w.practice_code, 'quarter', w.month, d.breakdown, d.category, count(DISTINCT b.person_token), NULL
FROM whole w
JOIN stands o ON o.practice = w.practice_code AND o.month = w.month
JOIN bud b ON b.budget_id = o.budget_id AND b.started_on <= w.last_on AND coalesce(b.ended_on, DATE '2999-01-01') >= w.last_on
LEFT JOIN who p ON p.person_token = b.person_token,
  LATERAL (VALUES
    ('all', 'all'), ('sex', coalesce(p.sex, 'not_recorded')), ('age_band', band(p.birth_year, w.month)),
    ('ethnic_group', coalesce(p.ethnic, 'not_recorded')), ('deprivation_quintile', coalesce(p.quintile, 'not_recorded'))
  ) d(breakdown, category)
WHERE w.feed = 'budget' AND w.win = 'quarter' AND b.duration = 'ongoing'
  AND b.eligibility_group NOT IN ('wheelchair', 'childrens_continuing_care')
  -- Aftercare and other budgets are an adult's who is 18 in the year in which the financial year began.
  AND (b.eligibility_group = 'adult_chc' OR year(w.month - INTERVAL 3 MONTH) - coalesce(p.birth_year, 1900) >= 18)
GROUP BY ALL;

-- The right to a budget: who is counted by the board, and who of them has one of the group.
INSERT INTO expected
SELECT 'budget_right_uptake_percent', e.icb_code, 'quarter', e.month, d.breakdown, d.category, sum(h.people), sum(e.people)
FROM budget_eligible e
JOIN reporting_month r ON r.month = e.month,
  LATERAL (
    SELECT count(DISTINCT b.person_token) AS people
    FROM bud b
    JOIN stands o ON o.budget_id = b.budget_id AND o.month = e.month
    JOIN place l ON l.practice_code = o.practice AND l.month = e.month AND l.icb_code = e.icb_code
    WHERE b.eligibility_group = e.eligibility_group AND b.started_on <= last_day(e.month)
      AND coalesce(b.ended_on, DATE '2999-01-01')
        >= CASE e.eligibility_group WHEN 'wheelchair' THEN e.month - INTERVAL 2 MONTH ELSE last_day(e.month) END
  ) h,
  LATERAL (VALUES ('all', 'all'), ('eligibility_group', e.eligibility_group)) d(breakdown, category)
WHERE h.people <= e.people
  AND NOT EXISTS (
    SELECT 1 FROM place l
    WHERE l.icb_code = e.icb_code AND l.month = e.month
      AND NOT EXISTS (
        SELECT 1 FROM whole w
        WHERE w.feed = 'budget' AND w.win = 'quarter' AND w.month = l.month AND w.practice_code = l.practice_code
      )
  )
GROUP BY ALL;

INSERT INTO expected
SELECT 'budget_outcome_met_percent', w.practice_code, 'month', w.month, d.breakdown, d.category,
       count(*) FILTER (WHERE v.outcome_met = 'met'), count(*)
FROM bud b
-- Whatever month told of the review; of a day, what was said of it last.
JOIN (
  SELECT budget_id, reviewed_on, outcome_met FROM budget x
  WHERE x.reviewed_on IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM budget y WHERE y.budget_id = x.budget_id AND y.reviewed_on = x.reviewed_on AND y.month > x.month)
) v ON v.budget_id = b.budget_id,
  LATERAL (VALUES ('all', 'all'), ('eligibility_group', b.eligibility_group), ('mode', b.mode)) d(breakdown, category)
LEFT JOIN practice_on o ON o.person_token = b.person_token AND o.on_day = coalesce(b.started_on, b.agreed_on)
JOIN whole w ON w.feed = 'budget' AND w.win = 'month' AND w.month = date_trunc('month', v.reviewed_on)
  AND w.practice_code = coalesce(o.practice_code, b.practice_code)
WHERE v.outcome_met IN ('met', 'partly_met', 'not_met')
GROUP BY ALL;

CREATE TABLE pay AS
SELECT * FROM budget_payment QUALIFY row_number() OVER (PARTITION BY payment_id, category ORDER BY month DESC) = 1;

-- Savings take an entry from before the first day in payment, or after the last, as made on that day.
CREATE TABLE entry AS
SELECT p.budget_id, p.category, coalesce(p.paid_gbp, 0) AS paid, coalesce(p.evidenced_gbp, 0) AS evidenced,
       coalesce(p.unspent_gbp, 0) AS unspent, coalesce(p.reclaimed_gbp, 0) AS reclaimed,
       CASE WHEN p.paid_on > b.ended_on THEN b.ended_on WHEN p.paid_on < b.started_on THEN b.started_on ELSE p.paid_on END AS on_day
FROM pay p JOIN bud b USING (budget_id)
-- A cost that the budget states by the year is not taken from the ledger as well.
WHERE NOT (p.category = 'brokerage' AND coalesce(b.brokerage_gbp, 0) > 0)
  AND NOT (p.category = 'employer_costs' AND coalesce(b.employer_gbp, 0) > 0);

CREATE TABLE account AS
SELECT w.win, w.month, w.practice_code, w.first_on, w.last_on, b.*,
  (SELECT coalesce(sum(paid_gbp), 0) FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on) AS paid,
  (SELECT coalesce(sum(evidenced_gbp), 0) FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on) AS evidenced,
  (SELECT coalesce(sum(unspent_gbp), 0) FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on) AS unspent,
  (SELECT coalesce(sum(reclaimed_gbp), 0) FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on) AS reclaimed,
  b.started_on <= w.last_on AND coalesce(b.ended_on, w.last_on) >= w.first_on AS in_payment,
  least(coalesce(b.ended_on, w.last_on), w.last_on) - greatest(b.started_on, w.first_on) + 1 AS days
FROM bud b
JOIN whole w ON w.feed = 'budget' AND w.win <> 'month'
  AND (b.started_on <= w.last_on AND coalesce(b.ended_on, w.last_on) >= w.first_on
       OR EXISTS (SELECT 1 FROM pay p WHERE p.budget_id = b.budget_id AND p.paid_on BETWEEN w.first_on AND w.last_on))
JOIN whole x ON x.feed = 'budget_payment' AND x.win = w.win AND x.month = w.month AND x.practice_code = w.practice_code
JOIN stands o ON o.budget_id = b.budget_id AND o.month = w.month AND o.practice = w.practice_code;

INSERT INTO expected
SELECT 'budget_ledger_gbp', l.icb_code, a.win, a.month, d.breakdown, d.category, sum(d.gbp), NULL
FROM account a
JOIN place l ON l.practice_code = a.practice_code AND l.month = a.month
JOIN whole_board x ON x.feed = 'budget' AND x.win = a.win AND x.month = a.month AND x.icb_code = l.icb_code
JOIN whole_board y ON y.feed = 'budget_payment' AND y.win = a.win AND y.month = a.month AND y.icb_code = l.icb_code,
  LATERAL (VALUES
    ('all', 'all', a.paid), ('mode', a.mode, a.paid), ('account', 'evidenced', a.evidenced), ('account', 'unspent', a.unspent),
    ('account', 'unaccounted', a.paid - (a.evidenced + a.unspent)), ('ledger', 'reclaimed', a.reclaimed), ('ledger', 'agreed', CASE WHEN a.started_on BETWEEN a.first_on AND a.last_on THEN a.budget_gbp ELSE 0 END)
  ) d(breakdown, category, gbp)
GROUP BY ALL;

-- Ongoing and active on the last day: paid, and the rest of the year as agreed.
INSERT INTO expected
SELECT 'budget_forecast_gbp', practice_code, win, month, 'all', 'all', sum(round(paid + CASE
    WHEN NOT in_payment OR coalesce(ended_on, last_on) < last_on OR eligibility_group = 'wheelchair' OR duration = 'one_off' THEN 0
    ELSE budget_gbp * greatest(0, least(coalesce(ended_on, DATE '9999-12-31'),
      make_date((CASE WHEN month(month) > 3 THEN year(month) + 1 ELSE year(month) END)::INT, 3, 31)) - last_day(month)) / 365 END, 2)), NULL
FROM account WHERE win = 'financial_year_to_date' AND month(month) IN (6, 9, 12) GROUP BY ALL;

INSERT INTO expected
SELECT 'budget_reconciled_percent', practice_code, win, month, d.breakdown, d.category,
       count(*) FILTER (WHERE abs(paid - evidenced - unspent) < 1), count(*)
FROM account a, LATERAL (VALUES ('all', 'all'), ('mode', a.mode)) d(breakdown, category)
WHERE paid <> 0 GROUP BY ALL;

CREATE TABLE spent AS
SELECT b.budget_id, sum(e.paid) = sum(e.evidenced + e.unspent) AS adds_up, sum(e.paid) AS paid, sum(e.evidenced) AS evidenced
FROM bud b JOIN entry e USING (budget_id) GROUP BY ALL;

-- From when on payments were delivered, month by month without a gap, up to the month.
CREATE TABLE unbroken_since AS
SELECT p.practice_code, p.month, (
    SELECT min(q.month) FROM practice_month q
    WHERE q.practice_code = p.practice_code AND q.month > coalesce((
      SELECT max(g.month) FROM practice_month g
      WHERE g.practice_code = p.practice_code AND g.month <= p.month AND NOT EXISTS (
        SELECT 1 FROM covered c WHERE c.feed = 'budget_payment' AND c.practice_code = g.practice_code AND c.month = g.month
      )
    ), DATE '1900-01-01')
  ) AS since_on
FROM practice_month p;

CREATE TABLE saved AS
SELECT a.*,
  CASE
    WHEN eligibility_group = 'wheelchair' THEN 'wheelchair'
    WHEN duration = 'one_off' THEN 'one_off'
    WHEN coalesce(is_fast_track, false) THEN 'fast_track'
    WHEN f.days < 90 THEN 'under_90_days'
    WHEN coalesce(y.paid, 0) = 0 THEN 'no_payment'
    WHEN conventional_cost_gbp IS NULL THEN 'no_conventional_cost'
    WHEN NOT coalesce(is_need_unchanged, false) THEN 'need_changed'
    WHEN price_year IS NULL THEN 'no_price_year'
    WHEN price_year NOT IN (strftime(first_on, '%Y') || '/' || strftime(first_on + INTERVAL 1 YEAR, '%y'),
                            strftime(first_on - INTERVAL 1 YEAR, '%Y') || '/' || strftime(first_on, '%y')) THEN 'other_price_year'
  END AS left_out,
  conventional_cost_gbp * a.days / 365.0 AS conventional,
  (conventional_cost_gbp - coalesce(brokerage_gbp, 0) - coalesce(employer_gbp, 0)) * a.days / 365.0
    - CASE WHEN coalesce(ended_on <= last_on, false) AND t.adds_up THEN t.evidenced * y.paid / t.paid ELSE y.paid - y.reclaimed END
    - CASE WHEN started_on >= first_on THEN coalesce(set_up_gbp, 0) ELSE 0 END AS saving,
  conventional_cost_gbp - coalesce(brokerage_gbp, 0) - coalesce(employer_gbp, 0)
    - CASE WHEN started_on >= first_on THEN coalesce(set_up_gbp, 0) ELSE 0 END
    - CASE WHEN coalesce(ended_on <= last_on, false) AND t.adds_up THEN t.evidenced * f.paid / t.paid ELSE f.paid - f.reclaimed END
      * 365.0 / f.days
    AS saving_of_a_year
FROM account a
LEFT JOIN spent t USING (budget_id),
  LATERAL (SELECT sum(e.paid) AS paid, sum(e.reclaimed) AS reclaimed FROM entry e
    WHERE e.budget_id = a.budget_id AND e.on_day BETWEEN a.first_on AND a.last_on) y,
  LATERAL (SELECT greatest(a.started_on, max(u.since_on)) AS from_on FROM unbroken_since u
    WHERE u.practice_code = a.practice_code AND u.month = a.month) h,
  LATERAL (SELECT sum(e.paid) AS paid, sum(e.reclaimed) AS reclaimed,
                  least(coalesce(a.ended_on, a.last_on), a.last_on) - h.from_on + 1 AS days
    FROM entry e WHERE e.budget_id = a.budget_id AND e.on_day BETWEEN h.from_on AND a.last_on) f
WHERE win = 'financial_year_to_date' AND month(month) IN (3, 6, 9, 12) AND in_payment;

INSERT INTO expected
SELECT c.measure_id, practice_code, win, month, d.breakdown, d.category, sum(d.saving::DECIMAL(18, 6)), sum(c.denominator)
FROM saved s,
  LATERAL (VALUES
    ('all', 'all', s.saving, s.conventional), ('comparator', coalesce(s.conventional_cost_status, 'not_stated'), s.saving, s.conventional),
    ('eligibility_group', s.eligibility_group, s.saving, s.conventional), ('mode', s.mode, s.saving, s.conventional),
    ('effect', 'full_year', s.saving_of_a_year, s.conventional_cost_gbp)
  ) d(breakdown, category, saving, conventional),
  LATERAL (VALUES ('budget_saving_gbp', 1::DECIMAL(18, 6)), ('budget_saving_percent', d.conventional::DECIMAL(18, 6))) c(measure_id, denominator)
WHERE s.left_out IS NULL
GROUP BY ALL;

INSERT INTO expected
SELECT 'budget_saving_median_percent', p.practice_code, 'financial_year_to_date', p.month, d.breakdown,
       d.category || ' at ' || p.percent, count(*), NULL
FROM (
  SELECT practice_code, month, person_token,
         arg_max(status, lpad((100 * worth)::BIGINT::VARCHAR, 20, '0') || status) AS status,
         round(100 * sum(gained) / sum(worth))::INT AS percent
  FROM (
    -- In whole pence, as savings are stored.
    SELECT practice_code, month, person_token, coalesce(conventional_cost_status, 'not_stated') AS status,
           round(saving::DECIMAL(30, 10), 2) AS gained, round(conventional::DECIMAL(30, 10), 2) AS worth
    FROM saved WHERE left_out IS NULL
  )
  GROUP BY ALL
  HAVING sum(worth) > 0
) p,
  LATERAL (VALUES ('all', 'all'), ('comparator', p.status)) d(breakdown, category)
GROUP BY ALL;

INSERT INTO expected
SELECT 'budget_left_out_percent', s.icb_code, s.win, s.month, d.breakdown, d.category, count(s.left_out),
       any_value(s.budgets)
FROM (
  SELECT v.*, l.icb_code, count(*) OVER (PARTITION BY l.icb_code, v.month) AS budgets
  FROM saved v
  JOIN place l ON l.practice_code = v.practice_code AND l.month = v.month
  JOIN whole_board x ON x.feed = 'budget' AND x.win = v.win AND x.month = v.month AND x.icb_code = l.icb_code
  JOIN whole_board y ON y.feed = 'budget_payment' AND y.win = v.win AND y.month = v.month AND y.icb_code = l.icb_code
) s,
  LATERAL (VALUES ('all', 'all'), ('reason', s.left_out)) d(breakdown, category)
WHERE d.category IS NOT NULL
GROUP BY ALL;

-- Plans that are live when a quarter ends. One that only a code tells of lives for 15 months.
CREATE TABLE living AS
SELECT v.month, p.person_token, p.pathway, p.known_from, o.practice_code,
       p.agreed_on <= last_day(v.month) - INTERVAL 12 MONTH AS is_old,
       -- Whatever month told of the review.
       (SELECT count(*) FROM care_plan d WHERE d.plan_id = p.plan_id AND d.reviewed_on <= last_day(v.month)
          AND d.reviewed_on >= last_day(v.month) - INTERVAL 12 MONTH) > 0 AS is_reviewed
FROM win v
JOIN (
  SELECT plan_id, person_token, pathway, 'plan_system' AS known_from, agreed_on, ended_on AS until FROM cp
  UNION ALL
  SELECT NULL, person_token, 'not_recorded', 'gp_code', event_on, (event_on + INTERVAL 15 MONTH)::DATE
  FROM (SELECT DISTINCT person_token, event_on FROM coded_event WHERE snomed_code = '1187911000000105') e
  WHERE NOT EXISTS (
    SELECT 1 FROM cp
    WHERE cp.person_token = e.person_token AND cp.agreed_on <= e.event_on + 31 AND (cp.ended_on IS NULL OR cp.ended_on > e.event_on)
  )
) p ON p.agreed_on <= last_day(v.month) AND (p.until IS NULL OR p.until > last_day(v.month))
JOIN practice_on o ON o.person_token = p.person_token AND o.on_day = last_day(v.month)
WHERE v.win = 'quarter';

INSERT INTO expected
SELECT 'plans_live_per_1000', w.practice_code, w.win, w.month, b.breakdown, b.category, count(DISTINCT l.person_token), NULL
FROM living l, LATERAL (VALUES ('all', 'all'), ('pathway', l.pathway), ('known_from', l.known_from)) b(breakdown, category)
JOIN whole w ON w.feed = 'care_plan' AND w.win = 'quarter'
JOIN whole x ON x.feed = 'coded_event' AND x.win = 'quarter' AND x.month = w.month AND x.practice_code = w.practice_code
WHERE w.month = l.month AND w.practice_code = l.practice_code
GROUP BY ALL;

INSERT INTO expected
SELECT 'care_plans_reviewed_percent', w.practice_code, w.win, w.month, b.breakdown, b.category,
       count(DISTINCT CASE WHEN l.is_reviewed THEN l.person_token END), count(DISTINCT l.person_token)
FROM living l, LATERAL (VALUES ('all', 'all'), ('pathway', l.pathway)) b(breakdown, category)
JOIN whole w ON w.feed = 'care_plan' AND w.win = 'quarter'
WHERE w.month = l.month AND w.practice_code = l.practice_code AND l.is_old AND l.known_from = 'plan_system'
GROUP BY ALL;

INSERT INTO expected
SELECT 'plan_coverage_percent', w.practice_code, w.win, w.month, b.breakdown, b.category,
       sum((SELECT count(DISTINCT l.person_token) FROM living l WHERE l.practice_code = w.practice_code AND l.month = w.month
              AND l.pathway = n.pathway AND l.known_from = 'plan_system')),
       sum(n.people)
FROM whole w
JOIN pathway_population n ON n.practice_code = w.practice_code AND n.month <= w.month AND n.month > w.month - INTERVAL 24 MONTH,
  LATERAL (VALUES ('all', 'all'), ('pathway', n.pathway)) b(breakdown, category)
WHERE w.feed = 'care_plan' AND w.win = 'quarter'
  AND NOT EXISTS (SELECT 1 FROM pathway_population o WHERE o.practice_code = n.practice_code AND o.pathway = n.pathway
                    AND o.month > n.month AND o.month <= w.month)
GROUP BY ALL;

INSERT INTO expected
SELECT c.measure_id, w.practice_code, 'month', w.month, c.breakdown, c.category, sum(c.numerator),
       count(CASE WHEN c.measure_id <> 'plans_agreed_per_1000' THEN 1 END)
FROM cp p,
  LATERAL (VALUES (coalesce(p.important_answered, false)::INT + coalesce(p.live_well_answered, false)::INT
    + coalesce(p.self_management_answered, false)::INT + coalesce(p.care_needed_answered, false)::INT + coalesce(p.good_support_answered, false)::INT
    + coalesce(p.future_answered, false)::INT + coalesce(p.end_of_life_answered, false)::INT)) n(answered),
  LATERAL (VALUES
    ('plans_agreed_per_1000', p.agreed_on, 'all', 'all', 1),
    ('plans_agreed_per_1000', p.agreed_on, 'pathway', p.pathway, 1),
    ('plan_prompts_answered', p.agreed_on, 'all', 'all', n.answered / 0.07),
    ('plan_prompts_answered', p.agreed_on, 'pathway', p.pathway, n.answered / 0.07),
    ('plan_prompts_answered', p.agreed_on, 'prompt', 'important', 100 * coalesce(p.important_answered, false)::INT),
    ('plan_prompts_answered', p.agreed_on, 'prompt', 'live_well', 100 * coalesce(p.live_well_answered, false)::INT),
    ('plan_prompts_answered', p.agreed_on, 'prompt', 'self_management', 100 * coalesce(p.self_management_answered, false)::INT),
    ('plan_prompts_answered', p.agreed_on, 'prompt', 'care_needed', 100 * coalesce(p.care_needed_answered, false)::INT),
    ('plan_prompts_answered', p.agreed_on, 'prompt', 'good_support', 100 * coalesce(p.good_support_answered, false)::INT),
    ('plan_prompts_answered', p.agreed_on, 'prompt', 'future', 100 * coalesce(p.future_answered, false)::INT),
    ('plan_prompts_answered', p.agreed_on, 'prompt', 'end_of_life', 100 * coalesce(p.end_of_life_answered, false)::INT),
    ('needs_assessment_completed_percent', p.needs_assessment_offered_on, 'all', 'all',
      coalesce(p.needs_assessment_completed_on BETWEEN p.needs_assessment_offered_on AND p.needs_assessment_offered_on + 90, false)::INT),
    ('needs_assessment_completed_percent', p.needs_assessment_offered_on, 'stage', 'plan_agreed',
      coalesce(p.agreed_on BETWEEN p.needs_assessment_offered_on AND p.needs_assessment_offered_on + 90, false)::INT)
  ) c(measure_id, on_day, breakdown, category, numerator)
JOIN whole w ON w.feed = 'care_plan' AND w.win = 'month'
WHERE w.month = date_trunc('month', c.on_day) AND w.practice_code = p.practice
  AND (c.measure_id <> 'needs_assessment_completed_percent'
       OR EXISTS (SELECT 1 FROM unbroken u WHERE u.feed = 'care_plan' AND u.practice_code = w.practice_code AND u.month = w.month
                    AND u.up_to >= w.last_on + 90))
GROUP BY ALL;

INSERT INTO expected
SELECT 'shared_decisions_per_1000_appointments', w.practice_code, 'month', w.month, 'all', 'all',
       (SELECT count(DISTINCT (e.person_token, e.event_on)) FROM coded_event e
        LEFT JOIN practice_on o ON o.person_token = e.person_token AND o.on_day = e.event_on
        WHERE e.snomed_code = '815691000000107' AND date_trunc('month', e.event_on) = w.month
          AND coalesce(o.practice_code, e.practice_code, e.sender_code) = w.practice_code),
       sum(a.appointments)
FROM whole w
JOIN gp_appointment a ON a.practice_code = w.practice_code AND a.month = w.month AND a.status = 'Attended'
WHERE w.feed = 'coded_event' AND w.win = 'month'
GROUP BY ALL;

-- Surveys, answer by answer. Groups are in the whole only where the whole is not given itself.
INSERT INTO expected
SELECT c.measure_id, s.organisation_code, 'quarter', r.month, b.breakdown, b.category,
       sum(CASE WHEN s.answer IN ('all_nine', 'four_yes', 'agree', 'strongly_agree', 'yes') THEN s.answers ELSE coalesce(s.score_sum, 0) END),
       sum(s.answers)
FROM (
  SELECT s.*, s.respondent_group = 'all' OR 'all' NOT IN (
    SELECT x.respondent_group FROM survey_result x
    WHERE x.source = s.source AND x.organisation_code = s.organisation_code AND x.month = s.month AND x.question = s.question
  ) AS is_whole
  FROM survey_result s
  -- The published file of the GP Patient Survey holds, and follows.
  WHERE s.source <> 'gp_patient_survey' OR s.organisation_code || ' ' || year(s.month) NOT IN (
    SELECT g.practice_code || ' ' || year(g.month) FROM gp_patient_survey g
  )
) s
JOIN reporting_month r ON r.month = date_trunc('quarter', s.month) + INTERVAL 2 MONTH,
  LATERAL (VALUES (CASE s.question WHEN 'collaborate' THEN 'collaborate_top_score_percent' WHEN 'sure' THEN 'sure_all_yes_percent'
    WHEN 'sdm_q_9' THEN 'sdm_q_9_score' WHEN 'sdm_q_doc' THEN 'sdm_q_doc_score' WHEN 'what_matters' THEN 'what_matters_conversation_percent'
    WHEN 'budget_achieved' THEN 'budget_holders_achieved_percent' ELSE 'choice_statements_agree_percent' END)) c(measure_id),
  LATERAL (VALUES (CASE WHEN s.is_whole THEN 'all' END, 'all'),
    (CASE WHEN s.question LIKE 'choice%' AND s.is_whole THEN 'statement'
       WHEN s.question = 'budget_achieved' AND s.respondent_group <> 'all' THEN 'respondent_group' END,
     CASE WHEN s.question LIKE 'choice%' THEN s.question ELSE s.respondent_group END)) b(breakdown, category)
WHERE s.answer NOT IN ('dont_know', 'incomplete') AND b.breakdown IS NOT NULL
  -- What is published without protection is what surveys published.
  AND s.source = CASE s.question WHEN 'what_matters' THEN 'gp_patient_survey' WHEN 'budget_achieved' THEN 'budget_holder_survey' ELSE s.source END
  AND (s.question <> 'collaborate'
       OR (SELECT sum(x.answers) FROM survey_result x WHERE x.organisation_code = s.organisation_code AND x.question = 'collaborate'
             AND x.answer <> 'incomplete' AND date_trunc('quarter', x.month) = date_trunc('quarter', s.month)) >= 25)
GROUP BY ALL;

INSERT INTO expected
SELECT q.measure_id, g.practice_code, 'quarter', g.month, 'all', 'all', round(q.share::DOUBLE * q.answers::DOUBLE), q.answers::DOUBLE
FROM gp_patient_survey g
JOIN reporting_month r ON r.month = g.month,
  LATERAL (VALUES
    ('what_matters_conversation_percent', g.conversation_share, g.conversation_answers),
    ('condition_support_percent', g.support_share, g.support_answers),
    ('condition_confidence_percent', g.confidence_share, g.confidence_answers),
    ('condition_plan_percent', g.plan_share, g.plan_answers)
  ) q(measure_id, share, answers)
WHERE q.share NOT LIKE '-%' AND q.answers NOT LIKE '-%';

-- Scores before and after.
CREATE TABLE mark AS
SELECT g.person_token, g.instrument, g.day, g.score, g.stated, i.range_from, i.range_to, i.better, i.minimum_change
FROM (
  SELECT person_token, practice_code AS stated, completed_on AS day, month, delivery_id, x.instrument, x.score::DOUBLE AS score
  FROM pain_health_check,
    LATERAL (VALUES
      ('who_5', 4 * coalesce(cheerful + calm + active + rested + interested,
        CASE WHEN coalesce(cheerful, calm, active, rested, interested) IS NULL THEN wellbeing_raw END)),
      ('pain', pain), ('distress', distress), ('pseq_2', lifestyle_confidence + work_confidence)
    ) x(instrument, score)
  UNION ALL SELECT person_token, practice_code, measured_on, month, delivery_id, instrument, score::DOUBLE FROM outcome_score
  UNION ALL SELECT person_token, practice_code, reviewed_on, month, delivery_id, 'opioid_dose', dose_mg::DOUBLE FROM medication_review
) g
JOIN (SELECT instrument, range_from::DOUBLE AS range_from, range_to::DOUBLE AS range_to, better, minimum_change::DOUBLE AS minimum_change FROM instrument) i
  ON i.instrument = g.instrument
WHERE g.score IS NOT NULL AND (i.range_to IS NULL OR g.score BETWEEN i.range_from AND i.range_to)
QUALIFY row_number() OVER (PARTITION BY g.person_token, g.instrument, g.day ORDER BY g.month DESC, g.delivery_id, g.score DESC) = 1;

CREATE TABLE before_after AS
SELECT f.*, coalesce(o.practice_code, f.stated) AS practice, m.day AS later_on, m.score AS later,
       CASE f.better WHEN 'higher' THEN 1 ELSE -1 END * (m.score - f.score) AS better_by,
       EXISTS (SELECT 1 FROM mark e WHERE e.person_token = f.person_token AND e.instrument = f.instrument AND e.day > f.day
                 AND e.day < f.day + 28) AS is_early
FROM mark f
LEFT JOIN mark m ON m.person_token = f.person_token AND m.instrument = f.instrument AND m.day BETWEEN f.day + 60 AND f.day + 365
LEFT JOIN practice_on o ON o.person_token = f.person_token AND o.on_day = f.day
WHERE NOT EXISTS (SELECT 1 FROM mark e WHERE e.person_token = f.person_token AND e.instrument = f.instrument AND e.day < f.day)
QUALIFY row_number() OVER (PARTITION BY f.person_token, f.instrument ORDER BY abs(m.day - f.day - 180) NULLS LAST, m.day) = 1;

INSERT INTO expected
SELECT c.measure_id, w.practice_code, 'month', w.month, c.breakdown, c.category, sum(c.numerator), count(*)
FROM before_after p,
  LATERAL (VALUES (round(100 * p.better_by / nullif(coalesce(p.range_to - p.range_from, p.score), 0), 4), p.instrument = 'opioid_dose')) g(gain, is_dose),
  LATERAL (VALUES
    ('outcome_mean_change', NOT g.is_dose AND g.gain IS NOT NULL, p.later_on, 'all', 'all', g.gain),
    ('outcome_mean_change', NOT g.is_dose AND g.gain IS NOT NULL, p.later_on, 'instrument', p.instrument, g.gain),
    ('outcome_improved_percent', NOT g.is_dose, p.later_on, 'all', 'all', (p.better_by >= p.minimum_change)::INT),
    ('outcome_improved_percent', NOT g.is_dose, p.later_on, 'instrument', p.instrument, (p.better_by >= p.minimum_change)::INT),
    ('outcome_paired_percent', NOT g.is_dose, p.day, 'all', 'all', (p.later_on IS NOT NULL)::INT),
    ('outcome_paired_percent', NOT g.is_dose, p.day, 'instrument', p.instrument, (p.later_on IS NOT NULL)::INT),
    ('outcome_paired_percent', NOT g.is_dose, p.day, 'early_score', CASE WHEN p.is_early THEN 'with' ELSE 'without' END, (p.later_on IS NOT NULL)::INT),
    ('opioid_dose_lower_percent', g.is_dose AND p.score > 0, p.later_on, 'all', 'all', (p.later < p.score)::INT),
    ('opioid_dose_lower_percent', g.is_dose AND p.score > 0, p.later_on, 'dose', 'to_zero', (p.later = 0)::INT),
    ('opioid_dose_lower_percent', g.is_dose AND p.score > 0, p.later_on, 'dose', 'lower', (p.later < p.score AND p.later <> 0)::INT),
    ('opioid_dose_lower_percent', g.is_dose AND p.score > 0, p.later_on, 'dose', 'same', (p.later = p.score)::INT),
    ('opioid_dose_lower_percent', g.is_dose AND p.score > 0, p.later_on, 'dose', 'higher', (p.later > p.score)::INT)
  ) c(measure_id, is_in, on_day, breakdown, category, numerator)
JOIN whole w ON w.win = 'month'
WHERE c.is_in AND w.month = date_trunc('month', c.on_day) AND w.practice_code = p.practice
  AND w.feed = CASE c.measure_id WHEN 'opioid_dose_lower_percent' THEN 'medication_review' ELSE 'pain_health_check' END
  AND (c.measure_id = 'opioid_dose_lower_percent'
       OR EXISTS (SELECT 1 FROM whole x WHERE x.feed = 'outcome_score' AND x.win = 'month' AND x.month = w.month AND x.practice_code = w.practice_code))
  AND (c.measure_id <> 'outcome_paired_percent'
       OR (SELECT count(*) FROM unbroken u WHERE u.feed IN ('pain_health_check', 'outcome_score') AND u.practice_code = w.practice_code
             AND u.month = w.month AND u.up_to >= w.last_on + 365) = 2)
GROUP BY ALL;

INSERT INTO expected
SELECT 'wellbeing_low_percent', w.practice_code, 'month', w.month, d.breakdown, d.category, sum(d.is_low::INT), count(*)
FROM before_after p
JOIN (VALUES ('who_5', 50), ('ons4_happy', 4), ('ons4_satisfied', 4), ('ons4_worthwhile', 4), ('ons4_anxious', -5)) c(instrument, cut)
  ON c.instrument = p.instrument,
  LATERAL (VALUES
    ('first_score', p.instrument, CASE WHEN c.cut > 0 THEN p.score <= c.cut ELSE -p.score < c.cut END),
    (CASE p.instrument WHEN 'who_5' THEN 'all' ELSE 'later_score' END, CASE p.instrument WHEN 'who_5' THEN 'all' ELSE p.instrument END,
     CASE WHEN c.cut > 0 THEN p.later <= c.cut ELSE -p.later < c.cut END)
  ) d(breakdown, category, is_low)
JOIN whole w ON w.feed = 'pain_health_check' AND w.win = 'month'
JOIN whole x ON x.feed = 'outcome_score' AND x.win = 'month' AND x.month = w.month AND x.practice_code = w.practice_code
WHERE w.practice_code = p.practice AND w.month = date_trunc('month', p.later_on)
GROUP BY ALL;

-- Needs of people with pain, their medicines and goals.
CREATE TABLE med AS
SELECT m.*, coalesce(o.practice_code, m.practice_code) AS practice
FROM (SELECT * FROM medication_review QUALIFY row_number() OVER (PARTITION BY person_token, reviewed_on ORDER BY month DESC, delivery_id) = 1) m
LEFT JOIN practice_on o ON o.person_token = m.person_token AND o.on_day = m.reviewed_on;

CREATE TABLE want AS
SELECT c.person_token, c.completed_on, coalesce(o.practice_code, c.practice_code) AS practice, n.need,
       list_contains(string_split(coalesce(c.needs, '') || '|' || coalesce(c.priority_needs, ''), '|'), n.need_number) AS is_ticked,
       list_contains(string_split(coalesce(c.priority_needs, ''), '|'), n.need_number) AS is_first,
       (SELECT count(*) FROM pain_need z
        WHERE list_contains(string_split(coalesce(c.needs, '') || '|' || coalesce(c.priority_needs, ''), '|'), z.need_number)) AS ticks
FROM (SELECT * FROM pain_health_check QUALIFY row_number() OVER (PARTITION BY person_token, completed_on ORDER BY month DESC, delivery_id) = 1) c
LEFT JOIN practice_on o ON o.person_token = c.person_token AND o.on_day = c.completed_on
CROSS JOIN pain_need n;

INSERT INTO expected
SELECT c.measure_id, w.practice_code, 'month', w.month, c.breakdown, c.category, sum(c.numerator), count(*)
FROM want p,
  LATERAL (VALUES (EXISTS (
    SELECT 1 FROM pain_need_offer f JOIN story s ON s.role = f.offer
    WHERE f.need = p.need AND s.person_token = p.person_token AND NOT s.is_declined AND s.referred_on <= p.completed_on + 90
      AND (s.closed_on IS NULL OR s.closed_on >= p.completed_on)
  ) OR EXISTS (
    SELECT 1 FROM pain_need_offer f JOIN med m ON f.offer = 'medication_review'
    WHERE f.need = p.need AND m.person_token = p.person_token AND m.reviewed_on BETWEEN p.completed_on - 30 AND p.completed_on + 90
  ))) g(is_met),
  LATERAL (VALUES
    ('pain_needs_percent', p.need = 'moving', 'all', 'all', (p.ticks >= 4)::INT),
    ('pain_needs_percent', true, 'need', p.need, p.is_ticked::INT),
    ('pain_needs_percent', true, 'priority_need', p.need, p.is_first::INT),
    ('pain_needs_unmet_percent', p.is_ticked, 'all', 'all', 1 - g.is_met::INT),
    ('pain_needs_unmet_percent', p.is_ticked, 'need', p.need, 1 - g.is_met::INT),
    ('pain_needs_unmet_percent', p.is_ticked, 'put_first', CASE WHEN p.is_first THEN 'first' ELSE 'not_first' END, 1 - g.is_met::INT)
  ) c(measure_id, is_in, breakdown, category, numerator)
JOIN whole w ON w.feed = 'pain_health_check' AND w.win = 'month'
WHERE c.is_in AND w.month = date_trunc('month', p.completed_on) AND w.practice_code = p.practice
  AND (c.measure_id = 'pain_needs_percent'
       OR (SELECT count(*) FROM unbroken u WHERE u.feed IN ('referral', 'medication_review') AND u.practice_code = w.practice_code
             AND u.month = w.month AND u.up_to >= w.last_on + 90) = 2)
GROUP BY ALL;

INSERT INTO expected
SELECT c.measure_id, w.practice_code, 'month', w.month, c.breakdown, c.category, sum(c.numerator),
       count(CASE WHEN c.measure_id <> 'medication_reviews' THEN 1 END)
FROM (
  SELECT 'medication_reviews' AS measure_id, m.practice, m.reviewed_on, b.breakdown, b.category, 1 AS numerator
  FROM med m, LATERAL (VALUES ('all', 'all'), ('readiness_stage', coalesce(m.readiness_stage, 'not_recorded'))) b(breakdown, category)
  UNION ALL
  SELECT 'opioid_side_effects_percent', m.practice, m.reviewed_on, 'all', 'all', (m.side_effects <> 'none')::INT FROM med m
  WHERE m.side_effects IS NOT NULL
  UNION ALL
  SELECT 'opioid_side_effects_percent', m.practice, m.reviewed_on, 'side_effect', e.side_effect,
         (regexp_matches(m.side_effects, '(^|[|])' || e.side_effect || '($|[|])'))::INT
  FROM med m CROSS JOIN opioid_side_effect e WHERE m.side_effects IS NOT NULL
) c
JOIN whole w ON w.feed = 'medication_review' AND w.win = 'month' AND w.month = date_trunc('month', c.reviewed_on) AND w.practice_code = c.practice
GROUP BY ALL;

INSERT INTO expected
SELECT 'goals_met_percent', w.practice_code, 'month', w.month, b.breakdown, b.category, sum((b.is_so AND g.reviewed_on <= g.set_on + 180)::INT), count(*)
FROM (
  SELECT n.goal_id, n.set_on, coalesce(o.practice_code, n.practice_code) AS practice, v.reviewed_on, v.result
  FROM (SELECT * FROM goal QUALIFY row_number() OVER (PARTITION BY goal_id ORDER BY month DESC) = 1) n
  -- The last review in time, whichever month told of it.
  LEFT JOIN (
    SELECT * FROM goal WHERE reviewed_on <= set_on + 180
    QUALIFY row_number() OVER (PARTITION BY goal_id ORDER BY reviewed_on DESC, month DESC) = 1
  ) v ON v.goal_id = n.goal_id
  LEFT JOIN practice_on o ON o.person_token = n.person_token AND o.on_day = n.set_on
) g,
  LATERAL (VALUES
    ('all', 'all', coalesce(g.result = 'met', false)), ('stage', 'reviewed', g.reviewed_on IS NOT NULL),
    ('stage', 'met_in_part', coalesce(g.result IN ('met', 'partly_met'), false))
  ) b(breakdown, category, is_so)
JOIN whole w ON w.feed = 'goal' AND w.win = 'month'
JOIN unbroken u ON u.feed = 'goal' AND u.month = w.month AND u.practice_code = w.practice_code AND u.up_to >= w.last_on + 180
WHERE w.month = date_trunc('month', g.set_on) AND w.practice_code = g.practice
GROUP BY ALL;

-- Use of services: who comes again and again, and six months after the month of referral less six before it.
CREATE TABLE use_month AS
SELECT person_token, activity_month, max(gp_contacts) AS gp, max(ae_attendances) AS ae, max(emergency_admissions) AS em,
       max(outpatient_attendances) AS op
FROM utilisation GROUP BY ALL;

CREATE TABLE intense AS
SELECT r.month, o.practice_code, u.person_token, sum(u.ae) AS times
FROM reporting_month r
JOIN use_month u ON u.activity_month BETWEEN r.month - INTERVAL 11 MONTH AND r.month
JOIN practice_on o ON o.person_token = u.person_token AND o.on_day = last_day(r.month)
GROUP BY ALL HAVING sum(u.ae) >= 5;

INSERT INTO expected
SELECT 'high_intensity_users_per_1000', p.practice_code, 'quarter', p.month, b.breakdown, b.category,
       (SELECT count(*) FROM intense i WHERE i.practice_code = p.practice_code AND i.month = p.month
          AND (b.category = 'all' OR (b.category = 'seen') = EXISTS (
            SELECT 1 FROM met m WHERE m.person_token = i.person_token AND m.attendance = 'attended'
              AND m.contact_on BETWEEN i.month - INTERVAL 11 MONTH AND last_day(i.month)))),
       p.registered_patients
FROM practice_month p
JOIN reporting_month r ON r.month = p.month AND month(r.month) IN (3, 6, 9, 12),
  LATERAL (VALUES ('all', 'all'), ('support', 'seen'), ('support', 'not_seen')) b(breakdown, category)
WHERE p.month - INTERVAL 11 MONTH >= (SELECT max(first) FROM (SELECT min(month) AS first FROM covered
                                      WHERE feed IN ('utilisation', 'contact') GROUP BY feed))
  AND (SELECT count(*) FROM practice_month q WHERE q.practice_code = p.practice_code AND month(q.month) IN (3, 6, 9, 12)
         AND q.month BETWEEN p.month - INTERVAL 9 MONTH AND p.month) = 4
  AND NOT EXISTS (
    SELECT 1 FROM practice_month q
    WHERE q.practice_code = p.practice_code AND q.month BETWEEN p.month - INTERVAL 11 MONTH AND p.month
      AND (SELECT count(DISTINCT c.feed) FROM covered c WHERE c.feed IN ('utilisation', 'contact')
             AND c.practice_code = q.practice_code AND c.month = q.month) < 2
  );

INSERT INTO expected
SELECT 'long_term_condition_gp_contacts_percent', w.practice_code, 'quarter', w.month, 'all', 'all',
       sum(CASE WHEN coalesce(q.conditions, '') <> '' THEN u.gp ELSE 0 END), sum(u.gp)
FROM whole w
JOIN whole x ON x.feed = 'registered_person' AND x.win = 'quarter' AND x.month = w.month AND x.practice_code = w.practice_code
JOIN on_register g ON g.practice_code = w.practice_code AND g.month BETWEEN w.first_on AND w.month
JOIN use_month u ON u.person_token = g.person_token AND u.activity_month = g.month
JOIN who q ON q.person_token = g.person_token
WHERE w.feed = 'utilisation' AND w.win = 'quarter'
GROUP BY ALL;

CREATE TABLE swing AS
  SELECT f.practice, f.month,
    (SELECT count(*) FROM covered c WHERE c.feed = 'utilisation' AND c.practice_code = f.practice AND c.month < f.month
       AND c.month >= f.month - INTERVAL 12 MONTH) = 12
    AND (SELECT sum(u.ae) FROM use_month u WHERE u.person_token = f.person_token AND u.activity_month < f.month
           AND u.activity_month >= f.month - INTERVAL 12 MONTH) > 4 AS is_intense, NOT f.is_declined AND coalesce(f.contact_on <= f.referred_on + 180, false) AS is_seen,
    (SELECT coalesce(sum(CASE WHEN u.activity_month > f.month THEN u.gp ELSE -u.gp END), 0) FROM use_month u WHERE u.person_token = f.person_token
       AND u.activity_month <> f.month AND u.activity_month BETWEEN f.month - INTERVAL 6 MONTH AND f.month + INTERVAL 6 MONTH) AS gp,
    (SELECT coalesce(sum(CASE WHEN u.activity_month > f.month THEN u.ae ELSE -u.ae END), 0) FROM use_month u WHERE u.person_token = f.person_token
       AND u.activity_month <> f.month AND u.activity_month BETWEEN f.month - INTERVAL 6 MONTH AND f.month + INTERVAL 6 MONTH) AS ae,
    (SELECT coalesce(sum(CASE WHEN u.activity_month > f.month THEN u.em ELSE -u.em END), 0) FROM use_month u WHERE u.person_token = f.person_token
       AND u.activity_month <> f.month AND u.activity_month BETWEEN f.month - INTERVAL 6 MONTH AND f.month + INTERVAL 6 MONTH) AS em,
    (SELECT coalesce(sum(CASE WHEN u.activity_month > f.month THEN u.op ELSE -u.op END), 0) FROM use_month u WHERE u.person_token = f.person_token
       AND u.activity_month <> f.month AND u.activity_month BETWEEN f.month - INTERVAL 6 MONTH AND f.month + INTERVAL 6 MONTH) AS op
  FROM (SELECT * FROM story QUALIFY row_number() OVER (PARTITION BY person_token ORDER BY referred_on, episode) = 1) f
  WHERE f.person_token IN (SELECT person_token FROM utilisation)
    AND (SELECT count(*) FROM covered c WHERE c.feed = 'utilisation' AND c.practice_code = f.practice AND c.month <> f.month
           AND c.month BETWEEN f.month - INTERVAL 6 MONTH AND f.month + INTERVAL 6 MONTH) = 12
    AND (SELECT count(o.practice_code) FROM practice_on o WHERE o.person_token = f.person_token
           AND o.on_day IN (last_day(f.month - INTERVAL 6 MONTH), last_day(f.month + INTERVAL 6 MONTH))) = 2;

INSERT INTO expected
SELECT 'use_after_referral', w.practice_code, 'month', w.month, d.breakdown, d.category, sum(d.change), count(*)
FROM swing s,
  LATERAL (VALUES
    ('all', CASE WHEN s.is_seen THEN 'all' END, s.gp),
    (CASE WHEN s.is_seen THEN 'seen' ELSE 'not_seen' END, 'gp_contact', s.gp),
    (CASE WHEN s.is_seen THEN 'seen' ELSE 'not_seen' END, 'ae_attendance', s.ae),
    (CASE WHEN s.is_seen THEN 'seen' ELSE 'not_seen' END, 'emergency_admission', s.em),
    (CASE WHEN s.is_seen THEN 'seen' ELSE 'not_seen' END, 'outpatient_attendance', s.op)
  ) d(breakdown, category, change)
JOIN whole w ON w.feed = 'utilisation' AND w.win = 'month'
WHERE w.month = s.month AND w.practice_code = s.practice AND d.category IS NOT NULL
  AND (SELECT count(*) FROM whole x WHERE x.feed IN ('referral', 'contact') AND x.win = 'month' AND x.month = w.month
         AND x.practice_code = w.practice_code) = 2
  AND (SELECT count(*) FROM unbroken u WHERE u.feed IN ('utilisation', 'contact') AND u.practice_code = w.practice_code
         AND u.month = w.month AND u.up_to >= w.last_on + 180) = 2
GROUP BY ALL;

INSERT INTO expected
SELECT 'high_intensity_use_after_referral', w.practice_code, 'month', w.month, d.breakdown, d.category, sum(d.change), count(*)
FROM swing s,
  LATERAL (VALUES (CASE WHEN s.is_seen THEN 'seen' ELSE 'not_seen' END)) g(side),
  LATERAL (VALUES
    ('all', CASE WHEN s.is_seen THEN 'all' END, s.ae), (g.side, 'gp_contact', s.gp), (g.side, 'ae_attendance', s.ae),
    (g.side, 'emergency_admission', s.em), (g.side, 'outpatient_attendance', s.op)
  ) d(breakdown, category, change)
JOIN whole w ON w.feed = 'utilisation' AND w.win = 'month'
WHERE s.is_intense AND s.month = w.month AND w.practice_code = s.practice AND d.category IS NOT NULL
  AND (SELECT count(*) FROM whole x WHERE x.feed IN ('referral', 'contact') AND x.win = 'month' AND x.month = w.month
         AND x.practice_code = w.practice_code) = 2
  AND (SELECT count(*) FROM unbroken u WHERE u.feed IN ('utilisation', 'contact') AND u.practice_code = w.practice_code
         AND u.month = w.month AND u.up_to >= w.last_on + 180) = 2
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

-- What is above the quarter before, cell by cell. A cell that is below an earlier quarter, now or the quarter before, spoils
-- all of its board.
CREATE TABLE cell AS
SELECT q.icb_code, q.month, q.fy, c.age_group, c.eligibility_group, c.mode, (
    SELECT coalesce(sum(x.year_to_date), 0) FROM budget_quarter x
    WHERE x.icb_code = q.icb_code AND x.month = q.month AND x.age_group = c.age_group
      AND x.eligibility_group = c.eligibility_group AND x.mode = c.mode
  ) AS so_far
FROM (SELECT DISTINCT icb_code, month, year(month - INTERVAL 3 MONTH) AS fy FROM budget_quarter) q
JOIN (SELECT DISTINCT icb_code, year(month - INTERVAL 3 MONTH) AS fy, age_group, eligibility_group, mode FROM budget_quarter) c
  USING (icb_code, fy);

INSERT INTO expected
SELECT 'budgets_collected_first_counted', a.icb_code, 'quarter', a.month, b.breakdown, b.category,
       sum(a.so_far - coalesce(p.so_far, 0)), NULL
FROM cell a
JOIN reporting_month r ON r.month = a.month
LEFT JOIN cell p
  ON p.icb_code = a.icb_code AND p.fy = a.fy AND p.month = a.month - INTERVAL 3 MONTH AND p.age_group = a.age_group
  AND p.eligibility_group = a.eligibility_group AND p.mode = a.mode,
  LATERAL (VALUES
    ('all', 'all'), ('eligibility_group', a.eligibility_group), ('mode', a.mode), ('age_group', a.age_group)
  ) b(breakdown, category)
WHERE (month(a.month) = 6 OR p.so_far IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1 FROM cell x
    JOIN cell y ON y.icb_code = x.icb_code AND y.fy = x.fy AND y.age_group = x.age_group
      AND y.eligibility_group = x.eligibility_group AND y.mode = x.mode AND y.month < x.month AND y.so_far > x.so_far
    WHERE x.icb_code = a.icb_code AND x.fy = a.fy AND x.month IN (a.month, a.month - INTERVAL 3 MONTH)
  )
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
  FROM using_window WHERE is_registered AND component IN ('coded_referral', 'coded_decline') GROUP BY ALL
) u ON u.practice_code = w.practice_code AND u.win = w.win AND u.month = w.month
WHERE w.feed = 'coded_event' AND w.win = 'financial_year_to_date'
GROUP BY ALL;

-- Who delivered and had none counts as none: every category is divided by the whole list of its kind.
INSERT INTO expected
SELECT r.measure_id, w.practice_code, w.win, w.month, k.breakdown, k.category, 0,
       CASE WHEN k.breakdown IN ('sex', 'age_band', 'ethnic_group', 'deprivation_quintile') THEN l.patients ELSE w.patients END
FROM (VALUES
  ('referrals_per_1000', 'referral', 'month'), ('onward_activities_per_1000', 'contact', 'month'),
  ('unmet_needs_per_1000', 'contact', 'month'), ('contacts_per_1000', 'contact', 'month'), ('people_referred_per_1000', 'referral', '%'),
  ('people_coded_referred_per_1000', 'coded_event', '%'), ('people_benefiting_per_1000', 'referral', '%'),
  ('plans_live_per_1000', 'care_plan', 'quarter'), ('plans_agreed_per_1000', 'care_plan', 'month')
) r(measure_id, feed, win)
JOIN (SELECT DISTINCT measure_id, breakdown, category FROM expected) k USING (measure_id)
JOIN whole w ON w.feed = r.feed AND w.win LIKE r.win
LEFT JOIN list_part l
  ON l.practice_code = w.practice_code AND l.month = w.month AND l.breakdown = k.breakdown AND l.category = k.category
WHERE (k.breakdown NOT IN ('sex', 'age_band', 'ethnic_group', 'deprivation_quintile') OR l.patients IS NOT NULL)
  AND (r.measure_id <> 'plans_live_per_1000'
       OR EXISTS (SELECT 1 FROM whole x WHERE x.feed = 'coded_event' AND x.win = w.win AND x.month = w.month
                    AND x.practice_code = w.practice_code))
  AND (r.measure_id <> 'people_benefiting_per_1000'
       OR (SELECT count(*) FROM whole x WHERE x.win = w.win AND x.month = w.month AND x.practice_code = w.practice_code
             AND x.feed IN ('referral', 'coded_event', 'care_plan', 'activation', 'budget')) = 5);

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

-- What boards say that a year cost, for each person who was referred in it.
INSERT INTO expected
SELECT 'programme_cost_per_person_gbp', k.icb_code, 'financial_year_to_date', k.month, CASE k.role WHEN 'all' THEN 'all' ELSE 'role' END,
       k.role, k.cost, (
         SELECT count(DISTINCT u.person_token) FROM using_window u
         JOIN place p ON p.practice_code = u.practice_code AND p.month = u.month AND p.icb_code = k.icb_code
         JOIN whole w ON w.feed = 'referral' AND w.win = u.win AND w.month = u.month AND w.practice_code = u.practice_code
         WHERE u.win = 'financial_year_to_date' AND u.month = k.month AND u.component = 'referral' AND k.role IN ('all', u.role)
       )
FROM (
  SELECT icb_code, make_date(left(financial_year, 4)::INT + 1, 3, 1) AS month, c.role, sum(cost_gbp) AS cost
  FROM programme_cost, LATERAL (VALUES (CASE WHEN role <> 'all_roles' THEN role END), ('all')) c(role)
  WHERE c.role IS NOT NULL
  GROUP BY ALL
) k
JOIN reporting_month r ON r.month = k.month
WHERE (
  SELECT sum(CASE WHEN w.practice_code IS NOT NULL THEN m.registered_patients ELSE 0 END) / sum(m.registered_patients)
  FROM practice_month m
  JOIN place p ON p.practice_code = m.practice_code AND p.month = m.month
  LEFT JOIN whole w ON w.feed = 'referral' AND w.win = 'financial_year_to_date' AND w.month = m.month AND w.practice_code = m.practice_code
  WHERE m.month = k.month AND p.icb_code = k.icb_code
) >= 0.95;

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
    ('chc_screened_in_eligible_percent', 'all', 'all', c.decision IS NOT DISTINCT FROM 'continuing_healthcare'
      AND coalesce(c.decided_on - c.checklist_on <= 120, false), 120),
    ('chc_screened_in_eligible_percent', 'stage', 'assessed', coalesce(c.assessed_on - c.checklist_on <= 120, false), 120),
    ('chc_screened_in_eligible_percent', 'stage', 'recommended', coalesce(c.recommended_on - c.checklist_on <= 120, false), 120),
    ('chc_screened_in_eligible_percent', 'stage', 'decided', coalesce(c.decided_on - c.checklist_on <= 120, false), 120),
    ('chc_decided_within_28_days_percent', 'all', 'all', coalesce(c.decided_on <= c.checklist_on + 28, false), 28)
  ) d(measure_id, breakdown, category, is_so, days)
JOIN whole w ON w.feed = 'chc_case' AND w.win = 'month'
JOIN unbroken u ON u.feed = 'chc_case' AND u.practice_code = w.practice_code AND u.month = w.month
WHERE c.checklist_on IS NOT NULL AND c.is_screened_in AND NOT coalesce(c.is_fast_track, false)
  AND w.practice_code = c.practice AND w.month = date_trunc('month', c.checklist_on) AND u.up_to >= w.last_on + d.days
GROUP BY ALL;

INSERT INTO expected
SELECT 'chc_reviewed_within_three_months_percent', w.practice_code, 'month', w.month, 'all', 'all',
       sum(coalesce(c.reviewed_on - c.decided_on <= 92, false)::INT), count(*)
FROM care c
JOIN whole w ON w.feed = 'chc_case' AND w.win = 'month'
JOIN unbroken u ON u.feed = 'chc_case' AND u.practice_code = w.practice_code AND u.month = w.month
WHERE c.decision = 'continuing_healthcare' AND NOT coalesce(c.is_fast_track, false)
  AND coalesce(c.ended_on - c.decided_on >= 92, true)
  AND w.practice_code = c.practice AND w.month = date_trunc('month', c.decided_on) AND u.up_to >= w.last_on + 92
GROUP BY ALL;

INSERT INTO expected
SELECT 'chc_days_to_decision', w.practice_code, 'month', w.month, d.breakdown, d.category || ' at ' || d.days, count(*), NULL
FROM care c,
  LATERAL (VALUES
    ('all', 'all', c.decided_on - c.checklist_on), ('stage', 'checklist_to_assessment', c.assessed_on - c.checklist_on),
    ('stage', 'assessment_to_recommendation', c.recommended_on - c.assessed_on),
    ('stage', 'recommendation_to_decision', c.decided_on - c.recommended_on)
  ) d(breakdown, category, days)
JOIN whole w ON w.feed = 'chc_case' AND w.win = 'month'
JOIN unbroken u ON u.feed = 'chc_case' AND u.practice_code = w.practice_code AND u.month = w.month
WHERE c.is_screened_in AND NOT coalesce(c.is_fast_track, false) AND d.days >= 0
  AND c.decided_on >= c.checklist_on AND c.decided_on <= c.checklist_on + 120
  AND w.practice_code = c.practice AND w.month = date_trunc('month', c.checklist_on) AND u.up_to >= w.last_on + 120
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
SELECT 'chc_recommendations', w.practice_code, 'month', w.month, d.breakdown, d.category, count(*), NULL
FROM care c, LATERAL (VALUES ('all', 'all'), ('outcome', c.recommendation)) d(breakdown, category)
JOIN whole w ON w.feed = 'chc_case' AND w.win = 'month'
WHERE c.recommendation IS NOT NULL AND w.practice_code = c.practice AND w.month = date_trunc('month', c.recommended_on)
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
             AND coalesce(b.ended_on, DATE '2999-01-01') >= last_day(v.month)
         ) AS has_budget
  FROM win v
  JOIN care c ON c.decided_on <= last_day(v.month) AND coalesce(c.ended_on, DATE '2999-01-01') >= last_day(v.month)
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
         AND x.feed IN ('referral', 'coded_event', 'care_plan', 'activation', 'budget')) = 5
GROUP BY ALL;
