-- Asks for the listed paths in turn, each thread from its own start.
-- wrk … -- LIST ENDING ACCEPT
local paths, ending, headers, at = {}, "", {}, 0
function init(words)
  for line in io.lines(words[1]) do paths[#paths + 1] = line end
  ending = words[2] or ""
  if words[3] and words[3] ~= "" then headers["Accept"] = words[3] end
  math.randomseed(tonumber(tostring({}):sub(8)) or 1)
  at = math.random(#paths)
end
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at] .. ending, headers)
end
