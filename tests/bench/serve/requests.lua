-- SPDX-License-Identifier: MIT
-- wrk script: one request for each line of the file REQUESTS_FILE, in turn.
-- A line is a path; with REQUESTS_PASTES set it is a paste, `\n` a line end, and
-- no two requests are the same, so that no reply that was kept is given.
local requests, at, count = {}, 0, 0
local pastes = os.getenv("REQUESTS_PASTES")

local function encode(text)
  return (text:gsub("[^%w]", function(byte) return string.format("%%%02X", string.byte(byte)) end))
end

local threads = 0
function setup(thread)
  thread:set("offset", threads * 101)
  threads = threads + 1
end

function init()
  for line in io.lines(os.getenv("REQUESTS_FILE")) do
    if pastes then
      requests[#requests + 1] = "/api/v1/lookup?q=" .. encode((line:gsub("\\n", "\n"))) .. "&n="
    else
      requests[#requests + 1] = wrk.format("GET", line)
    end
  end
  at = offset % #requests
end

function request()
  at = at % #requests + 1
  if not pastes then
    return requests[at]
  end
  count = count + 1
  return wrk.format("GET", requests[at] .. offset .. "-" .. count)
end

function done(summary, latency)
  io.write(string.format("RESULT %d %.1f %d %d %d %d\n", summary.requests, summary.requests * 1e6 / summary.duration,
    latency:percentile(50), latency:percentile(99),
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
