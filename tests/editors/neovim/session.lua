-- A user's session in a real Neovim, on a copy of tests/fixtures/shop.
-- Run by tests/editors/neovim/run: nvim --headless --clean -l session.lua SHOP BOUNDSTONE,
-- with the plugin's folder on the runtimepath

local shop, boundstone = arg[1], arg[2]

local driver = dofile(vim.fs.joinpath(vim.fs.dirname(arg[0]), "driver.lua"))
local check, contains, eventually, fail = driver.check, driver.contains, driver.eventually, driver.fail
local LIVENESS_MS = driver.LIVENESS_MS

local function open(path)
  vim.cmd.edit(vim.fn.fnameescape(shop .. "/" .. path))
  return vim.api.nvim_get_current_buf()
end

---Puts the cursor on the first character of `text`, counted from the top of the buffer.
local function put_cursor_on(text)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  if vim.fn.search("\\V" .. vim.fn.escape(text, "\\"), "cW") == 0 then
    fail("the buffer has no " .. text)
  end
end

local function client_of(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = "boundstone" })[1]
end

local function current_file()
  return vim.api.nvim_buf_get_name(0)
end

local function is_open(path)
  return current_file() == shop .. "/" .. path
end

---The process of the server, which is a child of this Neovim.
local function server_process()
  for _, process in ipairs(vim.api.nvim_get_proc_children(vim.fn.getpid())) do
    if (vim.api.nvim_get_proc(process) or {}).name == "boundstone" then
      return process
    end
  end
  fail("no server runs")
end

---The answer to a request at the cursor; nil when it is null.
local function ask(method, buffer)
  local client = client_of(buffer)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, LIVENESS_MS) or {}
  local answer = answers[client.id] or fail(method .. " was not answered")
  if answer.error then
    fail(method .. ": " .. answer.error.message)
  end
  return answer.result
end

local function hover_text(buffer)
  local result = ask("textDocument/hover", buffer)
  if not result or result == vim.NIL then
    return ""
  end
  return table.concat(vim.lsp.util.convert_input_to_markdown_lines(result.contents), "\n")
end

---What Neovim draws for code lenses in the buffer, by 1-based line.
local function drawn_lenses(buffer)
  local drawn = {}
  if vim.lsp.codelens.enable then
    -- Neovim 0.12 resolves a lens when it draws the line, and has no screen here.
    for _, entry in ipairs(vim.lsp.codelens.get({ bufnr = buffer })) do
      local client = assert(vim.lsp.get_client_by_id(entry.client_id))
      local answer = client:request_sync("codeLens/resolve", entry.lens, LIVENESS_MS, buffer)
      local lens = answer and answer.result or entry.lens
      local line = lens.range.start.line + 1
      drawn[line] = (drawn[line] or "") .. " | " .. (lens.command and lens.command.title or "")
    end
    return drawn
  end
  for name, namespace in pairs(vim.api.nvim_get_namespaces()) do
    if name:find("codelens", 1, true) then
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(buffer, namespace, 0, -1, { details = true })) do
        local text = drawn[mark[2] + 1] or ""
        local chunks = vim.list_extend({}, mark[4].virt_text or {})
        for _, line in ipairs(mark[4].virt_lines or {}) do
          vim.list_extend(chunks, line)
        end
        for _, chunk in ipairs(chunks) do
          text = text .. chunk[1]
        end
        drawn[mark[2] + 1] = text
      end
    end
  end
  return drawn
end

local function diagnostic(buffer, code)
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    if found.code == code then
      return found
    end
  end
end

local function codes(buffer)
  return function()
    return vim.tbl_map(function(found)
      return { found.code, found.message }
    end, vim.diagnostic.get(buffer))
  end
end

---The text that a diagnostic underlines.
local function underlined(buffer, found)
  local from, to = { found.lnum, found.col }, { found.end_lnum, found.end_col }
  return table.concat(vim.api.nvim_buf_get_text(buffer, from[1], from[2], to[1], to[2], {}), "\n")
end

-- The session begins as in a user's configuration.
local exit
local config = {
  cmd = { boundstone, "lsp" },
  on_exit = function(code, signal)
    exit = { code = code, signal = signal }
  end,
}
vim.o.swapfile = false
if vim.lsp.enable then
  vim.lsp.config("boundstone", config)
  vim.lsp.enable("boundstone")
else
  require("boundstone").setup(config)
end
local way = vim.lsp.enable and "vim.lsp.enable" or "vim.lsp.start"
io.stdout:write(("# Neovim %s, %s\n"):format(vim.version(), way))

-- A source file.
local ledger = open("crates/payments/src/ledger.rs")
local client = eventually("the server starts for a Rust file", function()
  local client = client_of(ledger)
  return client and client.initialized and client
end)
check(client.config.root_dir == shop, "its root is the repository", client.config.root_dir)

