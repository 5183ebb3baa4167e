if vim.g.loaded_boundstone then
  return
end
vim.g.loaded_boundstone = true

vim.api.nvim_create_autocmd("LspAttach", {
  group = vim.api.nvim_create_augroup("boundstone", {}),
  desc = "Show Boundstone's code lenses",
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "boundstone" then
      require("boundstone.lenses").show(event.buf)
    end
  end,
})
