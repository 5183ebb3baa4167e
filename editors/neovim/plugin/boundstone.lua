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

-- Neovim 0.12 forgets what a server that has ended said of its open files, and keeps the rest.
if vim.fn.has("nvim-0.12") == 1 then
  vim.api.nvim_create_autocmd("LspDetach", {
    group = group,
    desc = "Forget what a Boundstone that has ended found",
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      if client and client.name == "boundstone" and client:is_stopped() then
        vim.diagnostic.reset(vim.lsp.diagnostic.get_namespace(client.id))
      end
    end,
  })
end

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