put_cursor_on("record(&mut")
local text
eventually("hover on an item tells boundary, owner, decision and stability", function()
  text = hover_text(ledger)
  return contains(text, { "payments", "@shop/payments", "ADR-0003", "append-only", "stable" })
end, function()
  return text
end)
check(contains(text, { "boundary.toml" }), "hover says where the owner is stated", text)

put_cursor_on("account = account")
check(hover_text(ledger) == "", "hover on a local says nothing", hover_text(ledger))

eventually("the lens of the file shows boundary and owner", function()
  return contains(drawn_lenses(ledger)[1] or "", { "payments", "@shop/payments" })
end, function()
  return drawn_lenses(ledger)
end)

put_cursor_on("record(&mut")
eventually("the lens of an item names its decision", function()
  return contains(drawn_lenses(ledger)[vim.fn.line(".")] or "", { "stable", "ADR-0003" })
end, function()
  return drawn_lenses(ledger)
end)
vim.lsp.codelens.run()
eventually("and opens it when it is run", function()
  return is_open("docs/adr/0003-the-ledger-is-append-only.md")
end, current_file)

vim.cmd.buffer(ledger)
put_cursor_on("ADR-0003")
vim.lsp.buf.definition()
eventually("definition goes from a mention to its decision", function()
  return is_open("docs/adr/0003-the-ledger-is-append-only.md")
end, current_file)

-- The commands.
local completed = vim.fn.getcompletion("Boundstone ", "cmdline")
check(vim.deep_equal(completed, { "decisions", "log", "restart" }), "the command completes", completed)

vim.cmd("Boundstone decisions whole cents")
eventually("it opens the decision that is named", function()
  return is_open("docs/adr/0004-amounts-are-whole-cents.md")
end, current_file)

local offered
local select = vim.ui.select
vim.ui.select = function(items, options, on_choice)
  offered = vim.tbl_map(options.format_item, items)
  on_choice(items[1])
end
vim.cmd("Boundstone decisions")
eventually("and lets choose among all of them", function()
  return offered and #offered == 5 and offered[1]:find("ADR-0001", 1, true) and is_open("docs/adr/0001-record-architecture-decisions.md")
end, function()
  return { offered, current_file() }
end)
vim.ui.select = select

vim.cmd("Boundstone restart")
local restarted = eventually("it starts the server anew", function()
  local now = client_of(ledger)
  return now and now.id ~= client.id and now.initialized and now
end)
client = restarted
check(exit and exit.code == 0, "after the old one has ended well", exit)

-- A server that is killed under the editor.
vim.system({ "kill", "-KILL", tostring(server_process()) }):wait()
eventually("a server that is killed is gone", function()
  return not client_of(ledger)
end)
vim.cmd("Boundstone restart")
client = eventually("and comes back with the same command", function()
  local now = client_of(ledger)
  return now and now.initialized and now
end)
exit = nil

vim.cmd("Boundstone log")
check(current_file():find("lsp.log", 1, true) ~= nil, "the log opens", current_file())
vim.cmd.tabclose()

-- Who uses what.
local DESK = "crates/desk/src/lib.rs"
local baskets = open("crates/orders/src/checkout.rs")
put_cursor_on("Order {")
eventually("hover on an item tells which boundaries use it", function()
  text = hover_text(baskets)
  return contains(text, { "by 2 boundaries", "desk", "shipping", "in tests", "of its members" })
end, function()
  return text
end)
eventually("the lens of an item counts its uses", function()
  return contains(drawn_lenses(baskets)[vim.fn.line(".")] or "", { "uses in 2 boundaries" })
end, function()
  return drawn_lenses(baskets)
end)

