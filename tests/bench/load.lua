-- For wrk: asks for the addresses in a file, one after the other, as a browser does; writes its figures as JSON.
local addresses, last = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do addresses[#addresses + 1] = line end
  wrk.headers["Accept-Encoding"] = "gzip"
end

function request()
  last = last % #addresses + 1
  return wrk.format("GET", addresses[last])
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, "errors": %d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
