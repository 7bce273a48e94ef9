-- One copy more of every practice, PCN and locality of a set, under codes that end in the number of the copy; the areas above stay.
CREATE TEMP TABLE copied AS
SELECT org_level, ods_code FROM organisation WHERE org_level IN ('practice', 'pcn', 'locality') AND ods_code NOT LIKE '%~%';

INSERT INTO organisation
SELECT * REPLACE (ods_code || '~${copy}' AS ods_code)
FROM organisation SEMI JOIN copied USING (org_level, ods_code);

INSERT INTO organisation_parent
SELECT * REPLACE (ods_code || '~${copy}' AS ods_code, CASE WHEN parent_level IN ('pcn', 'locality') THEN parent_code || '~${copy}' ELSE parent_code END AS parent_code)
FROM organisation_parent SEMI JOIN copied USING (org_level, ods_code);

INSERT INTO published_measure SELECT * REPLACE (ods_code || '~${copy}' AS ods_code) FROM published_measure SEMI JOIN copied USING (org_level, ods_code);

INSERT INTO year_change SELECT * REPLACE (ods_code || '~${copy}' AS ods_code) FROM year_change SEMI JOIN copied USING (org_level, ods_code);

INSERT INTO spc_limit SELECT * REPLACE (ods_code || '~${copy}' AS ods_code) FROM spc_limit SEMI JOIN copied USING (org_level, ods_code);

INSERT INTO driver SELECT * REPLACE (ods_code || '~${copy}' AS ods_code) FROM driver SEMI JOIN copied USING (org_level, ods_code);

INSERT INTO funnel_limit SELECT * REPLACE (ods_code || '~${copy}' AS ods_code) FROM funnel_limit SEMI JOIN copied USING (org_level, ods_code);

DROP TABLE copied
