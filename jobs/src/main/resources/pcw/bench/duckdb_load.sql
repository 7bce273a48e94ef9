-- The peer of ingest: one prescribing file (SNOMED layout) typed, checked by the rules of its contract and
-- stored in BNF order, with the rows that break a rule apart. The file is read once.
-- ${file}, ${folder} and ${threads} are filled in by the benchmark.
SET threads = ${threads};
SET preserve_insertion_order = false;
SET temp_directory = '${folder}/spill';

-- A number is digits with an optional point, at most five places, no exponent, in range.
CREATE MACRO is_decimal(text) AS
  TRY_CAST(text AS DECIMAL(18, 5)) >= 0
  AND strpos(lower(text), 'e') = 0
  AND (strpos(text, '.') = 0 OR length(text) - strpos(text, '.') <= 5);

CREATE MACRO is_code(text) AS regexp_full_match(text, '-|[A-Z0-9]{3,10}');

CREATE TABLE checked AS
WITH delivered AS (
  SELECT COLUMNS(*).trim()
  FROM read_csv('${file}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', strict_mode = true)
),
typed AS (
  SELECT
    COALESCE(try_strptime(YEAR_MONTH, ['%Y%m', '%Y_%m', '%Y-%m'])::DATE = DATE '2026-06-01', false)
      AND COALESCE(is_code(REGIONAL_OFFICE_CODE), false)
      AND COALESCE(is_code(ICB_CODE), false)
      AND COALESCE(is_code(PCO_CODE), false)
      AND COALESCE(is_code(PRACTICE_CODE), false)
      AND COALESCE(regexp_full_match(NULLIF(BNF_CHEMICAL_SUBSTANCE_CODE, ''), '[0-9]{4}([0-9]{3}[0-9A-Z]{2})?'), true)
      AND COALESCE(regexp_full_match(BNF_PRESENTATION_CODE, '[0-9]{4}[0-9A-Z]{7}([0-9A-Z]{4})?'), false)
      AND COALESCE(is_decimal(QUANTITY), false)
      AND COALESCE(TRY_CAST(ITEMS AS INTEGER) >= 1, false)
      AND COALESCE(is_decimal(TOTAL_QUANTITY), false)
      AND COALESCE(is_decimal(ADQ_USAGE), false)
      AND COALESCE(is_decimal(NIC), false)
      AND COALESCE(is_decimal(ACTUAL_COST), false)
      AND COALESCE(UNIDENTIFIED IN ('Y', 'N'), false)
      AND COALESCE(regexp_full_match(NULLIF(SNOMED_CODE, ''), '[1-9][0-9]{5,17}'), true) AS is_good,
    *
  FROM delivered
)
SELECT
  is_good,
  DATE '2026-06-01' AS month,
  REGIONAL_OFFICE_NAME AS region_name,
  REGIONAL_OFFICE_CODE AS region_code,
  ICB_NAME AS icb_name,
  ICB_CODE AS icb_code,
  PCO_NAME AS commissioner_name,
  PCO_CODE AS commissioner_code,
  PRACTICE_NAME AS practice_name,
  PRACTICE_CODE AS practice_code,
  BNF_PRESENTATION_CODE AS bnf_code,
  BNF_PRESENTATION_NAME AS bnf_name,
  TRY_CAST(QUANTITY AS DECIMAL(18, 5)) AS quantity,
  TRY_CAST(ITEMS AS INTEGER) AS items,
  TRY_CAST(TOTAL_QUANTITY AS DECIMAL(18, 5)) AS total_quantity,
  TRY_CAST(ADQ_USAGE AS DECIMAL(18, 5)) AS adq,
  TRY_CAST(NIC AS DECIMAL(18, 5)) AS nic,
  TRY_CAST(ACTUAL_COST AS DECIMAL(18, 5)) AS actual_cost,
  UNIDENTIFIED = 'Y' AS is_unidentified,
  'delivery' AS delivery_id,
  CASE WHEN is_good THEN NULL ELSE
    struct_pack(
      quantity := QUANTITY, items := ITEMS, total_quantity := TOTAL_QUANTITY, adq := ADQ_USAGE, nic := NIC,
      actual_cost := ACTUAL_COST, practice_code := PRACTICE_CODE, bnf_code := BNF_PRESENTATION_CODE)
  END AS delivered
FROM typed;

COPY (SELECT * EXCLUDE (is_good, delivered) FROM checked WHERE is_good ORDER BY bnf_code)
  TO '${folder}/epd.parquet' (FORMAT parquet);

COPY (SELECT delivered FROM checked WHERE NOT is_good) TO '${folder}/quarantine.parquet' (FORMAT parquet);
