-- What is prepared once for all reports lies beside the set, which stays read-only.
ATTACH ':memory:' AS prepared (READ_WRITE)
