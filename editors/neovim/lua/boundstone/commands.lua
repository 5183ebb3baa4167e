-- `:Boundstone SUBCOMMAND`
local M = {}

-- How long a server that was asked to stop may take before another one is started beside it.
local STOP_TIMEOUT_MS = 5000
local POLL_MS = 20

---@param message string
---@param level integer?
local function notify(message, level)
  vim.notify("Boundstone: " .. message, level or vim.log.levels.INFO)
end

---The client of the current buffer, else any.
---@return vim.lsp.Client?
local function client()
  local here = vim.lsp.get_clients({ bufnr = 0, name = "boundstone" })[1]
  local found = here or vim.lsp.get_clients({ name = "boundstone" })[1]
  if not found then
    notify("no server runs; `:checkhealth boundstone` says more", vim.log.levels.WARN)
  end
  return found
end

---Calls what is a method of a client in 0.11 and later, and a plain function in 0.10.
---@param server vim.lsp.Client
---@param name string
local function call(server, name, ...)
  if vim.fn.has("nvim-0.11") == 1 then
    return server[name](server, ...)
  end
  return server[name](...)
end

---Lets the user choose among the decisions whose number or title has `text` in it, and opens one.
---@param text string
local function decisions(text)
  local server = client()
  if not server then
    return
  end
  call(server, "request", "workspace/symbol", { query = text }, function(error, symbols)
    if error then
      notify(error.message, vim.log.levels.ERROR)
      return
    end
    -- The server's symbols are boundaries and decisions; a decision is a file.
    local found = vim.tbl_filter(function(symbol)
      return symbol.kind == vim.lsp.protocol.SymbolKind.File
    end, symbols or {})
    if #found == 0 then
      notify(text == "" and "no decisions" or ("no decision like '%s'"):format(text))
      return
    end
    local function open(symbol)
      if symbol then
        vim.lsp.util.show_document(symbol.location, server.offset_encoding, { focus = true })
      end
    end
    if #found == 1 then
      open(found[1])
      return
    end
    vim.ui.select(found, {
      prompt = "Decision",
      kind = "boundstone.decision",
      format_item = function(symbol)
        return symbol.containerName and ("%s (%s)"):format(symbol.name, symbol.containerName) or symbol.name
      end,
    }, open)
  end)
end

---@param id integer
---@return boolean
local function has_ended(id)
  return vim.wait(STOP_TIMEOUT_MS, function()
    return vim.lsp.get_client_by_id(id) == nil
  end, POLL_MS)
end

---Starts every server anew, for the buffers that it served.
local function restart()
  local servers = vim.lsp.get_clients({ name = "boundstone" })
  if #servers == 0 then
    require("boundstone").start_again()
    return
  end
  for _, server in ipairs(servers) do
    local buffers = vim.tbl_keys(server.attached_buffers)
    local config = server.config
    call(server, "stop")
    if not has_ended(server.id) then
      call(server, "stop", true)
    end
    for _, buffer in ipairs(buffers) do
      if vim.api.nvim_buf_is_loaded(buffer) then
        vim.lsp.start(config, { bufnr = buffer })
      end
    end
  end
  notify("started again")
end

local function log()
  local path = vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
  vim.cmd.tabedit(vim.fn.fnameescape(path))
  vim.cmd.normal({ "G", bang = true })
end

---@type table<string, fun(text: string)>
local subcommands = { decisions = decisions, log = log, restart = restart }

---@param lead string
---@return string[]
function M.complete(lead)
  local names = vim.tbl_filter(function(name)
    return vim.startswith(name, lead)
  end, vim.tbl_keys(subcommands))
  table.sort(names)
  return names
end

---@param arguments string[] The subcommand, and what follows it.
function M.run(arguments)
  local subcommand = subcommands[arguments[1]]
  if subcommand then
    subcommand(table.concat(arguments, " ", 2))
    return
  end
  local known = table.concat(M.complete(""), ", ")
  notify(("no command is called '%s'; there are %s"):format(arguments[1], known), vim.log.levels.ERROR)
end

return M
