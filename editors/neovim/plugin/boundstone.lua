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

vim.api.nvim_create_user_command("Boundstone", function(command)
  require("boundstone.commands").run(command.fargs)
end, {
  nargs = "+",
  desc = "Boundstone: decisions, restart, log",
  complete = function(lead, line)
    local is_first_word = line:match("^%s*%S+%s+%S*$") ~= nil
    return is_first_word and require("boundstone.commands").complete(lead) or {}
  end,
})
