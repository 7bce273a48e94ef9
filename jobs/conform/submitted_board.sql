-- Where a feed was delivered in a whole window for every practice of a board.
WITH board AS (
  SELECT icb_code, month, COUNT(*) AS practices FROM board_practice GROUP BY icb_code, month
)
SELECT feed, board.icb_code, window, board.month
FROM submitted_window
JOIN board_practice
  ON board_practice.practice_code = submitted_window.practice_code
  AND board_practice.month = submitted_window.month
JOIN board ON board.icb_code = board_practice.icb_code AND board.month = board_practice.month
GROUP BY feed, board.icb_code, window, board.month, practices
HAVING COUNT(*) = practices
