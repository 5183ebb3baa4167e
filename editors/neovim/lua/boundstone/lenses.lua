-- Keeps code lenses on screen, which Neovim does not do by itself.
local M = {}

-- Neovim 0.12 follows the buffer and the server's wish to refresh; before, somebody has to ask.
local follows = vim.lsp.codelens.enable ~= nil

---@param buffer integer
function M.show(buffer)
  if follows then
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
  if follows or not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  local clients = vim.lsp.get_clients({ bufnr = buffer, name = "boundstone" })
  if #clients > 0 then
    vim.lsp.codelens.refresh({ bufnr = buffer })
  end
end

return M
