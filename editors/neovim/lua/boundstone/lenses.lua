-- Keeps code lenses on screen, which Neovim before 0.12 does not do by itself.
local M = {}

---@param buffer integer
function M.show(buffer)
  -- Neovim 0.12 follows the buffer by itself.
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = buffer })
    return
  end
  vim.api.nvim_create_autocmd({ "BufEnter", "InsertLeave", "TextChanged", "BufWritePost" }, {
    group = vim.api.nvim_create_augroup("boundstone.lenses." .. buffer, {}),
    buffer = buffer,
    desc = "Ask Boundstone for its code lenses",
    callback = function()
      M.refresh(buffer)
    end,
  })
  M.refresh(buffer)
end

---@param buffer integer
function M.refresh(buffer)
  local is_served = #vim.lsp.get_clients({ bufnr = buffer, name = "boundstone" }) > 0
  if is_served and vim.api.nvim_buf_is_loaded(buffer) then
    vim.lsp.codelens.refresh({ bufnr = buffer })
  end
end

---@param client_id integer
function M.refresh_all(client_id)
  local client = vim.lsp.get_client_by_id(client_id)
  for buffer in pairs(client and client.attached_buffers or {}) do
    M.refresh(buffer)
  end
end

return M
