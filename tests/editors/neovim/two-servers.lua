-- Boundstone beside a language's own server, in one buffer of a real Neovim.
-- Run by tests/editors/neovim/run: nvim --headless --clean -l two-servers.lua SHOP BOUNDSTONE LANGUAGE COMMAND...

local shop, boundstone, language = arg[1], arg[2], arg[3]
local command = vim.list_slice(arg, 4)

local driver = dofile(vim.fs.joinpath(vim.fs.dirname(arg[0]), "driver.lua"))
local contains, eventually, fail, ok = driver.contains, driver.eventually, driver.fail, driver.ok
local LIVENESS_MS = driver.LIVENESS_MS

local PATIENCE_MS = 3000
-- How many hovers are measured, with and without Boundstone in turn.
local ROUNDS = 200

local subjects = {
  rust = {
    file = "crates/payments/src/ledger.rs",
    name = "record(&mut",
    line = 19,
    own_words = { "fn record" },
    our_words = { "payments", "@shop/payments", "ADR-0003" },
    our_lens = "ADR-0003",
  },
  typescript = {
    file = "web/ledger-client/src/client.ts",
    name = "LedgerClient",
    line = 8,
    own_words = { "class LedgerClient" },
    our_words = { "ledger-client", "@shop/web", "ADR-0003" },
    our_lens = "ADR-0003",
    settings = { typescript = { referencesCodeLens = { enabled = true, showOnAllFunctions = true } } },
    own_lens = "reference",
  },
}
local subject = assert(subjects[language])

---Acts, and waits for what `probe` looks for; acts again where that was too early for one of the servers.
local function act_until(message, act, probe, seen)
  eventually(message, function()
    act()
    return (driver.wait(PATIENCE_MS, probe))
  end, seen)
end

vim.o.swapfile = false
local own_config = { cmd = command, filetypes = { language }, root_dir = shop, settings = subject.settings }
if vim.lsp.enable then
  vim.lsp.config("boundstone", { cmd = { boundstone, "lsp" } })
  vim.lsp.config("own", own_config)
  vim.lsp.enable({ "own", "boundstone" })
else
  require("boundstone").setup({ cmd = { boundstone, "lsp" } })
end

vim.cmd.edit(vim.fn.fnameescape(shop .. "/" .. subject.file))
local buffer = vim.api.nvim_get_current_buf()
if not vim.lsp.enable then
  vim.lsp.start(vim.tbl_extend("force", own_config, { name = "own" }), { bufnr = buffer })
end
vim.api.nvim_win_set_cursor(0, { subject.line, 0 })
if vim.fn.search("\\V" .. subject.name, "cW", subject.line) == 0 then
  fail("the buffer has no " .. subject.name)
end

local function client(name)
  local found = vim.lsp.get_clients({ bufnr = buffer, name = name })[1]
  return found and found.initialized and found
end
eventually("both servers serve the buffer", function()
  return client("own") and client("boundstone")
end)
local own, ours = client("own"), client("boundstone")

---Calls what is a method of a client in 0.11 and later, and a plain function in 0.10.
local function call(of, name, ...)
  if vim.lsp.enable then
    return of[name](of, ...)
  end
  return of[name](...)
end

local function position(of)
  return vim.lsp.util.make_position_params(0, of.offset_encoding)
end

local function text_of(answer)
  local hover = answer and answer.result
  if not hover or hover == vim.NIL then
    return ""
  end
  return table.concat(vim.lsp.util.convert_input_to_markdown_lines(hover.contents), "\n")
end

local function hover_of(of)
  return text_of(call(of, "request_sync", "textDocument/hover", position(of), LIVENESS_MS, buffer))
end

eventually("the language's own server answers a hover", function()
  return contains(hover_of(own), subject.own_words)
end, function()
  return hover_of(own)
end)
eventually("and Boundstone answers it too", function()
  return contains(hover_of(ours), subject.our_words)
end, function()
  return hover_of(ours)
end)

-- What the user sees: one popup with the words of both.
local function popup()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
    end
  end
  return ""
end
local all_words = vim.list_extend(vim.list_extend({}, subject.own_words), subject.our_words)
act_until("one popup shows what both say", function()
  vim.cmd.fclose({ bang = true })
  vim.lsp.buf.hover()
end, function()
  return contains(popup(), all_words)
end, popup)
vim.cmd.fclose({ bang = true })

-- Lenses of both, in one buffer.
local function lenses()
  local titles = {}
  for _, lens in ipairs(vim.lsp.codelens.get(buffer)) do
    table.insert(titles, lens.command and lens.command.title or "")
  end
  return titles
end
eventually("Boundstone's lenses are there", function()
  return contains(table.concat(lenses(), "\n"), { subject.our_lens })
end, lenses)
-- Neovim 0.10 does not announce that it shows lenses, so that other servers may keep theirs.
if subject.own_lens and vim.lsp.enable then
  act_until("and so are the other server's", function()
    vim.lsp.codelens.refresh({ bufnr = buffer })
  end, function()
    return contains(table.concat(lenses(), "\n"), { subject.our_lens, subject.own_lens })
  end, lenses)
end

-- Measured and printed: a user waits until both have answered.
local function milliseconds(servers)
  local open = #servers
  local begin = vim.uv.hrtime()
  for _, server in ipairs(servers) do
    call(server, "request", "textDocument/hover", position(server), function()
      open = open - 1
    end, buffer)
  end
  vim.wait(LIVENESS_MS, function()
    return open == 0
  end, 1)
  return (vim.uv.hrtime() - begin) / 1e6
end

local function median(numbers)
  table.sort(numbers)
  return numbers[math.ceil(#numbers / 2)]
end

local alone, both, added = {}, {}, {}
for round = 1, ROUNDS do
  alone[round] = milliseconds({ own })
  both[round] = milliseconds({ own, ours })
  added[round] = both[round] - alone[round]
end
io.stdout:write(
  ("# hover, median of %d: %.2f ms with the %s server alone, %.2f ms with Boundstone too, %.2f ms added\n"):format(
    ROUNDS,
    median(alone),
    language,
    median(both),
    median(added)
  )
)
os.exit(0)
