-- Codes that nobody has verified, and whether the figures use them.
SELECT message
FROM notice
WHERE kind = 'unverified_code'
