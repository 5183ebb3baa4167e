-- A click on a lens that counts uses: the quickfix list shows what the server gives, as it does for
-- references.
local M = {}

M.COMMAND = "boundstone.showCrossings"

---`client.commands["boundstone.showCrossings"]`
---@param command lsp.Command
---@param context { bufnr: integer, client_id: integer }
function M.show(command, context)
  local client = assert(vim.lsp.get_client_by_id(context.client_id))
  local function list(error, answer)
    if error then
      vim.notify("Boundstone: " .. error.message, vim.log.levels.ERROR)
      return
    end
    local locations = answer and answer ~= vim.NIL and answer.locations or {}
    local items = vim.lsp.util.locations_to_items(locations, client.offset_encoding)
    vim.fn.setqflist({}, " ", { title = command.title, items = items })
    vim.cmd("botright copen")
  end
  local params = { command = command.command, arguments = command.arguments }
  if vim.fn.has("nvim-0.11") == 1 then
    client:request("workspace/executeCommand", params, list, context.bufnr)
  else
    client.request("workspace/executeCommand", params, list, context.bufnr)
  end
end

return M
