-- Posts sales: each with an id of its own, which is also the request's key.
-- wrk … -- COOKIE CSRF SALE     SALE is JSON with ID in the place of its id
local cookie, csrf, sale
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("mine", threads)
end
function init(words)
  cookie, csrf, sale = words[1], words[2], words[3]
  made = 0
  started = os.time()
end
function request()
  made = made + 1
  local ms = started * 1000 -- a UUIDv7 of this time, as the server wants it
  local id = string.format("%08x-%04x-7%03x-8%03x-%04x%08x", math.floor(ms / 65536), ms % 65536,
                           made % 4096, math.floor(made / 4096) % 4096, mine, made)
  return wrk.format("POST", "/api/v1/kasir/penjualan", {
    ["Cookie"] = cookie, ["X-CSRF-Token"] = csrf, ["Idempotency-Key"] = id,
    ["Content-Type"] = "application/json" }, (sale:gsub("ID", id)))
end
