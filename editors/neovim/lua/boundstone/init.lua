-- Starts Boundstone, in the way that this version of Neovim has for it.
local M = {}

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

---@param config vim.lsp.Config? Merged over `lsp/boundstone.lua`.
function M.setup(config)
  if vim.lsp.enable then
    vim.lsp.config("boundstone", config or {})
    vim.lsp.enable("boundstone")
    return
  end
  local merged = vim.tbl_deep_extend("force", defaults(), config or {})
  -- Neovim 0.11 adds its own capabilities to these; 0.10 takes them for all there is.
  merged.capabilities = vim.tbl_deep_extend(
    "force",
    vim.lsp.protocol.make_client_capabilities(),
    merged.capabilities or {}
  )
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("boundstone.start", {}),
    pattern = merged.filetypes,
    desc = "Start Boundstone",
    callback = function(event)
      start(merged, event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local is_loaded = vim.api.nvim_buf_is_loaded(buffer)
    if is_loaded and vim.tbl_contains(merged.filetypes, vim.bo[buffer].filetype) then
      start(merged, buffer)
    end
  end
end

return M
