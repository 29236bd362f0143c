-- wrk -s durability.lua URL -- JOB NAME
--   JOB   selects: selects alone; main: as many outcomes as selects, each of a decision made before
--   NAME  makes the decision ids of this run differ from those of others

-- Between a decision and its outcome, requests of one thread: by then it has been answered, also where a connection is slow.
local LAG = 4000

local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(arguments)
    main = arguments[1] == "main"
    prefix = arguments[2] .. "-" .. number .. "-"
    count = 0
    head = " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nContent-Type: application/json\r\nContent-Length: "
end

local function post(path, body)
    return "POST /v1/domains/bench/" .. path .. head .. #body .. "\r\n\r\n" .. body
end

function request()
    count = count + 1
    if main and count % 2 == 0 and count > LAG then
        return post("outcomes", '{"decision_id":"' .. prefix .. (count - 1 - LAG) .. '","latency_ms":'
            .. (200 + count % 1500) .. ',"cost_usd":0.0021,"failed":false}')
    end
    return post("select", '{"decision_id":"' .. prefix .. count .. '","key":"user-' .. (count % 5000)
        .. '","context":{"prompt_tokens":' .. (count % 4000) .. ',"task":"code","has_tools":true}}')
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("requests=%d micros=%d refused=%d broken=%d p50=%d p99=%d\n", summary.requests,
        summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
