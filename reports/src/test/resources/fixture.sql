-- A fictional published set: one region, 2 ICBs, 3 sub-ICB locations, 4 localities, 7 PCNs, 28 practices.
-- Every figure comes from a hash of its keys: the same set each time. ${months} months end in September 2026.
CREATE TABLE month AS SELECT CAST(DATE '2026-09-01' - INTERVAL (n) MONTH AS DATE) AS month, CAST(${months} - 1 - n AS INT) AS position
FROM range(${months}) r(n);

CREATE TABLE practice AS
SELECT CAST(i AS INT) AS i, printf('ZP%03d', i) AS code,
  CASE i WHEN 16 THEN 'The Old Rectory and Saint Bartholomew-on-the-Water Family Medical Partnership (incorporating Great Whittington Surgery)'
         WHEN 17 THEN '<script>alert("x")</script> =cmd|''/c calc''!A0 & Sons <b>Surgery</b>'
         ELSE ['Ashdown','Beckfoot','Cold Harbour','Dunmere','Eastgate','Fallowfield','Gorsebank','Harrow Lane','Ivy House','Jubilee','Kestrel','Larkhill','Millpond','Netherby','Oakhanger',
               'Priory','Quarry Bank','Riverside','Stonebridge','Thornley'][1 + (i * 7) % 20] || ' ' || ['Surgery','Medical Centre','Health Centre','Practice'][1 + (i * 3) % 4] END AS name,
  CAST((i - 1) // 4 + 1 AS INT) AS pcn,
  CAST(3000 + hash(i * 31) % 11000 AS INT) AS patients,
  0.35 + (hash(i * 17) % 1000) / 700.0 AS habit,
  ((hash(i * 13) % 1000) / 1000.0 - 0.65) AS drift
FROM range(1, 29) r(i);
CREATE TABLE pcn AS SELECT CAST(p AS INT) AS pcn, printf('ZN%04d', p) AS code, ['North Fell','Two Rivers','Abbey','Coalfield','Upland','Market Towns','Saltmarsh and Estuary Villages Collaborative'][p] || ' PCN' AS name,
  CAST([1,1,2,2,3,4,3][p] AS INT) AS locality FROM range(1, 8) r(p);
CREATE TABLE locality AS SELECT CAST(l AS INT) AS locality, printf('ZL%02d', l) AS code, ['Upper Marsh','Lower Marsh','Eastvale','Kingsport'][l] AS name,
  CAST([1,1,2,3][l] AS INT) AS sub_icb FROM range(1, 5) r(l);
CREATE TABLE sub_icb AS SELECT CAST(s AS INT) AS sub_icb, ['Z9A','Z9B','Z9C'][s] AS code,
  'NHS ' || ['Marshland','The Vales','Kingsport'][s] || ' sub-ICB location' AS name, CAST([1,1,2][s] AS INT) AS icb FROM range(1, 4) r(s);

-- Practice 28 is in PCN 7 (mostly sub-ICB 2) but in sub-ICB 3: a PCN across two.
CREATE TABLE ancestor AS
WITH base AS (
  SELECT p.i, p.code AS practice, n.code AS pcn, l.code AS locality, CASE WHEN p.i = 28 THEN 'Z9C' ELSE s.code END AS sub_icb,
    CASE WHEN p.i = 28 OR s.icb = 2 THEN 'QZ2' ELSE 'QZ1' END AS icb, p.patients
  FROM practice p JOIN pcn n ON n.pcn = p.pcn JOIN locality l ON l.locality = n.locality JOIN sub_icb s ON s.sub_icb = l.sub_icb)
SELECT i, practice, patients, level, code FROM (
  SELECT i, practice, patients, practice AS pr, pcn, CASE WHEN i = 28 THEN NULL ELSE locality END AS locality, sub_icb, icb, 'ZR1' AS region, 'ENG' AS england FROM base)
UNPIVOT (code FOR level IN (pr AS 'practice', pcn, locality, sub_icb, icb, region, england));

CREATE TABLE organisation AS
SELECT level AS org_level, code AS ods_code, name AS org_name, CASE WHEN level = 'practice' THEN NULL ELSE 'E' || printf('%08d', hash(code) % 99999999) END AS ons_code,
  CAST(NULL AS DATE) AS opened_on, CASE WHEN code = 'ZP015' THEN DATE '2025-06-30' END AS closed_on, (SELECT min(month) FROM month) AS first_month,
  (SELECT max(month) FROM month) AS last_month, code <> 'ZP015' AS is_current, CASE WHEN code = 'ZP015' THEN 'closed 30 Jun 2025, now in ZP014' END AS note
FROM (SELECT 'practice' AS level, code, name FROM practice UNION ALL SELECT 'pcn', code, name FROM pcn UNION ALL SELECT 'locality', code, name FROM locality
  UNION ALL SELECT 'sub_icb', code, name FROM sub_icb UNION ALL VALUES ('icb', 'QZ1', 'NHS Marsh and Vale Integrated Care Board'),
  ('icb', 'QZ2', 'NHS Kingsport, Southmoor and the Islands Integrated Care Board'), ('region', 'ZR1', 'Northern Marches'), ('england', 'ENG', 'England'));

CREATE TABLE organisation_parent AS
WITH pair AS (
  SELECT c.level AS org_level, c.code AS ods_code, a.level AS parent_level, a.code AS parent_code, sum(c.patients) AS patients
  FROM ancestor c JOIN ancestor a ON a.i = c.i
  WHERE list_position(['england','region','icb','sub_icb','locality','pcn','practice'], a.level) < list_position(['england','region','icb','sub_icb','locality','pcn','practice'], c.level)
  GROUP BY ALL)
SELECT org_level, ods_code, parent_level, parent_code, v AS boundary_view, (SELECT min(month) FROM month) AS valid_from, CAST(NULL AS DATE) AS valid_to,
  row_number() OVER (PARTITION BY org_level, ods_code, parent_level, v ORDER BY patients DESC, parent_code) = 1 AS is_main,
  100.0 * patients / sum(patients) OVER (PARTITION BY org_level, ods_code, parent_level, v) AS share_percent
FROM pair, (VALUES ('current'), ('as_reported')) b(v);

CREATE TABLE measure AS
SELECT measure_id, 'prescribing' AS chapter, CAST(position AS INT) AS position, title,
  CASE WHEN position = 1 THEN 'LPI98, our reconstruction; the regional tool''s specification is not public. Counts strong long-acting products by strength, not people by dose. It cannot see several low-strength products taken together, liquid morphine, or a taper between fentanyl strengths. Read it with oral morphine equivalence.' END AS caption,
  'Opioids help with acute pain and at the end of life; there is little evidence that they help long-term pain. The risk of harm rises sharply above 120 mg of oral morphine equivalent a day.' AS why_it_matters,
  'Look at the presentations that drive the figure, and review with the prescribers how high-dose treatment is started, continued and tapered.' AS what_you_can_do,
  numerator, CASE WHEN unit = '%' THEN denominator ELSE 'Registered patients of the same month, all ages' END AS denominator,
  CASE WHEN unit = '%' THEN 'proportion' ELSE 'rate' END AS kind, CAST(CASE WHEN unit = '%' THEN 100 ELSE 1000 END AS DOUBLE) AS per, unit, 'quantity' AS numerator_is, 'stock' AS denominator_is, 'practice' AS level,
  'month' AS windows, '' AS breakdowns, better, '5%' AS worth_noticing, 'public' AS disclosure, CAST(NULL AS VARCHAR) AS alternative_of,
  'English Prescribing Dataset; Patients Registered at a GP Practice' AS sources, 'opioid_regular_presentation' AS code_lists, 'Medicines analysis team' AS owner, DATE '2026-10-01' AS reviewed_on,
  CAST(NULL AS VARCHAR) AS contrast, 'OpenPrescribing measure definitions' AS references_text, '[]' AS changes, repeat('0', 64) AS definition_sha256, base, spread
FROM (VALUES
 (1, 'opioid_high_dose_120_adq_per_1000', 'High-dose opioids (120 mg), volume: ADQ per 1,000 patients', 'ADQs of high-dose regular opioids', '', 'ADQs per 1,000 patients', 'lower', 60.0, 1.0),
 (2, 'opioid_high_dose_120_items_per_1000', 'High-dose opioids (120 mg): items per 1,000 patients', 'Items of high-dose regular opioids', '', 'items per 1,000 patients', 'lower', 2.1, 1.0),
 (3, 'opioid_high_dose_120_percent_of_regular', 'High-dose opioids (120 mg): share of regular opioid items', 'Items of high-dose regular opioids', 'Items of all regular opioids', '%', 'lower', 17.0, 0.6),
 (4, 'opioid_high_dose_120_adq_coverage', 'High-dose items (120 mg) that have an ADQ', 'High-dose items with an ADQ', 'All high-dose items', '%', 'neither', 88.0, 0.05),
 (5, 'opioid_high_dose_90_adq_per_1000', 'High-dose opioids (90 mg), volume: ADQ per 1,000 patients', 'ADQs of regular opioids of 90 mg or more', '', 'ADQs per 1,000 patients', 'lower', 71.0, 1.0),
 (6, 'opioid_adq_per_1000', 'All opioid analgesics, volume: ADQ per 1,000 patients', 'ADQs of opioid analgesics (BNF 4.7.2)', '', 'ADQs per 1,000 patients', 'lower', 690.0, 0.5),
 (7, 'opioid_ome_per_1000', 'Opioids: oral morphine equivalence per 1,000 patients', 'Milligrams of oral morphine equivalent', '', 'mg per 1,000 patients', 'neither', 21400.0, 0.6),
 (8, 'opioid_cost_per_1000', 'Opioids: actual cost per 1,000 patients', 'Actual cost of opioid analgesics', '', '£ per 1,000 patients', 'neither', 402.0, 0.6),
 (9, 'gabapentinoid_ddd_per_1000', 'Gabapentinoids: DDD per 1,000 patients', 'DDDs of gabapentin and pregabalin, from strengths', '', 'DDDs per 1,000 patients', 'lower', 380.0, 0.5),
 (10, 'gabapentinoid_adq_per_1000', 'Gabapentinoids: ADQ per 1,000 patients', 'ADQs of gabapentin and pregabalin', '', 'ADQs per 1,000 patients', 'lower', 470.0, 0.5),
 (11, 'gabapentinoid_items_per_1000', 'Gabapentinoids: items per 1,000 patients', 'Items of gabapentin and pregabalin', '', 'items per 1,000 patients', 'lower', 17.5, 0.5),
 (12, 'morphine_items_per_1000', 'Morphine, all items per 1,000 patients', 'Items of morphine', '', 'items per 1,000 patients', 'neither', 4.4, 0.7),
 (13, 'morphine_oral_solution_ml_per_1000', 'Morphine oral solution: ml per 1,000 patients', 'Millilitres of morphine oral solution', '', 'ml per 1,000 patients', 'neither', 402.0, 0.9),
 (14, 'morphine_oral_solution_300ml_plus_items_per_1000', 'Morphine oral solution: items of 300 ml or more per 1,000 patients', 'Items of 300 ml or more of morphine oral solution', '', 'items per 1,000 patients', 'lower', 0.34, 0.9),
 (15, 'morphine_oral_solution_over_300ml_items_per_1000', 'Morphine oral solution: items over 300 ml per 1,000 patients', 'Items over 300 ml of morphine oral solution', '', 'items per 1,000 patients', 'lower', 0.11, 0.9)
) m(position, measure_id, title, numerator, denominator, unit, better, base, spread);

CREATE TABLE count_at_practice AS
SELECT p.i, p.code, m.measure_id, m.unit, m.per, t.month, t.position,
  p.patients * (1 + t.position * 0.001) AS patients,
  CASE WHEN p.i = 14 AND m.measure_id LIKE 'opioid_high_dose%' THEN 0
       ELSE greatest(0, m.base * (1 + m.spread * (p.habit - 1.05)) * (1 + m.spread * CASE WHEN p.i = 3 THEN -0.75 WHEN p.i = 9 THEN 0.6 ELSE p.drift * 0.7 END * (t.position - 24) / 36.0)
            * (1 + 0.09 * m.spread * ((hash(p.i * 1009 + t.position * 9176 + m.position * 77) % 1000) / 500.0 - 1))) END AS rate
FROM practice p, measure m, month t
WHERE NOT (p.i = 13 AND t.position < ${months} - 1) AND NOT (p.i = 15 AND t.month > DATE '2025-06-01');

CREATE TABLE counted AS
SELECT *, CASE WHEN i = 5 AND month = DATE '2026-02-01' OR i = 11 AND month = DATE '2026-09-01' THEN 'not_submitted'
               WHEN i = 12 AND month IN (DATE '2026-04-01', DATE '2026-05-01') THEN 'suppressed' ELSE 'shown' END AS state,
  CASE WHEN unit = '%' THEN patients / 40 ELSE patients END AS denominator FROM count_at_practice;

CREATE TABLE valued AS
SELECT a.level AS org_level, a.code AS ods_code, c.measure_id, c.month, c.unit, c.per,
  sum(c.rate * c.denominator / c.per) FILTER (c.state = 'shown') AS numerator, sum(c.denominator) FILTER (c.state = 'shown') AS denominator,
  CASE WHEN a.level = 'practice' THEN min(c.state) ELSE 'shown' END AS state,
  count(*) FILTER (c.state = 'shown') AS reporting, count(*) AS expected, 100.0 * coalesce(sum(c.patients) FILTER (c.state = 'shown'), 0) / sum(c.patients) AS covered
FROM counted c JOIN ancestor a ON a.i = c.i GROUP BY a.level, a.code, c.measure_id, c.month, c.unit, c.per;

CREATE TABLE published_measure AS
SELECT v.org_level, v.ods_code, o.org_name, v.measure_id, 'month' AS "window", v.month AS period_start, last_day(v.month) AS period_end, 'all' AS breakdown, 'all' AS category, b.boundary_view,
  v.numerator, v.denominator, CASE WHEN state = 'shown' THEN v.per * v.numerator / v.denominator END AS value, v.unit, CAST(NULL AS DOUBLE) AS lower_ci, CAST(NULL AS DOUBLE) AS upper_ci,
  CASE WHEN state = 'shown' AND count(*) OVER peers >= 20
    THEN 100.0 * (rank() OVER (PARTITION BY v.measure_id, v.org_level, v.month, b.boundary_view ORDER BY CASE WHEN state = 'shown' THEN v.numerator / v.denominator END) - 1) / count(*) OVER peers END AS percentile,
  CAST(count(*) OVER peers AS INT) AS peers,
  CAST(NULL AS VARCHAR) AS spc_point, CAST(NULL AS VARCHAR) AS spc_variation, CAST(NULL AS VARCHAR) AS spc_assurance, CAST(NULL AS DOUBLE) AS target,
  CAST(CASE WHEN v.ods_code = 'QZ2' THEN 46 ELSE v.reporting END AS INT) AS units_reporting, CAST(CASE WHEN v.ods_code = 'QZ2' THEN 60 ELSE v.expected END AS INT) AS units_expected,
  CASE WHEN v.ods_code = 'QZ2' THEN 78.4 ELSE v.covered END AS population_covered_percent, state AS value_state,
  CASE WHEN v.ods_code = 'QZ2' THEN 'u' WHEN v.ods_code = 'ZP006' AND v.month = DATE '2025-04-01' THEN 'b' WHEN v.ods_code = 'ZP004' AND v.month = DATE '2026-09-01' THEN 'p,r' ELSE '' END AS value_marks,
  v.month AS source_month, 'f1c7107e5e7a11ce' AS set_id
FROM valued v JOIN organisation o ON o.org_level = v.org_level AND o.ods_code = v.ods_code, (VALUES ('current'), ('as_reported')) b(boundary_view)
WHERE NOT (v.org_level = 'practice' AND b.boundary_view = 'as_reported')
WINDOW peers AS (PARTITION BY v.measure_id, v.org_level, v.month, b.boundary_view)
ORDER BY v.org_level, v.ods_code, v.measure_id, period_end, b.boundary_view;

CREATE TABLE peer_band AS
SELECT measure_id, "window", period_end, org_level, boundary_view, breakdown, category, CAST(count(value) AS INT) AS peers,
  quantile_cont(value, 0.1) AS p10, quantile_cont(value, 0.2) AS p20, quantile_cont(value, 0.3) AS p30, quantile_cont(value, 0.4) AS p40, quantile_cont(value, 0.5) AS p50,
  quantile_cont(value, 0.6) AS p60, quantile_cont(value, 0.7) AS p70, quantile_cont(value, 0.8) AS p80, quantile_cont(value, 0.9) AS p90
FROM published_measure WHERE org_level IN ('practice', 'pcn') GROUP BY ALL HAVING count(value) >= 10;

CREATE TABLE driver AS
WITH item AS (SELECT * FROM (VALUES ('0407020Q0AH', 'Morphine sulfate 100mg modified-release tablets', 60), ('0407020ADAQ', 'Oxycodone 60mg modified-release tablets', 40),
  ('0407020A0AG', 'Fentanyl 75micrograms/hour transdermal patches', 10), ('0407020A0AH', 'Fentanyl 100micrograms/hour transdermal patches', 10), ('0407020ADAI', 'Oxycodone 80mg modified-release tablets', 56),
  ('0407020B0AG', 'Buprenorphine 70micrograms/hour transdermal patches', 8), ('0407020Q0AI', 'Morphine sulfate 60mg modified-release tablets', 60), ('0407020A0AF', 'Fentanyl 50micrograms/hour transdermal patches', 10),
  ('0407020AGAF', 'Tapentadol 200mg modified-release tablets', 56), ('0407020Q0AG', 'Morphine sulfate 200mg modified-release capsules', 60), ('0407020ADAP', 'Oxycodone 120mg modified-release tablets', 28),
  ('0407020ADAH', 'Oxycodone 40mg modified-release tablets', 56)) t(item_code, item_name, pack)),
weighted AS (SELECT v.org_level, v.ods_code, v.measure_id, last_day(v.month) AS period_end, v.numerator, i.*, 1 + hash(v.ods_code || i.item_code) % 100 AS weight
  FROM valued v, item i WHERE v.measure_id = 'opioid_high_dose_120_adq_per_1000' AND v.numerator > 0 AND v.month = (SELECT max(x.month) FROM valued x WHERE x.ods_code = v.ods_code AND x.org_level = v.org_level AND x.numerator > 0)),
shared AS (SELECT *, CASE WHEN item_code LIKE '0407020AG%' THEN 0 ELSE weight / sum(weight) OVER (PARTITION BY org_level, ods_code) END AS share FROM weighted)
SELECT measure_id, org_level, ods_code, period_end, CAST(row_number() OVER (PARTITION BY org_level, ods_code ORDER BY share DESC, item_code) AS INT) AS rank, item_code, item_name,
  CAST(greatest(1, round(numerator * share / 25)) AS BIGINT) AS items, pack * greatest(1, round(numerator * share / 25)) AS quantity, numerator * share AS adq, 2.7 + numerator * share * 0.53 AS actual_cost_gbp,
  numerator * share AS contribution, CASE WHEN item_code = '0407020Q0AG' THEN NULL ELSE numerator * share * (0.7 + (hash(item_code || ods_code || 'y') % 100) / 120.0) END AS contribution_year_ago,
  contribution - contribution_year_ago AS contribution_change, CASE WHEN contribution_year_ago >= 20 THEN 100 * (contribution - contribution_year_ago) / contribution_year_ago END AS contribution_change_percent, 100.0 * share AS share_percent
FROM shared QUALIFY rank <= 10;


-- People: quarters, protected; as reported above practice. The second ICB and all below it send nothing, so that their chapters are empty.
CREATE TABLE people_measure AS SELECT * FROM (VALUES
 ('people_referred', 'referrals', 21, 'People referred', 'People with at least one referral', 'count', NULL, 'people', 'people', 'neither', 300.0),
 ('people_referred_per_1000', 'referrals', 20, 'People referred per 1,000 patients', 'People with at least one referral', 'rate', 1e3, 'people per 1,000 patients', 'people', 'neither', 4.2),
 ('referral_contacted_within_28_days_percent', 'referrals', 50, 'Referrals contacted within 28 days', 'Referrals contacted within 28 days', 'proportion', 1e2, 'per cent', 'people', 'higher', 71.0),
 ('referral_plan_within_90_days_percent', 'referrals', 60, 'Referrals with a plan within 90 days', 'Referrals with a plan', 'proportion', 1e2, 'per cent', 'people', 'higher', 55.0),
 ('referral_support_within_90_days_percent', 'referrals', 70, 'Referrals where support began within 90 days', 'Referrals with support', 'proportion', 1e2, 'per cent', 'people', 'higher', 48.0),
 ('referral_outcome_within_180_days_percent', 'referrals', 80, 'Referrals with a known outcome within 180 days', 'Referrals with an outcome', 'proportion', 1e2, 'per cent', 'people', 'higher', 33.0),
 ('activation_mean_change', 'activation', 30, 'Change of activation: mean of pairs', 'Sum of the changes in points', 'mean', NULL, 'points', 'events', 'higher', 3.1),
 ('activation_levels', 'activation', 70, 'Levels of activation at the start', 'Scores at the start of an episode', 'count', NULL, 'scores', 'events', 'neither', 80.0),
 ('activation_level_agreement_percent', 'activation', 90, 'Scores whose level is the one that the cut-offs give', 'Scores with the level of the cut-offs', 'proportion', 1e2, 'per cent', 'events', 'higher', 97.0),
 ('activation_transitions', 'activation', 60, 'Moves between levels of activation', 'Pairs', 'count', NULL, 'pairs', 'events', 'neither', 60.0),
 ('budgets_active_per_50000', 'budgets', 10, 'Personal health budgets active at the end of the quarter, per 50,000 adults', 'People with a budget', 'rate', 5e4, 'people per 50,000', 'people', 'neither', 14.0),
 ('budget_ledger_gbp', 'budgets', 50, 'Personal health budgets: pounds agreed, paid, evidenced, unspent and reclaimed', 'Pounds paid', 'count', NULL, 'pounds', 'quantity', 'neither', 700000.0),
 ('budget_saving_gbp', 'budgets', 60, 'Personal health budgets: pounds below the conventional package, mean per budget', 'Conventional cost less net cost', 'mean', NULL, 'pounds per budget', 'people', 'neither', 1700.0)
) t(measure_id, chapter, position, title, numerator, kind, per, unit, numerator_is, better, base);
INSERT INTO measure BY NAME SELECT measure_id, chapter, CAST(position AS INT) AS position, title, 'Fictional.' AS caption, 'Why it matters, in words.' AS why_it_matters, 'Look at who is reached.' AS what_you_can_do, numerator,
  'Registered patients' AS denominator, kind, per, unit, numerator_is, 'stock' AS denominator_is, 'practice' AS level, 'quarter' AS windows, '' AS breakdowns, better, '5%' AS worth_noticing, 'protected' AS disclosure,
  'referral' AS sources, '' AS code_lists, 'Personalised care lead' AS owner, DATE '2026-10-01' AS reviewed_on, 'None' AS references_text, '[]' AS changes, repeat('1', 64) AS definition_sha256 FROM people_measure;
CREATE TABLE people_row AS
SELECT o.org_level, o.ods_code, o.org_name, m.measure_id, m.unit, m.kind, m.base, last_day(q.month) AS period_end, CAST(date_trunc('quarter', q.month) AS DATE) AS period_start, c.breakdown, c.category, c.share,
  o.org_level = 'practice' AND m.measure_id NOT IN ('people_referred_per_1000', 'people_referred')
    OR hash(o.ods_code || m.measure_id || c.category || q.month) % 9 = 0 AND o.ods_code <> 'QZ1' AS hidden,
  (0.7 + (hash(o.ods_code || m.measure_id || c.category || q.month) % 600) / 1000.0) * c.share AS factor
FROM organisation o, people_measure m, (SELECT month FROM month WHERE month(month) IN (3, 6, 9, 12) ORDER BY month DESC LIMIT 12) q,
  (VALUES ('all', 'all', 1.0, ''), ('deprivation_quintile', '1', 1.2, 'people_referred_per_1000'), ('deprivation_quintile', '2', 1.1, 'people_referred_per_1000'), ('deprivation_quintile', '3', 1.0, 'people_referred_per_1000'),
    ('deprivation_quintile', '4', 0.8, 'people_referred_per_1000'), ('deprivation_quintile', '5', 0.7, 'people_referred_per_1000'),
    ('level', '1', 0.3, 'activation_levels'), ('level', '2', 0.3, 'activation_levels'), ('level', '3', 0.25, 'activation_levels'), ('level', '4', 0.15, 'activation_levels'),
    ('transition', '1>2', 0.2, 'activation_transitions'), ('transition', '1>1', 0.2, 'activation_transitions'), ('transition', '2>3', 0.2, 'activation_transitions'), ('transition', '2>1', 0.1, 'activation_transitions'),
    ('comparator', 'in_payment', 1.0, 'budget_saving_gbp'), ('comparator', 'assessed', 1.2, 'budget_saving_gbp'), ('comparator', 'indicative', -0.2, 'budget_saving_gbp'),
    ('ledger', 'agreed', 1.2, 'budget_ledger_gbp'), ('account', 'evidenced', 0.9, 'budget_ledger_gbp'), ('account', 'unspent', 0.08, 'budget_ledger_gbp'), ('account', 'unaccounted', 0.02, 'budget_ledger_gbp'), ('ledger', 'reclaimed', 0.05, 'budget_ledger_gbp')
  ) c(breakdown, category, share, of_measure)
WHERE c.of_measure IN ('', m.measure_id) AND (c.breakdown = 'all' OR o.org_level IN ('england', 'region', 'icb', 'sub_icb'))
  AND o.ods_code <> 'QZ2' AND NOT EXISTS (SELECT 1 FROM ancestor a WHERE a.code = o.ods_code AND a.level = o.org_level AND a.i IN (SELECT i FROM ancestor WHERE code = 'QZ2') AND o.org_level NOT IN ('england', 'region'));
INSERT INTO published_measure BY NAME
SELECT r.org_level, r.ods_code, r.org_name, r.measure_id, 'quarter' AS "window", r.period_start, r.period_end, r.breakdown, r.category, CASE WHEN r.org_level = 'practice' THEN 'current' ELSE 'as_reported' END AS boundary_view,
  CASE WHEN NOT hidden THEN CASE WHEN r.kind = 'proportion' THEN r.base * factor ELSE 5 * round(r.base * factor / 5) END END AS numerator, CASE WHEN NOT hidden THEN 100.0 END AS denominator,
  CASE WHEN NOT hidden THEN CASE WHEN r.kind = 'count' THEN 5 * round(r.base * factor / 5) ELSE r.base * factor END END AS value, r.unit,
  CASE WHEN NOT hidden AND r.kind IN ('rate', 'proportion', 'mean') THEN r.base * factor * 0.8 END AS lower_ci, CASE WHEN NOT hidden AND r.kind IN ('rate', 'proportion', 'mean') THEN r.base * factor * 1.2 END AS upper_ci,
  CAST(CASE WHEN r.org_level = 'practice' THEN 1 ELSE 12 END AS INT) AS units_reporting, CAST(CASE WHEN r.org_level = 'practice' THEN 1 ELSE 14 END AS INT) AS units_expected, 86.0 AS population_covered_percent,
  CASE WHEN hidden THEN 'suppressed' ELSE 'shown' END AS value_state, '' AS value_marks, r.period_end AS source_month, 'f1c7107e5e7a11ce' AS set_id
FROM people_row r;
DROP TABLE people_row; DROP TABLE people_measure;

CREATE TABLE year_change AS
SELECT n.measure_id, n.org_level, n.ods_code, n."window", n.boundary_view, n.period_end, n.value, y.value AS value_year_ago, n.value - y.value AS absolute_change,
  CASE WHEN y.value <> 0 THEN 100 * (n.value - y.value) / y.value END AS relative_change_percent
FROM published_measure n
JOIN published_measure y ON y.measure_id = n.measure_id AND y.org_level = n.org_level AND y.ods_code = n.ods_code AND y."window" = n."window" AND y.boundary_view = n.boundary_view
  AND y.breakdown = 'all' AND y.period_end = last_day(n.period_end - INTERVAL 12 MONTH)
WHERE n.breakdown = 'all' AND n.value IS NOT NULL AND y.value IS NOT NULL
  AND n.period_end = (SELECT max(x.period_end) FROM published_measure x WHERE x.measure_id = n.measure_id AND x.org_level = n.org_level AND x.ods_code = n.ods_code AND x."window" = n."window");

CREATE TABLE spc_limit (measure_id VARCHAR, org_level VARCHAR, ods_code VARCHAR, "window" VARCHAR, breakdown VARCHAR, category VARCHAR, boundary_view VARCHAR, segment INT, period_start DATE, period_end DATE, points INT, mean DOUBLE, lower_limit DOUBLE, upper_limit DOUBLE, settings VARCHAR);
-- Every series but that of practice 3 is judged; the months of the last quarter lie beyond the limits where the figure fell or rose.
INSERT INTO spc_limit
SELECT measure_id, org_level, ods_code, "window", breakdown, category, boundary_view, 1, min(period_start), max(period_end), CAST(count(value) AS INT), avg(value), greatest(0, avg(value) - 1.2 * stddev(value)), avg(value) + 1.2 * stddev(value), 'XmR chart: outlying moving ranges screened, runs of 7 points, limits from the last 36 points'
FROM published_measure WHERE "window" = 'month' AND ods_code <> 'ZP003' AND value_marks = ''
GROUP BY ALL HAVING count(value) >= 13;
UPDATE published_measure m SET spc_point = CASE WHEN m.value > l.upper_limit THEN 'above_upper_limit' WHEN m.value < l.lower_limit THEN 'below_lower_limit' ELSE 'common_cause' END
FROM spc_limit l WHERE l.measure_id = m.measure_id AND l.org_level = m.org_level AND l.ods_code = m.ods_code AND l."window" = m."window" AND l.boundary_view = m.boundary_view AND m.breakdown = 'all' AND m.value_state = 'shown' AND m.value_marks = '';
UPDATE published_measure m SET spc_variation = CASE WHEN m.spc_point = 'common_cause' THEN 'common_cause'
  ELSE CASE WHEN d.better = 'neither' THEN 'neither' WHEN (d.better = 'lower') = (m.spc_point = 'below_lower_limit') THEN 'improvement' ELSE 'concern' END || CASE WHEN m.spc_point = 'above_upper_limit' THEN '_high' ELSE '_low' END END,
  spc_assurance = CASE WHEN m.ods_code = 'QZ1' AND m.measure_id = 'opioid_high_dose_120_adq_per_1000' THEN 'hit_or_miss' END
FROM measure d WHERE d.measure_id = m.measure_id AND m.spc_point IS NOT NULL AND m.period_end = last_day(DATE '2026-09-01');
CREATE TABLE target (measure_id VARCHAR, org_level VARCHAR, ods_code VARCHAR, valid_from DATE, valid_to DATE, value DOUBLE, label VARCHAR, source VARCHAR);
INSERT INTO target VALUES ('opioid_high_dose_120_adq_per_1000', 'icb', 'QZ1', DATE '2024-04-01', DATE '2025-04-01', 55, '55 ADQs', 'Fictional'), ('opioid_high_dose_120_adq_per_1000', 'icb', 'QZ1', DATE '2025-04-01', NULL, 45, '45 ADQs', 'Fictional');
CREATE TABLE event (event_id VARCHAR, org_level VARCHAR, ods_code VARCHAR, on_date DATE, kind VARCHAR, title VARCHAR, measure_id VARCHAR);
INSERT INTO event VALUES ('toolbox:ZP009', 'practice', 'ZP009', DATE '2025-03-01', 'intervention', 'Gabapentinoid and Opiate Tapering Toolbox', 'opioid_high_dose_120_adq_per_1000'), ('coach:ZN0001', 'pcn', 'ZN0001', DATE '2025-06-01', 'intervention', 'Coaches in every practice', 'activation_mean_change');
CREATE TABLE intervention_result AS SELECT 'toolbox:ZP009' AS event_id, 'opioid_high_dose_120_adq_per_1000' AS measure_id, 'practice' AS org_level, 'ZP009' AS ods_code, DATE '2025-03-01' AS started_on, 'no clear difference' AS verdict, 17 AS months_before, 19 AS months_after,
  -3.5 AS effect, -22.0 AS effect_lower, 15.0 AS effect_upper, NULL::DOUBLE AS level_change, NULL::DOUBLE AS trend_change, -4.0 AS own_change, 4 AS comparators_as_large, 10 AS comparators, 'ZP001' AS comparator_codes, 'the ten most like it before' AS rule;
CREATE TABLE similar_practice AS SELECT p.ods_code, CAST(row_number() OVER (PARTITION BY p.ods_code ORDER BY hash(p.ods_code || s.ods_code)) AS INT) AS rank, s.ods_code AS similar_code, 18.5 AS aged_65_percent, 8000.0 AS patients, 'share aged 65 and over, and list size' AS rule
FROM organisation p, organisation s WHERE p.org_level = 'practice' AND s.org_level = 'practice' AND p.ods_code <> s.ods_code QUALIFY rank <= 10;
CREATE TABLE excess AS SELECT 'opioid_high_dose_120_adq_per_1000' AS measure_id, 'icb' AS org_level, 'QZ1' AS ods_code, DATE '2026-09-30' AS period_end, 16 AS practices, 50.0 AS median_value, 900.0 AS excess, 2 AS practices_for_half, 'ZP004,ZP009' AS practice_codes;
CREATE TABLE evidence (claim VARCHAR, value VARCHAR, population VARCHAR, source VARCHAR, year INT, use VARCHAR, caveat VARCHAR);
INSERT INTO evidence VALUES ('Died in the place that they preferred', '83% v 26%', 'People with a budget', 'Slides', NULL, 'evidence_box', 'Second-hand.');
CREATE TABLE board_aim (aim INT, ods_code VARCHAR, title VARCHAR, owner VARCHAR, measure_ids VARCHAR, note VARCHAR);
INSERT INTO board_aim VALUES
  (1, NULL, 'More people have a plan of their own', 'Director of strategy', 'people_referred_per_1000 referral_plan_within_90_days_percent', NULL),
  (2, NULL, 'Safer use of opioids', 'Chief pharmacist', 'opioid_high_dose_120_adq_per_1000 opioid_ome_per_1000', 'with the pain network'),
  (3, NULL, 'People know how to look after themselves', 'Director of nursing', 'activation_mean_change', NULL),
  (4, NULL, 'Personal budgets for those who want one', 'Director of finance', 'budgets_active_per_50000', NULL),
  (5, NULL, 'A workforce that is trained', 'Director of people', 'not_held', NULL);
CREATE TABLE freshness AS SELECT * FROM (VALUES
  ('epd', 'English Prescribing Dataset', (SELECT min(month) FROM month), DATE '2026-09-01', ${months}, '', 60), ('registered_patients', 'Patients registered at a GP practice', (SELECT min(month) FROM month), DATE '2026-09-01', ${months}, '', 60),
  ('practice_map', 'Practice to PCN map', (SELECT min(month) FROM month), DATE '2026-08-01', ${months} - 1, '2026-09', 60)) f(feed, title, first_month, latest_month, months_held, months_missing, units_latest);
CREATE TABLE notice AS SELECT * FROM (VALUES
  ('practice_map', DATE '2026-09-01', 'behind', 'warn', CAST(NULL AS DOUBLE), CAST(NULL AS INT), 'Practice to PCN map: nothing is held of Sep 2026 yet, though other sources have reached it'),
  ('epd', DATE '2026-05-01', 'volume', 'fail', -64.0, NULL, 'English Prescribing Dataset: May 2026 has 120,000 rows, 64% fewer than the months before')) n(feed, month, kind, severity, change_percent, practices, message);
CREATE TABLE contrast (measure_id VARCHAR, org_level VARCHAR, ods_code VARCHAR, "window" VARCHAR, period_end DATE, breakdown VARCHAR, of_category VARCHAR, to_category VARCHAR, gap DOUBLE, gap_lower DOUBLE, gap_upper DOUBLE, ratio DOUBLE, ratio_lower DOUBLE, ratio_upper DOUBLE, recorded_percent DOUBLE);
INSERT INTO contrast VALUES ('people_referred_per_1000', 'icb', 'QZ1', 'quarter', DATE '2026-09-30', 'deprivation_quintile', '1', '5', 2.1, 1.0, 3.2, 1.7, 1.3, 2.2, 93.0);
CREATE TABLE data_quality (feed VARCHAR, month DATE, file_name VARCHAR, status VARCHAR, rows_in BIGINT, accepted BIGINT, quarantined BIGINT, duplicate BIGINT, opted_out BIGINT, out_of_scope BIGINT, message VARCHAR);
CREATE TABLE reconciliation (month DATE, setting VARCHAR, items BIGINT, actual_cost_gbp DOUBLE);
CREATE TABLE suppression_summary (measure_id VARCHAR, org_level VARCHAR, "window" VARCHAR, policy VARCHAR, cells BIGINT, hidden BIGINT, reason VARCHAR);
ALTER TABLE measure DROP COLUMN base; ALTER TABLE measure DROP COLUMN spread;
DROP TABLE valued; DROP TABLE counted; DROP TABLE count_at_practice; DROP TABLE ancestor; DROP TABLE practice; DROP TABLE pcn; DROP TABLE locality; DROP TABLE sub_icb; DROP TABLE month;
CREATE TABLE funnel_limit AS SELECT measure_id, org_level, ods_code, "window", period_end, CAST(count(*) OVER () AS INT) AS organisations, 4.2 AS centre, 1.3 AS dispersion, 0.01 AS variance_between, FALSE AS is_unsuitable,
  3.4 AS lower_95, 5.0 AS upper_95, 3.0 AS lower_998, 5.3 AS upper_998
FROM published_measure WHERE measure_id = 'people_referred_per_1000' AND org_level = 'practice' AND breakdown = 'all' AND value_state = 'shown' AND period_end = (SELECT max(period_end) FROM published_measure WHERE measure_id = 'people_referred_per_1000');
INSERT INTO notice VALUES ('coded_event', DATE '2026-09-01', 'unverified_code', 'warn', NULL, NULL, 'Coded events: entries whose code is not verified are used: Fictional plan agreed (99999999999); official figures refuse them');
INSERT INTO contrast SELECT 'referral_contacted_within_28_days_percent', 'icb', 'QZ1', w, DATE '2026-09-30', 'deprivation_quintile', '1', '5', -12.4 + shift, -20.1, -4.7, 0.83, 0.74, 0.94, 91.5
FROM (VALUES ('quarter', 0.0), ('financial_year_to_date', 1.0)) v(w, shift);
CREATE TABLE standardised AS SELECT measure_id, org_level, ods_code, "window", period_end, CASE WHEN org_level IN ('practice', 'pcn') THEN 'indirect' ELSE 'direct' END AS method, 'age_band' AS strata,
  numerator AS observed, CASE WHEN org_level IN ('practice', 'pcn') THEN 22.4 END AS expected, denominator AS people, CASE WHEN org_level IN ('practice', 'pcn') THEN numerator / 22.4 ELSE 4.3 END AS value, 0.8 AS lower_ci, 4.9 AS upper_ci, 'byar' AS "interval"
FROM published_measure WHERE measure_id = 'people_referred_per_1000' AND breakdown = 'all' AND value_state = 'shown' AND "window" = 'quarter' AND period_end = (SELECT max(period_end) FROM published_measure WHERE measure_id = 'people_referred_per_1000');
