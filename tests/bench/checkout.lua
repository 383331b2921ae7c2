-- Guests who order, each with a basket of his own: goods put into it, the page of the order read,
-- the order placed. One after the other on each connection, so as many threads as connections.
-- Each comes from an address of his own, as a proxy tells it: one alone may not order so much.
-- wrk … -- GOODS     JSON of what is put into a basket
local goods
local threads, step, guest = 0, 0, 0
local cookie, order
function setup(thread)
  threads = threads + 1
  thread:set("mine", threads)
end
function init(words) goods, started = words[1], os.time() end
local function headers()
  local all = { ["Content-Type"] = "application/json",
                ["X-Forwarded-For"] = string.format("10.%d.%d.%d", mine % 256,
                                                    math.floor(guest / 250) % 250, guest % 250),
                ["Idempotency-Key"] = string.format("%d-%d-%d-%d", started, mine, guest, step) }
  if cookie then all["Cookie"] = cookie end
  return all
end
function request()
  if step == 0 then
    guest, cookie = guest + 1, nil
    return wrk.format("POST", "/api/v1/keranjang/barang", headers(), goods)
  end
  if step == 1 then return wrk.format("GET", "/api/v1/pemesanan", headers()) end
  return wrk.format("POST", "/api/v1/pemesanan", headers(), order)
end
function response(status, answered, body)
  if status >= 400 then error(body) end
  if step == 0 then cookie = answered["Set-Cookie"]:match("^[^;]+") end
  if step == 1 then
    local basket, total = body:match('"basket":"([^"]+)"'), body:match('"total":(%d+),"empty"')
    local unit, day = body:match('"unit":"([^"]+)"'), body:match('"day":"([^"]+)"')
    order = string.format('{"basket":"%s","seen_total":%s,"name":"Budi","phone":"081234567890",'
                            .. '"pick_days":[{"unit":"%s","day":"%s"}]}', basket, total, unit, day)
  end
  step = (step + 1) % 3
end
