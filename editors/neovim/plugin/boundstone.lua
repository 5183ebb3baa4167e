if vim.g.loaded_boundstone then
  return
end
vim.g.loaded_boundstone = true

local group = vim.api.nvim_create_augroup("boundstone", {})

vim.api.nvim_create_autocmd("LspAttach", {
  group = group,
  desc = "Show Boundstone's code lenses",
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "boundstone" then
      require("boundstone.lenses").show(event.buf)
    end
  end,
})

vim.api.nvim_create_autocmd("LspProgress", {
  group = group,
  pattern = "end",
  desc = "Show what Boundstone has learnt in the meantime",
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "boundstone" then
      for buffer in pairs(client.attached_buffers) do
        require("boundstone.lenses").refresh(buffer)
      end
    end
  end,
})
