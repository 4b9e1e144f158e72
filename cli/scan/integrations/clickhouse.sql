-- SPDX-License-Identifier: MIT
-- ClickHouse: which messages of a table are known errors. The program is
-- errkb-lines, beside this file: put it into user_scripts and make it executable.
-- It gets the messages in their order and answers each with one row; `line`
-- counts from 1, so that both sides are joined by the number of the row.
--
-- Of a table logs (time DateTime, host String, message String):
SELECT time, host, message, hits.entry AS entries, hits.title AS titles
FROM
    (SELECT row_number() OVER (ORDER BY time, host, message) AS line, time, host, message FROM logs) AS messages
    INNER JOIN
    (
        SELECT line, hits
        FROM executable('errkb-lines', 'JSONEachRow',
            'line UInt64, hits Array(Tuple(entry String, title String, severity String, confidence Float64))',
            (SELECT message FROM logs ORDER BY time, host, message))
        WHERE notEmpty(hits)
    ) AS answers USING (line)
ORDER BY line