---The files of the quickfix list, and whether it is shown.
local function listed()
  local files = {}
  for _, item in ipairs(vim.fn.getqflist()) do
    files[vim.api.nvim_buf_get_name(item.bufnr):sub(#shop + 2)] = true
  end
  return files, vim.fn.getqflist({ winid = 0 }).winid ~= 0
end

vim.lsp.codelens.run()
eventually("and lists them when it is run", function()
  local files, is_shown = listed()
  return is_shown and files[DESK] and files["crates/shipping/src/lib.rs"]
end, listed)
vim.cmd.cclose()
vim.fn.setqflist({}, "r")

vim.cmd.buffer(baskets)
put_cursor_on("Order {")
vim.lsp.buf.references()
eventually("references of an item are its crossings", function()
  local files, is_shown = listed()
  return is_shown and files[DESK] and files["crates/shipping/src/lib.rs"]
end, listed)
vim.cmd.cclose()

local desk = open(DESK)
put_cursor_on("Order as Ordered")
eventually("hover on a use tells who owns it, and through whom it is reached", function()
  text = hover_text(desk)
  return contains(text, { "orders", "@shop/orders", "crates/orders/src/checkout.rs", "reached through", "shipping" })
end, function()
  return text
end)

local function hints()
  return vim.tbl_map(function(it)
    return it.inlay_hint.label
  end, vim.lsp.inlay_hint.get({ bufnr = desk }))
end
vim.lsp.inlay_hint.enable(true, { bufnr = desk })
client.settings = { boundstone = { inlayHints = true } }
if vim.fn.has("nvim-0.11") == 1 then
  client:notify("workspace/didChangeConfiguration", { settings = client.settings })
else
  client.notify("workspace/didChangeConfiguration", { settings = client.settings })
end
eventually("an inlay hint names the owner beside an import, once it is switched on", function()
  return contains(table.concat(hints(), "\n"), { "@shop/orders", "@shop/platform" })
end, hints)

-- A mention of a superseded decision, put right in the buffer.
local checkout = open("crates/orders/src/checkout.rs")
local superseded = eventually("a mention of a superseded decision is a warning", function()
  return diagnostic(checkout, "decision/superseded")
end, codes(checkout))
check(superseded.severity == vim.diagnostic.severity.WARN, "of severity warning", superseded)
check(underlined(checkout, superseded) == "ADR-0002", "on exactly the mention", superseded)
check(contains(superseded.message, { "ADR-0004" }), "that names the successor", superseded.message)

put_cursor_on("ADR-0002")
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.title == "Point to ADR-0004"
  end,
})
eventually("its quick fix points it to the successor", function()
  return vim.fn.search("ADR-0004", "nw") > 0 and vim.fn.search("ADR-0002", "nw") == 0
end, vim.api.nvim_buf_get_lines(checkout, 28, 36, false))
eventually("the warning goes with the mention, before the file is saved", function()
  return not diagnostic(checkout, "decision/superseded")
end, codes(checkout))
vim.cmd("silent undo")
eventually("and comes back with it", function()
  return diagnostic(checkout, "decision/superseded")
end, codes(checkout))
vim.cmd("edit!")

-- The other files that Boundstone reads.
local price = open("web/storefront/src/price.ts")
local unknown = eventually("a mention of an unknown decision is a warning", function()
  return diagnostic(price, "decision/unknown")
end, codes(price))
check(underlined(price, unknown) == "ADR-0009", "on exactly the mention", unknown)

local owners = open(".github/CODEOWNERS")
check(vim.bo[owners].filetype == "codeowners", "CODEOWNERS has a file type", vim.bo[owners].filetype)
local dead = eventually("a rule that matches no file is a warning", function()
  return diagnostic(owners, "ownership/dead-rule")
end, codes(owners))
check(contains(underlined(owners, dead), { "/crates/invoicing/" }), "on exactly the rule", dead)

-- The lens of a file that nobody touched, after its owner changed in another buffer.
eventually("the lens shows the owner that the ownership file names", function()
  return contains(drawn_lenses(checkout)[1] or "", { "orders", "@shop/orders" })
end, function()
  return drawn_lenses(checkout)
end)
vim.cmd("%substitute/@shop\\/orders/@shop\\/baskets/")
eventually("and follows it before the file is saved", function()
  return contains(drawn_lenses(checkout)[1] or "", { "orders", "@shop/baskets" })
end, function()
  return drawn_lenses(checkout)
end)
vim.cmd("edit!")

local contract = open("crates/shipping/boundary.toml")
local key = eventually("an unknown key is an error", function()
  return diagnostic(contract, "config/unknown-key")
end, codes(contract))
check(key.severity == vim.diagnostic.severity.ERROR, "of severity error", key)
check(contains(underlined(contract, key), { "decision" }), "on exactly the key", key)
put_cursor_on("orders")
text = hover_text(contract)
check(contains(text, { "orders", "@shop/orders" }), "hover on a boundary in a contract shows its card", text)
put_cursor_on("owner")
check(contains(hover_text(contract), { "Who owns it" }), "and on a key what it is for", hover_text(contract))
local outline = ask("textDocument/documentSymbol", contract)
check(outline[1].name == "owner" and outline[1].detail == "@shop/platform", "a contract has an outline", outline)

-- One server for all of it, and a clean end.
check(#vim.lsp.get_clients({ name = "boundstone" }) == 1, "one server serves every buffer")

vim.cmd("checkhealth boundstone")
local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
check(contains(health, { boundstone, "OK" }) and not health:find("ERROR", 1, true), "checkhealth is content", health)

-- The help, in a copy, because its tags are written beside it.
local help = vim.fn.tempname()
local plugin = vim.fs.dirname(vim.api.nvim_get_runtime_file("doc/boundstone.txt", false)[1])
vim.fn.mkdir(help .. "/doc", "p")
vim.uv.fs_copyfile(plugin .. "/boundstone.txt", help .. "/doc/boundstone.txt")
vim.cmd.helptags(help .. "/doc")
vim.opt.runtimepath:prepend(help)
for _, tag in ipairs({ "boundstone", ":Boundstone", "boundstone-start" }) do
  vim.cmd.help(tag)
  check(vim.bo.buftype == "help", "there is help on " .. tag, vim.bo.buftype)
end

vim.lsp.stop_client(client.id)
eventually("the server ends when it is asked to", function()
  return exit
end)
check(exit.code == 0 and exit.signal == 0, "with exit code 0", exit)
os.exit(0)
