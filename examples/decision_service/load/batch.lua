-- A thousand cases a request, each the first of the sample applicants: eight records. See README.md.
local file = assert(io.open("policies/ccaa/applicants.jsonl"))
local case = file:read("l")
file:close()
local size = 1000

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = "[" .. string.rep(case, size, ",") .. "]"

function done(summary, latency)
   io.write(string.format("decisions/s %.0f, p99 %.2f ms, errors %d\n",
      summary.requests * size / summary.duration * 1e6, latency:percentile(99) / 1000,
      summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
