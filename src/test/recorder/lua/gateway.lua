-- The gateway of the parcel service: knows its clients by their key (Redis), counts their requests against their plan, passes them on by name.
local _M = {}

local limits, keys = ngx.shared.limits, ngx.shared.keys
local plans = { free = 20, standard = 60, gold = 600 }
local window = 5
local redis_host, redis_port

function _M.setup(host, port)
    redis_host, redis_port = host, port
end

-- One GET in the protocol of Redis; the connection goes back to the pool of the worker.
local function lookup(key)
    local sock = ngx.socket.tcp()
    sock:settimeouts(500, 500, 500)
    local ok, err = sock:connect(redis_host, redis_port)
    if not ok then
        return nil, "connect to redis: " .. err
    end
    local name = "apikey:" .. key
    local _, serr = sock:send("*2\r\n$3\r\nGET\r\n$" .. #name .. "\r\n" .. name .. "\r\n")
    if serr then
        return nil, "send to redis: " .. serr
    end
    local head, rerr = sock:receive("*l")
    if not head then
        return nil, "read from redis: " .. rerr
    end
    if head:sub(1, 1) == "-" then
        return nil, "redis answered " .. head
    end
    local value = ""
    local size = tonumber(head:sub(2))
    if size and size >= 0 then
        value = sock:receive(size)
        sock:receive(2)
    end
    sock:setkeepalive(2000, 20)
    return value
end

local function client(key)
    local known = keys:get(key)
    if known then
        return known
    end
    local value, err = lookup(key)
    if not value then
        return nil, err
    end
    keys:set(key, value, 5)
    return value
end

local function refuse(status, text)
    ngx.status = status
    ngx.header["Content-Type"] = "application/json"
    ngx.say('{"error":"', text, '"}')
    return ngx.exit(status)
end

function _M.access()
    local key = ngx.var.http_x_api_key
    if not key then
        return refuse(401, "key missing")
    end
    local value, err = client(key)
    if not value then
        ngx.log(ngx.ERR, "key not checked: ", err)
        return refuse(503, "try again")
    end
    local name, plan = value:match("^(%S+) (%S+)$")
    if not name then
        return refuse(401, "key unknown")
    end
    ngx.var.client_name = name
    local allowed = plans[plan]
    local slot = name .. ":" .. math.floor(ngx.now() / window)
    local count = limits:incr(slot, 1, 0, 2 * window)
    if count > allowed then
        ngx.log(ngx.WARN, "over the limit: client ", name, ", plan ", plan, ", request ", count, " of ", allowed, " in ", window, " s")
        ngx.header["Retry-After"] = window
        return refuse(429, "too many requests")
    end
end

return _M
