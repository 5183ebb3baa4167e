-- Shows Boundstone's hover below that of another server, which Neovim before 0.11 does not do by itself:
-- it shows the first answer, and takes the second one for the wish to enter it.
local M = {}

-- How long the other servers' answer is waited for.
local PATIENCE_MS = 200
-- Lines of the screen that a popup leaves free.
local FREE_LINES = 4

---@param buffer integer
---@param client_id integer
---@return boolean
local function has_other_server(buffer, client_id)
  return vim.iter(vim.lsp.get_clients({ bufnr = buffer, method = "textDocument/hover" })):any(function(client)
    return client.id ~= client_id
  end)
end

---The open popup of a hover over this buffer.
---@param buffer integer
---@return integer?
local function popup_of(buffer)
  local window = vim.b[buffer].lsp_floating_preview
  local is_open = window and vim.api.nvim_win_is_valid(window)
  return is_open and vim.w[window]["textDocument/hover"] and window or nil
end

---@param window integer
---@param lines string[]
local function append(window, lines)
  local preview = vim.api.nvim_win_get_buf(window)
  vim.bo[preview].modifiable = true
  vim.api.nvim_buf_set_lines(preview, -1, -1, false, vim.list_extend({ "" }, lines))
  vim.bo[preview].modifiable = false
  local wanted = vim.api.nvim_win_text_height(window, {}).all
  vim.api.nvim_win_set_height(window, math.min(wanted, vim.o.lines - FREE_LINES))
end

---`vim.lsp.handlers["textDocument/hover"]`, for Boundstone's answers.
function M.show(error, result, context, config)
  local function show_alone()
    vim.lsp.handlers["textDocument/hover"](error, result, context, config)
  end
  if not has_other_server(context.bufnr, context.client_id) then
    show_alone()
    return
  end
  if not (result and result.contents) then
    return
  end
  vim.defer_fn(function()
    local window = popup_of(context.bufnr)
    if window then
      append(window, vim.lsp.util.convert_input_to_markdown_lines(result.contents))
    else
      show_alone()
    end
  end, PATIENCE_MS)
end

return M
