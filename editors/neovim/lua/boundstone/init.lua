-- Starts Boundstone, in the way that this version of Neovim has for it.
local M = {}

-- What `setup` made of its argument, for Neovim 0.10; later versions keep it in `vim.lsp.config`.
---@type vim.lsp.Config?
M.config = nil

---@return vim.lsp.Config
local function defaults()
  return dofile(assert(vim.api.nvim_get_runtime_file("lsp/boundstone.lua", false)[1]))
end

-- Neovim 0.10 has no `vim.lsp.enable`; this is the part of it that one server needs.
---@param config vim.lsp.Config
---@param buffer integer
local function start(config, buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if vim.bo[buffer].buftype ~= "" or path == "" then
    return
  end
  local root
  for _, marker in ipairs(config.root_markers) do
    root = root or vim.fs.root(buffer, marker)
  end
  vim.lsp.start(
    vim.tbl_extend("force", config, { name = "boundstone", root_dir = root }),
    { bufnr = buffer }
  )
end

---Starts it for the open files that it reads, where it does not run: after it has ended.
function M.start_again()
  if vim.lsp.enable then
    vim.lsp.enable("boundstone")
    return
  end
  if not M.config then
    M.setup()
    return
  end
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local is_loaded = vim.api.nvim_buf_is_loaded(buffer)
    if is_loaded and vim.tbl_contains(M.config.filetypes, vim.bo[buffer].filetype) then
      start(M.config, buffer)
    end
  end
end

---@param config vim.lsp.Config? Merged over `lsp/boundstone.lua`.
function M.setup(config)
  if vim.lsp.enable then
    vim.lsp.config("boundstone", config or {})
    vim.lsp.enable("boundstone")
    return
  end
  M.config = vim.tbl_deep_extend("force", defaults(), config or {})
  -- Neovim 0.11 adds its own capabilities to these; 0.10 takes them for all there is.
  M.config.capabilities = vim.tbl_deep_extend(
    "force",
    vim.lsp.protocol.make_client_capabilities(),
    M.config.capabilities or {}
  )
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("boundstone.start", {}),
    pattern = M.config.filetypes,
    desc = "Start Boundstone",
    callback = function(event)
      start(M.config, event.buf)
    end,
  })
  M.start_again()
end

return M
