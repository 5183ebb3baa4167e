-- What every session in this folder does: it waits, checks, and says what it saw.

local driver = {}

-- A language's server may take a while to read its world; only one that does not answer takes so long.
driver.LIVENESS_MS = 120000
local POLL_MS = 20

function driver.fail(message)
  io.stderr:write("not ok: " .. message .. "\n")
  os.exit(1)
end

function driver.ok(message)
  io.stdout:write("ok: " .. message .. "\n")
end

function driver.check(condition, message, seen)
  if not condition then
    driver.fail(message .. "\nseen: " .. vim.inspect(seen))
  end
  driver.ok(message)
end

---Whether `probe` gives something within `milliseconds`, and what.
function driver.wait(milliseconds, probe)
  local result
  local arrived = vim.wait(milliseconds, function()
    result = probe()
    return result ~= nil and result ~= false
  end, POLL_MS)
  return arrived, result
end

---Waits until `probe` gives something, and gives that back; `seen` tells a reader what there was instead.
function driver.eventually(message, probe, seen)
  local arrived, result = driver.wait(driver.LIVENESS_MS, probe)
  if not arrived then
    driver.fail(message .. (seen and "\nseen: " .. vim.inspect(seen()) or ""))
  end
  driver.ok(message)
  return result
end

function driver.contains(text, words)
  for _, word in ipairs(words) do
    if not text:find(word, 1, true) then
      return false
    end
  end
  return true
end

return driver
