-- `:checkhealth boundstone`
local M = {}

-- How long `boundstone --version` may take before it is called broken.
local VERSION_TIMEOUT_MS = 5000

---@return string[]
local function command()
  for _, client in ipairs(vim.lsp.get_clients({ name = "boundstone" })) do
    if type(client.config.cmd) == "table" then
      return client.config.cmd
    end
  end
  local config = require("boundstone").config or (vim.lsp.config and vim.lsp.config.boundstone)
  if config and type(config.cmd) == "table" then
    return config.cmd
  end
  return { "boundstone", "lsp" }
end

local function check_program()
  local program = command()[1]
  if vim.fn.executable(program) == 0 then
    vim.health.error(("`%s` is not an executable program"):format(program), {
      "Install it: `cargo install --path .` in a clone of Boundstone",
      "Or name it: `require('boundstone').setup({ cmd = { '/path/to/boundstone', 'lsp' } })`",
    })
    return
  end
  local result = vim.system({ program, "--version" }, { text = true }):wait(VERSION_TIMEOUT_MS)
  if result.code == 0 then
    vim.health.ok(("%s: `%s`"):format(vim.trim(result.stdout), vim.fn.exepath(program)))
  else
    local said = vim.trim(result.stderr or "")
    vim.health.error(("`%s --version` ended with %d: %s"):format(program, result.code, said))
  end
end

local function check_clients()
  local clients = vim.lsp.get_clients({ name = "boundstone" })
  if #clients == 0 then
    vim.health.info("No buffer is served now; open a source file, a record or a CODEOWNERS file")
    if vim.lsp.is_enabled and not vim.lsp.is_enabled("boundstone") then
      vim.health.warn("It is not enabled", { "Add `vim.lsp.enable('boundstone')` to your configuration" })
    end
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    local root = client.config.root_dir
    local where = root and ("below `%s`"):format(root) or "of no repository"
    local count = buffers == 1 and "1 buffer" or ("%d buffers"):format(buffers)
    vim.health.ok(("Client %d serves %s %s"):format(client.id, count, where))
  end
end

function M.check()
  vim.health.start("boundstone")
  if vim.fn.has("nvim-0.10") == 0 then
    vim.health.error("Neovim 0.10 or later is needed")
    return
  end
  check_program()
  check_clients()
end

return M
